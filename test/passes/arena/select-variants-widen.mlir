// RUN: pelemay-opt %s --graph-lower-to-steps --arena-select-variants | FileCheck %s

// Kernels walk three axes. Where the operands broadcast by turns, the one that stays smallest is copied first.
// CHECK-LABEL: arena.program @inputs
// CHECK: %[[WIDE:.*]] = arena.slot "add_wide" arena memory 0 {{.*}} : <tensor<2x3x4x1xf32>>
// CHECK-NEXT: arena.step "copy"(%{{.*}}) -> (%[[WIDE]]) {{.*}} variant "copy" shape <"Elements" [#arena.term<"Out" [2, 3, 4]>, #arena.term<"Strides" [4, 0, 1]
// CHECK-NEXT: arena.step "add"(%{{.*}}, %[[WIDE]]) {{.*}} variant "map" shape <"Elements" [#arena.term<"Out" [1, 24, 5]>, #arena.term<"Strides" [120, 5, 1]>, #arena.term<"Strides" [120, 1, 0]
func.func @inputs(%x: tensor<2x3x4x5xf32>, %y: tensor<2x1x4x1xf32>) -> tensor<2x3x4x5xf32> {
  %0 = graph.add %x, %y : (tensor<2x3x4x5xf32>, tensor<2x1x4x1xf32>) -> tensor<2x3x4x5xf32>
  return %0 : tensor<2x3x4x5xf32>
}

// With a factor for each channel the last axis stays by itself. A constant is made larger at compile time.
// CHECK-LABEL: arena.program @constant
// CHECK: arena.constant @c_wide {{.*}}tensor<2x3x1x5xf32>
// CHECK-NOT: "copy"
// CHECK: arena.step "sub"(%{{.*}}) weights [@c_wide] {{.*}} variant "map" shape <"Elements" [#arena.term<"Out" [6, 4, 5]>
func.func @constant(%x: tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32> {
  %b = graph.constant dense<1.0> : tensor<5xf32> {origins = [#graph.origin<"onnx" "Constant" "b">]} : tensor<5xf32>
  %c = graph.constant dense<2.0> : tensor<3x1x5xf32> {origins = [#graph.origin<"onnx" "Constant" "c">]} : tensor<3x1x5xf32>
  %0 = graph.sub %x, %c extras(%b) {epilogue = [#graph.apply<op = "mul", operand = 0>]} : (tensor<2x3x4x5xf32>, tensor<3x1x5xf32>, tensor<5xf32>) -> tensor<2x3x4x5xf32>
  return %0 : tensor<2x3x4x5xf32>
}

// Three groups are few enough: nothing is copied.
// CHECK-LABEL: arena.program @few
// CHECK-NOT: "copy"
func.func @few(%x: tensor<2x3x4xf32>, %y: tensor<2x1x4xf32>) -> tensor<2x3x4xf32> {
  %0 = graph.add %x, %y : (tensor<2x3x4xf32>, tensor<2x1x4xf32>) -> tensor<2x3x4xf32>
  return %0 : tensor<2x3x4xf32>
}
