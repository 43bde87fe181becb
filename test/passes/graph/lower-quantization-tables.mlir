// RUN: pelemay-opt %s --split-input-file --graph-lower-quantization --verify-diagnostics | FileCheck %s

// Another scale: 256 values by the formula, 1 + round_half_even((x + 7) / 2). A half goes to even: -60.5
// is -60, and so is -59.5.
// CHECK-LABEL: @other_scale
// CHECK-NEXT:    %[[T:.*]] = graph.constant dense<"0xC5C5C5C6C7C7C7C8C9C9C9CA{{.*}}"> : tensor<256xi8>
// CHECK-NEXT:    graph.lookup %arg0 in %[[T]] {graph.quant = #graph.quant<scale = 1.000000e+00 : f32, zero = 1>}
func.func @other_scale(%x: tensor<2x3xi8>) -> tensor<2x3xi8> {
  %0 = graph.dequantize %x scale [0.5] zero [-7] : (tensor<2x3xi8>) -> tensor<2x3xf32>
  %1 = graph.quantize %0 scale [1.0] zero [1] : (tensor<2x3xf32>) -> tensor<2x3xi8>
  return %1 : tensor<2x3xi8>
}

// -----

// 16-bit results have no table: sums of one element, widened, and the formula.
// CHECK-LABEL: @wide
// CHECK:         %[[S:.*]] = graph.sum_pool {{.*}} window [1, 1]
// CHECK:         graph.add %[[S]]
// CHECK:         %[[R:.*]] = graph.requantize {{.*}}type = i16, multiplier = [1073741824], shift = [31], zero = 1
// CHECK:         graph.reshape %[[R]]
func.func @wide(%x: tensor<2x3xi8>) -> tensor<2x3xi16> {
  %0 = graph.dequantize %x scale [0.5] zero [-7] : (tensor<2x3xi8>) -> tensor<2x3xf32>
  %1 = graph.quantize %0 scale [1.0] zero [1] : (tensor<2x3xf32>) -> tensor<2x3xi16>
  return %1 : tensor<2x3xi16>
}

// -----

// A function of one tensor, computed as the float ops would: sigmoid in float32, then round(y * 256) - 128.
// CHECK-LABEL: @sigmoid
// CHECK-NEXT:    %[[T:.*]] = graph.constant dense<"0x80808080808080818181818181818181{{.*}}"> : tensor<256xi8>
// CHECK-NEXT:    %[[Y:.*]] = graph.lookup %arg0 in %[[T]] {{.*}}origins = [#graph.origin<"onnx" "Sigmoid" "s">]
// CHECK-NEXT:    return %[[Y]]
func.func @sigmoid(%x: tensor<1x4xi8>) -> tensor<1x4xi8> {
  %0 = graph.dequantize %x scale [0.05] zero [3] : (tensor<1x4xi8>) -> tensor<1x4xf32>
  %1 = graph.sigmoid %0 {origins = [#graph.origin<"onnx" "Sigmoid" "s">]} : (tensor<1x4xf32>) -> tensor<1x4xf32>
  %2 = graph.quantize %1 scale [0.00390625] zero [-128] : (tensor<1x4xf32>) -> tensor<1x4xi8>
  return %2 : tensor<1x4xi8>
}

// -----

// A web of ops on one tensor, dequantized twice, with numbers: x * hard_sigmoid(x) + 0 is one table, for
// unsigned integers, too. The moves behind it run on integers.
// CHECK-LABEL: @swish
// CHECK-NEXT:    %[[T:.*]] = graph.constant dense<"0x9C9C9C9C9C9C9C9C{{.*}}"> : tensor<256xui8>
// CHECK-NEXT:    %[[Y:.*]] = graph.lookup %arg0 in %[[T]] {{.*}} : (tensor<1x4xui8>, tensor<256xui8>) -> tensor<1x4xui8>
// CHECK-NEXT:    graph.reshape %[[Y]]
func.func @swish(%x: tensor<1x4xui8>) -> tensor<4xui8> {
  %c = graph.constant dense<0.0> : tensor<1xf32> : tensor<1xf32>
  %0 = graph.dequantize %x scale [0.05] zero [131] : (tensor<1x4xui8>) -> tensor<1x4xf32>
  %1 = graph.dequantize %x scale [0.05] zero [131] : (tensor<1x4xui8>) -> tensor<1x4xf32>
  %2 = graph.hard_sigmoid %0 {alpha = 0.16666667 : f32, beta = 0.5 : f32} : (tensor<1x4xf32>) -> tensor<1x4xf32>
  %3 = graph.mul %1, %2 : (tensor<1x4xf32>, tensor<1x4xf32>) -> tensor<1x4xf32>
  %4 = graph.add %3, %c : (tensor<1x4xf32>, tensor<1xf32>) -> tensor<1x4xf32>
  %5 = graph.reshape %4 : (tensor<1x4xf32>) -> tensor<4xf32>
  %6 = graph.quantize %5 scale [0.04] zero [156] : (tensor<4xf32>) -> tensor<4xui8>
  return %6 : tensor<4xui8>
}

// -----

// Two tensors make no table, and neither does one a channel.
func.func @no_table(%x: tensor<1x2xi8>, %y: tensor<1x2xi8>) -> (tensor<1x2xi8>, tensor<1x2xi8>) {
  %c = graph.constant dense<[1.0, 2.0]> : tensor<2xf32> : tensor<2xf32>
  %0 = graph.dequantize %x scale [0.5] zero [3] : (tensor<1x2xi8>) -> tensor<1x2xf32>
  %1 = graph.dequantize %y scale [0.5] zero [3] : (tensor<1x2xi8>) -> tensor<1x2xf32>
  // expected-remark@+1 {{stays float: graph.div has no integer form for its operands}}
  %2 = graph.div %0, %1 : (tensor<1x2xf32>, tensor<1x2xf32>) -> tensor<1x2xf32>
  %3 = graph.quantize %2 scale [0.5] zero [3] : (tensor<1x2xf32>) -> tensor<1x2xi8>
  // expected-remark@+1 {{stays float: graph.mul has no integer form for its operands}}
  %4 = graph.mul %0, %c : (tensor<1x2xf32>, tensor<2xf32>) -> tensor<1x2xf32>
  %5 = graph.quantize %4 scale [0.5] zero [3] : (tensor<1x2xf32>) -> tensor<1x2xi8>
  return %3, %5 : tensor<1x2xi8>, tensor<1x2xi8>
}

// -----

// A product goes through the formula: real = 0.5 * 0.25 / 0.25 = 1/2, of products from -250 * 131 on. A gate of
// one value a channel is broadcast; relu is a bound.
// CHECK-LABEL: @product
// CHECK-NEXT:    graph.mul_requantize %arg0, %arg1 zeros [7, -3] by <type = i8, multiplier = [1073741824], shift = [31], zero = 5, lo = [5], hi = [127], tie = [2]> {{.*}}origins = [#graph.origin<"onnx" "Mul" "m">, #graph.origin<"onnx" "Relu" "r">]{{.*}} : (tensor<1x2x2x3xui8>, tensor<1x1x1x3xi8>) -> tensor<1x2x2x3xi8>
func.func @product(%x: tensor<1x2x2x3xui8>, %y: tensor<1x1x1x3xi8>) -> tensor<1x2x2x3xi8> {
  %0 = graph.dequantize %x scale [0.5] zero [7] : (tensor<1x2x2x3xui8>) -> tensor<1x2x2x3xf32>
  %1 = graph.dequantize %y scale [0.25] zero [-3] : (tensor<1x1x1x3xi8>) -> tensor<1x1x1x3xf32>
  %2 = graph.mul %0, %1 {origins = [#graph.origin<"onnx" "Mul" "m">]} : (tensor<1x2x2x3xf32>, tensor<1x1x1x3xf32>) -> tensor<1x2x2x3xf32>
  %3 = graph.relu %2 {origins = [#graph.origin<"onnx" "Relu" "r">]} : (tensor<1x2x2x3xf32>) -> tensor<1x2x2x3xf32>
  %4 = graph.quantize %3 scale [0.25] zero [5] : (tensor<1x2x2x3xf32>) -> tensor<1x2x2x3xi8>
  return %4 : tensor<1x2x2x3xi8>
}

// -----

// Softmax: exp(-d / 2) * 2^30, and 2^15 / (1/256) = 2^23.
// CHECK-LABEL: @softmax
// CHECK-NEXT:    %[[T:.*]] = graph.constant dense<"0x00000040{{.*}}"> : tensor<256xi32>
// CHECK-NEXT:    graph.softmax_requantize %arg0 in %[[T]] axis 1 {{.*}}hi = 127 : i64, lo = -128 : i64, multiplier = 8388608 : i64, {{.*}}shift = 15 : i64, zero = -128 : i64}
func.func @softmax(%x: tensor<1x4xi8>) -> tensor<1x4xi8> {
  %0 = graph.dequantize %x scale [0.5] zero [3] : (tensor<1x4xi8>) -> tensor<1x4xf32>
  %1 = graph.softmax %0 axis 1 {origins = [#graph.origin<"onnx" "Softmax" "s">]} : (tensor<1x4xf32>) -> tensor<1x4xf32>
  %2 = graph.quantize %1 scale [0.00390625] zero [-128] : (tensor<1x4xf32>) -> tensor<1x4xi8>
  return %2 : tensor<1x4xi8>
}

// -----

func.func @softmax_refused(%x: tensor<1x4xi8>) -> (tensor<1x4xi16>, tensor<1x4xi8>) {
  %0 = graph.dequantize %x scale [0.5] zero [3] : (tensor<1x4xi8>) -> tensor<1x4xf32>
  // expected-remark@+1 {{stays float: its input or its result has more than 8 bits}}
  %1 = graph.softmax %0 axis 1 : (tensor<1x4xf32>) -> tensor<1x4xf32>
  %2 = graph.quantize %1 scale [0.0001] zero [0] : (tensor<1x4xf32>) -> tensor<1x4xi16>
  // expected-remark@+1 {{stays float: its result is too fine for sums of 62 bits}}
  %3 = graph.softmax %0 axis 1 : (tensor<1x4xf32>) -> tensor<1x4xf32>
  %4 = graph.quantize %3 scale [0.0000001] zero [0] : (tensor<1x4xf32>) -> tensor<1x4xi8>
  return %2, %4 : tensor<1x4xi16>, tensor<1x4xi8>
}

// -----

// A part of the result's scale is moved as it is; another goes through a table.
// CHECK-LABEL: @concat
// CHECK-NEXT:    %[[T:.*]] = graph.constant dense<"0xC5C6C7C7{{.*}}"> : tensor<256xi8>
// CHECK-NEXT:    %[[B:.*]] = graph.lookup %arg1 in %[[T]]
// CHECK-NEXT:    graph.concat %arg0, %[[B]] axis 1
func.func @concat(%x: tensor<1x2xi8>, %y: tensor<1x3xi8>) -> tensor<1x5xi8> {
  %0 = graph.dequantize %x scale [0.5] zero [3] : (tensor<1x2xi8>) -> tensor<1x2xf32>
  %1 = graph.dequantize %y scale [0.25] zero [-5] : (tensor<1x3xi8>) -> tensor<1x3xf32>
  %2 = graph.concat %0, %1 axis 1 : (tensor<1x2xf32>, tensor<1x3xf32>) -> tensor<1x5xf32>
  %3 = graph.quantize %2 scale [0.5] zero [3] : (tensor<1x5xf32>) -> tensor<1x5xi8>
  return %3 : tensor<1x5xi8>
}

// -----

// A mean is a sum of columns, in the order that its transposes leave; the largest and slices move integers; a pad
// with 0 is one with the zero point.
// CHECK-LABEL: @moves
// CHECK-NEXT:    graph.reshape %arg0 {{.*}} -> tensor<1x1x6x2xi8>
// CHECK-NEXT:    graph.sum_pool {{.*}} window [1, 6] stride [1, 6] {{.*}} -> tensor<1x1x1x2xi32>
// CHECK:         graph.requantize {{.*}}multiplier = [1431655765], shift = [33]{{.*}}tie = [6]
// CHECK-NEXT:    %[[M:.*]] = graph.reshape {{.*}} -> tensor<1x2xi8>
// CHECK:         %[[P:.*]] = graph.pad {{.*}} value 7.000000e+00
// CHECK:         %[[S:.*]] = graph.slice %[[P]]
// CHECK:         %[[L:.*]] = graph.reduce_max %[[S]]
// CHECK-NEXT:    return %[[M]], %[[L]]
func.func @moves(%x: tensor<1x2x3x2xi8>) -> (tensor<1x2xi8>, tensor<1x2x2xi8>) {
  %0 = graph.dequantize %x scale [0.5] zero [7] : (tensor<1x2x3x2xi8>) -> tensor<1x2x3x2xf32>
  %1 = graph.transpose %0 perm [0, 3, 1, 2] : (tensor<1x2x3x2xf32>) -> tensor<1x2x2x3xf32>
  %2 = graph.reduce_mean %1 axes [2, 3] : (tensor<1x2x2x3xf32>) -> tensor<1x2xf32>
  %3 = graph.quantize %2 scale [0.5] zero [7] : (tensor<1x2xf32>) -> tensor<1x2xi8>
  %4 = graph.pad %1 low [0, 0, 1, 0] high [0, 0, 0, 1] value 0.0 : (tensor<1x2x2x3xf32>) -> tensor<1x2x3x4xf32>
  %5 = graph.slice %4 start [0, 0, 0, 1] step [1, 1, 1, 2] : (tensor<1x2x3x4xf32>) -> tensor<1x2x3x2xf32>
  %6 = graph.reduce_max %5 axes [2] : (tensor<1x2x3x2xf32>) -> tensor<1x2x2xf32>
  %7 = graph.quantize %6 scale [0.5] zero [7] : (tensor<1x2x2xf32>) -> tensor<1x2x2xi8>
  return %3, %7 : tensor<1x2xi8>, tensor<1x2x2xi8>
}

// -----

// A clamp that does not keep the 0 of a pad stays behind it: the table runs on the padded tensor.
// CHECK-LABEL: @pad_below_clamp
// CHECK:         %[[P:.*]] = graph.pad %arg0 {{.*}}value 7.000000e+00
// CHECK:         graph.max %[[P]]
func.func @pad_below_clamp(%x: tensor<1x2xi8>) -> tensor<1x3xi8> {
  %0 = graph.dequantize %x scale [0.5] zero [7] : (tensor<1x2xi8>) -> tensor<1x2xf32>
  %1 = graph.pad %0 low [0, 1] high [0, 0] value 0.0 : (tensor<1x2xf32>) -> tensor<1x3xf32>
  %2 = graph.clip %1 {lo = 1.0 : f32, hi = 6.0e6 : f32} : (tensor<1x3xf32>) -> tensor<1x3xf32>
  %3 = graph.quantize %2 scale [0.5] zero [7] : (tensor<1x3xf32>) -> tensor<1x3xi8>
  return %3 : tensor<1x3xi8>
}

// -----

// Two axes in front of those of a mean are rows and columns of its sums.
// CHECK-LABEL: @mean_of_rows
// CHECK:         graph.sum_pool {{.*}} window [1, 2] stride [1, 2] {{.*}} : (tensor<1x5x6x1xi8>) -> tensor<1x5x3x1xi32>
// CHECK:         graph.reshape {{.*}} -> tensor<1x5x3xi8>
func.func @mean_of_rows(%x: tensor<1x5x3x2xi8>) -> tensor<1x5x3xi8> {
  %0 = graph.dequantize %x scale [0.5] zero [0] : (tensor<1x5x3x2xi8>) -> tensor<1x5x3x2xf32>
  %1 = graph.reduce_mean %0 axes [3] : (tensor<1x5x3x2xf32>) -> tensor<1x5x3xf32>
  %2 = graph.quantize %1 scale [0.5] zero [0] : (tensor<1x5x3xf32>) -> tensor<1x5x3xi8>
  return %2 : tensor<1x5x3xi8>
}
