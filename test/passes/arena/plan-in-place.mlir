// RUN: pelemay-opt %s --arena-select-variants --arena-assign-lifetimes --arena-plan-in-place --arena-solve-offsets --arena-check-plan | FileCheck %s

!t = !arena.slot<tensor<1x4x4x8xf32>>
!q = !arena.slot<tensor<1x4x4x8xi8>>
!row = !arena.slot<tensor<8xf32>>

// An element-wise result lies where its operand lay, the arena's input included; the sum of two takes the first that
// dies. The whole chain needs the bytes of two maps.
// CHECK-LABEL: @chain
// CHECK-SAME:    arena_bytes = array<i64: 1024>
// CHECK:         arena.slot "x" input memory 0 at [[X:[0-9]+]]
// CHECK:         arena.slot "a" arena memory 0 at [[X]]
// CHECK:         arena.slot "b" arena memory 0 at [[X]]
// CHECK:         arena.step "relu"{{.*}}in_place = 0
// CHECK:         arena.step "add"{{.*}}in_place = 0
// CHECK:         arena.step "softmax"
// CHECK-NOT:     in_place
arena.program @chain memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" input memory 0 {io = 0 : i64, may_overwrite} : !t
  %z = arena.slot "z" input memory 0 {io = 1 : i64} : !t
  %a = arena.slot "a" arena memory 0 : !t
  %b = arena.slot "b" arena memory 0 : !t
  %y = arena.slot "y" output {io = 0 : i64} : !t
  arena.step "relu"(%x) -> (%a) params {} : (!t, !t) -> ()
  arena.step "add"(%a, %z) -> (%b) params {} : (!t, !t, !t) -> ()
  arena.step "softmax"(%b) -> (%y) params {axis = 3 : i64} : (!t, !t) -> ()
}

// What a convolution's epilogue adds dies in the moment it is read; what the convolution itself reads does not.
// CHECK-LABEL: @residual
// CHECK-SAME:    arena_bytes = array<i64: 1024>
// CHECK:         arena.slot "r" arena memory 0 at [[R:[0-9]+]]
// CHECK:         arena.slot "c" arena memory 0 at [[C:[0-9]+]]
// CHECK:         arena.slot "s" arena memory 0 at [[R]]
// CHECK:         arena.step "conv"(%{{.*}}, %{{.*}}){{.*}}in_place = 1
// CHECK:         arena.step "conv"(%[[S:.*]], %[[S]])
// CHECK-NOT:     in_place
arena.program @residual memories [#arena.memory<name = "sram">] model {} {
  arena.constant @w pack "dense" dense<1.0> : tensor<8x1x1x8xf32>
  %x = arena.slot "x" input {io = 0 : i64} : !t
  %r = arena.slot "r" arena memory 0 : !t
  %c = arena.slot "c" arena memory 0 : !t
  %s = arena.slot "s" arena memory 0 : !t
  %y = arena.slot "y" output {io = 0 : i64} : !t
  arena.step "conv"(%x) weights [@w] -> (%r) params {stride = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>} {order = array<i64: 0, -1>} : (!t, !t) -> ()
  arena.step "conv"(%r) weights [@w] -> (%c) params {stride = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>} {order = array<i64: 0, -1>} : (!t, !t) -> ()
  arena.step "conv"(%c, %r) weights [@w] -> (%s) params {stride = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>} epilogue [#arena.apply<op = "add", input = 1>] {order = array<i64: 0, -1>} : (!t, !t, !t) -> ()
  arena.step "conv"(%s, %s) weights [@w] -> (%y) params {stride = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>} epilogue [#arena.apply<op = "add", input = 1>] {order = array<i64: 0, -1>} : (!t, !t, !t) -> ()
}

// Not over what is read again, what the caller only lends, what must stay, what is broadcast, or what has other bytes.
// CHECK-LABEL: @kept
// CHECK-NOT:     in_place
arena.program @kept memories [#arena.memory<name = "sram">] model {} {
  %lent = arena.slot "lent" input {io = 0 : i64} : !t
  %stays = arena.slot "stays" input memory 0 {io = 1 : i64} : !t
  %short = arena.slot "short" arena memory 0 : !row
  %a = arena.slot "a" arena memory 0 : !t
  %b = arena.slot "b" arena memory 0 : !t
  %q = arena.slot "q" arena memory 0 : !q
  %c = arena.slot "c" arena memory 0 : !t
  %v = arena.view "v" of %stays at 0 : !t -> !row
  %y = arena.slot "y" output {io = 0 : i64} : !t
  arena.step "relu"(%v) -> (%short) params {} : (!row, !row) -> ()
  arena.step "relu"(%lent) -> (%a) params {} : (!t, !t) -> ()
  arena.step "relu"(%a) -> (%b) params {} : (!t, !t) -> ()
  arena.step "quantize"(%b) -> (%q) params {scale = array<f32: 0.5>, zero = array<i64: 0>} : (!t, !q) -> ()
  arena.step "add"(%short, %stays) -> (%c) params {} : (!row, !t, !t) -> ()
  arena.step "add"(%a, %c) -> (%y) params {} : (!t, !t, !t) -> ()
}

// A part of a map is not the map: it takes no operand's place, and nobody takes its.
// CHECK-LABEL: @parts
// CHECK-NOT:     in_place
arena.program @parts memories [#arena.memory<name = "sram">] model {} {
  %lent = arena.slot "lent" input {io = 0 : i64} : !arena.slot<tensor<1x4x4x4xf32>>
  %a = arena.slot "a" arena memory 0 : !arena.slot<tensor<1x4x4x4xf32>>
  %both = arena.slot "both" arena memory 0 : !t
  %l = arena.view "l" of %both at 0 pitch 8 : !t -> !arena.slot<tensor<1x4x4x4xf32>>
  %r = arena.view "r" of %both at 16 pitch 8 : !t -> !arena.slot<tensor<1x4x4x4xf32>>
  %y = arena.slot "y" output {io = 0 : i64} : !t
  %z = arena.slot "z" output {io = 1 : i64} : !arena.slot<tensor<1x4x4x4xf32>>
  %b = arena.slot "b" arena memory 0 : !arena.slot<tensor<1x4x4x4xf32>>
  arena.step "relu"(%lent) -> (%a) params {} : (!arena.slot<tensor<1x4x4x4xf32>>, !arena.slot<tensor<1x4x4x4xf32>>) -> ()
  arena.step "relu"(%a) -> (%l) params {} : (!arena.slot<tensor<1x4x4x4xf32>>, !arena.slot<tensor<1x4x4x4xf32>>) -> ()
  arena.step "relu"(%lent) -> (%r) params {} : (!arena.slot<tensor<1x4x4x4xf32>>, !arena.slot<tensor<1x4x4x4xf32>>) -> ()
  arena.step "exp"(%both) -> (%y) params {} : (!t, !t) -> ()
  arena.step "relu"(%l) -> (%b) params {} : (!arena.slot<tensor<1x4x4x4xf32>>, !arena.slot<tensor<1x4x4x4xf32>>) -> ()
  arena.step "exp"(%b) -> (%z) params {} : (!arena.slot<tensor<1x4x4x4xf32>>, !arena.slot<tensor<1x4x4x4xf32>>) -> ()
}
