// RUN: pelemay-opt %s --arena-select-variants --arena-pack-weights --arena-name --arena-print | FileCheck %s
// RUN: pelemay-opt %s --arena-select-variants --arena-pack-weights --arena-name --arena-print | FileCheck %s --check-prefix=LONG

// No line of C++ is longer than 100 columns, however long a call is.
// LONG:     // ===- steps.cpp
// LONG-NOT: {{^.{101,}$}}
// LONG:     // ===- steps_weights.h

// The table of contents: each step with its epilogue and what it reads and writes; the steps of a stream share a
// number. Then the arena, byte by byte.
// CHECK-LABEL: // ===- steps.cpp
// CHECK:       //   step  op                                   reads   writes
// CHECK-NEXT:  //   0     conv + requantize                    x, acc  y i8[1][8][8][4]
// CHECK-NEXT:  //   1     relu                                 part    part i8[128]
// CHECK-NEXT:  //   2     relu                                 x       x i8[1][8][8][4]
// CHECK-NEXT:  //   3     relu                                 x       r i8[1][8][8][4]
// CHECK-NEXT:  //   3     conv + add + sub + max + requantize  r, acc  h i8[1][8][8][4]
// CHECK-NEXT:  //   3     add + relu + min                     h, x    y i8[1][8][8][4]
// CHECK-NEXT:  //
// CHECK-NEXT:  //   bytes       value  steps   ring
// CHECK-NEXT:  //   [0, 256)    x      0 .. 3
// CHECK-NEXT:  //   [256, 352)  r      3 .. 3  3 rows
// CHECK-NEXT:  //   [352, 384)  h      3 .. 3  1 row

// Shapes are aliases; the model's nodes stand above.
// CHECK:       using Conv = Window<In<8, 8, 4>, Out<8, 8, 4>, Kernel<3, 3>, Stride<1, 1>, Pad<1, 1>,
// CHECK-NEXT:                      Dilation<1, 1>, Groups<1>, Fill<-3>>;
// CHECK-NEXT:  using Part = Elements<Out<1, 1, 128>>;
// CHECK:       // /c/Conv, a b_
// CHECK-NEXT:  using H =

// Places are pointers. The caller's are parameters; a view at its base's first byte is its base; one that begins
// elsewhere counts in elements of its own, and what the caller only lends stays const.
// CHECK:       extern "C" steps_status steps_run(steps_t* self, const int32_t* acc, int8_t* y) {
// CHECK:         unsigned char* const memory[] = {self->arena};
// CHECK-NEXT:    int8_t* const x = at<int8_t>(memory[0], 0);
// CHECK-NEXT:    int8_t* const r = at<int8_t>(memory[0], 256);
// CHECK-NEXT:    int8_t* const h = at<int8_t>(memory[0], 352);
// CHECK-NEXT:    int8_t* const part = x + 128;
// CHECK-EMPTY:
// CHECK-NEXT:    layer(conv<Conv>(steps_w, steps_b, requantize(one(1), one(9), 0, one(-128), one(127))), x, y);
// CHECK-NEXT:    layer(map<Part, Relu>(), part, part);
// CHECK-NEXT:    layer_down(map<Down, Relu>(), x, x);

// A stream is a block of drivers and the phases of its schedule. A ring of one row is handed over in place. A
// constant in the epilogue is indexed by channel, or, where it has the result's shape, by place.
// CHECK-NEXT:    {  // x .. y_, row by row
// CHECK-NEXT:      Rows r_rows(map<R, Relu>(), Whole<const int8_t>{x, 32}, Ring<int8_t>{r, 32, 3});
// CHECK-NEXT:      Rows h_rows(
// CHECK-NEXT:          depthwise<H>(steps_dw, steps_b,
// CHECK-NEXT:                       then(ByElement{Add{}, acc, 32, 4, 0}, ByChannel{Swapped<Sub>{Sub{}}, steps_m},
// CHECK-NEXT:                            ByElement{Max{}, steps_full, 32, 4, 0},
// CHECK-NEXT:                            requantize(each(steps_H_multiplier), one(9), 0, one(-128), one(127)))),
// CHECK-NEXT:          Ring<const int8_t>{r, 32, 3}, Whole<int8_t>{h, 0});
// CHECK-NEXT:      Rows y_rows(
// CHECK-NEXT:          map<Y, Add>(then(Map{Relu{}}, ByElement{Min{}, x, 32, 4, 0})),
// CHECK-NEXT:          Whole<const int8_t>{h, 0}, Whole<const int8_t>{x, 32}, Whole<int8_t>{y, 32});
// CHECK-NEXT:      r_rows.next(2); h_rows.next(1);
// CHECK-NEXT:      for (int i = 0; i < 6; ++i) { r_rows.next(1); h_rows.next(1); y_rows.next(1); }
// CHECK-NEXT:      h_rows.next(1); y_rows.next(1);
// CHECK-NEXT:      y_rows.next(1);
// CHECK-NEXT:    }
// CHECK-NEXT:    return STEPS_OK;
!m = !arena.slot<tensor<1x8x8x4xi8>>
arena.program @steps memories [#arena.memory<name = "sram">] model {} attributes {arena_bytes = array<i64: 1024>} {
  arena.constant @w pack "dense" dense<1> : tensor<4x3x3x4xi8>
  arena.constant @dw pack "row_col_channel" dense<1> : tensor<3x3x4xi8>
  arena.constant @b pack "dense" dense<1> : tensor<4xi32>
  arena.constant @m pack "dense" dense<1> : tensor<4xi32>
  arena.constant @full pack "dense" dense<1> : tensor<1x8x8x4xi32>
  %x = arena.slot "x" input memory 0 at 0 {io = 0 : i64, may_overwrite, live = array<i64: 0, 3>} : !m
  %r = arena.slot "r" arena memory 0 at 256 ring <axis = 1, rows = 3> {live = array<i64: 3, 3>} : !m
  %h = arena.slot "h" arena memory 0 at 352 ring <axis = 1, rows = 1> {live = array<i64: 3, 3>} : !m
  %acc = arena.slot "acc" input {io = 1 : i64} : !arena.slot<tensor<1x8x8x4xi32>>
  %y = arena.slot "y" output {io = 0 : i64} : !m
  %flat = arena.view "flat" of %x at 0 : !m -> !arena.slot<tensor<256xi8>>
  %part = arena.view "part" of %flat at 128 : !arena.slot<tensor<256xi8>> -> !arena.slot<tensor<128xi8>>
  arena.step "conv"(%x, %acc) weights [@w, @b] -> (%y) params {stride = array<i64: 1, 1>, pad = array<i64: 1, 1, 1, 1>, fill = -3 : i64} epilogue [#graph.requantize<type = i8, multiplier = [1], shift = [9], zero = 0, lo = [-128], hi = [127]>] {name = "conv", order = array<i64: 0, -1, -2>} : (!m, !arena.slot<tensor<1x8x8x4xi32>>, !m) -> ()
  arena.step "relu"(%part) -> (%part) params {} {name = "Part"} : (!arena.slot<tensor<128xi8>>, !arena.slot<tensor<128xi8>>) -> ()
  arena.step "relu"(%x) -> (%x) params {} rows [#arena.rows<>] down {name = "Down"} : (!m, !m) -> ()
  arena.stream "x ..\0Ay\\" phases [#arena.phase<repeat = 1, rows = [2, 1, 0]>, #arena.phase<repeat = 6, rows = [1, 1, 1]>, #arena.phase<repeat = 1, rows = [0, 1, 1]>, #arena.phase<repeat = 1, rows = [0, 0, 1]>] {
    arena.step "relu"(%x) -> (%r) params {} {name = "R"} : (!m, !m) -> ()
    arena.step "conv"(%r, %acc) weights [@dw, @b] -> (%h) params {stride = array<i64: 1, 1>, pad = array<i64: 1, 1, 1, 1>, groups = 4 : i64} epilogue [#arena.apply<op = "add", input = 1>, #arena.apply<op = "sub", weight = @m, swapped = true>, #arena.apply<op = "max", weight = @full>, #graph.requantize<type = i8, multiplier = [1, 2, 3, 4], shift = [9], zero = 0, lo = [-128], hi = [127]>] variant "depthwise" shape <"Window" [#arena.term<"In" [8, 8, 4]>, #arena.term<"Out" [8, 8, 4]>, #arena.term<"Kernel" [3, 3]>, #arena.term<"Stride" [1, 1]>, #arena.term<"Pad" [1, 1]>]> rows [#arena.rows<window = 3, pad = 1>, #arena.rows<>] {name = "H", order = array<i64: 0, -1, -2>, origins = [#graph.origin<"onnx" "Conv" "/c/Conv">, #graph.origin<"onnx" "Add" "a\0Ab\\">]} : (!m, !arena.slot<tensor<1x8x8x4xi32>>, !m) -> ()
    arena.step "add"(%h, %x) -> (%y) params {} epilogue [#arena.apply<op = "relu">, #arena.apply<op = "min", input = 1>] {name = "Y", order = array<i64: 0, 1>} : (!m, !m, !m) -> ()
  }
}
