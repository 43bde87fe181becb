// RUN: pelemay-opt %s | pelemay-opt | FileCheck %s
// RUN: pelemay-opt %s --mlir-print-op-generic | pelemay-opt | FileCheck %s

// CHECK-LABEL: @pools
// CHECK-NEXT:    graph.max_pool %arg0 window [2, 2] stride [2, 2] pad [0, 0, 0, 0] : (tensor<1x8x8x3xf32>) -> tensor<1x4x4x3xf32>
// CHECK-NEXT:    graph.max_pool %arg0 window [2, 3] stride [1, 2] pad [1, 0, 0, 2] dilation [2, 1] : (tensor<1x8x8x3xf32>) -> tensor<1x7x4x3xf32>
// CHECK-NEXT:    graph.average_pool %arg0 window [3, 3] stride [1, 1] pad [1, 1, 1, 1] : (tensor<1x8x8x3xf32>) -> tensor<1x8x8x3xf32>
// CHECK-NEXT:    graph.average_pool %arg0 window [8, 8] stride [1, 1] pad [0, 0, 0, 0] count_pad : (tensor<1x8x8x3xf32>) -> tensor<1x1x1x3xf32>
func.func @pools(%x: tensor<1x8x8x3xf32>) {
  %0 = graph.max_pool %x window [2, 2] stride [2, 2] pad [0, 0, 0, 0] : (tensor<1x8x8x3xf32>) -> tensor<1x4x4x3xf32>
  %1 = graph.max_pool %x window [2, 3] stride [1, 2] pad [1, 0, 0, 2] dilation [2, 1] : (tensor<1x8x8x3xf32>) -> tensor<1x7x4x3xf32>
  %2 = graph.average_pool %x window [3, 3] stride [1, 1] pad [1, 1, 1, 1] : (tensor<1x8x8x3xf32>) -> tensor<1x8x8x3xf32>
  %3 = graph.average_pool %x window [8, 8] stride [1, 1] pad [0, 0, 0, 0] count_pad : (tensor<1x8x8x3xf32>) -> tensor<1x1x1x3xf32>
  return
}

// A maximum stays what it was; a sum of 8-bit integers is i32.
// CHECK-LABEL: @integers
// CHECK-NEXT:    graph.max_pool %arg0 window [2, 2] stride [2, 2] pad [0, 0, 0, 0] : (tensor<1x4x4x2xi8>) -> tensor<1x2x2x2xi8>
// CHECK-NEXT:    graph.sum_pool %arg0 window [2, 2] stride [2, 2] pad [0, 0, 0, 0] : (tensor<1x4x4x2xi8>) -> tensor<1x2x2x2xi32>
// CHECK-NEXT:    graph.sum_pool %arg1 window [3, 3] stride [1, 1] pad [1, 1, 1, 1] fill 7 : (tensor<1x4x4x2xui8>) -> tensor<1x4x4x2xi32>
func.func @integers(%x: tensor<1x4x4x2xi8>, %y: tensor<1x4x4x2xui8>) {
  %0 = graph.max_pool %x window [2, 2] stride [2, 2] pad [0, 0, 0, 0] : (tensor<1x4x4x2xi8>) -> tensor<1x2x2x2xi8>
  %1 = graph.sum_pool %x window [2, 2] stride [2, 2] pad [0, 0, 0, 0] : (tensor<1x4x4x2xi8>) -> tensor<1x2x2x2xi32>
  %2 = graph.sum_pool %y window [3, 3] stride [1, 1] pad [1, 1, 1, 1] fill 7 : (tensor<1x4x4x2xui8>) -> tensor<1x4x4x2xi32>
  return
}

// CHECK-LABEL: @hosts
// CHECK-NEXT:    graph.max_pool %arg0 extras(%arg1) window [2, 2] stride [2, 2] pad [0, 0, 0, 0] {epilogue = [#graph.apply<op = "mul", operand = 0>]} : (tensor<1x4x4x2xf32>, tensor<2xf32>) -> tensor<1x2x2x2xf32>
func.func @hosts(%x: tensor<1x4x4x2xf32>, %s: tensor<2xf32>) {
  %0 = graph.max_pool %x extras(%s) window [2, 2] stride [2, 2] pad [0, 0, 0, 0] {epilogue = [#graph.apply<op = "mul", operand = 0>]} : (tensor<1x4x4x2xf32>, tensor<2xf32>) -> tensor<1x2x2x2xf32>
  return
}
