// RUN: pelemay-opt %s --graph-sink-reshapes | FileCheck %s
// RUN: pelemay-opt %s --graph-sink-reshapes --graph-fuse-elementwise | FileCheck %s --check-prefix=FUSED

// Windows along one axis: relu and the residual sum read maps of one row, and join the convolutions. The user's
// axes, N, C, L, are followed; the row that the user does not have comes last.
// CHECK-LABEL: @one_axis
// CHECK:         %[[A:.*]] = graph.conv %arg0
// CHECK-NEXT:    %[[R:.*]] = graph.relu %[[A]] {origins = [#graph.origin<"onnx" "Relu" "r" axes [0, 3, 2, 1]>]} : (tensor<1x1x8x4xf32>) -> tensor<1x1x8x4xf32>
// CHECK-NEXT:    %[[B:.*]] = graph.conv %[[R]]
// CHECK-NEXT:    %[[S:.*]] = graph.add %[[B]], %[[A]] : (tensor<1x1x8x4xf32>, tensor<1x1x8x4xf32>) -> tensor<1x1x8x4xf32>
// CHECK-NEXT:    %[[Y:.*]] = graph.reshape %[[S]] : (tensor<1x1x8x4xf32>) -> tensor<1x8x4xf32>
// CHECK-NEXT:    return %[[Y]]
// FUSED-LABEL: @one_axis
// FUSED:         %[[A:.*]] = graph.conv
// FUSED-NEXT:    %[[R:.*]] = graph.relu
// FUSED-NEXT:    %[[B:.*]] = graph.conv %[[R]], %{{.*}} extras(%[[A]]) {{.*}}epilogue = [#graph.apply<op = "add", operand = 0>]
// FUSED-NEXT:    graph.reshape
func.func @one_axis(%x: tensor<1x1x8x4xf32>) -> tensor<1x8x4xf32> {
  %w = graph.constant dense<1.0> : tensor<4x1x3x4xf32> : tensor<4x1x3x4xf32>
  %0 = graph.conv %x, %w stride [1, 1] pad [0, 1, 0, 1] : (tensor<1x1x8x4xf32>, tensor<4x1x3x4xf32>) -> tensor<1x1x8x4xf32>
  %1 = graph.reshape %0 : (tensor<1x1x8x4xf32>) -> tensor<1x8x4xf32>
  %2 = graph.relu %1 {origins = [#graph.origin<"onnx" "Relu" "r" axes [0, 2, 1]>]} : (tensor<1x8x4xf32>) -> tensor<1x8x4xf32>
  %3 = graph.reshape %2 : (tensor<1x8x4xf32>) -> tensor<1x1x8x4xf32>
  %4 = graph.conv %3, %w stride [1, 1] pad [0, 1, 0, 1] : (tensor<1x1x8x4xf32>, tensor<4x1x3x4xf32>) -> tensor<1x1x8x4xf32>
  %5 = graph.reshape %4 : (tensor<1x1x8x4xf32>) -> tensor<1x8x4xf32>
  %6 = graph.add %5, %1 : (tensor<1x8x4xf32>, tensor<1x8x4xf32>) -> tensor<1x8x4xf32>
  return %6 : tensor<1x8x4xf32>
}

// What is broadcast gets axes of size 1 where it needs them: constants at once, with their name; a scalar; one
// value a column, which is known only at run time. An operand without a reshape gets one, as early as it can be.
// CHECK-LABEL: @broadcast
// CHECK-NEXT:    %[[V:.*]] = graph.reshape %arg2 : (tensor<8x4xf32>) -> tensor<1x8x1x4xf32>
// CHECK-NEXT:    %[[C:.*]] = graph.reshape %arg1 : (tensor<8x1xf32>) -> tensor<1x8x1x1xf32>
// CHECK:         %[[B:.*]] = graph.constant dense<{{.*}}> : tensor<1x1x1x4xf32> {origins = [#graph.origin<"onnx" "Initializer" "b">]}
// CHECK:         %[[M:.*]] = graph.mul %arg0, %[[B]] : (tensor<1x8x1x4xf32>, tensor<1x1x1x4xf32>)
// CHECK-NEXT:    %[[S:.*]] = graph.sub %[[C]], %[[M]] : (tensor<1x8x1x1xf32>, tensor<1x8x1x4xf32>)
// CHECK-NEXT:    %[[D:.*]] = graph.div %[[S]], %{{.*}} : (tensor<1x8x1x4xf32>, tensor<1x1x1x1xf32>)
// CHECK-NEXT:    %[[A:.*]] = graph.add %[[V]], %[[D]]
// CHECK-NEXT:    %[[Y:.*]] = graph.reshape %[[A]] : (tensor<1x8x1x4xf32>) -> tensor<8x4xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @broadcast(%x: tensor<1x8x1x4xf32>, %c: tensor<8x1xf32>, %v: tensor<8x4xf32>) -> tensor<8x4xf32> {
  %b = graph.constant dense<[1.0, 2.0, 3.0, 4.0]> : tensor<4xf32> {origins = [#graph.origin<"onnx" "Initializer" "b">]} : tensor<4xf32>
  %s = graph.constant dense<2.0> : tensor<1x1xf32> : tensor<1x1xf32>
  %0 = graph.reshape %x : (tensor<1x8x1x4xf32>) -> tensor<8x4xf32>
  %1 = graph.mul %0, %b : (tensor<8x4xf32>, tensor<4xf32>) -> tensor<8x4xf32>
  %2 = graph.sub %c, %1 : (tensor<8x1xf32>, tensor<8x4xf32>) -> tensor<8x4xf32>
  %3 = graph.div %2, %s : (tensor<8x4xf32>, tensor<1x1xf32>) -> tensor<8x4xf32>
  %4 = graph.add %v, %3 : (tensor<8x4xf32>, tensor<8x4xf32>) -> tensor<8x4xf32>
  return %4 : tensor<8x4xf32>
}

// An axis that has a scale for each index takes its new number; channels of a requantization stay the last axis.
// CHECK-LABEL: @quantization
// CHECK-NEXT:    %[[Q:.*]] = graph.quantize %arg0 scale [5.000000e-01, 2.500000e-01] zero [0, 1] axis 2 : (tensor<4x1x2xf32>)
// CHECK-NEXT:    %[[D:.*]] = graph.dequantize %[[Q]] scale [5.000000e-01] zero [3] : (tensor<4x1x2xi8>)
// CHECK-NEXT:    graph.reshape %[[D]]
// CHECK-NEXT:    %[[R:.*]] = graph.requantize %arg1
// CHECK-NEXT:    graph.reshape %[[R]]
// CHECK-NEXT:    %[[L:.*]] = graph.reshape %arg2
// CHECK-NEXT:    graph.requantize %[[L]]
// CHECK-NEXT:    graph.add_requantize %arg3, %arg3 {{.*}} : (tensor<1x4x1x2xi8>, tensor<1x4x1x2xi8>)
func.func @quantization(%x: tensor<4x1x2xf32>, %y: tensor<1x4x2xi32>, %z: tensor<4x2x1xi32>, %a: tensor<1x4x1x2xi8>) -> (tensor<4x2xf32>, tensor<4x2xi8>, tensor<4x2xi8>, tensor<4x2xi8>) {
  %0 = graph.reshape %x : (tensor<4x1x2xf32>) -> tensor<4x2xf32>
  %1 = graph.quantize %0 scale [0.5, 0.25] zero [0, 1] axis 1 : (tensor<4x2xf32>) -> tensor<4x2xi8>
  %2 = graph.dequantize %1 scale [0.5] zero [3] : (tensor<4x2xi8>) -> tensor<4x2xf32>
  %3 = graph.reshape %y : (tensor<1x4x2xi32>) -> tensor<4x2xi32>
  %4 = graph.requantize %3 by <type = i8, multiplier = [3, 4], shift = [9], zero = 2, lo = [-128], hi = [127]> : (tensor<4x2xi32>) -> tensor<4x2xi8>
  %5 = graph.reshape %z : (tensor<4x2x1xi32>) -> tensor<4x2xi32>
  %6 = graph.requantize %5 by <type = i8, multiplier = [3, 4], shift = [9], zero = 2, lo = [-128], hi = [127]> : (tensor<4x2xi32>) -> tensor<4x2xi8>
  %7 = graph.reshape %a : (tensor<1x4x1x2xi8>) -> tensor<4x2xi8>
  %8 = graph.add_requantize %7, %7 {hi = 127 : i64, lo = -128 : i64, multipliers = array<i32: 1, 1>, shift = 10 : i64, zero = 0 : i64, zeros = array<i32: 0, 0>} : (tensor<4x2xi8>, tensor<4x2xi8>) -> tensor<4x2xi8>
  return %2, %4, %6, %8 : tensor<4x2xf32>, tensor<4x2xi8>, tensor<4x2xi8>, tensor<4x2xi8>
}

// Axes that are split or merged stay where they are, and so does a reshape of what is broadcast itself.
// CHECK-LABEL: @other
// CHECK-NEXT:    %[[F:.*]] = graph.reshape %arg0
// CHECK-NEXT:    %[[R:.*]] = graph.relu %[[F]]
// CHECK-NEXT:    %[[C:.*]] = graph.reshape %arg1
// CHECK-NEXT:    %[[A:.*]] = graph.add %[[R]], %[[C]]
// CHECK-NEXT:    return %[[A]]
func.func @other(%x: tensor<1x4x2xf32>, %c: tensor<8x1xf32>) -> tensor<1x8xf32> {
  %0 = graph.reshape %x : (tensor<1x4x2xf32>) -> tensor<1x8xf32>
  %1 = graph.relu %0 : (tensor<1x8xf32>) -> tensor<1x8xf32>
  %2 = graph.reshape %c : (tensor<8x1xf32>) -> tensor<8xf32>
  %3 = graph.add %1, %2 : (tensor<1x8xf32>, tensor<8xf32>) -> tensor<1x8xf32>
  return %3 : tensor<1x8xf32>
}
