// RUN: pelemay-opt %s | pelemay-opt | FileCheck %s
// RUN: pelemay-opt %s --mlir-print-op-generic | pelemay-opt | FileCheck %s

// What is absent takes its default and is not printed; what is there is.
// CHECK-LABEL: @conv
// CHECK-NEXT:    graph.conv %arg0, %arg1 stride [1, 1] pad [0, 0, 0, 0] : (tensor<1x8x6x4xf32>, tensor<8x3x2x4xf32>) -> tensor<1x6x5x8xf32>
// CHECK-NEXT:    graph.conv %arg0, %arg1, %arg2 stride [2, 1] pad [1, 0, 2, 1] dilation [2, 3] : (tensor<1x8x6x4xf32>, tensor<8x3x2x4xf32>, tensor<8xf32>) -> tensor<1x4x4x8xf32>
// CHECK-NEXT:    graph.conv %arg0, %arg3 stride [1, 1] pad [1, 1, 1, 1] groups 4 : (tensor<1x8x6x4xf32>, tensor<4x3x3x1xf32>) -> tensor<1x8x6x4xf32>
// CHECK-NEXT:    graph.conv %arg4, %arg1 stride [1, 1] pad [0, 0, 0, 0] planar : (tensor<1x4x8x6xf32>, tensor<8x3x2x4xf32>) -> tensor<1x6x5x8xf32>
func.func @conv(%x: tensor<1x8x6x4xf32>, %w: tensor<8x3x2x4xf32>, %b: tensor<8xf32>, %d: tensor<4x3x3x1xf32>, %p: tensor<1x4x8x6xf32>) {
  %0 = graph.conv %x, %w stride [1, 1] pad [0, 0, 0, 0] : (tensor<1x8x6x4xf32>, tensor<8x3x2x4xf32>) -> tensor<1x6x5x8xf32>
  %1 = graph.conv %x, %w, %b stride [2, 1] pad [1, 0, 2, 1] dilation [2, 3] : (tensor<1x8x6x4xf32>, tensor<8x3x2x4xf32>, tensor<8xf32>) -> tensor<1x4x4x8xf32>
  %2 = graph.conv %x, %d stride [1, 1] pad [1, 1, 1, 1] groups 4 : (tensor<1x8x6x4xf32>, tensor<4x3x3x1xf32>) -> tensor<1x8x6x4xf32>
  %3 = graph.conv %p, %w stride [1, 1] pad [0, 0, 0, 0] planar : (tensor<1x4x8x6xf32>, tensor<8x3x2x4xf32>) -> tensor<1x6x5x8xf32>
  return
}

// Two 8-bit types sum to i32, whatever their signs; a requantization in the epilogue sets the type.
// CHECK-LABEL: @conv_integers
// CHECK-NEXT:    graph.conv %arg0, %arg1, %arg2 stride [1, 1] pad [1, 1, 1, 1] fill 255 : (tensor<1x4x4x1xui8>, tensor<2x3x3x1xi8>, tensor<2xi32>) -> tensor<1x4x4x2xi32>
// CHECK-NEXT:    graph.conv %arg0, %arg1 extras(%arg3) stride [1, 1] pad [1, 1, 1, 1] {epilogue = [#graph.requantize<type = ui8, multiplier = [3, 4], shift = [9], zero = 2, lo = [0], hi = [255], tie = [8, 0]>, #graph.apply<op = "max", operand = 0>]} : (tensor<1x4x4x1xui8>, tensor<2x3x3x1xi8>, tensor<2xui8>) -> tensor<1x4x4x2xui8>
func.func @conv_integers(%x: tensor<1x4x4x1xui8>, %w: tensor<2x3x3x1xi8>, %b: tensor<2xi32>, %m: tensor<2xui8>) {
  %0 = graph.conv %x, %w, %b stride [1, 1] pad [1, 1, 1, 1] fill 255 : (tensor<1x4x4x1xui8>, tensor<2x3x3x1xi8>, tensor<2xi32>) -> tensor<1x4x4x2xi32>
  %1 = graph.conv %x, %w extras(%m) stride [1, 1] pad [1, 1, 1, 1] {epilogue = [#graph.requantize<type = ui8, multiplier = [3, 4], shift = [9], zero = 2, lo = [0], hi = [255], tie = [8, 0]>, #graph.apply<op = "max", operand = 0>]} : (tensor<1x4x4x1xui8>, tensor<2x3x3x1xi8>, tensor<2xui8>) -> tensor<1x4x4x2xui8>
  return
}

// CHECK-LABEL: @products
// CHECK-NEXT:    graph.linear %arg0, %arg1 : (tensor<2x8xf32>, tensor<3x8xf32>) -> tensor<2x3xf32>
// CHECK-NEXT:    graph.linear %arg0, %arg1, %arg2 extras(%arg2) {epilogue = [#graph.apply<op = "add", operand = 0>]} : (tensor<2x8xf32>, tensor<3x8xf32>, tensor<3xf32>, tensor<3xf32>) -> tensor<2x3xf32>
// CHECK-NEXT:    graph.matmul %arg0, %arg3 : (tensor<2x8xf32>, tensor<8x3xf32>) -> tensor<2x3xf32>
// CHECK-NEXT:    graph.matmul %arg0, %arg3 extras(%arg2) {epilogue = [#graph.apply<op = "add", operand = 0>]} : (tensor<2x8xf32>, tensor<8x3xf32>, tensor<3xf32>) -> tensor<2x3xf32>
// CHECK-NEXT:    graph.matmul %arg4, %arg5 : (tensor<2x8xi8>, tensor<8x3xui8>) -> tensor<2x3xi32>
func.func @products(%x: tensor<2x8xf32>, %w: tensor<3x8xf32>, %b: tensor<3xf32>, %r: tensor<8x3xf32>, %i: tensor<2x8xi8>, %j: tensor<8x3xui8>) {
  %0 = graph.linear %x, %w : (tensor<2x8xf32>, tensor<3x8xf32>) -> tensor<2x3xf32>
  %1 = graph.linear %x, %w, %b extras(%b) {epilogue = [#graph.apply<op = "add", operand = 0>]} : (tensor<2x8xf32>, tensor<3x8xf32>, tensor<3xf32>, tensor<3xf32>) -> tensor<2x3xf32>
  %2 = graph.matmul %x, %r : (tensor<2x8xf32>, tensor<8x3xf32>) -> tensor<2x3xf32>
  %3 = graph.matmul %x, %r extras(%b) {epilogue = [#graph.apply<op = "add", operand = 0>]} : (tensor<2x8xf32>, tensor<8x3xf32>, tensor<3xf32>) -> tensor<2x3xf32>
  %4 = graph.matmul %i, %j : (tensor<2x8xi8>, tensor<8x3xui8>) -> tensor<2x3xi32>
  return
}
