// RUN: pelemay-opt %s | pelemay-opt | FileCheck %s
// RUN: pelemay-opt %s --mlir-print-op-generic | pelemay-opt | FileCheck %s

// CHECK-LABEL: @shape
// CHECK-NEXT:    graph.reshape %arg0 : (tensor<2x3x4xf32>) -> tensor<24xf32>
// CHECK-NEXT:    graph.reshape %arg1 : (tensor<f32>) -> tensor<1x1xf32>
// CHECK-NEXT:    graph.reshape %arg2 : (tensor<0x4xf32>) -> tensor<7x0xf32>
// CHECK-NEXT:    graph.transpose %arg0 perm [2, 0, 1] : (tensor<2x3x4xf32>) -> tensor<4x2x3xf32>
// CHECK-NEXT:    graph.transpose %arg1 perm [] : (tensor<f32>) -> tensor<f32>
func.func @shape(%x: tensor<2x3x4xf32>, %s: tensor<f32>, %e: tensor<0x4xf32>) {
  %0 = graph.reshape %x : (tensor<2x3x4xf32>) -> tensor<24xf32>
  %1 = graph.reshape %s : (tensor<f32>) -> tensor<1x1xf32>
  %2 = graph.reshape %e : (tensor<0x4xf32>) -> tensor<7x0xf32>
  %3 = graph.transpose %x perm [2, 0, 1] : (tensor<2x3x4xf32>) -> tensor<4x2x3xf32>
  %4 = graph.transpose %s perm [] : (tensor<f32>) -> tensor<f32>
  return
}
