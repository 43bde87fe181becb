// RUN: pelemay-opt %s --split-input-file --graph-lower-quantization --verify-diagnostics | FileCheck %s

// Zero points go into fill and bias (11 - 5 * (1 - 2 + 3 + 4) = -19), relu into lo; the numbers are
// round(0.0313 * 0.004 / 0.0271 * 2^n) of the exact float32 scales, 2^30 <= the largest < 2^31.
// CHECK-LABEL: @convolution
// CHECK-SAME:      %arg0: tensor<1x3x3x1xi8> {graph.quant = #graph.quant<scale = 3.130000e-02 : f32, zero = 5>}
// CHECK-SAME:      -> (tensor<1x3x3x2xi8> {graph.quant = #graph.quant<scale = 2.710000e-02 : f32, zero = -101>})
// CHECK-DAG:     %[[W:.*]] = graph.constant dense<{{.*}}> : tensor<2x2x2x1xi8> {origins = [#graph.origin<"onnx" "Initializer" "w">]}
// CHECK-DAG:     %[[B:.*]] = graph.constant dense<[-19, 22]> : tensor<2xi32> {origins = [#graph.origin<"onnx" "Initializer" "b">]}
// CHECK:         %[[A:.*]] = graph.conv %arg0, %[[W]], %[[B]] stride [1, 1] pad [0, 0, 1, 1] {{.*}}fill 5 {origins = [#graph.origin<"onnx" "Conv" "c">]} : (tensor<1x3x3x1xi8>, tensor<2x2x2x1xi8>, tensor<2xi32>) -> tensor<1x3x3x2xi32>
// CHECK-NEXT:    %[[Y:.*]] = graph.requantize %[[A]] by <type = i8, multiplier = [634957857, 1746134014], shift = [37], zero = -101, lo = [-101], hi = [127]> {graph.quant = #graph.quant<scale = 2.710000e-02 : f32, zero = -101>, origins = [#graph.origin<"onnx" "Conv" "c">, #graph.origin<"onnx" "Relu" "r">]}
// CHECK-NEXT:    return %[[Y]]
func.func @convolution(%x: tensor<1x3x3x1xi8>) -> tensor<1x3x3x2xi8> {
  %w = graph.constant dense<[[[[1], [-2]], [[3], [4]]], [[[100], [-100]], [[3], [-8]]]]> : tensor<2x2x2x1xi8> {origins = [#graph.origin<"onnx" "Initializer" "w">]} : tensor<2x2x2x1xi8>
  %b = graph.constant dense<[11, -3]> : tensor<2xi32> {origins = [#graph.origin<"onnx" "Initializer" "b">]} : tensor<2xi32>
  %0 = graph.dequantize %x scale [0.0313] zero [5] : (tensor<1x3x3x1xi8>) -> tensor<1x3x3x1xf32>
  %1 = graph.dequantize %w scale [0.004, 0.011] zero [0, 0] axis 0 : (tensor<2x2x2x1xi8>) -> tensor<2x2x2x1xf32>
  %2 = graph.dequantize %b scale [1.252e-4, 3.443e-4] zero [0, 0] axis 0 : (tensor<2xi32>) -> tensor<2xf32>
  %3 = graph.conv %0, %1, %2 stride [1, 1] pad [0, 0, 1, 1] {origins = [#graph.origin<"onnx" "Conv" "c">]} : (tensor<1x3x3x1xf32>, tensor<2x2x2x1xf32>, tensor<2xf32>) -> tensor<1x3x3x2xf32>
  %4 = graph.relu %3 {origins = [#graph.origin<"onnx" "Relu" "r">]} : (tensor<1x3x3x2xf32>) -> tensor<1x3x3x2xf32>
  %5 = graph.quantize %4 scale [0.0271] zero [-101] : (tensor<1x3x3x2xf32>) -> tensor<1x3x3x2xi8>
  return %5 : tensor<1x3x3x2xi8>
}

// -----

// The importer's transposes run on integers: in front of the convolution, on the weights, and behind the
// requantization; the relu between them says where the user's axes are.
// CHECK-LABEL: @channels_second
// CHECK:         %[[X:.*]] = graph.transpose %arg0 perm [0, 2, 3, 1] {{.*}} : (tensor<1x2x3x3xi8>) -> tensor<1x3x3x2xi8>
// CHECK:         graph.constant dense<{{\[\[\[\[}}1, 2]]]]> : tensor<1x1x1x2xi8>
// CHECK:         graph.conv %[[X]]
// CHECK:         %[[Y:.*]] = graph.requantize {{.*}}origins = [#graph.origin<"onnx" "Conv" "c" axes [0, 3, 1, 2]>, #graph.origin<"onnx" "Relu" "r" axes [0, 3, 1, 2]>]{{.*}} -> tensor<1x3x3x1xi8>
// CHECK-NEXT:    graph.transpose %[[Y]] perm [0, 3, 1, 2] {graph.quant = {{.*}}} : (tensor<1x3x3x1xi8>) -> tensor<1x1x3x3xi8>
func.func @channels_second(%x: tensor<1x2x3x3xi8>) -> tensor<1x1x3x3xi8> {
  %w = graph.constant dense<[[[[1]], [[2]]]]> : tensor<1x2x1x1xi8> : tensor<1x2x1x1xi8>
  %0 = graph.dequantize %x scale [0.5] zero [5] : (tensor<1x2x3x3xi8>) -> tensor<1x2x3x3xf32>
  %1 = graph.transpose %0 perm [0, 2, 3, 1] : (tensor<1x2x3x3xf32>) -> tensor<1x3x3x2xf32>
  %2 = graph.dequantize %w scale [0.1] zero [0] axis 0 : (tensor<1x2x1x1xi8>) -> tensor<1x2x1x1xf32>
  %3 = graph.transpose %2 perm [0, 2, 3, 1] : (tensor<1x2x1x1xf32>) -> tensor<1x1x1x2xf32>
  %4 = graph.conv %1, %3 stride [1, 1] pad [0, 0, 0, 0] {origins = [#graph.origin<"onnx" "Conv" "c" axes [0, 3, 1, 2]>]} : (tensor<1x3x3x2xf32>, tensor<1x1x1x2xf32>) -> tensor<1x3x3x1xf32>
  %5 = graph.transpose %4 perm [0, 3, 1, 2] : (tensor<1x3x3x1xf32>) -> tensor<1x1x3x3xf32>
  %6 = graph.relu %5 {origins = [#graph.origin<"onnx" "Relu" "r">]} : (tensor<1x1x3x3xf32>) -> tensor<1x1x3x3xf32>
  %7 = graph.quantize %6 scale [0.25] zero [3] : (tensor<1x1x3x3xf32>) -> tensor<1x1x3x3xi8>
  return %7 : tensor<1x1x3x3xi8>
}

// -----

// A channel that never varies is its value (-101 + round(37.3) = -64; relu always cuts the next), and the
// others keep the numbers they have with it: n is shared by all.
// CHECK-LABEL: @constant_channels
// CHECK:         graph.requantize {{.*}} multiplier = [0, 0, 1374389504], shift = [1, 1, 37], zero = -101, lo = [-64, -101, -101], hi = [-64, -101, 127]>
func.func @constant_channels(%x: tensor<1x1xi8>) -> tensor<1x3xi8> {
  %w = graph.constant dense<[[0], [1], [1]]> : tensor<3x1xi8> : tensor<3x1xi8>
  %b = graph.constant dense<[3730, -5000, 0]> : tensor<3xi32> : tensor<3xi32>
  %0 = graph.dequantize %x scale [1.0] zero [0] : (tensor<1x1xi8>) -> tensor<1x1xf32>
  %1 = graph.dequantize %w scale [0.01] zero [0] : (tensor<3x1xi8>) -> tensor<3x1xf32>
  %2 = graph.dequantize %b scale [0.01] zero [0] : (tensor<3xi32>) -> tensor<3xf32>
  %3 = graph.linear %0, %1, %2 : (tensor<1x1xf32>, tensor<3x1xf32>, tensor<3xf32>) -> tensor<1x3xf32>
  %4 = graph.relu %3 : (tensor<1x3xf32>) -> tensor<1x3xf32>
  %5 = graph.quantize %4 scale [1.0] zero [-101] : (tensor<1x3xf32>) -> tensor<1x3xi8>
  return %5 : tensor<1x3xi8>
}

// -----

// A product of matrices is a linear; a sum with a dequantized constant behind it is its bias; unsigned
// weights go without their zero point where that fits into 8 bits.
// CHECK-LABEL: @matmul_add
// CHECK-DAG:     graph.constant dense<{{\[\[}}-3, 127], [-128, 0]]> : tensor<2x2xi8>
// CHECK-DAG:     graph.constant dense<[-1230, 1287]> : tensor<2xi32>
// CHECK:         graph.linear {{.*}} : (tensor<1x2xui8>, tensor<2x2xi8>, tensor<2xi32>) -> tensor<1x2xi32>
// CHECK-NEXT:    graph.requantize {{.*}}type = ui8, {{.*}}tie = [4]> {{.*}}origins = [#graph.origin<"onnx" "MatMul" "m">, #graph.origin<"onnx" "Add" "a">]
func.func @matmul_add(%x: tensor<1x2xui8>) -> tensor<1x2xui8> {
  %w = graph.constant dense<[[125, 0], [255, 128]]> : tensor<2x2xui8> : tensor<2x2xui8>
  %b = graph.constant dense<[10, 7]> : tensor<2xi32> : tensor<2xi32>
  %0 = graph.dequantize %x scale [0.5] zero [10] : (tensor<1x2xui8>) -> tensor<1x2xf32>
  %1 = graph.dequantize %w scale [0.5] zero [128] : (tensor<2x2xui8>) -> tensor<2x2xf32>
  %2 = graph.dequantize %b scale [0.25] zero [0] : (tensor<2xi32>) -> tensor<2xf32>
  %3 = graph.matmul %0, %1 {origins = [#graph.origin<"onnx" "MatMul" "m">]} : (tensor<1x2xf32>, tensor<2x2xf32>) -> tensor<1x2xf32>
  %4 = graph.add %3, %2 {origins = [#graph.origin<"onnx" "Add" "a">]} : (tensor<1x2xf32>, tensor<2xf32>) -> tensor<1x2xf32>
  %5 = graph.quantize %4 scale [1.0] zero [128] : (tensor<1x2xf32>) -> tensor<1x2xui8>
  return %5 : tensor<1x2xui8>
}

// -----

// An average is an exact sum of x - zero: the ties that 2x2 windows make are decided on it.
// CHECK-LABEL: @average
// CHECK:         %[[S:.*]] = graph.sum_pool %arg0 window [2, 2] stride [2, 2] pad [0, 0, 0, 0] {{.*}}: (tensor<1x4x4x3xi8>) -> tensor<1x2x2x3xi32>
// CHECK-NEXT:    %[[Z:.*]] = graph.constant dense<388> : tensor<3xi32>
// CHECK-NEXT:    %[[A:.*]] = graph.add %[[S]], %[[Z]]
// CHECK-NEXT:    graph.requantize %[[A]] by <type = i8, multiplier = [1073741824], shift = [32], zero = -51, lo = [-128], hi = [127], tie = [4]>
func.func @average(%x: tensor<1x4x4x3xi8>) -> tensor<1x2x2x3xi8> {
  %0 = graph.dequantize %x scale [0.03125] zero [-97] : (tensor<1x4x4x3xi8>) -> tensor<1x4x4x3xf32>
  %1 = graph.average_pool %0 window [2, 2] stride [2, 2] pad [0, 0, 0, 0] : (tensor<1x4x4x3xf32>) -> tensor<1x2x2x3xf32>
  %2 = graph.quantize %1 scale [0.03125] zero [-51] : (tensor<1x2x2x3xf32>) -> tensor<1x2x2x3xi8>
  return %2 : tensor<1x2x2x3xi8>
}

// -----

// Padding that is counted is worth the zero point.
// CHECK-LABEL: @average_counted
// CHECK:         graph.sum_pool {{.*}} pad [1, 1, 1, 1] fill 7
func.func @average_counted(%x: tensor<1x3x3x1xi8>) -> tensor<1x3x3x1xi8> {
  %0 = graph.dequantize %x scale [0.5] zero [7] : (tensor<1x3x3x1xi8>) -> tensor<1x3x3x1xf32>
  %1 = graph.average_pool %0 window [3, 3] stride [1, 1] pad [1, 1, 1, 1] count_pad : (tensor<1x3x3x1xf32>) -> tensor<1x3x3x1xf32>
  %2 = graph.quantize %1 scale [0.5] zero [7] : (tensor<1x3x3x1xf32>) -> tensor<1x3x3x1xi8>
  return %2 : tensor<1x3x3x1xi8>
}

// -----

// A residual sum in 32 bits; the clamp at 2.0 and the relu are bounds (3 + 2 / 0.03125 = 67).
// CHECK-LABEL: @sum
// CHECK-NEXT:    graph.add_requantize %arg0, %arg1 {graph.quant = #graph.quant<scale = 3.125000e-02 : f32, zero = 3>, hi = 67 : i64, lo = 3 : i64, multipliers = array<i32: 2644089, 3637300>, origins = [#graph.origin<"onnx" "Add" "a">, #graph.origin<"onnx" "Relu" "r">], shift = 22 : i64, zero = 3 : i64, zeros = array<i32: 3, -101>}
func.func @sum(%x: tensor<1x4xi8>, %y: tensor<1x4xi8>) -> tensor<1x4xi8> {
  %six = graph.constant dense<2.0> : tensor<f32> : tensor<f32>
  %0 = graph.dequantize %x scale [0.0197] zero [3] : (tensor<1x4xi8>) -> tensor<1x4xf32>
  %1 = graph.dequantize %y scale [0.0271] zero [-101] : (tensor<1x4xi8>) -> tensor<1x4xf32>
  %2 = graph.add %0, %1 {origins = [#graph.origin<"onnx" "Add" "a">]} : (tensor<1x4xf32>, tensor<1x4xf32>) -> tensor<1x4xf32>
  %3 = graph.relu %2 {origins = [#graph.origin<"onnx" "Relu" "r">]} : (tensor<1x4xf32>) -> tensor<1x4xf32>
  %4 = graph.min %3, %six : (tensor<1x4xf32>, tensor<f32>) -> tensor<1x4xf32>
  %5 = graph.quantize %4 scale [0.03125] zero [3] : (tensor<1x4xf32>) -> tensor<1x4xi8>
  return %5 : tensor<1x4xi8>
}

// -----

// A clip is both bounds; the largest float is none, and an upper bound below the lower one wins (3 - 1 / 0.5 = 1).
// CHECK-LABEL: @clip
// CHECK:         graph.requantize {{.*}}lo = [3], hi = [15]
// CHECK:         graph.requantize {{.*}}lo = [3], hi = [127]
// CHECK:         graph.requantize {{.*}}lo = [1], hi = [1]
func.func @clip(%x: tensor<1x1xi8>) -> (tensor<1x1xi8>, tensor<1x1xi8>, tensor<1x1xi8>) {
  %w = graph.constant dense<3> : tensor<1x1xi8> : tensor<1x1xi8>
  %a = graph.dequantize %x scale [0.25] zero [-7] : (tensor<1x1xi8>) -> tensor<1x1xf32>
  %b = graph.dequantize %w scale [0.5] zero [0] : (tensor<1x1xi8>) -> tensor<1x1xf32>
  %0 = graph.linear %a, %b : (tensor<1x1xf32>, tensor<1x1xf32>) -> tensor<1x1xf32>
  %1 = graph.clip %0 {lo = 0.0 : f32, hi = 6.0 : f32} : (tensor<1x1xf32>) -> tensor<1x1xf32>
  %2 = graph.quantize %1 scale [0.5] zero [3] : (tensor<1x1xf32>) -> tensor<1x1xi8>
  %3 = graph.clip %0 {lo = 0.0 : f32, hi = 0x7F7FFFFF : f32} : (tensor<1x1xf32>) -> tensor<1x1xf32>
  %4 = graph.quantize %3 scale [0.5] zero [3] : (tensor<1x1xf32>) -> tensor<1x1xi8>
  %5 = graph.clip %0 {lo = 2.0 : f32, hi = -1.0 : f32} : (tensor<1x1xf32>) -> tensor<1x1xf32>
  %6 = graph.quantize %5 scale [0.5] zero [3] : (tensor<1x1xf32>) -> tensor<1x1xi8>
  return %2, %4, %6 : tensor<1x1xi8>, tensor<1x1xi8>, tensor<1x1xi8>
}

// -----

// With power-of-two ratios a sum can lie half way; a constant operand is repeated to the sum's shape.
// CHECK-LABEL: @sum_ties
// CHECK:         %[[C:.*]] = graph.constant dense<{{\[\[}}1, 2], [1, 2]]> : tensor<2x2xi8>
// CHECK-NEXT:    graph.add_requantize %arg0, %[[C]] {{.*}}ties = array<i64: 1, 2, 4>
func.func @sum_ties(%x: tensor<2x2xi8>) -> tensor<2x2xi8> {
  %c = graph.constant dense<[1, 2]> : tensor<2xi8> : tensor<2xi8>
  %0 = graph.dequantize %x scale [0.25] zero [0] : (tensor<2x2xi8>) -> tensor<2x2xf32>
  %1 = graph.dequantize %c scale [0.5] zero [0] : (tensor<2xi8>) -> tensor<2xf32>
  %2 = graph.add %0, %1 : (tensor<2x2xf32>, tensor<2xf32>) -> tensor<2x2xf32>
  %3 = graph.quantize %2 scale [1.0] zero [0] : (tensor<2x2xf32>) -> tensor<2x2xi8>
  return %3 : tensor<2x2xi8>
}

// -----

// What only moves or selects values with one scale runs on integers, and relu is a maximum with the
// zero point: not with 0.
// CHECK-LABEL: @moves
// CHECK-NEXT:    %[[P:.*]] = graph.constant dense<-7> : tensor<3xi8>
// CHECK-NEXT:    %[[R:.*]] = graph.max %arg0, %[[P]]
// CHECK-NEXT:    %[[M:.*]] = graph.max_pool %[[R]] {{.*}} : (tensor<1x4x4x3xi8>) -> tensor<1x2x2x3xi8>
// CHECK-NEXT:    %[[F:.*]] = graph.reshape %[[M]]
// CHECK-NEXT:    return %[[F]]
func.func @moves(%x: tensor<1x4x4x3xi8>) -> tensor<1x12xi8> {
  %0 = graph.dequantize %x scale [0.5] zero [-7] : (tensor<1x4x4x3xi8>) -> tensor<1x4x4x3xf32>
  %1 = graph.relu %0 : (tensor<1x4x4x3xf32>) -> tensor<1x4x4x3xf32>
  %2 = graph.max_pool %1 window [2, 2] stride [2, 2] pad [0, 0, 0, 0] : (tensor<1x4x4x3xf32>) -> tensor<1x2x2x3xf32>
  %3 = graph.reshape %2 : (tensor<1x2x2x3xf32>) -> tensor<1x12xf32>
  %4 = graph.quantize %3 scale [0.5] zero [-7] : (tensor<1x12xf32>) -> tensor<1x12xi8>
  return %4 : tensor<1x12xi8>
}

// -----

// Two quantizations of one convolution share its sums; a float reader keeps the float convolution.
// CHECK-LABEL: @shared
// CHECK:         graph.linear {{.*}} -> tensor<1x1xi32>
// CHECK:         graph.linear {{.*}} -> tensor<1x1xf32>
// CHECK-NOT:     graph.linear
// CHECK-COUNT-2: graph.requantize
func.func @shared(%x: tensor<1x1xi8>) -> (tensor<1x1xi8>, tensor<1x1xi8>, tensor<1x1xf32>) {
  %w = graph.constant dense<3> : tensor<1x1xi8> : tensor<1x1xi8>
  %0 = graph.dequantize %x scale [0.5] zero [-7] : (tensor<1x1xi8>) -> tensor<1x1xf32>
  %1 = graph.dequantize %w scale [0.5] zero [0] : (tensor<1x1xi8>) -> tensor<1x1xf32>
  %2 = graph.linear %0, %1 : (tensor<1x1xf32>, tensor<1x1xf32>) -> tensor<1x1xf32>
  %3 = graph.quantize %2 scale [1.0] zero [1] : (tensor<1x1xf32>) -> tensor<1x1xi8>
  %4 = graph.quantize %2 scale [2.0] zero [1] : (tensor<1x1xf32>) -> tensor<1x1xi8>
  return %3, %4, %2 : tensor<1x1xi8>, tensor<1x1xi8>, tensor<1x1xf32>
}

// -----

// What has no integer form says so; nothing that was not quantized does.
// CHECK-LABEL: @stays
// CHECK:         graph.sub
// CHECK-NEXT:    graph.quantize {{.*}}{graph.quant = #graph.quant<scale = 5.000000e-01 : f32, zero = 3>}
// CHECK-NEXT:    graph.relu
// CHECK-NEXT:    graph.quantize
func.func @stays(%x: tensor<1x4xi8>, %y: tensor<1x4xi8>, %z: tensor<1x4xf32>) -> (tensor<1x4xi8>, tensor<1x4xi8>) {
  %0 = graph.dequantize %x scale [0.5] zero [3] : (tensor<1x4xi8>) -> tensor<1x4xf32>
  %1 = graph.dequantize %y scale [0.5] zero [3] : (tensor<1x4xi8>) -> tensor<1x4xf32>
  // expected-remark@+1 {{stays float: graph.sub has no integer form for its operands}}
  %2 = graph.sub %0, %1 : (tensor<1x4xf32>, tensor<1x4xf32>) -> tensor<1x4xf32>
  %3 = graph.quantize %2 scale [0.5] zero [3] : (tensor<1x4xf32>) -> tensor<1x4xi8>
  %4 = graph.relu %z : (tensor<1x4xf32>) -> tensor<1x4xf32>
  %5 = graph.quantize %4 scale [0.5] zero [3] : (tensor<1x4xf32>) -> tensor<1x4xi8>
  return %3, %5 : tensor<1x4xi8>, tensor<1x4xi8>
}

// -----

// CHECK-LABEL: @float_bias
// CHECK:         graph.linear {{.*}} -> tensor<1x1xf32>
func.func @float_bias(%x: tensor<1x1xi8>) -> tensor<1x1xi8> {
  %w = graph.constant dense<3> : tensor<1x1xi8> : tensor<1x1xi8>
  %b = graph.constant dense<3.0> : tensor<1xf32> : tensor<1xf32>
  %0 = graph.dequantize %x scale [0.5] zero [-7] : (tensor<1x1xi8>) -> tensor<1x1xf32>
  %1 = graph.dequantize %w scale [0.5] zero [0] : (tensor<1x1xi8>) -> tensor<1x1xf32>
  // expected-remark@+1 {{stays float: its bias is not a dequantized constant}}
  %2 = graph.linear %0, %1, %b : (tensor<1x1xf32>, tensor<1x1xf32>, tensor<1xf32>) -> tensor<1x1xf32>
  %3 = graph.quantize %2 scale [1.0] zero [1] : (tensor<1x1xf32>) -> tensor<1x1xi8>
  return %3 : tensor<1x1xi8>
}

// -----

// 2^-20 is the limit: 0.25 * (1 + 2^-20) would pass, the next float does not.
// CHECK-LABEL: @bias_scale
// CHECK:         graph.linear {{.*}} -> tensor<1x1xf32>
func.func @bias_scale(%x: tensor<1x1xi8>) -> (tensor<1x1xi8>, tensor<1x1xi8>) {
  %w = graph.constant dense<3> : tensor<1x1xi8> : tensor<1x1xi8>
  %b = graph.constant dense<3> : tensor<1xi32> : tensor<1xi32>
  %0 = graph.dequantize %x scale [0.5] zero [-7] : (tensor<1x1xi8>) -> tensor<1x1xf32>
  %1 = graph.dequantize %w scale [0.5] zero [0] : (tensor<1x1xi8>) -> tensor<1x1xf32>
  %2 = graph.dequantize %b scale [0.25000027] zero [0] : (tensor<1xi32>) -> tensor<1xf32>
  // expected-remark@+1 {{stays float: the scale of its bias is not the input's times the weights' scale}}
  %3 = graph.linear %0, %1, %2 : (tensor<1x1xf32>, tensor<1x1xf32>, tensor<1xf32>) -> tensor<1x1xf32>
  %4 = graph.quantize %3 scale [1.0] zero [1] : (tensor<1x1xf32>) -> tensor<1x1xi8>
  %5 = graph.dequantize %b scale [0.25000024] zero [0] : (tensor<1xi32>) -> tensor<1xf32>
  %6 = graph.linear %0, %1, %5 : (tensor<1x1xf32>, tensor<1x1xf32>, tensor<1xf32>) -> tensor<1x1xf32>
  %7 = graph.quantize %6 scale [1.0] zero [1] : (tensor<1x1xf32>) -> tensor<1x1xi8>
  return %4, %7 : tensor<1x1xi8>, tensor<1x1xi8>
}

// -----

func.func @weights(%x: tensor<1x1xi8>, %v: tensor<1x1xf32>) -> (tensor<1x1xi8>, tensor<1x1xi8>, tensor<1x1xi8>) {
  %w = graph.constant dense<255> : tensor<1x1xui8> : tensor<1x1xui8>
  %0 = graph.dequantize %x scale [0.5] zero [-7] : (tensor<1x1xi8>) -> tensor<1x1xf32>
  %1 = graph.dequantize %w scale [0.5] zero [3] : (tensor<1x1xui8>) -> tensor<1x1xf32>
  // expected-remark@+1 {{stays float: its weights do not fit into 8 bits without their zero point}}
  %2 = graph.linear %0, %1 : (tensor<1x1xf32>, tensor<1x1xf32>) -> tensor<1x1xf32>
  %3 = graph.quantize %2 scale [1.0] zero [1] : (tensor<1x1xf32>) -> tensor<1x1xi8>
  // expected-remark@+1 {{stays float: its weights are not a dequantized constant}}
  %4 = graph.linear %0, %v : (tensor<1x1xf32>, tensor<1x1xf32>) -> tensor<1x1xf32>
  %5 = graph.quantize %4 scale [1.0] zero [1] : (tensor<1x1xf32>) -> tensor<1x1xi8>
  // expected-remark@+1 {{stays float: its input is not dequantized with one scale}}
  %6 = graph.linear %v, %1 : (tensor<1x1xf32>, tensor<1x1xf32>) -> tensor<1x1xf32>
  %7 = graph.quantize %6 scale [1.0] zero [1] : (tensor<1x1xf32>) -> tensor<1x1xi8>
  return %3, %5, %7 : tensor<1x1xi8>, tensor<1x1xi8>, tensor<1x1xi8>
}

// -----

func.func @scaled_along_inputs(%x: tensor<1x2xi8>) -> tensor<1x2xi8> {
  %w = graph.constant dense<1> : tensor<2x2xi8> : tensor<2x2xi8>
  %0 = graph.dequantize %x scale [0.5] zero [0] : (tensor<1x2xi8>) -> tensor<1x2xf32>
  %1 = graph.dequantize %w scale [0.5, 0.25] zero [0, 0] axis 1 : (tensor<2x2xi8>) -> tensor<2x2xf32>
  // expected-remark@+1 {{stays float: its weights are scaled along another axis than the output channels}}
  %2 = graph.linear %0, %1 : (tensor<1x2xf32>, tensor<2x2xf32>) -> tensor<1x2xf32>
  %3 = graph.quantize %2 scale [1.0] zero [1] : (tensor<1x2xf32>) -> tensor<1x2xi8>
  return %3 : tensor<1x2xi8>
}

// -----

// 127 * (127 + 7) + 2147483647 leaves 32 bits.
func.func @too_wide(%x: tensor<1x1xi8>) -> tensor<1x1xi8> {
  %w = graph.constant dense<127> : tensor<1x1xi8> : tensor<1x1xi8>
  %b = graph.constant dense<2147483647> : tensor<1xi32> : tensor<1xi32>
  %0 = graph.dequantize %x scale [0.5] zero [-7] : (tensor<1x1xi8>) -> tensor<1x1xf32>
  %1 = graph.dequantize %w scale [0.5] zero [0] : (tensor<1x1xi8>) -> tensor<1x1xf32>
  %2 = graph.dequantize %b scale [0.25] zero [0] : (tensor<1xi32>) -> tensor<1xf32>
  // expected-remark@+1 {{stays float: an accumulator can reach 2147500665, which does not fit into 32 bits}}
  %3 = graph.linear %0, %1, %2 : (tensor<1x1xf32>, tensor<1x1xf32>, tensor<1xf32>) -> tensor<1x1xf32>
  %4 = graph.quantize %3 scale [1.0] zero [1] : (tensor<1x1xf32>) -> tensor<1x1xi8>
  return %4 : tensor<1x1xi8>
}

// -----

func.func @average_uncounted(%x: tensor<1x3x3x1xi8>) -> tensor<1x3x3x1xi8> {
  %0 = graph.dequantize %x scale [0.5] zero [7] : (tensor<1x3x3x1xi8>) -> tensor<1x3x3x1xf32>
  // expected-remark@+1 {{stays float: its padding is not counted, so that it divides by different counts}}
  %1 = graph.average_pool %0 window [3, 3] stride [1, 1] pad [1, 1, 1, 1] : (tensor<1x3x3x1xf32>) -> tensor<1x3x3x1xf32>
  %2 = graph.quantize %1 scale [0.5] zero [7] : (tensor<1x3x3x1xf32>) -> tensor<1x3x3x1xi8>
  return %2 : tensor<1x3x3x1xi8>
}

// -----

// A sum with a tensor that is broadcast is one, too.
// CHECK-LABEL: @sums
// CHECK:         graph.add_requantize %arg0, %arg2 {{.*}} : (tensor<2x2xi8>, tensor<1x2xi8>) -> tensor<2x2xi8>
func.func @sums(%x: tensor<2x2xi8>, %y: tensor<2x2xui8>, %z: tensor<1x2xi8>) -> (tensor<2x2xi8>, tensor<2x2xi8>, tensor<2x2xi8>) {
  %0 = graph.dequantize %x scale [0.5] zero [7] : (tensor<2x2xi8>) -> tensor<2x2xf32>
  %1 = graph.dequantize %y scale [0.5] zero [7] : (tensor<2x2xui8>) -> tensor<2x2xf32>
  %2 = graph.dequantize %z scale [0.5] zero [7] : (tensor<1x2xi8>) -> tensor<1x2xf32>
  %3 = graph.dequantize %x scale [2000000.0] zero [7] : (tensor<2x2xi8>) -> tensor<2x2xf32>
  // expected-remark@+1 {{stays float: the operands of its sum are not 8-bit integers of one type}}
  %4 = graph.add %0, %1 : (tensor<2x2xf32>, tensor<2x2xf32>) -> tensor<2x2xf32>
  %5 = graph.add %0, %2 : (tensor<2x2xf32>, tensor<1x2xf32>) -> tensor<2x2xf32>
  // expected-remark@+1 {{stays float: the scales of the sum differ too much: no shift in 10..29 fits 32 bits}}
  %6 = graph.add %0, %3 : (tensor<2x2xf32>, tensor<2x2xf32>) -> tensor<2x2xf32>
  %7 = graph.quantize %4 scale [0.5] zero [7] : (tensor<2x2xf32>) -> tensor<2x2xi8>
  %8 = graph.quantize %5 scale [0.5] zero [7] : (tensor<2x2xf32>) -> tensor<2x2xi8>
  %9 = graph.quantize %6 scale [0.5] zero [7] : (tensor<2x2xf32>) -> tensor<2x2xi8>
  return %7, %8, %9 : tensor<2x2xi8>, tensor<2x2xi8>, tensor<2x2xi8>
}
