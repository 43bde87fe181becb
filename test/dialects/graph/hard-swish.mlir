// RUN: pelemay-opt %s | pelemay-opt | FileCheck %s
// RUN: pelemay-opt %s --graph-fold-constants | FileCheck %s --check-prefix=FOLD
// RUN: pelemay-opt %s --graph-fuse-elementwise | FileCheck %s --check-prefix=FUSE

// CHECK-LABEL: @there_and_back
// CHECK:         graph.hard_swish %arg0 : (tensor<1x4xf32>) -> tensor<1x4xf32>
func.func @there_and_back(%x: tensor<1x4xf32>) -> tensor<1x4xf32> {
  %0 = graph.hard_swish %x : (tensor<1x4xf32>) -> tensor<1x4xf32>
  return %0 : tensor<1x4xf32>
}

// Zero up to -3, the identity from 3 on, x * (x / 6 + 1/2) between.
// FOLD-LABEL: @values
// FOLD:         dense<[-0.000000e+00, -0.333333313, 0.000000e+00, 0.666666686, 3.000000e+00, 7.000000e+00]>
func.func @values() -> tensor<6xf32> {
  %0 = graph.constant dense<[-3.0, -1.0, 0.0, 1.0, 3.0, 7.0]> : tensor<6xf32> : tensor<6xf32>
  %1 = graph.hard_swish %0 : (tensor<6xf32>) -> tensor<6xf32>
  return %1 : tensor<6xf32>
}

// FUSE-LABEL: @fused
// FUSE:         graph.linear {{.*}}epilogue = [#graph.apply<op = "hard_swish">]
func.func @fused(%x: tensor<1x4xf32>, %w: tensor<2x4xf32>) -> tensor<1x2xf32> {
  %0 = graph.linear %x, %w : (tensor<1x4xf32>, tensor<2x4xf32>) -> tensor<1x2xf32>
  %1 = graph.hard_swish %0 : (tensor<1x2xf32>) -> tensor<1x2xf32>
  return %1 : tensor<1x2xf32>
}
