// RUN: pelemay-opt %s --arena-select-variants --arena-stream-pools --arena-assign-lifetimes --arena-plan-in-place --arena-solve-offsets --arena-check-plan | FileCheck %s

!in = !arena.slot<tensor<1x8x8x1xf32>>
!map = !arena.slot<tensor<1x8x8x4xf32>>
!half = !arena.slot<tensor<1x4x4x4xf32>>
!three = !arena.slot<tensor<1x3x3x4xf32>>
!one = !arena.slot<tensor<1x1x1x4xf32>>

// Two rows at a time are enough for a pool of two.
// CHECK-LABEL: @pairs
// CHECK:         arena.slot "c" arena memory 0 at {{[0-9]+}} ring <axis = 1, rows = 2>
// CHECK:         arena.stream "p" phases [#arena.phase<repeat = 4, rows = [2, 1]>] {
// CHECK-NEXT:      arena.step "conv"
// CHECK-NEXT:      arena.step "max_pool"
arena.program @pairs memories [#arena.memory<name = "sram">] model {} {
  arena.constant @w pack "dense" dense<1.0> : tensor<4x3x3x1xf32>
  %x = arena.slot "x" input memory 0 {io = 0 : i64, may_overwrite} : !in
  %c = arena.slot "c" arena memory 0 : !map
  arena.step "conv"(%x) weights [@w] -> (%c) params {stride = array<i64: 1, 1>, pad = array<i64: 1, 1, 1, 1>} {order = array<i64: 0, -1>, name = "c"} : (!in, !map) -> ()
  %y = arena.slot "y" output {io = 0 : i64} : !half
  arena.step "max_pool"(%c) -> (%y) params {window = array<i64: 2, 2>, stride = array<i64: 2, 2>, pad = array<i64: 0, 0, 0, 0>} {name = "p"} : (!map, !half) -> ()
}

// Padding shortens the prologue; rows below the last window are not computed.
// CHECK-LABEL: @edges
// CHECK:         arena.slot "c" arena memory 0 at {{[0-9]+}} ring <axis = 1, rows = 3>
// CHECK:         phases [#arena.phase<repeat = 1, rows = [2, 1]>, #arena.phase<repeat = 2, rows = [3, 1]>]
// CHECK:         arena.slot "d" arena memory 0 at {{[0-9]+}} ring <axis = 1, rows = 2>
// CHECK:         phases [#arena.phase<repeat = 3, rows = [2, 1]>] {
arena.program @edges memories [#arena.memory<name = "sram">] model {} {
  arena.constant @w pack "dense" dense<1.0> : tensor<4x3x3x1xf32>
  %x = arena.slot "x" input memory 0 {io = 0 : i64, may_overwrite} : !in
  %c = arena.slot "c" arena memory 0 : !map
  %y = arena.slot "y" output {io = 0 : i64} : !three
  arena.step "conv"(%x) weights [@w] -> (%c) params {stride = array<i64: 1, 1>, pad = array<i64: 1, 1, 1, 1>} {order = array<i64: 0, -1>, name = "c"} : (!in, !map) -> ()
  arena.step "max_pool"(%c) -> (%y) params {window = array<i64: 3, 3>, stride = array<i64: 3, 3>, pad = array<i64: 1, 1, 0, 0>} {name = "p"} : (!map, !three) -> ()
  %d = arena.slot "d" arena memory 0 : !map
  %z = arena.slot "z" output {io = 1 : i64} : !three
  arena.step "conv"(%x) weights [@w] -> (%d) params {stride = array<i64: 1, 1>, pad = array<i64: 1, 1, 1, 1>} {order = array<i64: 0, -1>, name = "d"} : (!in, !map) -> ()
  arena.step "average_pool"(%d) -> (%z) params {window = array<i64: 2, 2>, stride = array<i64: 2, 2>, pad = array<i64: 0, 0, 0, 0>} {name = "q"} : (!map, !three) -> ()
}

// Not for a second reader, not where the window is the whole map, not where it would cost bytes.
// CHECK-LABEL: @whole
// CHECK-NOT:     arena.stream
arena.program @whole memories [#arena.memory<name = "sram">] model {} {
  arena.constant @w pack "dense" dense<1.0> : tensor<4x3x3x1xf32>
  arena.constant @v pack "dense" dense<1.0> : tensor<4x1x1x4xf32>
  %x = arena.slot "x" input memory 0 {io = 0 : i64, may_overwrite} : !in
  %c = arena.slot "c" arena memory 0 : !map
  %y = arena.slot "y" output {io = 0 : i64} : !half
  %z = arena.slot "z" output {io = 1 : i64} : !map
  arena.step "conv"(%x) weights [@w] -> (%c) params {stride = array<i64: 1, 1>, pad = array<i64: 1, 1, 1, 1>} {order = array<i64: 0, -1>, name = "c"} : (!in, !map) -> ()
  arena.step "max_pool"(%c) -> (%y) params {window = array<i64: 2, 2>, stride = array<i64: 2, 2>, pad = array<i64: 0, 0, 0, 0>} {name = "p"} : (!map, !half) -> ()
  arena.step "relu"(%c) -> (%z) params {} {name = "r"} : (!map, !map) -> ()
  %d = arena.slot "d" arena memory 0 : !map
  %m = arena.slot "m" output {io = 2 : i64} : !one
  arena.step "conv"(%x) weights [@w] -> (%d) params {stride = array<i64: 1, 1>, pad = array<i64: 1, 1, 1, 1>} {order = array<i64: 0, -1>, name = "d"} : (!in, !map) -> ()
  arena.step "average_pool"(%d) -> (%m) params {window = array<i64: 8, 8>, stride = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>} {name = "q"} : (!map, !one) -> ()
  %f = arena.slot "f" arena memory 0 : !map
  %g = arena.slot "g" arena memory 0 : !map
  %h = arena.slot "h" arena memory 0 : !map
  %k = arena.slot "k" output {io = 3 : i64} : !map
  arena.step "conv"(%x) weights [@w] -> (%f) params {stride = array<i64: 1, 1>, pad = array<i64: 1, 1, 1, 1>} {order = array<i64: 0, -1>, name = "f"} : (!in, !map) -> ()
  arena.step "conv"(%f) weights [@v] -> (%g) params {stride = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>} {order = array<i64: 0, -1>, name = "g"} : (!map, !map) -> ()
  arena.step "max_pool"(%g) -> (%h) params {window = array<i64: 3, 3>, stride = array<i64: 1, 1>, pad = array<i64: 1, 1, 1, 1>} {name = "h"} : (!map, !map) -> ()
  arena.step "relu"(%h) -> (%k) params {} {name = "k"} : (!map, !map) -> ()
}
