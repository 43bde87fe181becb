// RUN: pelemay-opt %s | pelemay-opt | FileCheck %s
// RUN: pelemay-opt %s --mlir-print-op-generic | pelemay-opt | FileCheck %s

// Scales are printed with as many digits as they need: a model read back is the same model.
// CHECK-LABEL: @scaled
// CHECK-NEXT:    graph.quantize %arg0 scale [0.00392156886] zero [-128] : (tensor<2x3xf32>) -> tensor<2x3xi8>
// CHECK-NEXT:    graph.quantize %arg0 scale [5.000000e-01, 2.500000e-01, 1.000000e-01] zero [0, 1, 255] axis 1 : (tensor<2x3xf32>) -> tensor<2x3xui8>
// CHECK-NEXT:    graph.dequantize %{{.*}} scale [3.40282347E+38] zero [127] : (tensor<2x3xi8>) -> tensor<2x3xf32>
// CHECK-NEXT:    graph.dequantize %arg1 scale [1.401300e-45] zero [-2147483648] : (tensor<i32>) -> tensor<f32>
func.func @scaled(%x: tensor<2x3xf32>, %i: tensor<i32>) {
  %0 = graph.quantize %x scale [0.00392156886] zero [-128] : (tensor<2x3xf32>) -> tensor<2x3xi8>
  %1 = graph.quantize %x scale [0.5, 0.25, 0.1] zero [0, 1, 255] axis 1 : (tensor<2x3xf32>) -> tensor<2x3xui8>
  %2 = graph.dequantize %0 scale [3.40282347E+38] zero [127] : (tensor<2x3xi8>) -> tensor<2x3xf32>
  %3 = graph.dequantize %i scale [1.4e-45] zero [-2147483648] : (tensor<i32>) -> tensor<f32>
  return
}

// CHECK-LABEL: @requantize
// CHECK-NEXT:    graph.requantize %arg0 by <type = i8, multiplier = [1, -2147483648, 2147483647], shift = [1, 31, 62], zero = 127, lo = [-128], hi = [127]> : (tensor<2x3xi32>) -> tensor<2x3xi8>
// CHECK-NEXT:    graph.requantize %arg0 by <type = ui8, multiplier = [1], shift = [38], zero = 0, lo = [3], hi = [4], tie = [9223372036854775807]> : (tensor<2x3xi32>) -> tensor<2x3xui8>
// CHECK-NEXT:    graph.requantize %arg1 by <type = i16, multiplier = [1], shift = [38], zero = -32768, lo = [-32768], hi = [32767]> : (tensor<i32>) -> tensor<i16>
func.func @requantize(%x: tensor<2x3xi32>, %s: tensor<i32>) {
  %0 = graph.requantize %x by <type = i8, multiplier = [1, -2147483648, 2147483647], shift = [1, 31, 62], zero = 127, lo = [-128], hi = [127]> : (tensor<2x3xi32>) -> tensor<2x3xi8>
  %1 = graph.requantize %x by <type = ui8, multiplier = [1], shift = [38], zero = 0, lo = [3], hi = [4], tie = [9223372036854775807]> : (tensor<2x3xi32>) -> tensor<2x3xui8>
  %2 = graph.requantize %s by <type = i16, multiplier = [1], shift = [38], zero = -32768, lo = [-32768], hi = [32767]> : (tensor<i32>) -> tensor<i16>
  return
}

// CHECK-LABEL: @add_requantize
// CHECK-NEXT:    graph.add_requantize %arg0, %arg0 {hi = 127 : i64, lo = -128 : i64, multipliers = array<i32: 1048576, -1048576>, shift = 20 : i64, ties = array<i64: 1, 3, 8>, zero = 5 : i64, zeros = array<i32: -128, 127>} : (tensor<4xi8>, tensor<4xi8>) -> tensor<4xi8>
// CHECK-NEXT:    graph.add_requantize %arg0, %arg1 {{.*}} : (tensor<4xi8>, tensor<2x1xi8>) -> tensor<2x4xi8>
// CHECK-NEXT:    graph.add_requantize %arg0, %arg0 {hi = 255 : i64, lo = 0 : i64, multipliers = array<i32: -8421502, 0>, shift = 10 : i64, zero = 0 : i64, zeros = array<i32: 0, 0>} : (tensor<4xi8>, tensor<4xi8>) -> tensor<4xui8>
func.func @add_requantize(%x: tensor<4xi8>, %y: tensor<2x1xi8>) {
  %0 = graph.add_requantize %x, %x {zeros = array<i32: -128, 127>, multipliers = array<i32: 1048576, -1048576>, shift = 20, zero = 5, lo = -128, hi = 127, ties = array<i64: 1, 3, 8>} : (tensor<4xi8>, tensor<4xi8>) -> tensor<4xi8>
  %2 = graph.add_requantize %x, %y {zeros = array<i32: 0, 0>, multipliers = array<i32: 1, 0>, shift = 10, zero = 0, lo = 0, hi = 127} : (tensor<4xi8>, tensor<2x1xi8>) -> tensor<2x4xi8>
  %1 = graph.add_requantize %x, %x {zeros = array<i32: 0, 0>, multipliers = array<i32: -8421502, 0>, shift = 10, zero = 0, lo = 0, hi = 255} : (tensor<4xi8>, tensor<4xi8>) -> tensor<4xui8>
  return
}

// CHECK-LABEL: @mul_requantize
// CHECK-NEXT:    graph.mul_requantize %arg0, %arg1 zeros [-128, 255] by <type = i8, multiplier = [1073741824], shift = [38], zero = 3, lo = [-128], hi = [127]> : (tensor<1x2x2x4xi8>, tensor<4xui8>) -> tensor<1x2x2x4xi8>
func.func @mul_requantize(%x: tensor<1x2x2x4xi8>, %y: tensor<4xui8>) {
  %0 = graph.mul_requantize %x, %y zeros [-128, 255] by <type = i8, multiplier = [1073741824], shift = [38], zero = 3, lo = [-128], hi = [127]> : (tensor<1x2x2x4xi8>, tensor<4xui8>) -> tensor<1x2x2x4xi8>
  return
}

// CHECK-LABEL: @lookup
// CHECK:         graph.lookup %arg0 in %{{.*}} : (tensor<4xi8>, tensor<256xui8>) -> tensor<4xui8>
func.func @lookup(%x: tensor<4xi8>) {
  %t = graph.constant dense<3> : tensor<256xui8> : tensor<256xui8>
  %0 = graph.lookup %x in %t : (tensor<4xi8>, tensor<256xui8>) -> tensor<4xui8>
  return
}

// The most that fits: 2^11 elements of 2^30, times 2^20, and 2 * 2^30 * 2^30.
// CHECK-LABEL: @softmax_requantize
// CHECK:         graph.softmax_requantize %arg0 in %{{.*}} axis 1 {hi = 127 : i64, lo = -128 : i64, multiplier = 1073741824 : i64, shift = 20 : i64, zero = -128 : i64} : (tensor<1x2048xi8>, tensor<256xi32>) -> tensor<1x2048xi8>
func.func @softmax_requantize(%x: tensor<1x2048xi8>) {
  %t = graph.constant dense<1073741824> : tensor<256xi32> : tensor<256xi32>
  %0 = graph.softmax_requantize %x in %t axis 1 {multiplier = 1073741824, shift = 20, zero = -128, lo = -128, hi = 127} : (tensor<1x2048xi8>, tensor<256xi32>) -> tensor<1x2048xi8>
  return
}

// CHECK-LABEL: @stored_epilogues
// CHECK:         graph.linear
func.func @stored_epilogues(%x: tensor<1x8xi8>, %w: tensor<2x8xi8>, %r: tensor<1x2xi8>) {
  %t = graph.constant dense<3> : tensor<256xi8> : tensor<256xi8>
  %0 = graph.linear %x, %w extras(%r, %t) {epilogue = [#graph.requantize<type = i8, multiplier = [1073741824], shift = [38], zero = -3, lo = [-128], hi = [127]>, #graph.apply<op = "add_requantize", operand = 0, attributes = {zeros = array<i32: 1, 2>, multipliers = array<i32: 3, 4>, shift = 20, zero = 0, lo = -128, hi = 127, ties = array<i64: 1, 2, 4>}>, #graph.apply<op = "lookup", operand = 1>]} : (tensor<1x8xi8>, tensor<2x8xi8>, tensor<1x2xi8>, tensor<256xi8>) -> tensor<1x2xi8>
  return
}
