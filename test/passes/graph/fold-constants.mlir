// RUN: pelemay-opt %s --graph-fold-constants | FileCheck %s
// RUN: pelemay-opt %s --graph-fold-constants=dequantize | FileCheck %s --check-prefix=SECOND

// Transposed weights keep the name of their tensor; the transpose and what it read are gone.
// CHECK-LABEL: @weights
// CHECK-NEXT:    %[[W:.*]] = graph.constant dense<{{\[\[}}1.000000e+00, 3.000000e+00, 5.000000e+00], [2.000000e+00, 4.000000e+00, 6.000000e+00]]> : tensor<2x3xf32> {origins = [#graph.origin<"onnx" "Initializer" "fc.weight">]}
// CHECK-NEXT:    return %[[W]]
func.func @weights() -> tensor<2x3xf32> {
  %w = graph.constant dense<[[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]> : tensor<3x2xf32> {origins = [#graph.origin<"onnx" "Initializer" "fc.weight">]} : tensor<3x2xf32>
  %0 = graph.transpose %w perm [1, 0] {origins = [#graph.origin<"onnx" "Transpose" "t">]} : (tensor<3x2xf32>) -> tensor<2x3xf32>
  return %0 : tensor<2x3xf32>
}

// Shapes broadcast as numpy's do, in both directions; a sum of two constants goes by its own name.
// CHECK-LABEL: @broadcast
// CHECK-NEXT:    graph.constant dense<{{\[\[}}11, 12, 13], [21, 22, 23]]> : tensor<2x3xi32> {origins = [#graph.origin<"onnx" "Add" "sum">]}
func.func @broadcast() -> tensor<2x3xi32> {
  %a = graph.constant dense<[[10], [20]]> : tensor<2x1xi32> {origins = [#graph.origin<"onnx" "Initializer" "a">]} : tensor<2x1xi32>
  %b = graph.constant dense<[1, 2, 3]> : tensor<3xi32> : tensor<3xi32>
  %0 = graph.add %a, %b {origins = [#graph.origin<"onnx" "Add" "sum">]} : (tensor<2x1xi32>, tensor<3xi32>) -> tensor<2x3xi32>
  return %0 : tensor<2x3xi32>
}

// A chain folds in one walk, in every element type; integers wrap as on the device.
// CHECK-LABEL: @chain
// CHECK-DAG:     graph.constant dense<[-128, 0]> : tensor<2xi8>
// CHECK-DAG:     graph.constant dense<[4, 255]> : tensor<2xui8>
// CHECK-DAG:     graph.constant dense<-9223372036854775808> : tensor<1xi64>
// CHECK-NOT:     graph.{{add|neg|relu|mul}}
func.func @chain() -> (tensor<2xi8>, tensor<2xui8>, tensor<1xi64>) {
  %a = graph.constant dense<[127, -1]> : tensor<2xi8> : tensor<2xi8>
  %one = graph.constant dense<1> : tensor<i8> : tensor<i8>
  %0 = graph.add %a, %one : (tensor<2xi8>, tensor<i8>) -> tensor<2xi8>
  %1 = graph.neg %0 : (tensor<2xi8>) -> tensor<2xi8>
  %u = graph.constant dense<[130, 255]> : tensor<2xui8> : tensor<2xui8>
  %2 = graph.add %u, %u : (tensor<2xui8>, tensor<2xui8>) -> tensor<2xui8>
  %3 = graph.max %u, %2 : (tensor<2xui8>, tensor<2xui8>) -> tensor<2xui8>
  %4 = graph.min %3, %2 : (tensor<2xui8>, tensor<2xui8>) -> tensor<2xui8>
  %w = graph.constant dense<[4, 255]> : tensor<2xui8> : tensor<2xui8>
  %5 = graph.min %w, %3 : (tensor<2xui8>, tensor<2xui8>) -> tensor<2xui8>
  %l = graph.constant dense<9223372036854775807> : tensor<1xi64> : tensor<1xi64>
  %i = graph.constant dense<1> : tensor<1xi64> : tensor<1xi64>
  %6 = graph.add %l, %i : (tensor<1xi64>, tensor<1xi64>) -> tensor<1xi64>
  return %1, %5, %6 : tensor<2xi8>, tensor<2xui8>, tensor<1xi64>
}

// Ops along axes: the device's order of summation, and its exp.
// CHECK-LABEL: @axes
// CHECK-DAG:     graph.constant dense<{{\[\[}}4.000000e+00, 6.000000e+00]]> : tensor<1x2xf32>
// CHECK-DAG:     graph.constant dense<[2.000000e+00, 4.000000e+00]> : tensor<2xf32>
// CHECK-DAG:     graph.constant dense<5.000000e-01> : tensor<2x2xf32>
// CHECK-DAG:     graph.constant dense<{{\[\[}}7.000000e+00, 1.000000e+01], [1.500000e+01, 2.200000e+01]]> : tensor<2x2xf32>
// CHECK-NOT:     graph.{{reduce|softmax|matmul}}
func.func @axes() -> (tensor<1x2xf32>, tensor<2xf32>, tensor<2x2xf32>, tensor<2x2xf32>) {
  %a = graph.constant dense<[[1.0, 2.0], [3.0, 4.0]]> : tensor<2x2xf32> : tensor<2x2xf32>
  %z = graph.constant dense<0.0> : tensor<2x2xf32> : tensor<2x2xf32>
  %0 = graph.reduce_sum %a axes [0] keep_axes : (tensor<2x2xf32>) -> tensor<1x2xf32>
  %1 = graph.reduce_max %a axes [1] : (tensor<2x2xf32>) -> tensor<2xf32>
  %2 = graph.softmax %z axis 1 : (tensor<2x2xf32>) -> tensor<2x2xf32>
  %3 = graph.matmul %a, %a : (tensor<2x2xf32>, tensor<2x2xf32>) -> tensor<2x2xf32>
  return %0, %1, %2, %3 : tensor<1x2xf32>, tensor<2xf32>, tensor<2x2xf32>, tensor<2x2xf32>
}

// Float weights that the model quantizes become integers (2.5 / 1 goes to even, 300 saturates), a channel
// at a time. Their dequantization waits for the second run.
// CHECK-LABEL: @quantized
// CHECK-NEXT:    %[[Q:.*]] = graph.constant dense<{{\[\[}}2, 127], [3, -2]]> : tensor<2x2xi8> {origins = [#graph.origin<"onnx" "Initializer" "w">]}
// CHECK-NEXT:    graph.dequantize %[[Q]]
// SECOND-LABEL: @quantized
// SECOND-NEXT:    graph.constant dense<{{\[\[}}2.000000e+00, 1.270000e+02], [1.000000e+00, -1.500000e+00]]> : tensor<2x2xf32> {origins = [#graph.origin<"onnx" "Initializer" "w">]}
// SECOND-NEXT:    return
func.func @quantized() -> tensor<2x2xf32> {
  %w = graph.constant dense<[[2.5, 300.0], [1.0, -1.5]]> : tensor<2x2xf32> {origins = [#graph.origin<"onnx" "Initializer" "w">]} : tensor<2x2xf32>
  %0 = graph.quantize %w scale [1.0, 0.5] zero [0, 1] axis 0 : (tensor<2x2xf32>) -> tensor<2x2xi8>
  %1 = graph.dequantize %0 scale [1.0, 0.5] zero [0, 1] axis 0 {origins = [#graph.origin<"onnx" "DequantizeLinear" "dq">]} : (tensor<2x2xi8>) -> tensor<2x2xf32>
  return %1 : tensor<2x2xf32>
}

// What depends on the input stays, and so does what no kernel is called for: integer division (it may
// trap) and convolutions.
// CHECK-LABEL: @stays
// CHECK:         graph.add %arg0
// CHECK:         graph.div
// CHECK:         graph.conv
func.func @stays(%x: tensor<2xf32>) -> (tensor<2xf32>, tensor<2xi32>, tensor<1x1x1x1xf32>) {
  %c = graph.constant dense<1.0> : tensor<2xf32> : tensor<2xf32>
  %0 = graph.add %x, %c : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  %i = graph.constant dense<[4, 0]> : tensor<2xi32> : tensor<2xi32>
  %1 = graph.div %i, %i : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi32>
  %k = graph.constant dense<1.0> : tensor<1x1x1x1xf32> : tensor<1x1x1x1xf32>
  %2 = graph.conv %k, %k stride [1, 1] pad [0, 0, 0, 0] : (tensor<1x1x1x1xf32>, tensor<1x1x1x1xf32>) -> tensor<1x1x1x1xf32>
  return %0, %1, %2 : tensor<2xf32>, tensor<2xi32>, tensor<1x1x1x1xf32>
}

// A value much larger than what it is made of would be paid for in flash: 16 MB from two vectors stay two vectors.
// CHECK-LABEL: @outgrows_its_operands
// CHECK:         graph.add
func.func @outgrows_its_operands() -> tensor<2000x2000xf32> {
  %a = graph.constant dense<1.0> : tensor<2000x1xf32> : tensor<2000x1xf32>
  %b = graph.constant dense<2.0> : tensor<1x2000xf32> : tensor<1x2000xf32>
  %0 = graph.add %a, %b : (tensor<2000x1xf32>, tensor<1x2000xf32>) -> tensor<2000x2000xf32>
  return %0 : tensor<2000x2000xf32>
}

// Reductions run the device's code; sums and products of integers wrap around.
// CHECK-LABEL: @reductions
// CHECK-DAG:     graph.constant dense<[1.000000e+00, 3.000000e+00]> : tensor<2xf32>
// CHECK-DAG:     graph.constant dense<{{\[\[}}2.000000e+00], [3.500000e+00]]> : tensor<2x1xf32>
// CHECK-DAG:     graph.constant dense<4.200000e+01> : tensor<f32>
// CHECK-DAG:     graph.constant dense<-2> : tensor<1xi32>
// CHECK-NOT:     graph.reduce
func.func @reductions() -> (tensor<2xf32>, tensor<2x1xf32>, tensor<f32>, tensor<1xi32>) {
  %x = graph.constant dense<[[1.0, 3.0], [2.0, 7.0]]> : tensor<2x2xf32> : tensor<2x2xf32>
  %y = graph.constant dense<[[1.0, 3.0], [3.0, 4.0]]> : tensor<2x2xf32> : tensor<2x2xf32>
  %n = graph.constant dense<2147483647> : tensor<2xi32> : tensor<2xi32>
  %0 = graph.reduce_min %x axes [0] : (tensor<2x2xf32>) -> tensor<2xf32>
  %1 = graph.reduce_mean %y axes [1] keep_axes : (tensor<2x2xf32>) -> tensor<2x1xf32>
  %2 = graph.reduce_prod %x axes [0, 1] : (tensor<2x2xf32>) -> tensor<f32>
  %3 = graph.reduce_sum %n axes [0] keep_axes : (tensor<2xi32>) -> tensor<1xi32>
  return %0, %1, %2, %3 : tensor<2xf32>, tensor<2x1xf32>, tensor<f32>, tensor<1xi32>
}

// Moves of constants: one tensor's keep its name, those of several go by the op's.
// CHECK-LABEL: @moves
// CHECK-DAG:     graph.constant dense<{{\[\[}}6, 4], [3, 1]]> : tensor<2x2xi32> {origins = [#graph.origin<"onnx" "Initializer" "a">]}
// CHECK-DAG:     graph.constant dense<{{\[\[}}7, 1, 2, 3], [7, 4, 5, 6], [7, 7, 7, 7]]> : tensor<3x4xi32> {origins = [#graph.origin<"onnx" "Initializer" "a">]}
// CHECK-DAG:     graph.constant dense<{{\[\[}}1, 2, 3, 8, 1, 2, 3], [4, 5, 6, 9, 4, 5, 6]]> : tensor<2x7xi32> {origins = [#graph.origin<"onnx" "Concat" "c">]}
// CHECK-DAG:     graph.constant dense<{{\[\[}}1.000000e+00, 0xFF800000]]> : tensor<1x2xf32>
// CHECK-NOT:     graph.{{slice|pad|concat}}
func.func @moves() -> (tensor<2x2xi32>, tensor<3x4xi32>, tensor<2x7xi32>, tensor<1x2xf32>) {
  %a = graph.constant dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xi32> {origins = [#graph.origin<"onnx" "Initializer" "a">]} : tensor<2x3xi32>
  %b = graph.constant dense<[[8], [9]]> : tensor<2x1xi32> {origins = [#graph.origin<"onnx" "Initializer" "b">]} : tensor<2x1xi32>
  %f = graph.constant dense<1.0> : tensor<1x1xf32> : tensor<1x1xf32>
  %0 = graph.slice %a start [1, 2] step [-1, -2] {origins = [#graph.origin<"onnx" "Slice" "s">]} : (tensor<2x3xi32>) -> tensor<2x2xi32>
  %1 = graph.pad %a low [0, 1] high [1, 0] value 7.0 {origins = [#graph.origin<"onnx" "Pad" "p">]} : (tensor<2x3xi32>) -> tensor<3x4xi32>
  %2 = graph.concat %a, %b, %a axis 1 {origins = [#graph.origin<"onnx" "Concat" "c">]} : (tensor<2x3xi32>, tensor<2x1xi32>, tensor<2x3xi32>) -> tensor<2x7xi32>
  %3 = graph.pad %f low [0, 0] high [0, 1] value 0xFFF0000000000000 : (tensor<1x1xf32>) -> tensor<1x2xf32>
  return %0, %1, %2, %3 : tensor<2x2xi32>, tensor<3x4xi32>, tensor<2x7xi32>, tensor<1x2xf32>
}

// No element along an axis: nothing is copied, nothing divided.
// CHECK-LABEL: @no_element
func.func @no_element() -> tensor<0x4xf32> {
  %e = graph.constant dense<> : tensor<0x2xf32> : tensor<0x2xf32>
  %0 = graph.concat %e, %e axis 1 : (tensor<0x2xf32>, tensor<0x2xf32>) -> tensor<0x4xf32>
  return %0 : tensor<0x4xf32>
}
