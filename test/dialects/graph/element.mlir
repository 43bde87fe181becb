// RUN: pelemay-opt %s | pelemay-opt | FileCheck %s
// RUN: pelemay-opt %s --mlir-print-op-generic | pelemay-opt | FileCheck %s

// Every unary op has one shape of text.
// CHECK-LABEL: @unary
// CHECK-NEXT:    graph.relu %arg0 : (tensor<2x3xf32>) -> tensor<2x3xf32>
// CHECK-NEXT:    graph.exp %arg0 : (tensor<2x3xf32>) -> tensor<2x3xf32>
// CHECK-NEXT:    graph.neg %arg0 : (tensor<2x3xf32>) -> tensor<2x3xf32>
func.func @unary(%x: tensor<2x3xf32>) {
  %0 = graph.relu %x : (tensor<2x3xf32>) -> tensor<2x3xf32>
  %1 = graph.exp %x : (tensor<2x3xf32>) -> tensor<2x3xf32>
  %2 = graph.neg %x : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// Shapes broadcast from the last axis on, in both directions at once.
// CHECK-LABEL: @binary
// CHECK-NEXT:    graph.add %arg0, %arg1 : (tensor<2x1x3xf32>, tensor<4x1xf32>) -> tensor<2x4x3xf32>
// CHECK-NEXT:    graph.sub %arg1, %arg0 : (tensor<4x1xf32>, tensor<2x1x3xf32>) -> tensor<2x4x3xf32>
// CHECK-NEXT:    graph.mul %arg0, %arg2 : (tensor<2x1x3xf32>, tensor<f32>) -> tensor<2x1x3xf32>
// CHECK-NEXT:    graph.div %arg2, %arg2 : (tensor<f32>, tensor<f32>) -> tensor<f32>
// CHECK-NEXT:    graph.max %arg0, %arg0 : (tensor<2x1x3xf32>, tensor<2x1x3xf32>) -> tensor<2x1x3xf32>
// CHECK-NEXT:    graph.min %arg1, %arg1 : (tensor<4x1xf32>, tensor<4x1xf32>) -> tensor<4x1xf32>
func.func @binary(%x: tensor<2x1x3xf32>, %y: tensor<4x1xf32>, %z: tensor<f32>) {
  %0 = graph.add %x, %y : (tensor<2x1x3xf32>, tensor<4x1xf32>) -> tensor<2x4x3xf32>
  %1 = graph.sub %y, %x : (tensor<4x1xf32>, tensor<2x1x3xf32>) -> tensor<2x4x3xf32>
  %2 = graph.mul %x, %z : (tensor<2x1x3xf32>, tensor<f32>) -> tensor<2x1x3xf32>
  %3 = graph.div %z, %z : (tensor<f32>, tensor<f32>) -> tensor<f32>
  %4 = graph.max %x, %x : (tensor<2x1x3xf32>, tensor<2x1x3xf32>) -> tensor<2x1x3xf32>
  %5 = graph.min %y, %y : (tensor<4x1xf32>, tensor<4x1xf32>) -> tensor<4x1xf32>
  return
}

// Element-wise ops are hosts too: a residual, a value a channel, the host's value second.
// CHECK-LABEL: @hosts
// CHECK-NEXT:    graph.exp %arg0 extras(%arg1, %arg0) {epilogue = [#graph.apply<op = "relu">, #graph.apply<op = "sub", operand = 0, swapped = true>, #graph.apply<op = "add", operand = 1>]} : (tensor<2x3xf32>, tensor<3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
// CHECK-NEXT:    graph.add %arg0, %arg1 extras(%arg0) {epilogue = [#graph.apply<op = "mul", operand = 0>]} : (tensor<2x3xf32>, tensor<3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
func.func @hosts(%x: tensor<2x3xf32>, %b: tensor<3xf32>) {
  %0 = graph.exp %x extras(%b, %x) {epilogue = [#graph.apply<op = "relu">, #graph.apply<op = "sub", operand = 0, swapped = true>, #graph.apply<op = "add", operand = 1>]} : (tensor<2x3xf32>, tensor<3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
  %1 = graph.add %x, %b extras(%x) {epilogue = [#graph.apply<op = "mul", operand = 0>]} : (tensor<2x3xf32>, tensor<3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}
