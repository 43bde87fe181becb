// RUN: pelemay-opt %s | pelemay-opt | FileCheck %s
// RUN: pelemay-opt %s --mlir-print-op-generic | pelemay-opt | FileCheck %s
// RUN: pelemay-opt %s --mlir-print-op-generic | FileCheck %s --check-prefix=DEFAULT
// RUN: pelemay-opt %s --graph-fold-constants | FileCheck %s --check-prefix=FOLD
// RUN: pelemay-opt %s --graph-fuse-elementwise | FileCheck %s --check-prefix=FUSE

// What is not given is what the record says.
// CHECK-LABEL: @there_and_back
// CHECK:         graph.clip %arg0 : (tensor<1x4xf32>) -> tensor<1x4xf32>
// CHECK:         graph.clip %arg0 {hi = 6.000000e+00 : f32, lo = 0.000000e+00 : f32} : (tensor<1x4xf32>) -> tensor<1x4xf32>
// DEFAULT:       "graph.clip"(%{{.*}}) {{.*}}hi = 0x7F800000 : f32, lo = 0xFF800000 : f32
func.func @there_and_back(%x: tensor<1x4xf32>) -> tensor<1x4xf32> {
  %0 = graph.clip %x : (tensor<1x4xf32>) -> tensor<1x4xf32>
  %1 = graph.clip %x {lo = 0.0 : f32, hi = 6.0 : f32} : (tensor<1x4xf32>) -> tensor<1x4xf32>
  return %1 : tensor<1x4xf32>
}

// NaN stays what it is.
// FOLD-LABEL: @values
// FOLD:         dense<[0.000000e+00, 5.000000e-01, 6.000000e+00, 6.000000e+00, 0x7FC00000]>
func.func @values() -> tensor<5xf32> {
  %0 = graph.constant dense<[-1.0, 0.5, 7.0, 0x7F800000, 0x7FC00000]> : tensor<5xf32> : tensor<5xf32>
  %1 = graph.clip %0 {lo = 0.0 : f32, hi = 6.0 : f32} : (tensor<5xf32>) -> tensor<5xf32>
  return %1 : tensor<5xf32>
}

// FUSE-LABEL: @fused
// FUSE:         graph.linear {{.*}}epilogue = [#graph.apply<op = "clip", attributes = {hi = 6.000000e+00 : f32, lo = 0.000000e+00 : f32}>]
func.func @fused(%x: tensor<1x4xf32>, %w: tensor<2x4xf32>) -> tensor<1x2xf32> {
  %0 = graph.linear %x, %w : (tensor<1x4xf32>, tensor<2x4xf32>) -> tensor<1x2xf32>
  %1 = graph.clip %0 {lo = 0.0 : f32, hi = 6.0 : f32} : (tensor<1x2xf32>) -> tensor<1x2xf32>
  return %1 : tensor<1x2xf32>
}
