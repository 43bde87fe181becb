// Written by make.py. Do not edit.
arena.program @layerwise memories [#arena.memory<name = "sram">] model {file = "layerwise.mlir"} attributes {arena_bytes = array<i64: 1720>} {
  arena.constant @stem_weight pack "dense" dense<"0x551D1414FB5077729065D5C5579F1FCA2A4D2ED1B63E0A18E27E8C9FF954288C71241B0A07BFB5C367E32BFC59A9E4F15E971B00D30ACAE381FEB112F80531AFD0B9A4C4B17FCD00933522B4D005ECF07FB4BBB801BE293D293EAF5E8BD62B053C3A9C103B5C66866D32B0A2040453E59AF4D144E298168D9E7089FC67E9EEA76501DD2A106599E405A15A4256CE3B37124DDD7667ACE6C4F3E365510AF082EF6D56C89FCC9C0198120393B624DCA6FE290733E444A47951D35D6F1025CAF57F209FA561DC2043C34317AE0D9983F7F750460C231AA22DB6"> : tensor<8x3x3x3xi8>
  arena.constant @stem_bias pack "dense" dense<"0xE9F8FFFF0C030000700100009DF8FFFF0F050000FB020000ADFEFFFF88000000"> : tensor<8xi32>
  arena.constant @dw_weight pack "dense" dense<"0x21E3D5ECAAFB1A9A9A6DB0ECB52AF79B8161EE32B8C10867E66089F6DDC88453868283730676F2959D7131C9F150645D7DAEA2D894749E48DC3476BC493BCA8BFCC433C0D68FADF8"> : tensor<8x3x3x1xi8>
  arena.constant @dw_bias pack "dense" dense<"0x84FDFFFFB5F8FFFFCA03000092070000A3FCFFFFCEFFFFFF9EFDFFFF43040000"> : tensor<8xi32>
  arena.constant @pw_weight pack "dense" dense<"0xAC08DBA037F4C0827CCD892261AE746A87223A8772EEAC657BC2EE9F95C793FC"> : tensor<4x1x1x8xi8>
  arena.constant @pw_bias pack "dense" dense<"0x22FDFFFF57FEFFFF13050000FDFBFFFF"> : tensor<4xi32>
  %x = arena.slot "image" input memory 0 at 0 {io = 0 : i64, may_overwrite} : <tensor<1x13x10x3xi8>>
  %a = arena.slot "stem" arena memory 0 at 400  : <tensor<1x13x10x8xi8>>
  %b = arena.slot "dw" arena memory 0 at 1440  : <tensor<1x7x5x8xi8>>
  %y = arena.slot "pw" output {io = 0 : i64} : <tensor<1x7x5x4xi8>>
    arena.step "conv"(%x) weights [@stem_weight, @stem_bias] -> (%a) params {stride = array<i64: 1, 1>, pad = array<i64: 1, 1, 1, 1>, groups = 1 : i64, fill = -11 : i64} epilogue [#graph.requantize<type = i8, multiplier = [1301234567], shift = [40], zero = -3, lo = [-100], hi = [127]>] {name = "stem", order = array<i64: 0, -1, -2>} : (!arena.slot<tensor<1x13x10x3xi8>>, !arena.slot<tensor<1x13x10x8xi8>>) -> ()
    arena.step "conv"(%a) weights [@dw_weight, @dw_bias] -> (%b) params {stride = array<i64: 2, 2>, pad = array<i64: 1, 1, 1, 1>, groups = 8 : i64, fill = -3 : i64} epilogue [#graph.requantize<type = i8, multiplier = [1412345678], shift = [39], zero = 5, lo = [-128], hi = [127]>] {name = "dw", order = array<i64: 0, -1, -2>} : (!arena.slot<tensor<1x13x10x8xi8>>, !arena.slot<tensor<1x7x5x8xi8>>) -> ()
    arena.step "conv"(%b) weights [@pw_weight, @pw_bias] -> (%y) params {stride = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, groups = 1 : i64, fill = 0 : i64} epilogue [#graph.requantize<type = i8, multiplier = [1123456789], shift = [39], zero = 7, lo = [-128], hi = [120]>] {name = "pw", order = array<i64: 0, -1, -2>} : (!arena.slot<tensor<1x7x5x8xi8>>, !arena.slot<tensor<1x7x5x4xi8>>) -> ()
}
