// RUN: pelemay-opt %s --arena-select-variants --arena-stream-pools --arena-place-parts --arena-pack-weights --arena-assign-lifetimes --arena-plan-in-place --arena-solve-offsets --arena-check-plan --arena-name --arena-print | FileCheck %s

// Two ways of a net beside each other: a convolution and a pool that takes the rows of another, row by row. Both write
// into the result; a part that begins where the whole does has a name of its own. A residual is read where it lies.
// CHECK-LABEL: // ===- net.cpp
// CHECK:       using Left = Window<In<8, 8, 4>, Out<8, 8, 2, 6>, Kernel<1, 1>>;
// CHECK:       using Pool = Window<In<8, 8, 4>, Out<8, 8, 4, 6>, Kernel<3, 3>, Stride<1, 1>, Pad<1, 1>>;
// CHECK:       using Next = Window<In<8, 8, 6>, Out<8, 8, 2>, Kernel<1, 1>>;
// CHECK:         float* const both = at<float>(memory[0], [[AT:[0-9]+]]);
// CHECK-NEXT:    float* const left = both;
// CHECK:         float* const pool = both + 2;
// CHECK:         layer(conv<Left>(net_u, no_bias<float>), x, left);
// CHECK:           Rows pool_rows(max_pool<Pool>(), Ring<const float>{wide, 32, 3}, Whole<float>{pool, 48});
// CHECK:         layer(conv<Next>(net_w, no_bias<float>, ByElement{Add{}, left, 48, 6, 0}), both, y);
!x = !arena.slot<tensor<1x8x8x4xf32>>
!l = !arena.slot<tensor<1x8x8x2xf32>>
!b = !arena.slot<tensor<1x8x8x6xf32>>
arena.program @net memories [#arena.memory<name = "sram">] model {} {
  arena.constant @u pack "dense" dense<1.0> : tensor<2x1x1x4xf32>
  arena.constant @v pack "dense" dense<1.0> : tensor<4x1x1x4xf32>
  arena.constant @w pack "dense" dense<1.0> : tensor<2x1x1x6xf32>
  %x = arena.slot "x" input {io = 0 : i64} : !x
  %y = arena.slot "y" output {io = 0 : i64} : !l
  %left = arena.slot "left" arena memory 0 : !l
  %wide = arena.slot "wide" arena memory 0 : !x
  %pool = arena.slot "pool" arena memory 0 : !x
  %both = arena.slot "both" arena memory 0 : !b
  arena.step "conv"(%x) weights [@u] -> (%left) params {stride = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>} {name = "left", order = array<i64: 0, -1>} : (!x, !l) -> ()
  arena.step "conv"(%x) weights [@v] -> (%wide) params {stride = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>} {name = "wide", order = array<i64: 0, -1>} : (!x, !x) -> ()
  arena.step "max_pool"(%wide) -> (%pool) params {window = array<i64: 3, 3>, stride = array<i64: 1, 1>, pad = array<i64: 1, 1, 1, 1>} {name = "pool"} : (!x, !x) -> ()
  arena.step "concat"(%left, %pool) -> (%both) params {axis = 3 : i64} {name = "both"} : (!l, !x, !b) -> ()
  arena.step "conv"(%both, %left) weights [@w] -> (%y) params {stride = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>} epilogue [#arena.apply<op = "add", input = 1>] {name = "next", order = array<i64: 0, -1>} : (!b, !l, !l) -> ()
}
