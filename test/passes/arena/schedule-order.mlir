// RUN: pelemay-opt %s --arena-schedule-order --split-input-file | FileCheck %s
// RUN: pelemay-opt %s --arena-schedule-order --arena-assign-lifetimes --arena-plan-in-place --arena-solve-offsets --arena-check-plan --split-input-file | FileCheck %s --check-prefix=PLAN

// Two wide values at once need 3 KiB with the input; to finish one branch before the other begins needs less.
// CHECK-LABEL: @branches
// CHECK-SAME:    least_bytes = {bytes = 2064 : i64, searched = {{[1-9]}} : i64, step = ""}
// CHECK:         arena.step "exp"
// CHECK-NEXT:    arena.step "reduce_sum"
// CHECK-NEXT:    arena.step "neg"
// CHECK-NEXT:    arena.step "reduce_max"
// CHECK-NEXT:    arena.step "add"
// PLAN-LABEL:  @branches
// PLAN-SAME:     arena_bytes = array<i64: 2064>
!w = !arena.slot<tensor<256xf32>>
!s = !arena.slot<tensor<4xf32>>
arena.program @branches memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" input memory 0 align 16 {io = 0 : i64, may_overwrite} : !w
  %a = arena.slot "a" arena memory 0 align 16 : !w
  %b = arena.slot "b" arena memory 0 align 16 : !w
  %sa = arena.slot "sa" arena memory 0 align 16 : !s
  %sb = arena.slot "sb" arena memory 0 align 16 : !s
  %o = arena.slot "out" output {io = 0 : i64} : !s
  arena.step "exp"(%x) -> (%a) params {} : (!w, !w) -> ()
  arena.step "neg"(%x) -> (%b) params {} : (!w, !w) -> ()
  arena.step "reduce_sum"(%a) -> (%sa) params {} : (!w, !s) -> ()
  arena.step "reduce_max"(%b) -> (%sb) params {} : (!w, !s) -> ()
  arena.step "add"(%sa, %sb) -> (%o) params {} : (!s, !s, !s) -> ()
}

// -----

// Orders that need the same keep the model's: what the user wrote is what the user reads.
// CHECK-LABEL: @no_gain
// CHECK:         arena.step "neg"
// CHECK:         arena.step "exp"
// CHECK:         arena.step "add"
!t = !arena.slot<tensor<4xf32>>
arena.program @no_gain memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" input memory 0 align 16 {io = 0 : i64, may_overwrite} : !t
  %b = arena.slot "b" arena memory 0 align 16 : !t
  arena.step "neg"(%x) -> (%b) params {} : (!t, !t) -> ()
  %a = arena.slot "a" arena memory 0 align 16 : !t
  arena.step "exp"(%x) -> (%a) params {} : (!t, !t) -> ()
  %o = arena.slot "out" output {io = 0 : i64} : !t
  arena.step "add"(%a, %b) -> (%o) params {} : (!t, !t, !t) -> ()
}

// -----

// A concatenation is one slot with two writers, which come before its reader in whatever order: one wide value dies
// before the next is born, though the part at the end then comes last.
// CHECK-LABEL: @parts
// CHECK:         arena.step "exp"
// CHECK-NEXT:    arena.step "probe.log"
// CHECK-NEXT:    arena.step "relu"
// CHECK-NEXT:    arena.step "neg"
// CHECK-NEXT:    arena.step "reduce_sum"
// CHECK-NEXT:    arena.step "copy"
!w = !arena.slot<tensor<256xf32>>
!p = !arena.slot<tensor<1x4xf32>>
!c = !arena.slot<tensor<2x4xf32>>
arena.program @parts memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" input {io = 0 : i64} : !w
  %y = arena.slot "y" input memory 0 align 16 {io = 1 : i64, may_overwrite} : !p
  %b = arena.slot "b" arena memory 0 align 16 : !w
  %c = arena.slot "c" arena memory 0 align 16 : !c
  %c0 = arena.view "c0" of %c at 0 : !c -> !p
  %c1 = arena.view "c1" of %c at 16 : !c -> !p
  %o = arena.slot "out" output {io = 0 : i64} : !c
  arena.step "neg"(%x) -> (%b) params {} : (!w, !w) -> ()
  %big = arena.slot "big" arena memory 0 align 16 : !w
  arena.step "exp"(%x) -> (%big) params {} : (!w, !w) -> ()
  arena.step "reduce_sum"(%b) -> (%c1) params {} : (!w, !p) -> ()
  arena.step "probe.log"(%big) -> () params {} : (!w) -> ()
  arena.step "relu"(%y) -> (%c0) params {} : (!p, !p) -> ()
  arena.step "copy"(%c) -> (%o) params {} : (!c, !c) -> ()
}

// -----

// A probe keeps its place behind what it watches and behind the probe before it: logs come in the model's order.
// CHECK-LABEL: @probed
// CHECK:         arena.step "exp"(%[[X:[0-9]+]]) -> (%[[A:[0-9]+]])
// CHECK:         arena.step "probe.log"(%[[A]])
// CHECK:         arena.step "neg"(%[[X]]) -> (%[[B:[0-9]+]]) params
// CHECK:         arena.step "probe.log"(%[[B]])
!w = !arena.slot<tensor<256xf32>>
arena.program @probed memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" input memory 0 align 16 {io = 0 : i64, may_overwrite} : !w
  %a = arena.slot "a" arena memory 0 align 16 : !w
  %b = arena.slot "b" arena memory 0 align 16 : !w
  arena.step "exp"(%x) -> (%a) params {} : (!w, !w) -> ()
  arena.step "neg"(%x) -> (%b) params {} : (!w, !w) -> ()
  arena.step "probe.log"(%a) -> () params {} : (!w) -> ()
  arena.step "probe.log"(%b) -> () params {} : (!w) -> ()
}

// -----

// State is read before it is written: the step that updates it stays behind.
// CHECK-LABEL: @state
// CHECK:         arena.step "relu"
// CHECK:         arena.step "exp"
// CHECK:         arena.step "copy"
!w = !arena.slot<tensor<256xf32>>
arena.program @state memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" input memory 0 align 16 {io = 0 : i64, may_overwrite} : !w
  %s = arena.slot "s" state memory 0 align 16 : !w
  %a = arena.slot "a" arena memory 0 align 16 : !w
  %o = arena.slot "out" output {io = 0 : i64} : !w
  arena.step "relu"(%s) -> (%a) params {} : (!w, !w) -> ()
  arena.step "exp"(%x) -> (%s) params {} : (!w, !w) -> ()
  arena.step "copy"(%a) -> (%o) params {} : (!w, !w) -> ()
}

// -----

// A result that takes the place of an operand costs nothing: with that, the sum in place, the side branch may wait.
// CHECK-LABEL: @in_place
// CHECK:         arena.step "reduce_sum"
// CHECK-NEXT:    arena.step "exp"
// CHECK:         arena.step "neg"
// PLAN-LABEL:  @in_place
// PLAN-SAME:     arena_bytes = array<i64: 1040>
// PLAN:          arena.step "exp"{{.*}}in_place = 0
!w = !arena.slot<tensor<256xf32>>
!s = !arena.slot<tensor<4xf32>>
arena.program @in_place memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" input memory 0 align 16 {io = 0 : i64, may_overwrite} : !w
  %a = arena.slot "a" arena memory 0 align 16 : !w
  %s = arena.slot "s" arena memory 0 align 16 : !s
  %o = arena.slot "out" output {io = 0 : i64} : !w
  %p = arena.slot "small" output {io = 1 : i64} : !s
  arena.step "exp"(%x) -> (%a) params {} variant "map" {order = array<i64: 0>} : (!w, !w) -> ()
  arena.step "reduce_sum"(%x) -> (%s) params {} : (!w, !s) -> ()
  arena.step "neg"(%a) -> (%o) params {} : (!w, !w) -> ()
  arena.step "copy"(%s) -> (%p) params {} : (!s, !s) -> ()
}

// -----

// Nothing to order.
// CHECK-LABEL: @nothing
arena.program @nothing memories [#arena.memory<name = "sram">] model {} {
}
