// RUN: pelemay-opt %s | pelemay-opt | FileCheck %s
// RUN: pelemay-opt %s --mlir-print-op-generic | pelemay-opt | FileCheck %s

// CHECK-LABEL: @reduce
// CHECK-NEXT:    graph.reduce_max %arg0 axes [1] : (tensor<2x3x4xf32>) -> tensor<2x4xf32>
// CHECK-NEXT:    graph.reduce_sum %arg0 axes [1, 2] keep_axes : (tensor<2x3x4xf32>) -> tensor<2x1x1xf32>
// CHECK-NEXT:    graph.reduce_sum %arg0 axes [0, 1, 2] : (tensor<2x3x4xf32>) -> tensor<f32>
// CHECK-NEXT:    graph.reduce_max %arg0 axes [] : (tensor<2x3x4xf32>) -> tensor<2x3x4xf32>
// CHECK-NEXT:    graph.reduce_min %arg0 axes [2] keep_axes : (tensor<2x3x4xf32>) -> tensor<2x3x1xf32>
// CHECK-NEXT:    graph.reduce_prod %arg0 axes [0, 1] : (tensor<2x3x4xf32>) -> tensor<4xf32>
// CHECK-NEXT:    graph.reduce_mean %arg0 axes [1, 2] : (tensor<2x3x4xf32>) -> tensor<2xf32>
func.func @reduce(%x: tensor<2x3x4xf32>) {
  %0 = graph.reduce_max %x axes [1] : (tensor<2x3x4xf32>) -> tensor<2x4xf32>
  %1 = graph.reduce_sum %x axes [1, 2] keep_axes : (tensor<2x3x4xf32>) -> tensor<2x1x1xf32>
  %2 = graph.reduce_sum %x axes [0, 1, 2] : (tensor<2x3x4xf32>) -> tensor<f32>
  %3 = graph.reduce_max %x axes [] : (tensor<2x3x4xf32>) -> tensor<2x3x4xf32>
  %4 = graph.reduce_min %x axes [2] keep_axes : (tensor<2x3x4xf32>) -> tensor<2x3x1xf32>
  %5 = graph.reduce_prod %x axes [0, 1] : (tensor<2x3x4xf32>) -> tensor<4xf32>
  %6 = graph.reduce_mean %x axes [1, 2] : (tensor<2x3x4xf32>) -> tensor<2xf32>
  return
}
