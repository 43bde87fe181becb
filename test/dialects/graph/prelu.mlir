// RUN: pelemay-opt %s | pelemay-opt | FileCheck %s
// RUN: pelemay-opt %s --graph-fold-constants | FileCheck %s --check-prefix=FOLD
// RUN: pelemay-opt %s --graph-fuse-elementwise | FileCheck %s --check-prefix=FUSE

// CHECK-LABEL: @there_and_back
// CHECK:         graph.prelu %arg0, %arg1 : (tensor<1x2x4xf32>, tensor<2x1xf32>) -> tensor<1x2x4xf32>
func.func @there_and_back(%x: tensor<1x2x4xf32>, %slope: tensor<2x1xf32>) -> tensor<1x2x4xf32> {
  %0 = graph.prelu %x, %slope : (tensor<1x2x4xf32>, tensor<2x1xf32>) -> tensor<1x2x4xf32>
  return %0 : tensor<1x2x4xf32>
}

// The slope is a factor of negative elements alone.
// FOLD-LABEL: @values
// FOLD:         dense<[-5.000000e-01, 2.000000e+00, -6.000000e+00]>
func.func @values() -> tensor<3xf32> {
  %0 = graph.constant dense<[-1.0, 2.0, -3.0]> : tensor<3xf32> : tensor<3xf32>
  %1 = graph.constant dense<[0.5, 0.5, 2.0]> : tensor<3xf32> : tensor<3xf32>
  %2 = graph.prelu %0, %1 : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
  return %2 : tensor<3xf32>
}

// One slope a channel, and the result of the host is x, not the slope.
// FUSE-LABEL: @fused
// FUSE:         graph.linear {{.*}}epilogue = [#graph.apply<op = "prelu", operand = 0>]
func.func @fused(%x: tensor<1x4xf32>, %w: tensor<2x4xf32>) -> tensor<1x2xf32> {
  %slope = graph.constant dense<[0.5, 0.25]> : tensor<2xf32> : tensor<2xf32>
  %0 = graph.linear %x, %w : (tensor<1x4xf32>, tensor<2x4xf32>) -> tensor<1x2xf32>
  %1 = graph.prelu %0, %slope : (tensor<1x2xf32>, tensor<2xf32>) -> tensor<1x2xf32>
  return %1 : tensor<1x2xf32>
}
