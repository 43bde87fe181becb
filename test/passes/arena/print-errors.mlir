// RUN: pelemay-opt %s --arena-print --split-input-file --verify-diagnostics

// What the passes before leave, and a hand-written program may lack.

// expected-error @below {{needs one memory to be printed, but has 2}}
arena.program @memories memories [#arena.memory<name = "a">, #arena.memory<name = "b">] model {} {}

// -----

// expected-error @below {{needs one memory to be printed, but has 0}}
arena.program @no_memory memories [] model {} {}

// -----

// expected-error @below {{needs a C name: run arena-name first}}
arena.program @"no name" memories [#arena.memory<name = "a">] model {} {}

// -----

arena.program @constant memories [#arena.memory<name = "a">] model {} {
  // expected-error @below {{needs a C name: run arena-name first}}
  arena.constant @"conv.w" pack "dense" dense<1.0> : tensor<1xf32>
}

// -----

arena.program @slot_name memories [#arena.memory<name = "a">] model {} {
  // expected-error @below {{needs a C name: run arena-name first}}
  %x = arena.slot "x;" input {io = 0 : i64} : !arena.slot<tensor<4xf32>>
}

// -----

arena.program @offset memories [#arena.memory<name = "a">] model {} {
  // expected-error @below {{needs an offset: run arena-solve-offsets first}}
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<4xf32>>
}

// -----

arena.program @nowhere memories [#arena.memory<name = "a">] model {} {
  // expected-error @below {{needs a memory to lie in}}
  %x = arena.slot "x" arena : !arena.slot<tensor<4xf32>>
}

// -----

arena.program @state memories [#arena.memory<name = "a">] model {} {
  // expected-error @below {{is state, which is not printed yet}}
  %x = arena.slot "x" state memory 0 at 0 : !arena.slot<tensor<4xf32>>
}

// -----

arena.program @margin memories [#arena.memory<name = "a">] model {} {
  // expected-error @below {{has a margin, layout or extent, which no kernel is printed for yet}}
  %x = arena.slot "x" arena memory 0 at 0 {margin = #arena.margin<left = 1, right = 1>} : !arena.slot<tensor<1x4x4x1xf32>>
}

// -----

arena.program @variant memories [#arena.memory<name = "a">] model {} {
  %x = arena.slot "x" arena memory 0 at 0 : !arena.slot<tensor<4xf32>>
  // expected-error @below {{needs a kernel with a shape and one output: run arena-select-variants first}}
  arena.step "relu"(%x) -> (%x) params {} : (!arena.slot<tensor<4xf32>>, !arena.slot<tensor<4xf32>>) -> ()
}

// -----

arena.program @unknown memories [#arena.memory<name = "a">] model {} {
  %x = arena.slot "x" arena memory 0 at 0 : !arena.slot<tensor<4xf32>>
  // expected-error @below {{needs a kernel with a shape and one output: run arena-select-variants first}}
  arena.step "relu"(%x) -> (%x) params {} variant "nothing" shape <"Elements" [#arena.term<"Out" [1, 1, 4]>]> {name = "A"} : (!arena.slot<tensor<4xf32>>, !arena.slot<tensor<4xf32>>) -> ()
}

// -----

arena.program @step_name memories [#arena.memory<name = "a">] model {} {
  %x = arena.slot "x" arena memory 0 at 0 : !arena.slot<tensor<4xf32>>
  // expected-error @below {{needs a C name: run arena-name first}}
  arena.step "relu"(%x) -> (%x) params {} variant "map" shape <"Elements" [#arena.term<"Out" [1, 1, 4]>]> : (!arena.slot<tensor<4xf32>>, !arena.slot<tensor<4xf32>>) -> ()
}

// -----

arena.program @lists memories [#arena.memory<name = "a">] model {} {
  %x = arena.slot "x" arena memory 0 at 0 : !arena.slot<tensor<4xi32>>
  // expected-error @below {{needs its lists in flash: run arena-pack-weights first}}
  arena.step "relu"(%x) -> (%x) params {} epilogue [#graph.requantize<type = i8, multiplier = [1], shift = [9], zero = 0, lo = [0], hi = [1]>] variant "map" shape <"Elements" [#arena.term<"Out" [1, 1, 4]>]> {name = "A"} : (!arena.slot<tensor<4xi32>>, !arena.slot<tensor<4xi32>>) -> ()
}

// -----

arena.program @log memories [#arena.memory<name = "a">] model {} {
  %x = arena.slot "x" arena memory 0 at 0 : !arena.slot<tensor<4xf32>>
  // expected-error @below {{needs the names op and node to log}}
  arena.step "probe.log"(%x) -> () params {} : (!arena.slot<tensor<4xf32>>) -> ()
}
