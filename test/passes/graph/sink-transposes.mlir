// RUN: pelemay-opt %s --graph-sink-transposes | FileCheck %s

// The transposes between two window ops cancel across a relu; the one-channel input becomes a reshape.
// The relu's origin says where the user's axes now are.
// CHECK-LABEL: @cancel
// CHECK-NEXT:    %[[W1:.*]] = graph.constant
// CHECK-NEXT:    %[[X:.*]] = graph.reshape %arg0 : (tensor<1x1x8x8xf32>) -> tensor<1x8x8x1xf32>
// CHECK-NEXT:    %[[C:.*]] = graph.conv %[[X]], %[[W1]]
// CHECK-NEXT:    %[[R:.*]] = graph.relu %[[C]] {origins = [#graph.origin<"onnx" "Relu" "r" axes [0, 3, 1, 2]>]} : (tensor<1x6x6x4xf32>) -> tensor<1x6x6x4xf32>
// CHECK-NEXT:    %[[P:.*]] = graph.max_pool %[[R]]
// CHECK-NEXT:    %[[T:.*]] = graph.transpose %[[P]] perm [0, 3, 1, 2]
// CHECK-NEXT:    return %[[T]]
func.func @cancel(%x: tensor<1x1x8x8xf32>) -> tensor<1x4x3x3xf32> {
  %w = graph.constant dense<1.0> : tensor<4x3x3x1xf32> : tensor<4x3x3x1xf32>
  %0 = graph.transpose %x perm [0, 2, 3, 1] : (tensor<1x1x8x8xf32>) -> tensor<1x8x8x1xf32>
  %1 = graph.conv %0, %w stride [1, 1] pad [0, 0, 0, 0] : (tensor<1x8x8x1xf32>, tensor<4x3x3x1xf32>) -> tensor<1x6x6x4xf32>
  %2 = graph.transpose %1 perm [0, 3, 1, 2] : (tensor<1x6x6x4xf32>) -> tensor<1x4x6x6xf32>
  %3 = graph.relu %2 {origins = [#graph.origin<"onnx" "Relu" "r">]} : (tensor<1x4x6x6xf32>) -> tensor<1x4x6x6xf32>
  %4 = graph.transpose %3 perm [0, 2, 3, 1] : (tensor<1x4x6x6xf32>) -> tensor<1x6x6x4xf32>
  %5 = graph.max_pool %4 window [2, 2] stride [2, 2] pad [0, 0, 0, 0] : (tensor<1x6x6x4xf32>) -> tensor<1x3x3x4xf32>
  %6 = graph.transpose %5 perm [0, 3, 1, 2] : (tensor<1x3x3x4xf32>) -> tensor<1x4x3x3xf32>
  return %6 : tensor<1x4x3x3xf32>
}

// Axes that were moved before are moved again: user axis 0 was ours 1, and is ours perm[1] = 0.
// CHECK-LABEL: @axes_compose
// CHECK:         graph.exp %arg0 {origins = [#graph.origin<"onnx" "Exp" "e">]} : (tensor<2x3xf32>)
func.func @axes_compose(%x: tensor<2x3xf32>) -> tensor<3x2xf32> {
  %0 = graph.transpose %x perm [1, 0] : (tensor<2x3xf32>) -> tensor<3x2xf32>
  %1 = graph.exp %0 {origins = [#graph.origin<"onnx" "Exp" "e" axes [1, 0]>]} : (tensor<3x2xf32>) -> tensor<3x2xf32>
  return %1 : tensor<3x2xf32>
}

// A residual sum of two equal transposes, then one with a constant a channel, which is moved at once and
// keeps its name, and one with a run-time value a channel, which is only seen under another shape.
// CHECK-LABEL: @binary
// CHECK-NEXT:    %[[A:.*]] = graph.add %arg0, %arg1 : (tensor<1x4x5x3xf32>, tensor<1x4x5x3xf32>)
// CHECK-NEXT:    %[[B:.*]] = graph.constant dense<{{.*}}> : tensor<1x1x1x3xf32> {origins = [#graph.origin<"onnx" "Initializer" "b">]}
// CHECK-NEXT:    %[[D:.*]] = graph.sub %[[B]], %[[A]]
// CHECK-NEXT:    %[[S:.*]] = graph.reshape %arg2 : (tensor<1x3x1x1xf32>) -> tensor<1x1x1x3xf32>
// CHECK-NEXT:    %[[M:.*]] = graph.mul %[[D]], %[[S]]
// CHECK-NEXT:    %[[T:.*]] = graph.transpose %[[M]]
// CHECK-NEXT:    return %[[T]]
func.func @binary(%x: tensor<1x4x5x3xf32>, %y: tensor<1x4x5x3xf32>, %s: tensor<1x3x1x1xf32>) -> tensor<1x3x4x5xf32> {
  %b = graph.constant dense<[[[1.0]], [[2.0]], [[3.0]]]> : tensor<3x1x1xf32> {origins = [#graph.origin<"onnx" "Initializer" "b">]} : tensor<3x1x1xf32>
  %0 = graph.transpose %x perm [0, 3, 1, 2] : (tensor<1x4x5x3xf32>) -> tensor<1x3x4x5xf32>
  %1 = graph.transpose %y perm [0, 3, 1, 2] : (tensor<1x4x5x3xf32>) -> tensor<1x3x4x5xf32>
  %2 = graph.add %0, %1 : (tensor<1x3x4x5xf32>, tensor<1x3x4x5xf32>) -> tensor<1x3x4x5xf32>
  %3 = graph.sub %b, %2 : (tensor<3x1x1xf32>, tensor<1x3x4x5xf32>) -> tensor<1x3x4x5xf32>
  %4 = graph.mul %3, %s : (tensor<1x3x4x5xf32>, tensor<1x3x1x1xf32>) -> tensor<1x3x4x5xf32>
  return %4 : tensor<1x3x4x5xf32>
}

// Moving the other operand would cost as much as it saves: all stays.
// CHECK-LABEL: @other_layout
// CHECK:         graph.transpose
// CHECK-NEXT:    graph.add
func.func @other_layout(%x: tensor<1x4x5x3xf32>, %y: tensor<1x3x4x5xf32>) -> tensor<1x3x4x5xf32> {
  %0 = graph.transpose %x perm [0, 3, 1, 2] : (tensor<1x4x5x3xf32>) -> tensor<1x3x4x5xf32>
  %1 = graph.add %0, %y : (tensor<1x3x4x5xf32>, tensor<1x3x4x5xf32>) -> tensor<1x3x4x5xf32>
  return %1 : tensor<1x3x4x5xf32>
}

// Scales along an axis follow it. One scale has no axis.
// CHECK-LABEL: @quantization
// CHECK-NEXT:    graph.quantize %arg0 scale [5.000000e-01, 2.500000e-01] zero [0, 1] axis 2 :
// CHECK-NEXT:    graph.dequantize %{{.*}} scale [5.000000e-01] zero [3] :
// CHECK-NEXT:    graph.transpose
func.func @quantization(%x: tensor<4x5x2xf32>) -> tensor<2x4x5xf32> {
  %0 = graph.transpose %x perm [2, 0, 1] : (tensor<4x5x2xf32>) -> tensor<2x4x5xf32>
  %1 = graph.quantize %0 scale [0.5, 0.25] zero [0, 1] axis 0 : (tensor<2x4x5xf32>) -> tensor<2x4x5xi8>
  %2 = graph.dequantize %1 scale [0.5] zero [3] : (tensor<2x4x5xi8>) -> tensor<2x4x5xf32>
  return %2 : tensor<2x4x5xf32>
}

// Channels of a requantization are the last axis: one entry moves freely, more only when the last stays last.
// CHECK-LABEL: @requantize
// CHECK:         graph.requantize %arg0
// CHECK:         graph.transpose %arg1
// CHECK-NEXT:    graph.requantize
// CHECK-NEXT:    graph.requantize %arg1
func.func @requantize(%x: tensor<4x5x2xi32>, %y: tensor<4x5x2xi32>) -> (tensor<2x4x5xi8>, tensor<2x4x5xi8>, tensor<5x4x2xi8>) {
  %0 = graph.transpose %x perm [2, 0, 1] : (tensor<4x5x2xi32>) -> tensor<2x4x5xi32>
  %1 = graph.requantize %0 by <type = i8, multiplier = [1073741824], shift = [38], zero = -3, lo = [-128], hi = [127]> : (tensor<2x4x5xi32>) -> tensor<2x4x5xi8>
  %2 = graph.transpose %y perm [2, 0, 1] : (tensor<4x5x2xi32>) -> tensor<2x4x5xi32>
  %3 = graph.requantize %2 by <type = i8, multiplier = [1073741824, 1, 2, 3, 4], shift = [38], zero = -3, lo = [-128], hi = [127]> : (tensor<2x4x5xi32>) -> tensor<2x4x5xi8>
  %4 = graph.transpose %y perm [1, 0, 2] : (tensor<4x5x2xi32>) -> tensor<5x4x2xi32>
  %5 = graph.requantize %4 by <type = i8, multiplier = [1073741824, 5], shift = [38], zero = -3, lo = [-128], hi = [127]> : (tensor<5x4x2xi32>) -> tensor<5x4x2xi8>
  return %1, %3, %5 : tensor<2x4x5xi8>, tensor<2x4x5xi8>, tensor<5x4x2xi8>
}

// A quantized residual moves like any sum.
// CHECK-LABEL: @add_requantize
// CHECK-NEXT:    graph.add_requantize %arg0, %arg1
// CHECK-NEXT:    graph.transpose %{{.*}} perm [1, 0] {graph.quant = #graph.quant<scale = 5.000000e-01 : f32, zero = 1>}
func.func @add_requantize(%x: tensor<4x2xi8>, %y: tensor<4x2xi8>) -> tensor<2x4xi8> {
  %0 = graph.transpose %x perm [1, 0] : (tensor<4x2xi8>) -> tensor<2x4xi8>
  %1 = graph.transpose %y perm [1, 0] : (tensor<4x2xi8>) -> tensor<2x4xi8>
  %2 = graph.add_requantize %0, %1 {graph.quant = #graph.quant<scale = 0.5 : f32, zero = 1>, zeros = array<i32: 0, 0>, multipliers = array<i32: 1024, 1024>, shift = 11 : i64, zero = 1 : i64, lo = -128 : i64, hi = 127 : i64} : (tensor<2x4xi8>, tensor<2x4xi8>) -> tensor<2x4xi8>
  return %2 : tensor<2x4xi8>
}

// Softmax and reductions follow their axes; with an axis gone the others close ranks.
// CHECK-LABEL: @along_axes
// CHECK-NEXT:    %[[S:.*]] = graph.softmax %arg0 axis 3
// CHECK-NEXT:    %[[R:.*]] = graph.reduce_sum %[[S]] axes [1, 2] : (tensor<1x4x5x3xf32>) -> tensor<1x3xf32>
// CHECK-NEXT:    %[[M:.*]] = graph.reduce_max %[[S]] axes [3] keep_axes : (tensor<1x4x5x3xf32>) -> tensor<1x4x5x1xf32>
// CHECK-NEXT:    %[[V:.*]] = graph.reshape %[[M]]
// CHECK-NEXT:    return %[[R]], %[[V]]
func.func @along_axes(%x: tensor<1x4x5x3xf32>) -> (tensor<1x3xf32>, tensor<1x1x4x5xf32>) {
  %0 = graph.transpose %x perm [0, 3, 1, 2] : (tensor<1x4x5x3xf32>) -> tensor<1x3x4x5xf32>
  %1 = graph.softmax %0 axis 1 : (tensor<1x3x4x5xf32>) -> tensor<1x3x4x5xf32>
  %2 = graph.reduce_sum %1 axes [2, 3] : (tensor<1x3x4x5xf32>) -> tensor<1x3xf32>
  %3 = graph.reduce_max %1 axes [1] keep_axes : (tensor<1x3x4x5xf32>) -> tensor<1x1x4x5xf32>
  return %2, %3 : tensor<1x3xf32>, tensor<1x1x4x5xf32>
}

// The mean over rows and columns, kept or not: what mobile nets end in and gates begin with.
// CHECK-LABEL: @mean_of_map
// CHECK-NEXT:    %[[K:.*]] = graph.reduce_mean %arg0 axes [1, 2] keep_axes : (tensor<1x4x5x3xf32>) -> tensor<1x1x1x3xf32>
// CHECK-NEXT:    %[[V:.*]] = graph.reshape %[[K]]
// CHECK-NEXT:    %[[M:.*]] = graph.reduce_mean %arg0 axes [1, 2] : (tensor<1x4x5x3xf32>) -> tensor<1x3xf32>
// CHECK-NEXT:    %[[L:.*]] = graph.reduce_min %arg0 axes [3] : (tensor<1x4x5x3xf32>) -> tensor<1x4x5xf32>
// CHECK-NEXT:    %[[P:.*]] = graph.reduce_prod %arg0 axes [2] : (tensor<1x4x5x3xf32>) -> tensor<1x4x3xf32>
// CHECK-NEXT:    %[[T:.*]] = graph.transpose %[[P]] perm [0, 2, 1]
// CHECK-NEXT:    return %[[V]], %[[M]], %[[L]], %[[T]]
func.func @mean_of_map(%x: tensor<1x4x5x3xf32>) -> (tensor<1x3x1x1xf32>, tensor<1x3xf32>, tensor<1x4x5xf32>, tensor<1x3x4xf32>) {
  %0 = graph.transpose %x perm [0, 3, 1, 2] : (tensor<1x4x5x3xf32>) -> tensor<1x3x4x5xf32>
  %1 = graph.reduce_mean %0 axes [2, 3] keep_axes : (tensor<1x3x4x5xf32>) -> tensor<1x3x1x1xf32>
  %2 = graph.reduce_mean %0 axes [2, 3] : (tensor<1x3x4x5xf32>) -> tensor<1x3xf32>
  %3 = graph.reduce_min %0 axes [1] : (tensor<1x3x4x5xf32>) -> tensor<1x4x5xf32>
  %4 = graph.reduce_prod %0 axes [3] : (tensor<1x3x4x5xf32>) -> tensor<1x3x4xf32>
  return %1, %2, %3, %4 : tensor<1x3x1x1xf32>, tensor<1x3xf32>, tensor<1x4x5xf32>, tensor<1x3x4xf32>
}

// A sum over axes that would change places would add in another order: it stays as it is.
// CHECK-LABEL: @order_of_summation
// CHECK:         graph.transpose
// CHECK-NEXT:    graph.reduce_sum
func.func @order_of_summation(%x: tensor<4x5xf32>) -> tensor<f32> {
  %0 = graph.transpose %x perm [1, 0] : (tensor<4x5xf32>) -> tensor<5x4xf32>
  %1 = graph.reduce_sum %0 axes [0, 1] : (tensor<5x4xf32>) -> tensor<f32>
  return %1 : tensor<f32>
}

// A map flattened in the user's order: the columns of the weights take over the transpose. [2, 2, 1, 2]
// as N, H, W, C: user column c*2+h is our column h*2+c.
// CHECK-LABEL: @flatten_linear
// CHECK-NEXT:    %[[F:.*]] = graph.reshape %arg0 : (tensor<2x2x1x2xf32>) -> tensor<2x4xf32>
// CHECK-NEXT:    %[[W:.*]] = graph.constant dense<{{\[\[}}1.000000e+00, 3.000000e+00, 2.000000e+00, 4.000000e+00], [5.000000e+00, 7.000000e+00, 6.000000e+00, 8.000000e+00]]> : tensor<2x4xf32> {origins = [#graph.origin<"onnx" "Initializer" "fc.weight">]}
// CHECK-NEXT:    graph.linear %[[F]], %[[W]]
func.func @flatten_linear(%x: tensor<2x2x1x2xf32>) -> tensor<2x2xf32> {
  %w = graph.constant dense<[[1.0, 2.0, 3.0, 4.0], [5.0, 6.0, 7.0, 8.0]]> : tensor<2x4xf32> {origins = [#graph.origin<"onnx" "Initializer" "fc.weight">]} : tensor<2x4xf32>
  %0 = graph.transpose %x perm [0, 3, 1, 2] : (tensor<2x2x1x2xf32>) -> tensor<2x2x2x1xf32>
  %1 = graph.reshape %0 {origins = [#graph.origin<"onnx" "Flatten" "f">]} : (tensor<2x2x2x1xf32>) -> tensor<2x4xf32>
  %2 = graph.linear %1, %w : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x2xf32>
  return %2 : tensor<2x2xf32>
}

// The same with weights as they lie in a matmul: their rows.
// CHECK-LABEL: @flatten_matmul
// CHECK:         graph.constant dense<{{\[\[}}1], [3], [2], [4]]> : tensor<4x1xi8>
// CHECK-NOT:     graph.transpose
// CHECK:         graph.matmul
func.func @flatten_matmul(%x: tensor<1x2x1x2xi8>) -> tensor<1x1xi32> {
  %w = graph.constant dense<[[1], [2], [3], [4]]> : tensor<4x1xi8> : tensor<4x1xi8>
  %0 = graph.transpose %x perm [0, 3, 1, 2] : (tensor<1x2x1x2xi8>) -> tensor<1x2x2x1xi8>
  %1 = graph.reshape %0 : (tensor<1x2x2x1xi8>) -> tensor<1x4xi8>
  %2 = graph.matmul %1, %w : (tensor<1x4xi8>, tensor<4x1xi8>) -> tensor<1x1xi32>
  return %2 : tensor<1x1xi32>
}

// Rows that the transpose mixes cannot be put right by the weights.
// CHECK-LABEL: @rows_mixed
// CHECK:         graph.transpose
// CHECK-NEXT:    graph.reshape
// CHECK-NEXT:    graph.linear
func.func @rows_mixed(%x: tensor<2x3x4xf32>, %y: tensor<1x1xf32>) -> tensor<3x2xf32> {
  %w = graph.constant dense<1.0> : tensor<2x8xf32> : tensor<2x8xf32>
  %0 = graph.transpose %x perm [1, 0, 2] : (tensor<2x3x4xf32>) -> tensor<3x2x4xf32>
  %1 = graph.reshape %0 : (tensor<3x2x4xf32>) -> tensor<3x8xf32>
  %2 = graph.linear %1, %w : (tensor<3x8xf32>, tensor<2x8xf32>) -> tensor<3x2xf32>
  return %2 : tensor<3x2xf32>
}

// Another reader keeps the transpose it reads.
// CHECK-LABEL: @two_readers
// CHECK:         %[[T:.*]] = graph.transpose %arg0
// CHECK:         graph.relu %arg0
// CHECK:         return %[[T]]
func.func @two_readers(%x: tensor<4x5xf32>) -> (tensor<5x4xf32>, tensor<5x4xf32>) {
  %0 = graph.transpose %x perm [1, 0] : (tensor<4x5xf32>) -> tensor<5x4xf32>
  %1 = graph.relu %0 : (tensor<5x4xf32>) -> tensor<5x4xf32>
  return %0, %1 : tensor<5x4xf32>, tensor<5x4xf32>
}

// Tensors of one layout are put behind each other in it: the axis takes its number there.
// CHECK-LABEL: @concat
// CHECK-NEXT:    %[[C:.*]] = graph.concat %arg0, %arg1 axis 3 {origins = [#graph.origin<"onnx" "Concat" "c" axes [0, 3, 1, 2]>]} : (tensor<1x4x5x3xf32>, tensor<1x4x5x2xf32>) -> tensor<1x4x5x5xf32>
// CHECK-NEXT:    %[[T:.*]] = graph.transpose %[[C]] perm [0, 3, 1, 2]
// CHECK-NEXT:    return %[[T]]
func.func @concat(%x: tensor<1x4x5x3xf32>, %y: tensor<1x4x5x2xf32>) -> tensor<1x5x4x5xf32> {
  %0 = graph.transpose %x perm [0, 3, 1, 2] : (tensor<1x4x5x3xf32>) -> tensor<1x3x4x5xf32>
  %1 = graph.transpose %y perm [0, 3, 1, 2] : (tensor<1x4x5x2xf32>) -> tensor<1x2x4x5xf32>
  %2 = graph.concat %0, %1 axis 1 {origins = [#graph.origin<"onnx" "Concat" "c">]} : (tensor<1x3x4x5xf32>, tensor<1x2x4x5xf32>) -> tensor<1x5x4x5xf32>
  return %2 : tensor<1x5x4x5xf32>
}

// A constant part is transposed here and now, wherever it stands; one that would cost a move keeps all as it is.
// CHECK-LABEL: @concat_constant
// CHECK-NEXT:    %[[K:.*]] = graph.constant dense<{{\[\[}}1.000000e+00, 2.000000e+00]]> : tensor<1x2xf32>
// CHECK-NEXT:    %[[C:.*]] = graph.concat %[[K]], %arg0 axis 0 : (tensor<1x2xf32>, tensor<3x2xf32>) -> tensor<4x2xf32>
// CHECK-NEXT:    graph.transpose %[[C]] perm [1, 0]
// CHECK-NEXT:    %[[T:.*]] = graph.transpose %arg0
// CHECK-NEXT:    graph.concat %[[T]], %arg1 axis 1
func.func @concat_constant(%x: tensor<3x2xf32>, %y: tensor<2x2xf32>) -> (tensor<2x4xf32>, tensor<2x5xf32>) {
  %k = graph.constant dense<[[1.0], [2.0]]> : tensor<2x1xf32> : tensor<2x1xf32>
  %0 = graph.transpose %x perm [1, 0] : (tensor<3x2xf32>) -> tensor<2x3xf32>
  %1 = graph.concat %k, %0 axis 1 : (tensor<2x1xf32>, tensor<2x3xf32>) -> tensor<2x4xf32>
  %2 = graph.transpose %x perm [1, 0] : (tensor<3x2xf32>) -> tensor<2x3xf32>
  %3 = graph.concat %2, %y axis 1 : (tensor<2x3xf32>, tensor<2x2xf32>) -> tensor<2x5xf32>
  return %1, %3 : tensor<2x4xf32>, tensor<2x5xf32>
}

// Starts, steps and pads follow their axes.
// CHECK-LABEL: @slice
// CHECK-NEXT:    %[[S:.*]] = graph.slice %arg0 start [0, 3, 1, 2] step [1, -1, 2, -2] : (tensor<1x4x5x3xf32>) -> tensor<1x4x2x2xf32>
// CHECK-NEXT:    graph.transpose %[[S]] perm [0, 3, 1, 2] : (tensor<1x4x2x2xf32>) -> tensor<1x2x4x2xf32>
func.func @slice(%x: tensor<1x4x5x3xf32>) -> tensor<1x2x4x2xf32> {
  %0 = graph.transpose %x perm [0, 3, 1, 2] : (tensor<1x4x5x3xf32>) -> tensor<1x3x4x5xf32>
  %1 = graph.slice %0 start [0, 2, 3, 1] step [1, -2, -1, 2] : (tensor<1x3x4x5xf32>) -> tensor<1x2x4x2xf32>
  return %1 : tensor<1x2x4x2xf32>
}

// CHECK-LABEL: @pad
// CHECK-NEXT:    %[[P:.*]] = graph.pad %arg0 low [0, 2, 3, 1] high [7, 5, 6, 4] value 5.000000e-01 : (tensor<1x4x5x3xf32>) -> tensor<8x11x14x8xf32>
// CHECK-NEXT:    graph.transpose %[[P]] perm [0, 3, 1, 2] : (tensor<8x11x14x8xf32>) -> tensor<8x8x11x14xf32>
func.func @pad(%x: tensor<1x4x5x3xf32>) -> tensor<8x8x11x14xf32> {
  %0 = graph.transpose %x perm [0, 3, 1, 2] : (tensor<1x4x5x3xf32>) -> tensor<1x3x4x5xf32>
  %1 = graph.pad %0 low [0, 1, 2, 3] high [7, 4, 5, 6] value 0.5 : (tensor<1x3x4x5xf32>) -> tensor<8x8x11x14xf32>
  return %1 : tensor<8x8x11x14xf32>
}

// A reshape that adds and drops axes of size 1 alone lets a transpose pass; one that splits or merges others does not.
// CHECK-LABEL: @unit_axes
// CHECK-NEXT:    %[[R:.*]] = graph.reshape %arg0 : (tensor<1x4x1x3xf32>) -> tensor<1x4x3xf32>
// CHECK-NEXT:    %[[T:.*]] = graph.transpose %[[R]] perm [2, 0, 1] : (tensor<1x4x3xf32>) -> tensor<3x1x4xf32>
// CHECK-NEXT:    %[[U:.*]] = graph.transpose %arg0 perm [0, 3, 1, 2]
// CHECK-NEXT:    %[[M:.*]] = graph.reshape %[[U]] : (tensor<1x3x4x1xf32>) -> tensor<12xf32>
// CHECK-NEXT:    return %[[T]], %[[M]]
func.func @unit_axes(%x: tensor<1x4x1x3xf32>) -> (tensor<3x1x4xf32>, tensor<12xf32>) {
  %0 = graph.transpose %x perm [0, 3, 1, 2] : (tensor<1x4x1x3xf32>) -> tensor<1x3x4x1xf32>
  %1 = graph.reshape %0 : (tensor<1x3x4x1xf32>) -> tensor<3x1x4xf32>
  %2 = graph.transpose %x perm [0, 3, 1, 2] : (tensor<1x4x1x3xf32>) -> tensor<1x3x4x1xf32>
  %3 = graph.reshape %2 : (tensor<1x3x4x1xf32>) -> tensor<12xf32>
  return %1, %3 : tensor<3x1x4xf32>, tensor<12xf32>
}

// Convolutions along one axis in a row, as they are imported: nothing moves between them.
// CHECK-LABEL: @one_axis
// CHECK:         %[[A:.*]] = graph.conv {{.*}} -> tensor<1x1x6x3xf32>
// CHECK-NEXT:    graph.conv %[[A]], {{.*}} -> tensor<1x1x4x3xf32>
func.func @one_axis(%x: tensor<1x1x8x3xf32>) -> tensor<1x1x4x3xf32> {
  %w = graph.constant dense<1.0> : tensor<3x1x3x3xf32> : tensor<3x1x3x3xf32>
  %0 = graph.conv %x, %w stride [1, 1] pad [0, 0, 0, 0] : (tensor<1x1x8x3xf32>, tensor<3x1x3x3xf32>) -> tensor<1x1x6x3xf32>
  %1 = graph.transpose %0 perm [0, 3, 1, 2] : (tensor<1x1x6x3xf32>) -> tensor<1x3x1x6xf32>
  %2 = graph.reshape %1 : (tensor<1x3x1x6xf32>) -> tensor<1x3x6xf32>
  %3 = graph.reshape %2 : (tensor<1x3x6xf32>) -> tensor<1x3x1x6xf32>
  %4 = graph.transpose %3 perm [0, 2, 3, 1] : (tensor<1x3x1x6xf32>) -> tensor<1x1x6x3xf32>
  %5 = graph.conv %4, %w stride [1, 1] pad [0, 0, 0, 0] : (tensor<1x1x6x3xf32>, tensor<3x1x3x3xf32>) -> tensor<1x1x4x3xf32>
  return %5 : tensor<1x1x4x3xf32>
}
