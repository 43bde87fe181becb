// RUN: pelemay-opt %s | pelemay-opt | FileCheck %s
// RUN: pelemay-opt %s --mlir-print-op-generic | pelemay-opt | FileCheck %s

// Values come back bit by bit: special floats, unsigned bytes, resources.
// CHECK-LABEL: @constant
// CHECK-NEXT:    graph.constant dense<[0x7F800000, -0.000000e+00, 0x7FC00001, 1.401300e-45]> : tensor<4xf32> : tensor<4xf32>
// CHECK-NEXT:    graph.constant dense<[0, 255]> : tensor<2xui8> : tensor<2xui8>
// CHECK-NEXT:    graph.constant dense<> : tensor<0xi8> : tensor<0xi8>
// CHECK-NEXT:    graph.constant dense<-9223372036854775808> : tensor<i64> : tensor<i64>
// CHECK-NEXT:    graph.constant dense_resource<blob> : tensor<2xi16> : tensor<2xi16>
// CHECK:         blob: "0x10000000FFFF0180"
func.func @constant() {
  %0 = graph.constant dense<[0x7F800000, -0.0, 0x7FC00001, 1.4e-45]> : tensor<4xf32> : tensor<4xf32>
  %1 = graph.constant dense<[0, 255]> : tensor<2xui8> : tensor<2xui8>
  %2 = graph.constant dense<> : tensor<0xi8> : tensor<0xi8>
  %3 = graph.constant dense<-9223372036854775808> : tensor<i64> : tensor<i64>
  %4 = graph.constant dense_resource<blob> : tensor<2xi16> : tensor<2xi16>
  return
}

{-#
  dialect_resources: {
    builtin: { blob: "0x10000000FFFF0180" }
  }
#-}
