// A quantized model that no rule of ours makes integers of: the report says of each step why it computes in floats.
// RUN: rm -rf %t && pelemay compile %s --name net --no-measure -o %t | FileCheck %s
// RUN: %python -c "import json; assert all(s['float'] for s in json.load(open(r'%t/report.json'))['steps'] if s['compute'] == 'f32')"

// CHECK: float  {{.*}} (dequantize): what is on its other side is float
// CHECK: float  mul (mul + sigmoid): the model does not quantize both its operands and its result
// CHECK: float  y (quantize): what is on its other side is float
func.func @net(%x: tensor<4xi8> {graph.name = "x"}, %b: tensor<4xf32> {graph.name = "b"}) -> (tensor<4xi8> {graph.name = "y"}) {
  %0 = graph.dequantize %x scale [0.5] zero [-7] : (tensor<4xi8>) -> tensor<4xf32>
  %1 = graph.mul %0, %b : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %2 = graph.sigmoid %1 : (tensor<4xf32>) -> tensor<4xf32>
  %3 = graph.quantize %2 scale [0.0039] zero [-128] : (tensor<4xf32>) -> tensor<4xi8>
  return %3 : tensor<4xi8>
}
