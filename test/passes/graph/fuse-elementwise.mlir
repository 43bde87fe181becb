// RUN: pelemay-opt %s --graph-fuse-elementwise | FileCheck %s

// A relu that is the only reader of a convolution disappears into it.
// CHECK-LABEL: @only_reader
// CHECK:         graph.conv {{.*}}epilogue = [#graph.apply<op = "relu">]
// CHECK-NOT:     graph.relu
func.func @only_reader(%x: tensor<1x8x8x1xf32>, %w: tensor<4x3x3x1xf32>) -> tensor<1x6x6x4xf32> {
  %0 = graph.conv %x, %w stride [1, 1] pad [0, 0, 0, 0] : (tensor<1x8x8x1xf32>, tensor<4x3x3x1xf32>) -> tensor<1x6x6x4xf32>
  %1 = graph.relu %0 : (tensor<1x6x6x4xf32>) -> tensor<1x6x6x4xf32>
  return %1 : tensor<1x6x6x4xf32>
}

// A second reader still needs the convolution as it was.
// CHECK-LABEL: @two_readers
// CHECK:         graph.relu
func.func @two_readers(%x: tensor<1x8x8x1xf32>, %w: tensor<4x3x3x1xf32>) -> (tensor<1x6x6x4xf32>, tensor<1x6x6x4xf32>) {
  %0 = graph.conv %x, %w stride [1, 1] pad [0, 0, 0, 0] : (tensor<1x8x8x1xf32>, tensor<4x3x3x1xf32>) -> tensor<1x6x6x4xf32>
  %1 = graph.relu %0 : (tensor<1x6x6x4xf32>) -> tensor<1x6x6x4xf32>
  return %0, %1 : tensor<1x6x6x4xf32>, tensor<1x6x6x4xf32>
}

// A probe is a reader like any other.
// CHECK-LABEL: @probed
// CHECK:         graph.conv
// CHECK-NOT:     epilogue
// CHECK:         probe.log
// CHECK:         graph.relu
func.func @probed(%x: tensor<1x8x8x1xf32>, %w: tensor<4x3x3x1xf32>) -> tensor<1x6x6x4xf32> {
  %0 = graph.conv %x, %w stride [1, 1] pad [0, 0, 0, 0] : (tensor<1x8x8x1xf32>, tensor<4x3x3x1xf32>) -> tensor<1x6x6x4xf32>
  probe.log %0 op "conv" node "conv1" : tensor<1x6x6x4xf32>
  %1 = graph.relu %0 : (tensor<1x6x6x4xf32>) -> tensor<1x6x6x4xf32>
  return %1 : tensor<1x6x6x4xf32>
}

// A constant of one value a channel becomes an extra, as a vector; origins and order are kept.
// CHECK-LABEL: @bias
// CHECK:         %[[B:.*]] = graph.constant dense<[1.000000e+00, 2.000000e+00]> : tensor<2xf32>
// CHECK:         graph.conv {{.*}} extras(%[[B]]) {{.*}}epilogue = [#graph.apply<op = "sub", operand = 0, swapped = true>, #graph.apply<op = "relu">], origins = [#graph.origin<"onnx" "Conv" "c">, #graph.origin<"onnx" "Sub" "s">]
func.func @bias(%x: tensor<1x8x8x1xf32>, %w: tensor<2x3x3x1xf32>) -> tensor<1x6x6x2xf32> {
  %0 = graph.conv %x, %w stride [1, 1] pad [0, 0, 0, 0] {origins = [#graph.origin<"onnx" "Conv" "c">]} : (tensor<1x8x8x1xf32>, tensor<2x3x3x1xf32>) -> tensor<1x6x6x2xf32>
  %b = graph.constant dense<[[[1.0, 2.0]]]> : tensor<1x1x2xf32> : tensor<1x1x2xf32>
  %1 = graph.sub %b, %0 {origins = [#graph.origin<"onnx" "Sub" "s">]} : (tensor<1x1x2xf32>, tensor<1x6x6x2xf32>) -> tensor<1x6x6x2xf32>
  %2 = graph.relu %1 : (tensor<1x6x6x2xf32>) -> tensor<1x6x6x2xf32>
  return %2 : tensor<1x6x6x2xf32>
}

// A residual that is there before the host becomes an extra of the result's shape.
// CHECK-LABEL: @residual
// CHECK:         graph.conv {{.*}} extras(%arg2) {{.*}}op = "add", operand = 0
func.func @residual(%x: tensor<1x8x8x1xf32>, %w: tensor<2x3x3x1xf32>, %r: tensor<1x6x6x2xf32>) -> tensor<1x6x6x2xf32> {
  %0 = graph.conv %x, %w stride [1, 1] pad [0, 0, 0, 0] : (tensor<1x8x8x1xf32>, tensor<2x3x3x1xf32>) -> tensor<1x6x6x2xf32>
  %1 = graph.add %r, %0 : (tensor<1x6x6x2xf32>, tensor<1x6x6x2xf32>) -> tensor<1x6x6x2xf32>
  return %1 : tensor<1x6x6x2xf32>
}

// An op that broadcasts its host's result is no epilogue of it.
// CHECK-LABEL: @broadcasts
// CHECK:         graph.add
func.func @broadcasts(%x: tensor<1x8xf32>, %y: tensor<4x8xf32>) -> tensor<4x8xf32> {
  %0 = graph.relu %x : (tensor<1x8xf32>) -> tensor<1x8xf32>
  %1 = graph.add %0, %y : (tensor<1x8xf32>, tensor<4x8xf32>) -> tensor<4x8xf32>
  return %1 : tensor<4x8xf32>
}

// A requantization ends the epilogue and changes the stored type.
// CHECK-LABEL: @requantized
// CHECK:         graph.linear {{.*}}epilogue = [#graph.requantize<type = i8, {{.*}}>]{{.*}} -> tensor<1x2xi8>
func.func @requantized(%x: tensor<1x8xi8>, %w: tensor<2x8xi8>) -> tensor<1x2xi8> {
  %0 = graph.linear %x, %w : (tensor<1x8xi8>, tensor<2x8xi8>) -> tensor<1x2xi32>
  %1 = graph.requantize %0 by <type = i8, multiplier = [1073741824], shift = [38], zero = -3, lo = [-128], hi = [127]> : (tensor<1x2xi32>) -> tensor<1x2xi8>
  return %1 : tensor<1x2xi8>
}
