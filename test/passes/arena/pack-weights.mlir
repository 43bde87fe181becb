// RUN: pelemay-opt %s --graph-lower-to-steps --arena-select-variants --arena-pack-weights | FileCheck %s

// A depthwise filter is stored tap by tap, all channels of a tap together: channel c of tap t is 10 * c + t here.
// Its symbol stays the model's tensor.
// CHECK-LABEL: @depthwise
// CHECK-NEXT:    arena.constant @w_{{[0-9]+}} pack "row_col_channel" dense<{{\[\[\[}}0, 10], [1, 11], [2, 12]], {{\[\[}}3, 13], [4, 14], [5, 15]]]> : tensor<2x3x2xi8> {tensor = "w"}
// CHECK-NOT:     arena.constant
// CHECK:         arena.step "conv"({{.*}}) weights [@w_{{[0-9]+}}]
func.func @depthwise(%x: tensor<1x8x8x2xi8>) -> tensor<1x7x6x2xi32> {
  %w = graph.constant dense<[[[[0], [1], [2]], [[3], [4], [5]]], [[[10], [11], [12]], [[13], [14], [15]]]]> : tensor<2x2x3x1xi8> {origins = [#graph.origin<"onnx" "Constant" "w">]} : tensor<2x2x3x1xi8>
  %0 = graph.conv %x, %w stride [1, 1] pad [0, 0, 0, 0] groups 2 : (tensor<1x8x8x2xi8>, tensor<2x2x3x1xi8>) -> tensor<1x7x6x2xi32>
  return %0 : tensor<1x7x6x2xi32>
}

// Floats move as they are, bit by bit; the biases and the weights of other kernels stay.
// CHECK-LABEL: @floats
// CHECK-DAG:     pack "row_col_channel" dense<{{\[\[\[}}0x7FC00001, -0.000000e+00], [1.000000e+00, 0x7F800000]]]> : tensor<1x2x2xf32>
// CHECK-DAG:     arena.constant @b pack "dense" dense<[1.000000e+00, 2.000000e+00]>
// CHECK-DAG:     arena.constant @v pack "dense" dense<3.000000e+00> : tensor<3x1x1x2xf32>
// CHECK:         arena.step "conv"({{.*}}) weights [@w_{{[0-9]+}}, @b]
// CHECK:         arena.step "conv"({{.*}}) weights [@v]
func.func @floats(%x: tensor<1x4x4x2xf32>) -> tensor<1x4x3x3xf32> {
  %w = graph.constant dense<[[[[0x7FC00001], [1.0]]], [[[-0.0], [0x7F800000]]]]> : tensor<2x1x2x1xf32> {origins = [#graph.origin<"onnx" "Constant" "w">]} : tensor<2x1x2x1xf32>
  %b = graph.constant dense<[1.0, 2.0]> : tensor<2xf32> {origins = [#graph.origin<"onnx" "Constant" "b">]} : tensor<2xf32>
  %v = graph.constant dense<3.0> : tensor<3x1x1x2xf32> {origins = [#graph.origin<"onnx" "Constant" "v">]} : tensor<3x1x1x2xf32>
  %0 = graph.conv %x, %w, %b stride [1, 1] pad [0, 0, 0, 0] groups 2 : (tensor<1x4x4x2xf32>, tensor<2x1x2x1xf32>, tensor<2xf32>) -> tensor<1x4x3x2xf32>
  %1 = graph.conv %0, %v stride [1, 1] pad [0, 0, 0, 0] : (tensor<1x4x3x2xf32>, tensor<3x1x1x2xf32>) -> tensor<1x4x3x3xf32>
  return %1 : tensor<1x4x3x3xf32>
}

// Two depthwise steps share one packed constant; a reader that wants the old order keeps the old one too.
// CHECK-LABEL: @shared
// CHECK-COUNT-1: pack "row_col_channel"
// CHECK-NOT:     pack "row_col_channel"
// CHECK:         arena.step "conv"({{.*}}) weights [@[[W:w_[0-9]+]]]
// CHECK:         arena.step "conv"({{.*}}) weights [@[[W]]]
// CHECK:         arena.step "copy"() weights [@w]
func.func @shared(%x: tensor<1x4x4x2xf32>) -> (tensor<1x4x4x2xf32>, tensor<2x1x1x1xf32>) {
  %w = graph.constant dense<[[[[1.0]]], [[[2.0]]]]> : tensor<2x1x1x1xf32> {origins = [#graph.origin<"onnx" "Constant" "w">]} : tensor<2x1x1x1xf32>
  %0 = graph.conv %x, %w stride [1, 1] pad [0, 0, 0, 0] groups 2 : (tensor<1x4x4x2xf32>, tensor<2x1x1x1xf32>) -> tensor<1x4x4x2xf32>
  %1 = graph.conv %0, %w stride [1, 1] pad [0, 0, 0, 0] groups 2 : (tensor<1x4x4x2xf32>, tensor<2x1x1x1xf32>) -> tensor<1x4x4x2xf32>
  return %1, %w : tensor<1x4x4x2xf32>, tensor<2x1x1x1xf32>
}

// The weights are operand 1, wherever they stand among the constants: here the image is the first of them.
// CHECK-LABEL: @constant_image
// CHECK:         arena.step "conv"() weights [@image, @w_{{[0-9]+}}]
func.func @constant_image() -> tensor<1x1x1x2xf32> {
  %x = graph.constant dense<1.0> : tensor<1x1x1x2xf32> {origins = [#graph.origin<"onnx" "Constant" "image">]} : tensor<1x1x1x2xf32>
  %w = graph.constant dense<[[[[1.0]]], [[[2.0]]]]> : tensor<2x1x1x1xf32> {origins = [#graph.origin<"onnx" "Constant" "w">]} : tensor<2x1x1x1xf32>
  %0 = graph.conv %x, %w stride [1, 1] pad [0, 0, 0, 0] groups 2 : (tensor<1x1x1x2xf32>, tensor<2x1x1x1xf32>) -> tensor<1x1x1x2xf32>
  return %0 : tensor<1x1x1x2xf32>
}

// Lists of a requantization that differ by channel go to flash in the narrowest type that all of their kind
// fit into; lists of one value, or of equal ones, stay in the call. Ties that are nowhere possible vanish.
// CHECK-LABEL: @lists
// CHECK-DAG:     arena.constant @fc.multiplier pack "dense" dense<[1073741824, -2147483648, 2147483647]> : tensor<3xi32> {tensor = "fc.multiplier"}
// CHECK-DAG:     arena.constant @fc.shift pack "dense" dense<[1, 38, 62]> : tensor<3xui8> {tensor = "fc.shift"}
// CHECK-DAG:     arena.constant @fc.lo pack "dense" dense<[-128, 5, -128]> : tensor<3xi32>
// CHECK-DAG:     arena.constant @fc.tie pack "dense" dense<[0, 9223372036854775807, 8]> : tensor<3xi64>
// CHECK:         epilogue [#arena.requantize<type = i8, multiplier = @fc.multiplier, shift = @fc.shift, zero = -3, lo = @fc.lo, hi = 127 : i32, tie = @fc.tie>]
// CHECK:         params {by = #arena.requantize<type = ui8, multiplier = 7 : i32, shift = 9 : i32, zero = 0, lo = 0 : i32, hi = 255 : i32>}
func.func @lists(%x: tensor<1x4xi8>, %i: tensor<1x3xi32>) -> (tensor<1x3xi8>, tensor<1x3xui8>) {
  %w = graph.constant dense<1> : tensor<3x4xi8> : tensor<3x4xi8>
  %0 = graph.linear %x, %w {origins = [#graph.origin<"onnx" "Gemm" "fc">], epilogue = [#graph.requantize<type = i8, multiplier = [1073741824, -2147483648, 2147483647], shift = [1, 38, 62], zero = -3, lo = [-128, 5, -128], hi = [127], tie = [0, 9223372036854775807, 8]>]} : (tensor<1x4xi8>, tensor<3x4xi8>) -> tensor<1x3xi8>
  %1 = graph.requantize %i by <type = ui8, multiplier = [7, 7, 7], shift = [9], zero = 0, lo = [0], hi = [255], tie = [0, 0, 0]> : (tensor<1x3xi32>) -> tensor<1x3xui8>
  return %0, %1 : tensor<1x3xi8>, tensor<1x3xui8>
}

// Scales a channel too; one scale stays a number.
// CHECK-LABEL: @scales
// CHECK-NEXT:    arena.constant @d.scale pack "dense" dense<[5.000000e-01, 2.500000e-01]> : tensor<2xf32>
// CHECK:         "dequantize"{{.*}} params {axis = 1 : i64, scale = @d.scale, zero = array<i64: 0, 0>}
// CHECK:         "quantize"{{.*}} params {scale = array<f32: 5.000000e-01>, zero = array<i64: 0>}
func.func @scales(%x: tensor<3x2xi8>) -> tensor<3x2xi8> {
  %0 = graph.dequantize %x scale [0.5, 0.25] zero [0, 0] axis 1 {origins = [#graph.origin<"onnx" "DequantizeLinear" "d">]} : (tensor<3x2xi8>) -> tensor<3x2xf32>
  %1 = graph.quantize %0 scale [0.5] zero [0] : (tensor<3x2xf32>) -> tensor<3x2xi8>
  return %1 : tensor<3x2xi8>
}

// Two steps of one name: their lists do not meet.
// CHECK-LABEL: @same_name
// CHECK-DAG:     arena.constant @r.multiplier pack "dense" dense<[1, 2]>
// CHECK-DAG:     arena.constant @r.multiplier_{{[0-9]+}} pack "dense" dense<[3, 4]>
// CHECK:         multiplier = @r.multiplier,
// CHECK:         multiplier = @r.multiplier_{{[0-9]+}},
func.func @same_name(%x: tensor<2xi32>) -> (tensor<2xi8>, tensor<2xi8>) {
  %0 = graph.requantize %x by <type = i8, multiplier = [1, 2], shift = [9], zero = 0, lo = [0], hi = [1]> {origins = [#graph.origin<"onnx" "Q" "r">]} : (tensor<2xi32>) -> tensor<2xi8>
  %1 = graph.requantize %x by <type = i8, multiplier = [3, 4], shift = [9], zero = 0, lo = [0], hi = [1]> {origins = [#graph.origin<"onnx" "Q" "r">]} : (tensor<2xi32>) -> tensor<2xi8>
  return %0, %1 : tensor<2xi8>, tensor<2xi8>
}

// Constants that nobody reads any more, or never did, go; those of an epilogue stay.
// CHECK-LABEL: @unread
// CHECK-NEXT:    arena.constant @b
// CHECK-NOT:     arena.constant
arena.program @unread memories [#arena.memory<name = "sram">] model {} {
  arena.constant @a pack "dense" dense<1.0> : tensor<4xf32>
  arena.constant @b pack "dense" dense<2.0> : tensor<4xf32>
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<4xf32>>
  arena.step "relu"(%x) -> (%x) params {} epilogue [#arena.apply<op = "add", weight = @b>] : (!arena.slot<tensor<4xf32>>, !arena.slot<tensor<4xf32>>) -> ()
}
