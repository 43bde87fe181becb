// RUN: pelemay-opt %s --graph-lower-to-steps | FileCheck %s
// RUN: pelemay-opt %s "--graph-lower-to-steps=input=caller align=64 memory-name=dtcm memory-size=4096" | FileCheck %s --check-prefix=CALLER
// RUN: not pelemay-opt %s --graph-lower-to-steps=input=nowhere 2>&1 | FileCheck %s --check-prefix=NOWHERE

// NOWHERE: error: --input takes arena or caller, but got 'nowhere'

// The program is named after the function and knows its model. An input is a slot of the arena that the
// run may overwrite, unless it is the caller's; an output is always the caller's; the rest is the arena's.
// CHECK-LABEL: arena.program @inputs memories [#arena.memory<name = "arena">] model {file = "m.onnx"} {
// CHECK-NEXT:    %[[X:.*]] = arena.slot "image" input memory 0 align 16 {io = 0 : i64, may_overwrite, quant = #graph.quant<scale = 5.000000e-01 : f32, zero = 1>} : <tensor<2x3xf32>>
// CHECK-NEXT:    arena.slot "input" input memory 0 align 16 {io = 1 : i64, may_overwrite} : <tensor<2xf32>>
// CHECK-NEXT:    %[[Y:.*]] = arena.slot "y" output align 16 {io = 0 : i64, quant = #graph.quant<scale = 2.500000e-01 : f32, zero = 2>} : <tensor<2x3xf32>>
// CHECK-NEXT:    %[[A:.*]] = arena.slot "relu" arena memory 0 align 16 : <tensor<2x3xf32>>
// CHECK-NEXT:    arena.step "relu"(%[[X]]) -> (%[[A]]) params {} {name = "relu", order = array<i64: 0>}
// CHECK-NEXT:    arena.step "exp"(%[[A]]) -> (%[[Y]]) params {} {name = "exp", order = array<i64: 0>}
// CHECK-NEXT:  {{^ +[}]$}}
// CALLER-LABEL: arena.program @inputs memories [#arena.memory<name = "dtcm", size = 4096, align = 64>]
// CALLER-NEXT:   arena.slot "image" input align 64 {io = 0 : i64, quant = {{.*}}} : <tensor<2x3xf32>>
// CALLER-NEXT:   arena.slot "input" input align 64 {io = 1 : i64} : <tensor<2xf32>>
// CALLER-NEXT:   arena.slot "y" output align 64
// CALLER-NEXT:   arena.slot "relu" arena memory 0 align 64 : <tensor<2x3xf32>>
module attributes {graph.model = {file = "m.onnx"}} {
  func.func @inputs(%x: tensor<2x3xf32> {graph.name = "image", graph.quant = #graph.quant<scale = 0.5 : f32, zero = 1>}, %unread: tensor<2xf32>) -> (tensor<2x3xf32> {graph.name = "y", graph.quant = #graph.quant<scale = 0.25 : f32, zero = 2>}) {
    %0 = graph.relu %x : (tensor<2x3xf32>) -> tensor<2x3xf32>
    %1 = graph.exp %0 : (tensor<2x3xf32>) -> tensor<2x3xf32>
    return %1 : tensor<2x3xf32>
  }

// What is returned without being computed is copied at the end: an input, its reshape, a constant (which is
// stored once, though two steps read it), a value returned before, and that value's reshape.
// CHECK-LABEL: arena.program @copies
// CHECK-NEXT:    arena.constant @constant pack "dense" dense<1.000000e+00> : tensor<2x3xf32> {tensor = "constant"}
// CHECK-NOT:     arena.constant
// CHECK:         arena.step "add"(%[[X:.*]]) weights [@constant] -> (%[[R:.*]]) params {} {name = "add", order = array<i64: 0, -1>}
// CHECK-NEXT:    %[[RF:.*]] = arena.view "reshape" of %[[R]] at 0
// CHECK-NEXT:    arena.step "copy"(%[[X]]) -> {{.*}} {name = "same"
// CHECK-NEXT:    arena.step "copy"({{.*}}) -> {{.*}} {name = "flat"
// CHECK-NEXT:    arena.step "copy"() weights [@constant] -> {{.*}} {name = "const", order = array<i64: -1>}
// CHECK-NEXT:    arena.step "copy"(%[[R]]) -> {{.*}} {name = "again"
// CHECK-NEXT:    arena.step "copy"(%[[RF]]) -> {{.*}} {name = "again_flat"
// CHECK-NEXT:  {{^ +[}]$}}
  func.func @copies(%x: tensor<2x3xf32> {graph.name = "x"}) -> (tensor<2x3xf32> {graph.name = "same"}, tensor<6xf32> {graph.name = "flat"}, tensor<2x3xf32> {graph.name = "const"}, tensor<2x3xf32> {graph.name = "r"}, tensor<2x3xf32> {graph.name = "again"}, tensor<6xf32> {graph.name = "again_flat"}) {
    %c = graph.constant dense<1.0> : tensor<2x3xf32> : tensor<2x3xf32>
    %f = graph.reshape %x : (tensor<2x3xf32>) -> tensor<6xf32>
    %r = graph.add %x, %c : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %rf = graph.reshape %r : (tensor<2x3xf32>) -> tensor<6xf32>
    return %x, %f, %c, %r, %r, %rf : tensor<2x3xf32>, tensor<6xf32>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<6xf32>
  }

// A result whose reshape is returned is computed in the caller's memory, under its own type. A probe is a
// step that reads; its names and axes are parameters.
// CHECK-LABEL: arena.program @reshaped
// CHECK:         %[[Y:.*]] = arena.slot "y" output
// CHECK-NEXT:    %[[R:.*]] = arena.view "r" of %[[Y]] at 0 : <tensor<6xf32>> -> <tensor<2x3xf32>>
// CHECK-NEXT:    arena.step "relu"({{.*}}) -> (%[[R]])
// CHECK-NEXT:    %[[V:.*]] = arena.view "flat" of %[[R]] at 0 {axes = array<i64: 1, 0>} : <tensor<2x3xf32>> -> <tensor<1x6xf32>>
// CHECK:         arena.step "probe.log"(%[[V]]) -> () params {axes = array<i64: 1, 0>, node = "/r/Relu", op = "Relu"} {name = "log", order = array<i64: 0>} : (!arena.slot<tensor<1x6xf32>>) -> ()
// CHECK-NOT:     copy
  func.func @reshaped(%x: tensor<2x3xf32> {graph.name = "x"}) -> (tensor<6xf32> {graph.name = "y"}) {
    %r = graph.relu %x {origins = [#graph.origin<"onnx" "Relu" "/r/Relu">]} : (tensor<2x3xf32>) -> tensor<2x3xf32>
    %a = graph.reshape %r {origins = [#graph.origin<"onnx" "Flatten" "/flat/Flatten" axes [1, 0]>]} : (tensor<2x3xf32>) -> tensor<1x6xf32>
    %b = graph.reshape %a : (tensor<1x6xf32>) -> tensor<6xf32>
    probe.log %a op "Relu" node "/r/Relu" axes [1, 0] : tensor<1x6xf32>
    return %b : tensor<6xf32>
  }

// Operands become inputs and weights, and `order` says which is which. Extras of the epilogue follow: a
// constant by its symbol, a value as one more input. Constants of one name are told apart; those of no
// name are named after their op. Origins and parameters stay; `epilogue` is no parameter.
// CHECK-LABEL: arena.program @extras
// CHECK-NEXT:    arena.constant @w pack "dense" dense<1> : tensor<3x4xi8> {tensor = "w"}
// CHECK-NEXT:    arena.constant @w_2 pack "dense" dense<[1, 2, 3]> : tensor<3xi32> {tensor = "w"}
// CHECK-NEXT:    arena.constant @constant pack "dense" dense<7> : tensor<3xi32> {tensor = "constant"}
// CHECK:         arena.step "linear"(%[[X:.*]], %[[R:.*]], %[[R]]) weights [@w, @w_2] -> ({{.*}}) params {}
// CHECK-SAME:      epilogue [#arena.apply<op = "mul", weight = @constant>, #arena.apply<op = "add", input = 1>, #arena.apply<op = "relu">, #arena.apply<op = "sub", input = 2, swapped = true>, #graph.requantize<type = i8, multiplier = [1, 2, 3], shift = [9], zero = 0, lo = [-128], hi = [127]>]
// CHECK-SAME:      {name = "mm", order = array<i64: 0, -1, -2>, origins = [#graph.origin<"onnx" "MatMul" "/mm/MatMul">, #graph.origin<"onnx" "Add" "/mm/Add">]}
  func.func @extras(%x: tensor<1x4xi8> {graph.name = "x"}, %r: tensor<1x3xi32> {graph.name = "r"}) -> (tensor<1x3xi8> {graph.name = "y"}) {
    %w = graph.constant dense<1> : tensor<3x4xi8> {origins = [#graph.origin<"onnx" "Constant" "w">]} : tensor<3x4xi8>
    %b = graph.constant dense<[1, 2, 3]> : tensor<3xi32> {origins = [#graph.origin<"onnx" "Constant" "w">]} : tensor<3xi32>
    %m = graph.constant dense<7> : tensor<3xi32> {origins = [#graph.origin<"onnx" "Constant" "/">]} : tensor<3xi32>
    %0 = graph.linear %x, %w, %b extras(%m, %r, %r) {epilogue = [#graph.apply<op = "mul", operand = 0>, #graph.apply<op = "add", operand = 1>, #graph.apply<op = "relu">, #graph.apply<op = "sub", operand = 2, swapped = true>, #graph.requantize<type = i8, multiplier = [1, 2, 3], shift = [9], zero = 0, lo = [-128], hi = [127]>], origins = [#graph.origin<"onnx" "MatMul" "/mm/MatMul">, #graph.origin<"onnx" "Add" "/mm/Add">]} : (tensor<1x4xi8>, tensor<3x4xi8>, tensor<3xi32>, tensor<3xi32>, tensor<1x3xi32>, tensor<1x3xi32>) -> tensor<1x3xi8>
    return %0 : tensor<1x3xi8>
  }

// How the user knows a value's axes and scale stays with its slot; the scalar of a broadcast is stored once.
// CHECK-LABEL: arena.program @facts
// CHECK-NEXT:    arena.constant
// CHECK-NOT:     arena.constant
// CHECK:         arena.slot "a" arena memory 0 align 16 {axes = array<i64: 1, 0>, quant = #graph.quant<scale = 1.000000e+00 : f32, zero = 7>} : <tensor<2x3xf32>>
// CHECK-NEXT:    arena.step "mul"({{.*}}) weights [@c] -> {{.*}} params {} {
// CHECK-NEXT:    arena.step "mul"({{.*}}) weights [@c]
  func.func @facts(%x: tensor<2x3xf32> {graph.name = "x"}) -> (tensor<2x3xf32> {graph.name = "y"}) {
    %c = graph.constant dense<2.0> : tensor<f32> {origins = [#graph.origin<"onnx" "Constant" "c">]} : tensor<f32>
    %0 = graph.mul %x, %c {graph.quant = #graph.quant<scale = 1.0 : f32, zero = 7>, origins = [#graph.origin<"onnx" "Mul" "a" axes [1, 0]>]} : (tensor<2x3xf32>, tensor<f32>) -> tensor<2x3xf32>
    %1 = graph.mul %c, %0 : (tensor<f32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    return %1 : tensor<2x3xf32>
  }

// No input, no step: nothing but the constant's copy.
// CHECK-LABEL: arena.program @constant_model
// CHECK:         arena.step "copy"() weights [@constant]
  func.func @constant_model() -> (tensor<2xf32> {graph.name = "y"}) {
    %c = graph.constant dense<2.0> : tensor<2xf32> : tensor<2xf32>
    return %c : tensor<2xf32>
  }
}
