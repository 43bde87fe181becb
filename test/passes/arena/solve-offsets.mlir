// RUN: pelemay-opt %s --arena-assign-lifetimes --arena-solve-offsets --arena-check-plan --split-input-file | FileCheck %s

// In a chain only neighbours are alive together: the third value takes the first one's place. The program
// learns how many bytes that is, and that no plan for these lives needs fewer.
// CHECK-LABEL: @chain
// CHECK-SAME:    arena_bytes = array<i64: 96>
// CHECK-SAME:    optimality = {lower_bound = 96 : i64, proven = true, what = "offsets for these lifetimes: proven optimal", witness = array<i32: {{.*}}>}
// CHECK-NEXT:    arena.slot "a" arena memory 0 at [[A:[0-9]+]] align 16
// CHECK-NEXT:    arena.slot "b" arena memory 0 at {{[0-9]+}} align 16
// CHECK-NEXT:    arena.slot "c" arena memory 0 at [[A]] align 16
!t = !arena.slot<tensor<12xf32>>
arena.program @chain memories [#arena.memory<name = "sram">] model {} {
  %a = arena.slot "a" arena memory 0 align 16 : !t
  %b = arena.slot "b" arena memory 0 align 16 : !t
  %c = arena.slot "c" arena memory 0 align 16 : !t
  arena.step "fill"() -> (%a) params {} : (!t) -> ()
  arena.step "relu"(%a) -> (%b) params {} : (!t, !t) -> ()
  arena.step "relu"(%b) -> (%c) params {} : (!t, !t) -> ()
  arena.step "probe.log"(%c) -> () params {} : (!t) -> ()
}

// -----

// What lives together lies apart (arena-check-plan has looked); offsets are multiples of the alignment.
// A value of the caller's has no offset, and a memory without slots needs nothing.
// CHECK-LABEL: @apart
// CHECK-SAME:    arena_bytes = array<i64: {{[0-9]+}}, 0>
// CHECK:         arena.slot "a" arena memory 0 at {{[0-9]*[02468]}} align 2
// CHECK-NEXT:    arena.slot "b" arena memory 0 at {{0|64|128}} align 64
// CHECK-NEXT:    arena.slot "out" output {io = 0 : i64
arena.program @apart memories [#arena.memory<name = "sram", align = 64>, #arena.memory<name = "spare">] model {} {
  %a = arena.slot "a" arena memory 0 align 2 : !arena.slot<tensor<3xi8>>
  %b = arena.slot "b" arena memory 0 align 64 : !arena.slot<tensor<5xi8>>
  %o = arena.slot "out" output {io = 0 : i64} : !arena.slot<tensor<5xi8>>
  arena.step "fill"() -> (%a) params {} : (!arena.slot<tensor<3xi8>>) -> ()
  arena.step "fill"() -> (%b) params {} : (!arena.slot<tensor<5xi8>>) -> ()
  arena.step "probe.log"(%a) -> () params {} : (!arena.slot<tensor<3xi8>>) -> ()
  arena.step "copy"(%b) -> (%o) params {} : (!arena.slot<tensor<5xi8>>, !arena.slot<tensor<5xi8>>) -> ()
}

// -----

// A ring takes the bytes of its rows only.
// CHECK-LABEL: @ring
// CHECK-SAME:    arena_bytes = array<i64: 96>
!r = !arena.slot<tensor<1x4x4x1xf32>>
arena.program @ring memories [#arena.memory<name = "sram">] model {} {
  %a = arena.slot "a" arena memory 0 align 16 : !r
  %b = arena.slot "b" arena memory 0 align 16 ring <axis = 1, rows = 2> : !r
  %o = arena.slot "out" output {io = 0 : i64} : !r
  arena.step "fill"() -> (%a) params {} : (!r) -> ()
  arena.stream "s" phases [#arena.phase<repeat = 4, rows = [1, 1]>] {
    arena.step "relu"(%a) -> (%b) params {} rows [#arena.rows<>] : (!r, !r) -> ()
    arena.step "relu"(%b) -> (%o) params {} rows [#arena.rows<>] : (!r, !r) -> ()
  }
}

// -----

// Nothing to place.
// CHECK-LABEL: @nothing
// CHECK-SAME:    arena_bytes = array<i64: 0>
arena.program @nothing memories [#arena.memory<name = "sram">] model {} {
}
