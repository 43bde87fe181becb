// RUN: pelemay-opt %s -split-input-file -verify-diagnostics | pelemay-opt -split-input-file | FileCheck %s
// RUN: pelemay-opt %s -split-input-file -verify-diagnostics --mlir-print-op-generic | pelemay-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @log
// CHECK-NEXT:    probe.log %arg0 op "Conv" node "/a \22b\22/Conv" axes [0, 3, 1, 2] : tensor<1x2x3x4xf32>
// CHECK-NEXT:    probe.log %arg0 op "" node "" : tensor<1x2x3x4xf32>
// CHECK-NEXT:    probe.log %arg1 op "Add" node "s" axes [] : tensor<i8>
func.func @log(%x: tensor<1x2x3x4xf32>, %s: tensor<i8>) {
  probe.log %x op "Conv" node "/a \22b\22/Conv" axes [0, 3, 1, 2] : tensor<1x2x3x4xf32>
  probe.log %x op "" node "" : tensor<1x2x3x4xf32>
  probe.log %s op "Add" node "s" axes [] : tensor<i8>
  return
}

// -----

// A probe is a reader: what it watches stays, though nobody else needs it.
// CHECK-LABEL: @watched
// CHECK:         graph.relu
// CHECK-NEXT:    probe.log
func.func @watched(%x: tensor<4xf32>) {
  %0 = graph.relu %x : (tensor<4xf32>) -> tensor<4xf32>
  probe.log %0 op "Relu" node "r" : tensor<4xf32>
  return
}
