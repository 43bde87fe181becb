// RUN: pelemay-opt %s --arena-assign-lifetimes | FileCheck %s

// A slot lives from the step that writes it to the last that reads it, both included. Inputs are there before
// the run, so they live from the start; state survives it; an output is the caller's once it is written.
// CHECK-LABEL: @lives
// CHECK-NEXT:    arena.slot "in" input memory 0 {io = 0 : i64, live = array<i64: 0, 1>}
// CHECK-NEXT:    arena.slot "late" input memory 0 {io = 1 : i64, live = array<i64: 0, 3>}
// CHECK-NEXT:    arena.slot "unread" input memory 0 {io = 2 : i64, live = array<i64: 0, 0>}
// CHECK-NEXT:    arena.slot "a" arena memory 0 {live = array<i64: 0, 2>}
// CHECK-NEXT:    arena.slot "b" arena memory 0 {live = array<i64: 1, 3>}
// CHECK-NEXT:    arena.slot "tmp" scratch memory 0 {live = array<i64: 2, 2>}
// CHECK-NEXT:    arena.slot "state" state memory 0 {live = array<i64: 0, 4>}
// CHECK-NEXT:    arena.slot "early" output {io = 0 : i64, live = array<i64: 2, 4>}
// CHECK-NEXT:    arena.slot "out" output {io = 1 : i64, live = array<i64: 4, 4>}
// CHECK-NEXT:    arena.slot "unused" arena memory 0 {live = array<i64: 0, 0>}
!t = !arena.slot<tensor<4xf32>>
arena.program @lives memories [#arena.memory<name = "sram">] model {} {
  %in = arena.slot "in" input memory 0 {io = 0 : i64} : !t
  %late = arena.slot "late" input memory 0 {io = 1 : i64} : !t
  %unread = arena.slot "unread" input memory 0 {io = 2 : i64} : !t
  %a = arena.slot "a" arena memory 0 : !t
  %b = arena.slot "b" arena memory 0 : !t
  %tmp = arena.slot "tmp" scratch memory 0 : !t
  %state = arena.slot "state" state memory 0 : !t
  %early = arena.slot "early" output {io = 0 : i64} : !t
  %out = arena.slot "out" output {io = 1 : i64} : !t
  %unused = arena.slot "unused" arena memory 0 : !t
  arena.step "relu"(%in) -> (%a) params {} : (!t, !t) -> ()
  arena.step "relu"(%in) -> (%b) params {} : (!t, !t) -> ()
  arena.step "add"(%a, %state) -> (%early) scratch (%tmp) params {} : (!t, !t, !t, !t) -> ()
  arena.step "add"(%b, %late) -> (%state) params {} : (!t, !t, !t) -> ()
  arena.step "relu"(%state) -> (%out) params {} : (!t, !t) -> ()
}

// A view is its base: who reads the view keeps the base alive. A probe is a reader.
// CHECK-LABEL: @views
// CHECK:         arena.slot "a" arena memory 0 {live = array<i64: 0, 2>}
// CHECK:         arena.slot "b" arena memory 0 {live = array<i64: 1, 3>}
arena.program @views memories [#arena.memory<name = "sram">] model {} {
  %a = arena.slot "a" arena memory 0 : !t
  %v = arena.view "v" of %a at 8 : !t -> !arena.slot<tensor<2xf32>>
  %w = arena.view "w" of %v at 4 : !arena.slot<tensor<2xf32>> -> !arena.slot<tensor<1xf32>>
  %b = arena.slot "b" arena memory 0 : !t
  arena.step "fill"() -> (%a) params {} : (!t) -> ()
  arena.step "fill"() -> (%b) params {} : (!t) -> ()
  arena.step "probe.log"(%w) -> () params {} : (!arena.slot<tensor<1xf32>>) -> ()
  arena.step "probe.log"(%b) -> () params {} : (!t) -> ()
}

// A stream is one event: all that its steps touch is alive together.
// CHECK-LABEL: @streams
// CHECK:         arena.slot "a" arena memory 0 {live = array<i64: 0, 1>}
// CHECK:         arena.slot "b" arena memory 0 ring <axis = 1, rows = 2> {live = array<i64: 1, 1>}
// CHECK:         arena.slot "c" arena memory 0 {live = array<i64: 1, 2>}
!r = !arena.slot<tensor<1x4x4x1xf32>>
arena.program @streams memories [#arena.memory<name = "sram">] model {} {
  %a = arena.slot "a" arena memory 0 : !r
  %b = arena.slot "b" arena memory 0 ring <axis = 1, rows = 2> : !r
  %c = arena.slot "c" arena memory 0 : !r
  arena.step "fill"() -> (%a) params {} : (!r) -> ()
  arena.stream "s" phases [#arena.phase<repeat = 4, rows = [1, 1]>] {
    arena.step "relu"(%a) -> (%b) params {} rows [#arena.rows<>] : (!r, !r) -> ()
    arena.step "relu"(%b) -> (%c) params {} rows [#arena.rows<>] : (!r, !r) -> ()
  }
  arena.step "probe.log"(%c) -> () params {} : (!r) -> ()
}

// Without a step everything lives at step 0.
// CHECK-LABEL: @nothing
// CHECK:         arena.slot "s" state memory 0 {live = array<i64: 0, 0>}
arena.program @nothing memories [#arena.memory<name = "sram">] model {} {
  %s = arena.slot "s" state memory 0 : !t
}
