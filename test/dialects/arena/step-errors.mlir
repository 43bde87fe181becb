// RUN: pelemay-opt %s -split-input-file -verify-diagnostics

// Steps and streams: each program is named after the constraint that it breaks.

arena.program @step_c1 memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<1x8x8x2xf32>>
  %y = arena.slot "y" arena memory 0 : !arena.slot<tensor<1x8x8x2xf32>>
  // expected-error @below {{reads @w, which is no constant of the program (C1)}}
  arena.step "relu"(%x) weights [@w] -> (%y) params {} : (!arena.slot<tensor<1x8x8x2xf32>>, !arena.slot<tensor<1x8x8x2xf32>>) -> ()
}

// -----

arena.program @step_c1_epilogue memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<1x8x8x2xf32>>
  %y = arena.slot "y" arena memory 0 : !arena.slot<tensor<1x8x8x2xf32>>
  // expected-error @below {{reads @w, which is no constant of the program (C1)}}
  arena.step "relu"(%x) -> (%y) params {} epilogue [#arena.apply<op = "add", weight = @w>] : (!arena.slot<tensor<1x8x8x2xf32>>, !arena.slot<tensor<1x8x8x2xf32>>) -> ()
}

// -----

arena.program @step_c1_multiplier memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<1x8x8x2xf32>>
  %y = arena.slot "y" arena memory 0 : !arena.slot<tensor<1x8x8x2xf32>>
  // expected-error @below {{reads @w, which is no constant of the program (C1)}}
  arena.step "relu"(%x) -> (%y) params {} epilogue [#arena.requantize<type = i8, multiplier = @w, shift = 9 : i32, zero = 0, lo = 0 : i32, hi = 1 : i32>] : (!arena.slot<tensor<1x8x8x2xf32>>, !arena.slot<tensor<1x8x8x2xf32>>) -> ()
}

// -----

arena.program @step_c1_shift memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<1x8x8x2xf32>>
  %y = arena.slot "y" arena memory 0 : !arena.slot<tensor<1x8x8x2xf32>>
  // expected-error @below {{reads @w, which is no constant of the program (C1)}}
  arena.step "relu"(%x) -> (%y) params {} epilogue [#arena.requantize<type = i8, multiplier = 1 : i32, shift = @w, zero = 0, lo = 0 : i32, hi = 1 : i32>] : (!arena.slot<tensor<1x8x8x2xf32>>, !arena.slot<tensor<1x8x8x2xf32>>) -> ()
}

// -----

arena.program @step_c1_lo memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<1x8x8x2xf32>>
  %y = arena.slot "y" arena memory 0 : !arena.slot<tensor<1x8x8x2xf32>>
  // expected-error @below {{reads @w, which is no constant of the program (C1)}}
  arena.step "relu"(%x) -> (%y) params {} epilogue [#arena.requantize<type = i8, multiplier = 1 : i32, shift = 9 : i32, zero = 0, lo = @w, hi = 1 : i32>] : (!arena.slot<tensor<1x8x8x2xf32>>, !arena.slot<tensor<1x8x8x2xf32>>) -> ()
}

// -----

arena.program @step_c1_hi memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<1x8x8x2xf32>>
  %y = arena.slot "y" arena memory 0 : !arena.slot<tensor<1x8x8x2xf32>>
  // expected-error @below {{reads @w, which is no constant of the program (C1)}}
  arena.step "relu"(%x) -> (%y) params {} epilogue [#arena.requantize<type = i8, multiplier = 1 : i32, shift = 9 : i32, zero = 0, lo = 0 : i32, hi = @w>] : (!arena.slot<tensor<1x8x8x2xf32>>, !arena.slot<tensor<1x8x8x2xf32>>) -> ()
}

// -----

arena.program @step_c1_tie memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<1x8x8x2xf32>>
  %y = arena.slot "y" arena memory 0 : !arena.slot<tensor<1x8x8x2xf32>>
  // expected-error @below {{reads @w, which is no constant of the program (C1)}}
  arena.step "relu"(%x) -> (%y) params {} epilogue [#arena.requantize<type = i8, multiplier = 1 : i32, shift = 9 : i32, zero = 0, lo = 0 : i32, hi = 1 : i32, tie = @w>] : (!arena.slot<tensor<1x8x8x2xf32>>, !arena.slot<tensor<1x8x8x2xf32>>) -> ()
}

// -----

arena.program @step_c2 memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<1x8x8x2xf32>>
  %y = arena.slot "y" arena memory 0 : !arena.slot<tensor<1x8x8x2xf32>>
  // expected-error @below {{has 1 inputs, but its epilogue reads number 1 (C2)}}
  arena.step "relu"(%x) -> (%y) params {} epilogue [#arena.apply<op = "add", input = 1>] : (!arena.slot<tensor<1x8x8x2xf32>>, !arena.slot<tensor<1x8x8x2xf32>>) -> ()
}

// -----

arena.program @step_c2_extreme memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<1x8x8x2xf32>>
  %y = arena.slot "y" arena memory 0 : !arena.slot<tensor<1x8x8x2xf32>>
  // expected-error @below {{has 1 inputs, but its epilogue reads number 9223372036854775807 (C2)}}
  arena.step "relu"(%x) -> (%y) params {} epilogue [#arena.apply<op = "add", input = 9223372036854775807>] : (!arena.slot<tensor<1x8x8x2xf32>>, !arena.slot<tensor<1x8x8x2xf32>>) -> ()
}

// -----

arena.program @step_c3_number memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<1x8x8x2xf32>>
  %y = arena.slot "y" arena memory 0 : !arena.slot<tensor<1x8x8x2xf32>>
  // expected-error @below {{needs one row map for each of 1 inputs, but got 2 (C3)}}
  arena.step "relu"(%x) -> (%y) params {} rows [#arena.rows<>, #arena.rows<>] : (!arena.slot<tensor<1x8x8x2xf32>>, !arena.slot<tensor<1x8x8x2xf32>>) -> ()
}

// -----

arena.program @step_c3_none memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<1x8x8x2xf32>>
  %y = arena.slot "y" arena memory 0 : !arena.slot<tensor<1x8x8x2xf32>>
  // expected-error @below {{needs one row map for each of 1 inputs, but got 0 (C3)}}
  arena.step "relu"(%x) -> (%y) params {} rows [] : (!arena.slot<tensor<1x8x8x2xf32>>, !arena.slot<tensor<1x8x8x2xf32>>) -> ()
}

// -----

arena.program @step_c3_down memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<1x8x8x2xf32>>
  %y = arena.slot "y" arena memory 0 : !arena.slot<tensor<1x8x8x2xf32>>
  // expected-error @below {{needs a row map to run downward or within a stream (C3)}}
  arena.step "relu"(%x) -> (%y) params {} variant "map" down : (!arena.slot<tensor<1x8x8x2xf32>>, !arena.slot<tensor<1x8x8x2xf32>>) -> ()
}

// -----

arena.program @step_c3_ring memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<1x8x8x2xf32>>
  %y = arena.slot "y" arena memory 0 ring <axis = 1, rows = 3> : !arena.slot<tensor<1x8x8x2xf32>>
  // expected-error @below {{needs a row map to use a ring (C3)}}
  arena.step "relu"(%x) -> (%y) params {} variant "map" : (!arena.slot<tensor<1x8x8x2xf32>>, !arena.slot<tensor<1x8x8x2xf32>>) -> ()
}

// -----

arena.program @step_order memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<1x8x8x2xf32>>
  %y = arena.slot "y" arena memory 0 : !arena.slot<tensor<1x8x8x2xf32>>
  // expected-error @below {{has 1 inputs and 0 weights, but its order holds 1}}
  arena.step "relu"(%x) -> (%y) params {} {order = array<i64: 0, 1>} : (!arena.slot<tensor<1x8x8x2xf32>>, !arena.slot<tensor<1x8x8x2xf32>>) -> ()
}

// -----

arena.program @step_order_weights memories [#arena.memory<name = "sram">] model {} {
  arena.constant @w pack "dense" dense<1.0> : tensor<2xf32>
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<1x8x8x2xf32>>
  %y = arena.slot "y" arena memory 0 : !arena.slot<tensor<1x8x8x2xf32>>
  // expected-error @below {{has 1 inputs and 1 weights, but its order holds -2}}
  arena.step "relu"(%x) weights [@w] -> (%y) params {} {order = array<i64: 0, -2>} : (!arena.slot<tensor<1x8x8x2xf32>>, !arena.slot<tensor<1x8x8x2xf32>>) -> ()
}

// -----

// Until a variant is chosen, nobody knows whether it computes by rows.
arena.program @step_c3_undecided memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 ring <axis = 1, rows = 3> : !arena.slot<tensor<1x8x8x2xf32>>
  arena.step "relu"(%x) -> (%x) params {} down : (!arena.slot<tensor<1x8x8x2xf32>>, !arena.slot<tensor<1x8x8x2xf32>>) -> ()
}

// -----

arena.program @stream_c1_op memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<1x8x8x2xf32>>
  %y = arena.slot "y" arena memory 0 : !arena.slot<tensor<1x8x8x2xf32>>
  arena.stream "s" phases [#arena.phase<repeat = 1, rows = [8]>] {
    // expected-error @below {{does not belong into an arena.stream: it needs row steps with one output (C1)}}
    %z = arena.slot "z" arena memory 0 : !arena.slot<tensor<4xf32>>
  }
}

// -----

arena.program @stream_c1_opaque memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<1x8x8x2xf32>>
  %y = arena.slot "y" arena memory 0 : !arena.slot<tensor<1x8x8x2xf32>>
  arena.stream "s" phases [#arena.phase<repeat = 1, rows = [8]>] {
    // expected-error @below {{does not belong into an arena.stream: it needs row steps with one output (C1)}}
    arena.step "softmax"(%x) -> (%y) params {axis = 3 : i64} variant "softmax" : (!arena.slot<tensor<1x8x8x2xf32>>, !arena.slot<tensor<1x8x8x2xf32>>) -> ()
  }
}

// -----

arena.program @stream_c1_log memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<1x8x8x2xf32>>
  %y = arena.slot "y" arena memory 0 : !arena.slot<tensor<1x8x8x2xf32>>
  arena.stream "s" phases [#arena.phase<repeat = 1, rows = [8]>] {
    // expected-error @below {{does not belong into an arena.stream: it needs row steps with one output (C1)}}
    arena.step "probe.log"(%x) -> () params {} : (!arena.slot<tensor<1x8x8x2xf32>>) -> ()
  }
}

// -----

arena.program @stream_c2_length memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<1x8x8x2xf32>>
  %y = arena.slot "y" arena memory 0 : !arena.slot<tensor<1x8x8x2xf32>>
  // expected-error @below {{needs phases that repeat and have a number for each of its 1 steps, but got #arena.phase<repeat = 1, rows = [8, 8]> (C2)}}
  arena.stream "s" phases [#arena.phase<repeat = 1, rows = [8, 8]>] {
    arena.step "relu"(%x) -> (%y) params {} rows [#arena.rows<>] : (!arena.slot<tensor<1x8x8x2xf32>>, !arena.slot<tensor<1x8x8x2xf32>>) -> ()
  }
}

// -----

arena.program @stream_c2_empty memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<1x8x8x2xf32>>
  %y = arena.slot "y" arena memory 0 : !arena.slot<tensor<1x8x8x2xf32>>
  // expected-error @below {{needs phases that repeat and have a number for each of its 1 steps, but got #arena.phase<repeat = 1, rows = []> (C2)}}
  arena.stream "s" phases [#arena.phase<repeat = 1, rows = []>] {
    arena.step "relu"(%x) -> (%y) params {} rows [#arena.rows<>] : (!arena.slot<tensor<1x8x8x2xf32>>, !arena.slot<tensor<1x8x8x2xf32>>) -> ()
  }
}

// -----

arena.program @stream_c2_repeat memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<1x8x8x2xf32>>
  %y = arena.slot "y" arena memory 0 : !arena.slot<tensor<1x8x8x2xf32>>
  // expected-error @below {{needs phases that repeat and have a number for each of its 1 steps, but got #arena.phase<repeat = 0, rows = [8]> (C2)}}
  arena.stream "s" phases [#arena.phase<repeat = 0, rows = [8]>] {
    arena.step "relu"(%x) -> (%y) params {} rows [#arena.rows<>] : (!arena.slot<tensor<1x8x8x2xf32>>, !arena.slot<tensor<1x8x8x2xf32>>) -> ()
  }
}

// -----

arena.program @stream_c2_repeat_extreme memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<1x8x8x2xf32>>
  %y = arena.slot "y" arena memory 0 : !arena.slot<tensor<1x8x8x2xf32>>
  // expected-error @below {{needs phases that repeat and have a number for each of its 1 steps, but got #arena.phase<repeat = 9223372036854775807, rows = [1]> (C2)}}
  arena.stream "s" phases [#arena.phase<repeat = 9223372036854775807, rows = [1]>] {
    arena.step "relu"(%x) -> (%y) params {} rows [#arena.rows<>] : (!arena.slot<tensor<1x8x8x2xf32>>, !arena.slot<tensor<1x8x8x2xf32>>) -> ()
  }
}

// -----

arena.program @stream_c2_negative memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<1x8x8x2xf32>>
  %y = arena.slot "y" arena memory 0 : !arena.slot<tensor<1x8x8x2xf32>>
  // expected-error @below {{needs row counts that are not negative, but got #arena.phase<repeat = 1, rows = [-1]> (C2)}}
  arena.stream "s" phases [#arena.phase<repeat = 1, rows = [-1]>] {
    arena.step "relu"(%x) -> (%y) params {} rows [#arena.rows<>] : (!arena.slot<tensor<1x8x8x2xf32>>, !arena.slot<tensor<1x8x8x2xf32>>) -> ()
  }
}

// -----

arena.program @stream_c2_extreme memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<1x8x8x2xf32>>
  %y = arena.slot "y" arena memory 0 : !arena.slot<tensor<1x8x8x2xf32>>
  // expected-error @below {{needs row counts that are not negative, but got #arena.phase<repeat = 1, rows = [9223372036854775807]> (C2)}}
  arena.stream "s" phases [#arena.phase<repeat = 1, rows = [9223372036854775807]>] {
    arena.step "relu"(%x) -> (%y) params {} rows [#arena.rows<>] : (!arena.slot<tensor<1x8x8x2xf32>>, !arena.slot<tensor<1x8x8x2xf32>>) -> ()
  }
}

// -----

arena.program @stream_c3_few memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<1x8x8x2xf32>>
  %y = arena.slot "y" output {io = 0 : i64} : !arena.slot<tensor<1x8x8x2xf32>>
  arena.stream "s" phases [#arena.phase<repeat = 7, rows = [1]>] {
    // expected-error @below {{computes 7 rows of 8 over all phases (C3)}}
    arena.step "relu"(%x) -> (%y) params {} rows [#arena.rows<>] : (!arena.slot<tensor<1x8x8x2xf32>>, !arena.slot<tensor<1x8x8x2xf32>>) -> ()
  }
}

// -----

arena.program @stream_c3_many memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<1x8x8x2xf32>>
  %y = arena.slot "y" arena memory 0 : !arena.slot<tensor<1x8x8x2xf32>>
  arena.stream "s" phases [#arena.phase<repeat = 1, rows = [8]>, #arena.phase<repeat = 1, rows = [1]>] {
    // expected-error @below {{computes 9 rows of 8 over all phases (C3)}}
    arena.step "relu"(%x) -> (%y) params {} rows [#arena.rows<>] : (!arena.slot<tensor<1x8x8x2xf32>>, !arena.slot<tensor<1x8x8x2xf32>>) -> ()
  }
}

// -----

arena.program @stream_c3_none memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<1x8x8x2xf32>>
  %y = arena.slot "y" output {io = 0 : i64} : !arena.slot<tensor<1x8x8x2xf32>>
  arena.stream "s" phases [] {
    // expected-error @below {{computes 0 rows of 8 over all phases (C3)}}
    arena.step "relu"(%x) -> (%y) params {} rows [#arena.rows<>] : (!arena.slot<tensor<1x8x8x2xf32>>, !arena.slot<tensor<1x8x8x2xf32>>) -> ()
  }
}
