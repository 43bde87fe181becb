// RUN: pelemay-opt %s | pelemay-opt | FileCheck %s
// RUN: pelemay-opt %s --mlir-print-op-generic | pelemay-opt | FileCheck %s

// Facts that ride on ops, on inputs and outputs and on the module.
// CHECK:       module attributes {graph.model = {file = "m.onnx"}}
// CHECK-LABEL: @facts
// CHECK-SAME:    {graph.axes = array<i64: 1, 0>, graph.name = "in put", graph.quant = #graph.quant<scale = 5.000000e-01 : f32, zero = -128>}
// CHECK-NEXT:    graph.relu {{.*}} {graph.quant = #graph.quant<scale = 1.000000e+00 : f32, zero = 9223372036854775807>, origins = [#graph.origin<"onnx" "Relu" "/a/Relu">, #graph.origin<"nx" "max" "\22\0A" axes [0, 3, 1, 2]>]}
module attributes {graph.model = {file = "m.onnx"}} {
  func.func @facts(%x: tensor<2x3xf32> {graph.name = "in put", graph.axes = array<i64: 1, 0>, graph.quant = #graph.quant<scale = 0.5 : f32, zero = -128>}) {
    %0 = graph.relu %x {graph.quant = #graph.quant<zero = 9223372036854775807, scale = 1.0 : f32>, origins = [#graph.origin<"onnx" "Relu" "/a/Relu">, #graph.origin<"nx" "max" "\22\n" axes [0, 3, 1, 2]>]} : (tensor<2x3xf32>) -> tensor<2x3xf32>
    return
  }
}
