// RUN: pelemay-opt %s | pelemay-opt | FileCheck %s
// RUN: pelemay-opt %s --mlir-print-op-generic | pelemay-opt | FileCheck %s
// RUN: pelemay-opt %s --mlir-print-op-generic | FileCheck %s --check-prefix=DEFAULT
// RUN: pelemay-opt %s --graph-fold-constants | FileCheck %s --check-prefix=FOLD
// RUN: pelemay-opt %s --graph-fuse-elementwise | FileCheck %s --check-prefix=FUSE

// What is not given is what the record says.
// CHECK-LABEL: @there_and_back
// CHECK:         graph.leaky_relu %arg0 : (tensor<1x4xf32>) -> tensor<1x4xf32>
// CHECK:         graph.leaky_relu %arg0 {alpha = 2.500000e-01 : f32} : (tensor<1x4xf32>) -> tensor<1x4xf32>
// DEFAULT:       "graph.leaky_relu"(%{{.*}}) {{.*}}alpha = 0.00999999977 : f32
func.func @there_and_back(%x: tensor<1x4xf32>) -> tensor<1x4xf32> {
  %0 = graph.leaky_relu %x : (tensor<1x4xf32>) -> tensor<1x4xf32>
  %1 = graph.leaky_relu %x {alpha = 0.25 : f32} : (tensor<1x4xf32>) -> tensor<1x4xf32>
  return %1 : tensor<1x4xf32>
}

// A quarter where it is negative.
// FOLD-LABEL: @values
// FOLD:         dense<[-1.000000e+00, 0.000000e+00, 3.000000e+00]>
func.func @values() -> tensor<3xf32> {
  %0 = graph.constant dense<[-4.0, 0.0, 3.0]> : tensor<3xf32> : tensor<3xf32>
  %1 = graph.leaky_relu %0 {alpha = 0.25 : f32} : (tensor<3xf32>) -> tensor<3xf32>
  return %1 : tensor<3xf32>
}

// FUSE-LABEL: @fused
// FUSE:         graph.linear {{.*}}epilogue = [#graph.apply<op = "leaky_relu", attributes = {alpha = 2.500000e-01 : f32}>]
func.func @fused(%x: tensor<1x4xf32>, %w: tensor<2x4xf32>) -> tensor<1x2xf32> {
  %0 = graph.linear %x, %w : (tensor<1x4xf32>, tensor<2x4xf32>) -> tensor<1x2xf32>
  %1 = graph.leaky_relu %0 {alpha = 0.25 : f32} : (tensor<1x2xf32>) -> tensor<1x2xf32>
  return %1 : tensor<1x2xf32>
}
