// RUN: pelemay-opt %s | pelemay-opt | FileCheck %s
// RUN: pelemay-opt %s --mlir-print-op-generic | pelemay-opt | FileCheck %s
// RUN: pelemay-opt %s --mlir-print-op-generic | FileCheck %s --check-prefix=DEFAULT
// RUN: pelemay-opt %s --graph-fold-constants | FileCheck %s --check-prefix=FOLD
// RUN: pelemay-opt %s --graph-fuse-elementwise | FileCheck %s --check-prefix=FUSE

// What is not given is what the record says.
// CHECK-LABEL: @there_and_back
// CHECK:         graph.hard_sigmoid %arg0 : (tensor<1x4xf32>) -> tensor<1x4xf32>
// CHECK:         graph.hard_sigmoid %arg0 {alpha = 2.500000e-01 : f32} : (tensor<1x4xf32>) -> tensor<1x4xf32>
// DEFAULT:       "graph.hard_sigmoid"(%{{.*}}) {{.*}}alpha = 2.000000e-01 : f32, beta = 5.000000e-01 : f32
func.func @there_and_back(%x: tensor<1x4xf32>) -> tensor<1x4xf32> {
  %0 = graph.hard_sigmoid %x : (tensor<1x4xf32>) -> tensor<1x4xf32>
  %1 = graph.hard_sigmoid %x {alpha = 0.25 : f32, beta = 0.5 : f32} : (tensor<1x4xf32>) -> tensor<1x4xf32>
  return %1 : tensor<1x4xf32>
}

// A straight line between 0 and 1.
// FOLD-LABEL: @values
// FOLD:         dense<[0.000000e+00, 2.500000e-01, 5.000000e-01, 7.500000e-01, 1.000000e+00]>
func.func @values() -> tensor<5xf32> {
  %0 = graph.constant dense<[-3.0, -1.0, 0.0, 1.0, 3.0]> : tensor<5xf32> : tensor<5xf32>
  %1 = graph.hard_sigmoid %0 {alpha = 0.25 : f32, beta = 0.5 : f32} : (tensor<5xf32>) -> tensor<5xf32>
  return %1 : tensor<5xf32>
}

// FUSE-LABEL: @fused
// FUSE:         graph.linear {{.*}}epilogue = [#graph.apply<op = "hard_sigmoid", attributes = {alpha = 2.500000e-01 : f32, beta = 5.000000e-01 : f32}>]
func.func @fused(%x: tensor<1x4xf32>, %w: tensor<2x4xf32>) -> tensor<1x2xf32> {
  %0 = graph.linear %x, %w : (tensor<1x4xf32>, tensor<2x4xf32>) -> tensor<1x2xf32>
  %1 = graph.hard_sigmoid %0 {alpha = 0.25 : f32, beta = 0.5 : f32} : (tensor<1x2xf32>) -> tensor<1x2xf32>
  return %1 : tensor<1x2xf32>
}
