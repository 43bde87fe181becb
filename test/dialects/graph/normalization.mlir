// RUN: pelemay-opt %s | pelemay-opt | FileCheck %s
// RUN: pelemay-opt %s --mlir-print-op-generic | pelemay-opt | FileCheck %s

// CHECK-LABEL: @softmax
// CHECK-NEXT:    graph.softmax %arg0 axis 1 : (tensor<2x3x4xf32>) -> tensor<2x3x4xf32>
func.func @softmax(%x: tensor<2x3x4xf32>) {
  %0 = graph.softmax %x axis 1 : (tensor<2x3x4xf32>) -> tensor<2x3x4xf32>
  return
}
