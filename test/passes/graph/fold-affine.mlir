// RUN: pelemay-opt %s --graph-fold-affine --split-input-file | FileCheck %s

// A batch normalization is a product and a sum by channel: weights of each output channel times its factor, the bias
// times the factor plus the shift. The convolution is the model's node for all three.
// CHECK-LABEL: @chain
// CHECK-DAG:     %[[W:.*]] = graph.constant dense<{{\[\[\[\[}}2.000000e+00]]], {{\[\[\[}}-3.000000e+00]]]]>
// CHECK-DAG:     %[[B:.*]] = graph.constant dense<[1.050000e+01, 1.700000e+01]>
// CHECK:         %[[Y:.*]] = graph.conv %{{.*}}, %[[W]], %[[B]]
// CHECK-SAME:    origins = [#graph.origin<"onnx" "Conv" "c">, #graph.origin<"onnx" "BatchNormalization" "bn">]
// CHECK-NEXT:    return %[[Y]]
func.func @chain(%x: tensor<1x2x2x1xf32>) -> tensor<1x2x2x2xf32> {
  %w = graph.constant dense<[[[[2.0]]], [[[3.0]]]]> : tensor<2x1x1x1xf32> : tensor<2x1x1x1xf32>
  %b = graph.constant dense<[0.5, 3.0]> : tensor<2xf32> : tensor<2xf32>
  %s = graph.constant dense<[1.0, -1.0]> : tensor<2xf32> : tensor<2xf32>
  %t = graph.constant dense<[[[[10.0, 20.0]]]]> : tensor<1x1x1x2xf32> : tensor<1x1x1x2xf32>
  %0 = graph.conv %x, %w, %b stride [1, 1] pad [0, 0, 0, 0] {operandSegmentSizes = array<i32: 1, 1, 1, 0>, origins = [#graph.origin<"onnx" "Conv" "c">]} : (tensor<1x2x2x1xf32>, tensor<2x1x1x1xf32>, tensor<2xf32>) -> tensor<1x2x2x2xf32>
  %1 = graph.mul %0, %s : (tensor<1x2x2x2xf32>, tensor<2xf32>) -> tensor<1x2x2x2xf32>
  %2 = graph.add %t, %1 {origins = [#graph.origin<"onnx" "BatchNormalization" "bn">]} : (tensor<1x1x1x2xf32>, tensor<1x2x2x2xf32>) -> tensor<1x2x2x2xf32>
  return %2 : tensor<1x2x2x2xf32>
}

// -----

// Differences and quotients, from either side where that is linear; no bias is a bias of zeros. Weights that are
// multiplied by 1 stay the constant they are.
// CHECK-LABEL: @linear
// CHECK-DAG:     %[[W:.*]] = graph.constant dense<{{\[\[}}-5.000000e-01, -1.000000e+00]]>
// CHECK-DAG:     %[[B:.*]] = graph.constant dense<3.500000e+00>
// CHECK:         graph.linear %{{.*}}, %[[W]], %[[B]]
// CHECK-NEXT:    return
func.func @linear(%x: tensor<3x2xf32>) -> tensor<3x1xf32> {
  %w = graph.constant dense<[[1.0, 2.0]]> : tensor<1x2xf32> : tensor<1x2xf32>
  %two = graph.constant dense<2.0> : tensor<f32> : tensor<f32>
  %three = graph.constant dense<3.0> : tensor<1xf32> : tensor<1xf32>
  %four = graph.constant dense<4.0> : tensor<1x1xf32> : tensor<1x1xf32>
  %0 = graph.linear %x, %w {operandSegmentSizes = array<i32: 1, 1, 0, 0>} : (tensor<3x2xf32>, tensor<1x2xf32>) -> tensor<3x1xf32>
  %1 = graph.sub %0, %three : (tensor<3x1xf32>, tensor<1xf32>) -> tensor<3x1xf32>
  %2 = graph.sub %four, %1 : (tensor<1x1xf32>, tensor<3x1xf32>) -> tensor<3x1xf32>
  %3 = graph.div %2, %two : (tensor<3x1xf32>, tensor<f32>) -> tensor<3x1xf32>
  return %3 : tensor<3x1xf32>
}

// -----

// What has a second reader stays, and so do a constant over y, what is not one value a channel, factors that leave the
// finite numbers, and integers.
// CHECK-LABEL: @kept
// CHECK:         graph.conv
// CHECK-NEXT:    graph.mul
// CHECK:         graph.conv
// CHECK-NEXT:    graph.div
// CHECK:         graph.conv
// CHECK-NEXT:    graph.add
// CHECK:         graph.conv
// CHECK-NEXT:    graph.div
func.func @kept(%x: tensor<1x2x2x1xf32>) -> (tensor<1x2x2x2xf32>, tensor<1x2x2x2xf32>, tensor<1x2x2x2xf32>, tensor<1x2x2x2xf32>, tensor<1x2x2x2xf32>) {
  %w = graph.constant dense<1.0> : tensor<2x1x1x1xf32> : tensor<2x1x1x1xf32>
  %s = graph.constant dense<[2.0, 3.0]> : tensor<2xf32> : tensor<2xf32>
  %zero = graph.constant dense<0.0> : tensor<f32> : tensor<f32>
  %rows = graph.constant dense<[[[[1.0], [2.0]]]]> : tensor<1x1x2x1xf32> : tensor<1x1x2x1xf32>
  %0 = graph.conv %x, %w stride [1, 1] pad [0, 0, 0, 0] {operandSegmentSizes = array<i32: 1, 1, 0, 0>} : (tensor<1x2x2x1xf32>, tensor<2x1x1x1xf32>) -> tensor<1x2x2x2xf32>
  %1 = graph.mul %0, %s : (tensor<1x2x2x2xf32>, tensor<2xf32>) -> tensor<1x2x2x2xf32>
  %2 = graph.conv %x, %w stride [1, 1] pad [0, 0, 0, 0] {operandSegmentSizes = array<i32: 1, 1, 0, 0>} : (tensor<1x2x2x1xf32>, tensor<2x1x1x1xf32>) -> tensor<1x2x2x2xf32>
  %3 = graph.div %s, %2 : (tensor<2xf32>, tensor<1x2x2x2xf32>) -> tensor<1x2x2x2xf32>
  %4 = graph.conv %x, %w stride [1, 1] pad [0, 0, 0, 0] {operandSegmentSizes = array<i32: 1, 1, 0, 0>} : (tensor<1x2x2x1xf32>, tensor<2x1x1x1xf32>) -> tensor<1x2x2x2xf32>
  %5 = graph.add %4, %rows : (tensor<1x2x2x2xf32>, tensor<1x1x2x1xf32>) -> tensor<1x2x2x2xf32>
  %6 = graph.conv %x, %w stride [1, 1] pad [0, 0, 0, 0] {operandSegmentSizes = array<i32: 1, 1, 0, 0>} : (tensor<1x2x2x1xf32>, tensor<2x1x1x1xf32>) -> tensor<1x2x2x2xf32>
  %7 = graph.div %6, %zero : (tensor<1x2x2x2xf32>, tensor<f32>) -> tensor<1x2x2x2xf32>
  return %0, %1, %3, %5, %7 : tensor<1x2x2x2xf32>, tensor<1x2x2x2xf32>, tensor<1x2x2x2xf32>, tensor<1x2x2x2xf32>, tensor<1x2x2x2xf32>
}
