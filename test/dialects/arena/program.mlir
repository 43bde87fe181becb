// RUN: pelemay-opt %s | pelemay-opt | FileCheck %s
// RUN: pelemay-opt %s --mlir-print-op-generic | pelemay-opt | FileCheck %s

// A program names its memories and its model; defaults are not printed.
// CHECK-LABEL: arena.program @all
// CHECK-SAME:    memories [#arena.memory<name = "sram">, #arena.memory<name = "psram", size = 8388608, align = 32, cost = 4, dma = true>] model {file = "all.onnx"} attributes {arena_bytes = array<i64: 64, 0>} {
arena.program @all memories [#arena.memory<name = "sram", size = 0>, #arena.memory<name = "psram", size = 8388608, align = 32, cost = 4, dma = true>] model {file = "all.onnx"} attributes {arena_bytes = array<i64: 64, 0>} {
  // CHECK-NEXT: arena.constant @w pack "row_col_channel" dense<[1, 2]> : tensor<2xi8> {align = 16 : i64, memory = 1 : i64, tensor = "conv.weight"}
  // CHECK-NEXT: arena.constant @b pack "dense" dense<0.000000e+00> : tensor<2xf32>
  arena.constant @w pack "row_col_channel" dense<[1, 2]> : tensor<2xi8> {memory = 1 : i64, align = 16 : i64, tensor = "conv.weight"}
  arena.constant @b pack "dense" dense<0.0> : tensor<2xf32>

  // Every storage fact of a slot.
  // CHECK-NEXT: arena.slot "in" input memory 0 at 64 align 16 {axes = array<i64: 0, 2, 3, 1>, io = 0 : i64, live = array<i64: 0, 3>, may_overwrite, quant = #graph.quant<scale = 5.000000e-01 : f32, zero = 3>} : <tensor<1x8x8x2xf32>>
  // CHECK-NEXT: arena.slot "ring" arena memory 0 ring <axis = 1, rows = 3> : <tensor<1x8x8x2xf32>>
  // CHECK-NEXT: arena.slot "handed" arena memory 0 ring <axis = 1, rows = 1, step = 2, persists = true, pixels = 4> {margin = #arena.margin<left = 1, right = 2, fill = -3>} : <tensor<1x8x8x2xi8>>
  // CHECK-NEXT: arena.slot "blocked" state memory 1 {layout = #arena.layout<order = [0, 3, 1, 2], block = 2, stored = i8>} : <tensor<1x8x8x2xf32>>
  // CHECK-NEXT: arena.slot "count" scratch memory 0 : <tensor<i32>>
  // CHECK-NEXT: arena.slot "open" constant {extents = [#arena.extent<axis = 1, bound = 8, count = "count">]} : <tensor<1x8xf32>>
  // CHECK-NEXT: arena.slot "out" output {io = 0 : i64} : <tensor<1x8x8x2xf32>>
  %in = arena.slot "in" input memory 0 at 64 align 16 {io = 0 : i64, live = array<i64: 0, 3>, may_overwrite, axes = array<i64: 0, 2, 3, 1>, quant = #graph.quant<scale = 0.5 : f32, zero = 3>} : !arena.slot<tensor<1x8x8x2xf32>>
  %ring = arena.slot "ring" arena memory 0 ring <axis = 1, rows = 3> : !arena.slot<tensor<1x8x8x2xf32>>
  %handed = arena.slot "handed" arena memory 0 ring <axis = 1, rows = 1, step = 2, persists = true, pixels = 4> {margin = #arena.margin<left = 1, right = 2, fill = -3>} : !arena.slot<tensor<1x8x8x2xi8>>
  %blocked = arena.slot "blocked" state memory 1 {layout = #arena.layout<order = [0, 3, 1, 2], block = 2, stored = i8>} : !arena.slot<tensor<1x8x8x2xf32>>
  %count = arena.slot "count" scratch memory 0 : !arena.slot<tensor<i32>>
  %open = arena.slot "open" constant {extents = [#arena.extent<axis = 1, bound = 8, count = "count">]} : !arena.slot<tensor<1x8xf32>>
  %out = arena.slot "out" output {io = 0 : i64} : !arena.slot<tensor<1x8x8x2xf32>>

  // A view of a view; a slice begins behind its base's first byte; one channel of two.
  // CHECK-NEXT: arena.view "flat" of %0 at 0 : <tensor<1x8x8x2xf32>> -> <tensor<128xf32>>
  // CHECK-NEXT: arena.view "slice" of %7 at 256 {axes = array<i64: 1, 0>} : <tensor<128xf32>> -> <tensor<8x8xf32>>
  // CHECK-NEXT: arena.view "one" of %0 at 4 pitch 2 : <tensor<1x8x8x2xf32>> -> <tensor<1x8x8x1xf32>>
  %flat = arena.view "flat" of %in at 0 : !arena.slot<tensor<1x8x8x2xf32>> -> !arena.slot<tensor<128xf32>>
  %slice = arena.view "slice" of %flat at 256 {axes = array<i64: 1, 0>} : !arena.slot<tensor<128xf32>> -> !arena.slot<tensor<8x8xf32>>
  %one = arena.view "one" of %in at 4 pitch 2 : !arena.slot<tensor<1x8x8x2xf32>> -> !arena.slot<tensor<1x8x8x1xf32>>

  // CHECK-NEXT: arena.step "copy"(%0) -> (%6) params {} : (!arena.slot<tensor<1x8x8x2xf32>>, !arena.slot<tensor<1x8x8x2xf32>>) -> ()
  arena.step "copy"(%in) -> (%out) params {} : (!arena.slot<tensor<1x8x8x2xf32>>, !arena.slot<tensor<1x8x8x2xf32>>) -> ()

  // A step with everything; one without operands, results and scratch.
  // CHECK-NEXT: arena.step "conv"(%0, %1) weights [@w, @b] -> (%6) scratch(%4) params {stride = array<i64: 1, 1>}
  // CHECK-SAME:   epilogue [#arena.apply<op = "relu">, #arena.apply<op = "add", input = 1>, #arena.apply<op = "sub", weight = @b, swapped = true, attributes = {alpha = 1.000000e+00 : f32}>, #arena.requantize<type = i8, multiplier = @w, shift = 38 : i32, zero = -1, lo = -128 : i32, hi = 127 : i32, tie = 8 : i64>]
  // CHECK-SAME:   variant "conv" shape <"Window" [#arena.term<"In" [8, 8, 2]>, #arena.term<"" [1]>]>
  // CHECK-SAME:   rows [#arena.rows<window = 3, stride = 2, pad = 1, dilation = 2>, #arena.rows<whole = true>] down
  // CHECK-SAME:   {may_fail, name = "Conv", order = array<i64: 0, -1, -2>, origins = [#graph.origin<"onnx" "Conv" "/c/Conv">]}
  arena.step "conv"(%in, %ring) weights [@w, @b] -> (%out) scratch (%count) params {stride = array<i64: 1, 1>} epilogue [#arena.apply<op = "relu">, #arena.apply<op = "add", input = 1>, #arena.apply<op = "sub", weight = @b, swapped = true, attributes = {alpha = 1.0 : f32}>, #arena.requantize<type = i8, multiplier = @w, shift = 38 : i32, zero = -1, lo = -128 : i32, hi = 127 : i32, tie = 8 : i64>] variant "conv" shape <"Window" [#arena.term<"In" [8, 8, 2]>, #arena.term<"" [1]>]> rows [#arena.rows<window = 3, stride = 2, pad = 1, dilation = 2>, #arena.rows<whole = true>] down {may_fail, name = "Conv", order = array<i64: 0, -1, -2>, origins = [#graph.origin<"onnx" "Conv" "/c/Conv">]} : (!arena.slot<tensor<1x8x8x2xf32>>, !arena.slot<tensor<1x8x8x2xf32>>, !arena.slot<tensor<1x8x8x2xf32>>, !arena.slot<tensor<i32>>) -> ()
  // CHECK-NEXT: arena.step "nothing"() -> () params {} : () -> ()
  arena.step "nothing"() -> () params {} : () -> ()

  // Phases are a static schedule; attributes of a stream come behind a keyword.
  // CHECK-NEXT: arena.stream "a .. b" phases [#arena.phase<repeat = 1, rows = [2, 0]>, #arena.phase<repeat = 3, rows = [2, 2]>, #arena.phase<repeat = 1, rows = [0, 2]>] attributes {note = 1 : i64} {
  // CHECK-NEXT:   arena.step "relu"
  // CHECK-NEXT:   arena.step "relu"
  // CHECK-NEXT: {{^ +[}]$}}
  arena.stream "a .. b" phases [#arena.phase<repeat = 1, rows = [2, 0]>, #arena.phase<repeat = 3, rows = [2, 2]>, #arena.phase<repeat = 1, rows = [0, 2]>] attributes {note = 1} {
    arena.step "relu"(%in) -> (%ring) params {} rows [#arena.rows<>] : (!arena.slot<tensor<1x8x8x2xf32>>, !arena.slot<tensor<1x8x8x2xf32>>) -> ()
    arena.step "relu"(%ring) -> (%out) params {} rows [#arena.rows<>] : (!arena.slot<tensor<1x8x8x2xf32>>, !arena.slot<tensor<1x8x8x2xf32>>) -> ()
  }
}

// A program without anything, and a stream without steps.
// CHECK-LABEL: arena.program @nothing memories [] model {} {
// CHECK-NEXT:    arena.stream "idle" phases [] {
// CHECK-NEXT:    }
arena.program @nothing memories [] model {} {
  arena.stream "idle" phases [] {}
}
