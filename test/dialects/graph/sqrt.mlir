// RUN: pelemay-opt %s | pelemay-opt | FileCheck %s
// RUN: pelemay-opt %s --graph-fold-constants | FileCheck %s --check-prefix=FOLD
// RUN: pelemay-opt %s --graph-fuse-elementwise | FileCheck %s --check-prefix=FUSE

// CHECK-LABEL: @there_and_back
// CHECK:         graph.sqrt %arg0 : (tensor<1x4xf32>) -> tensor<1x4xf32>
func.func @there_and_back(%x: tensor<1x4xf32>) -> tensor<1x4xf32> {
  %0 = graph.sqrt %x : (tensor<1x4xf32>) -> tensor<1x4xf32>
  return %0 : tensor<1x4xf32>
}

// Of minus zero it is minus zero.
// FOLD-LABEL: @values
// FOLD:         dense<[2.000000e+00, 1.41421354, -0.000000e+00, 5.000000e-01, 0x7F800000]>
func.func @values() -> tensor<5xf32> {
  %0 = graph.constant dense<[4.0, 2.0, -0.0, 0.25, 0x7F800000]> : tensor<5xf32> : tensor<5xf32>
  %1 = graph.sqrt %0 : (tensor<5xf32>) -> tensor<5xf32>
  return %1 : tensor<5xf32>
}

// FUSE-LABEL: @fused
// FUSE:         graph.linear {{.*}}epilogue = [#graph.apply<op = "sqrt">]
func.func @fused(%x: tensor<1x4xf32>, %w: tensor<2x4xf32>) -> tensor<1x2xf32> {
  %0 = graph.linear %x, %w : (tensor<1x4xf32>, tensor<2x4xf32>) -> tensor<1x2xf32>
  %1 = graph.sqrt %0 : (tensor<1x2xf32>) -> tensor<1x2xf32>
  return %1 : tensor<1x2xf32>
}
