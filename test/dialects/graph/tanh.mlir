// RUN: pelemay-opt %s | pelemay-opt | FileCheck %s
// RUN: pelemay-opt %s --graph-fold-constants | FileCheck %s --check-prefix=FOLD
// RUN: pelemay-opt %s --graph-fuse-elementwise | FileCheck %s --check-prefix=FUSE

// CHECK-LABEL: @there_and_back
// CHECK:         graph.tanh %arg0 : (tensor<1x4xf32>) -> tensor<1x4xf32>
func.func @there_and_back(%x: tensor<1x4xf32>) -> tensor<1x4xf32> {
  %0 = graph.tanh %x : (tensor<1x4xf32>) -> tensor<1x4xf32>
  return %0 : tensor<1x4xf32>
}

// From -1 to 1.
// FOLD-LABEL: @values
// FOLD:         dense<[0.000000e+00, 0.462117165, -0.761594176, 1.000000e+00, -1.000000e+00]>
func.func @values() -> tensor<5xf32> {
  %0 = graph.constant dense<[0.0, 0.5, -1.0, 20.0, -20.0]> : tensor<5xf32> : tensor<5xf32>
  %1 = graph.tanh %0 : (tensor<5xf32>) -> tensor<5xf32>
  return %1 : tensor<5xf32>
}

// FUSE-LABEL: @fused
// FUSE:         graph.linear {{.*}}epilogue = [#graph.apply<op = "tanh">]
func.func @fused(%x: tensor<1x4xf32>, %w: tensor<2x4xf32>) -> tensor<1x2xf32> {
  %0 = graph.linear %x, %w : (tensor<1x4xf32>, tensor<2x4xf32>) -> tensor<1x2xf32>
  %1 = graph.tanh %0 : (tensor<1x2xf32>) -> tensor<1x2xf32>
  return %1 : tensor<1x2xf32>
}
