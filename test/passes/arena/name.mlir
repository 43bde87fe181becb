// RUN: pelemay-opt %s --arena-name --split-input-file | FileCheck %s

!t = !arena.slot<tensor<1xf32>>

// What C does not allow becomes `_`, once a run of such characters; ends are cut, a first digit gets an `n`,
// and what is left empty (or was written in another script) is a `value`.
// CHECK-LABEL: arena.program @n9_models_v2
// CHECK-NEXT:    arena.slot "a_b_c"
// CHECK-NEXT:    arena.slot "n9"
// CHECK-NEXT:    arena.slot "value"
// CHECK-NEXT:    arena.slot "value_2"
// CHECK-NEXT:    arena.slot "line_break"
// CHECK-NEXT:    arena.slot "Mixed_Case9"
// CHECK-NEXT:    arena.view "part"
arena.program @"9-models.v2" memories [#arena.memory<name = "sram">] model {} {
  %0 = arena.slot "__a..b//c__" arena memory 0 : !t
  %1 = arena.slot "9" arena memory 0 : !t
  %2 = arena.slot "" arena memory 0 : !t
  %3 = arena.slot "\E7\94\BB\E5\83\8F" arena memory 0 : !t
  %4 = arena.slot "line\0A\\break" arena memory 0 : !t
  %5 = arena.slot "Mixed_Case9" arena memory 0 : !t
  %6 = arena.view "/part" of %0 at 0 : !t -> !t
}

// -----

!t = !arena.slot<tensor<1xf32>>

// What C, C++, the runtime or the run function need is theirs.
// CHECK-LABEL: arena.program @reserved
// CHECK-NEXT:    arena.slot "int_2"
// CHECK-NEXT:    arena.slot "co_await_2"
// CHECK-NEXT:    arena.slot "NULL_2"
// CHECK-NEXT:    arena.slot "self_2"
// CHECK-NEXT:    arena.slot "memory_2"
// CHECK-NEXT:    arena.slot "kProbes_2"
// CHECK-NEXT:    arena.slot "layer_2"
// CHECK-NEXT:    arena.slot "Relu_2"
// CHECK-NEXT:    arena.slot "Window_2"
// CHECK-NEXT:    arena.slot "integer"
// CHECK-NEXT:    arena.slot "reserved_2"
// CHECK-NEXT:    arena.slot "reserved_t_2"
// CHECK-NEXT:    arena.slot "reserved_run_2"
// CHECK-NEXT:    arena.slot "RESERVED_OK_2"
arena.program @reserved memories [#arena.memory<name = "sram">] model {} {
  %0 = arena.slot "int" arena memory 0 : !t
  %1 = arena.slot "co_await" arena memory 0 : !t
  %2 = arena.slot "NULL" arena memory 0 : !t
  %3 = arena.slot "self" arena memory 0 : !t
  %4 = arena.slot "memory" arena memory 0 : !t
  %5 = arena.slot "kProbes" arena memory 0 : !t
  %6 = arena.slot "layer" arena memory 0 : !t
  %7 = arena.slot "Relu" arena memory 0 : !t
  %8 = arena.slot "Window" arena memory 0 : !t
  %9 = arena.slot "integer" arena memory 0 : !t
  %10 = arena.slot "reserved" arena memory 0 : !t
  %11 = arena.slot "reserved_t" arena memory 0 : !t
  %12 = arena.slot "reserved_run" arena memory 0 : !t
  %13 = arena.slot "RESERVED_OK" arena memory 0 : !t
}

// -----

!t = !arena.slot<tensor<1xf32>>

// Clashes are numbered, and the numbers clash with nobody.
// CHECK-LABEL: arena.program @clash
// CHECK-NEXT:    arena.slot "x"
// CHECK-NEXT:    arena.slot "x_2"
// CHECK-NEXT:    arena.slot "x_2_2"
// CHECK-NEXT:    arena.slot "x_3"
arena.program @clash memories [#arena.memory<name = "sram">] model {} {
  %0 = arena.slot "x" arena memory 0 : !t
  %1 = arena.slot "/x" arena memory 0 : !t
  %2 = arena.slot "x_2" arena memory 0 : !t
  %3 = arena.slot "x." arena memory 0 : !t
}

// -----

!t = !arena.slot<tensor<1xf32>>

// Inputs and outputs choose first. An input in the arena has an accessor m_NAME, which must be neither the run
// function nor a type; macros M_NAME_LEN do not see case.
// CHECK-LABEL: arena.program @m
// CHECK-NEXT:    arena.constant @m_image_2
// CHECK-NEXT:    arena.slot "y"
// CHECK-NEXT:    arena.slot "run_2" input memory 0
// CHECK-NEXT:    arena.slot "t_2" input memory 0
// CHECK-NEXT:    arena.slot "image" input memory 0
// CHECK-NEXT:    arena.slot "IMAGE_2" input memory 0
// CHECK-NEXT:    arena.slot "status" input {
// CHECK-NEXT:    arena.slot "image_3" output
// CHECK-NEXT:    arena.slot "Y_2" output
// CHECK-NEXT:    arena.slot "run"
arena.program @m memories [#arena.memory<name = "sram">] model {} {
  arena.constant @w pack "dense" dense<1.0> : tensor<1xf32> {tensor = "image"}
  %0 = arena.slot "y" arena memory 0 : !t
  %1 = arena.slot "run" input memory 0 {io = 0 : i64} : !t
  %2 = arena.slot "t" input memory 0 {io = 1 : i64} : !t
  %3 = arena.slot "image" input memory 0 {io = 2 : i64} : !t
  %4 = arena.slot "IMAGE" input memory 0 {io = 3 : i64} : !t
  %5 = arena.slot "status" input {io = 4 : i64} : !t
  %6 = arena.slot "image" output {io = 0 : i64} : !t
  %7 = arena.slot "Y_2" output {io = 1 : i64} : !t
  %8 = arena.slot "run" arena memory 0 : !t
}

// -----

!t = !arena.slot<tensor<1xf32>>

// Constants carry the model's name. All are renamed at once, wherever they are read: a new name may be
// another's old one. A local variable never hides one.
// CHECK-LABEL: arena.program @net
// CHECK-NEXT:    arena.constant @net_a pack "dense" dense<1.000000e+00>
// CHECK-NEXT:    arena.constant @net_b pack "dense" dense<2.000000e+00> : tensor<1xf32> {tensor = "b"}
// CHECK-NEXT:    arena.constant @net_conv_w_0 pack "dense" dense<3.000000e+00>
// CHECK-NEXT:    arena.constant @net_conv_w_0_2 pack "dense" dense<4.000000e+00>
// CHECK-NEXT:    arena.constant @net_run_2 pack "dense" dense<5.000000e+00>
// CHECK-NEXT:    arena.slot "net_a_2"
// CHECK-NEXT:    arena.step "add"(%0) weights [@net_a, @net_b] -> (%0) params {scale = @net_conv_w_0} epilogue [#arena.apply<op = "add", weight = @net_conv_w_0_2>, #arena.requantize<type = i8, multiplier = @net_run_2, shift = @net_a,
arena.program @net memories [#arena.memory<name = "sram">] model {} {
  arena.constant @a pack "dense" dense<1.0> : tensor<1xf32>
  arena.constant @net_a pack "dense" dense<2.0> : tensor<1xf32> {tensor = "b"}
  arena.constant @"conv/w.0" pack "dense" dense<3.0> : tensor<1xf32>
  arena.constant @c pack "dense" dense<4.0> : tensor<1xf32> {tensor = "conv_w 0"}
  arena.constant @run pack "dense" dense<5.0> : tensor<1xf32>
  %0 = arena.slot "net_a" arena memory 0 : !t
  arena.step "add"(%0) weights [@a, @net_a] -> (%0) params {scale = @"conv/w.0"} epilogue [#arena.apply<op = "add", weight = @c>, #arena.requantize<type = i8, multiplier = @run, shift = @a, zero = 0, lo = 0 : i32, hi = 0 : i32>] : (!t, !t) -> ()
}

// -----

!t = !arena.slot<tensor<1xf32>>

// Steps are types: camel case, and apart from the runtime's types and from variables.
// CHECK-LABEL: arena.program @steps
// CHECK:         name = "Conv1Out"
// CHECK:         name = "MapStep"
// CHECK:         name = "N1x1"
// CHECK:         name = "Value"
// CHECK:         name = "ABC"
// CHECK:         name = "ABCStep"
// CHECK:         name = "TakenStep"
arena.program @steps memories [#arena.memory<name = "sram">] model {} {
  %0 = arena.slot "Taken" arena memory 0 : !t
  arena.step "relu"(%0) -> (%0) params {} {name = "conv1_out"} : (!t, !t) -> ()
  arena.step "relu"(%0) -> (%0) params {} {name = "map"} : (!t, !t) -> ()
  arena.step "relu"(%0) -> (%0) params {} {name = "1x1"} : (!t, !t) -> ()
  arena.step "relu"(%0) -> (%0) params {} : (!t, !t) -> ()
  arena.step "relu"(%0) -> (%0) params {} {name = "a/b.c"} : (!t, !t) -> ()
  arena.step "relu"(%0) -> (%0) params {} {name = "aBC"} : (!t, !t) -> ()
  arena.step "relu"(%0) -> (%0) params {} {name = "taken"} : (!t, !t) -> ()
}

// -----

!r = !arena.slot<tensor<1x4x4x1xf32>>

// In a stream a variable NAME_rows stands beside each slot.
// CHECK-LABEL: arena.program @streams
// CHECK-NEXT:    arena.slot "a"
// CHECK-NEXT:    arena.slot "a_rows_2"
// CHECK:         name = "A"
// CHECK:         name = "AStep"
arena.program @streams memories [#arena.memory<name = "sram">] model {} {
  %a = arena.slot "a" arena memory 0 : !r
  %b = arena.slot "a_rows" arena memory 0 : !r
  arena.stream "s" phases [#arena.phase<repeat = 4, rows = [1, 1]>] {
    arena.step "relu"(%b) -> (%a) params {} rows [#arena.rows<>] {name = "a"} : (!r, !r) -> ()
    arena.step "relu"(%a) -> (%b) params {} rows [#arena.rows<>] {name = "a"} : (!r, !r) -> ()
  }
}

// -----

// NAME_t is a type of C, too.
// CHECK-LABEL: arena.program @int8_model
arena.program @int8 memories [#arena.memory<name = "sram">] model {} {}

// -----

// A model is neither a keyword nor a header of C: its own header would hide <math.h>.
// CHECK-LABEL: arena.program @int_model
arena.program @int memories [#arena.memory<name = "sram">] model {} {}

// -----

// CHECK-LABEL: arena.program @math_model
arena.program @math memories [#arena.memory<name = "sram">] model {} {}

// -----

// CHECK-LABEL: arena.program @StdInt_model
arena.program @StdInt memories [#arena.memory<name = "sram">] model {} {}

// -----

// CHECK-LABEL: arena.program @maths
arena.program @maths memories [#arena.memory<name = "sram">] model {} {}

// -----

!t = !arena.slot<tensor<1xf32>>

// Macros and types of <stdint.h> and of the runtime are nobody's variables; a namespace is no model.
// CHECK-LABEL: arena.program @std_model
// CHECK-NEXT:    arena.slot "INT8_MAX_2"
// CHECK-NEXT:    arena.slot "uintptr_t_2"
// CHECK-NEXT:    arena.slot "tensor_PELEMAY_INLINE"
arena.program @std memories [#arena.memory<name = "sram">] model {} {
  %0 = arena.slot "INT8_MAX" arena memory 0 : !t
  %1 = arena.slot "uintptr_t" arena memory 0 : !t
  %2 = arena.slot "PELEMAY_INLINE" arena memory 0 : !t
}
