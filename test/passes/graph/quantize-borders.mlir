// RUN: pelemay-opt %s --split-input-file --graph-quantize-borders --verify-diagnostics | FileCheck %s

// An input that is only quantized is handed over quantized, an output that is dequantized as it is stored; what
// moves in between moves integers.
// CHECK-LABEL: @both
// CHECK-SAME:      (%arg0: tensor<1x2x3xi8> {graph.name = "image", graph.quant = #graph.quant<scale = 5.000000e-01 : f32, zero = -7>})
// CHECK-SAME:      -> (tensor<6xi8> {graph.quant = #graph.quant<scale = 2.500000e-01 : f32, zero = 3>})
// CHECK-NEXT:    %[[T:.*]] = graph.transpose %arg0 {{.*}} -> tensor<1x3x2xi8>
// CHECK-NEXT:    %[[V:.*]] = graph.reshape %arg0 {{.*}} -> tensor<1x3x2xi8>
// CHECK-NEXT:    %[[M:.*]] = graph.max %[[T]], %[[V]]
// CHECK-NEXT:    %[[R:.*]] = graph.reshape %[[M]] {{.*}} -> tensor<6xi8>
// CHECK-NEXT:    return %[[R]]
func.func @both(%x: tensor<1x2x3xf32> {graph.name = "image"}) -> tensor<6xf32> {
  %0 = graph.transpose %x perm [0, 2, 1] : (tensor<1x2x3xf32>) -> tensor<1x3x2xf32>
  %1 = graph.quantize %0 scale [0.5] zero [-7] : (tensor<1x3x2xf32>) -> tensor<1x3x2xi8>
  %2 = graph.reshape %x : (tensor<1x2x3xf32>) -> tensor<1x3x2xf32>
  %3 = graph.quantize %2 scale [0.5] zero [-7] : (tensor<1x3x2xf32>) -> tensor<1x3x2xi8>
  %4 = graph.max %1, %3 : (tensor<1x3x2xi8>, tensor<1x3x2xi8>) -> tensor<1x3x2xi8>
  %5 = graph.dequantize %4 scale [0.25] zero [3] : (tensor<1x3x2xi8>) -> tensor<1x3x2xf32>
  %6 = graph.reshape %5 : (tensor<1x3x2xf32>) -> tensor<6xf32>
  return %6 : tensor<6xf32>
}

// -----

// A second reader, or a second scale, keeps an input float; so does a result that no dequantization makes. A remark
// says so, and the report.
// CHECK-LABEL: @some
// CHECK-SAME:      (%arg0: tensor<2xf32>, %arg1: tensor<2xf32>, %arg2: tensor<2xi8>) -> (tensor<2xi8>, tensor<2xi8>, tensor<2xi8>, tensor<2xf32>, tensor<2xi8> {graph.quant = {{.*}}})
// CHECK: graph.quantize %arg0 {{.*}}graph.float = "the caller hands over floats: it is read besides its quantization"
func.func @some(
    // expected-remark @below {{stays float: it is read besides its quantization}}
    %x: tensor<2xf32>,
    // expected-remark @below {{stays float: it is quantized in more than one way}}
    %y: tensor<2xf32>,
    %z: tensor<2xi8>) -> (tensor<2xi8>, tensor<2xi8>, tensor<2xi8>, tensor<2xf32>, tensor<2xf32>) {
  %0 = graph.quantize %x scale [0.5] zero [-7] : (tensor<2xf32>) -> tensor<2xi8>
  // expected-remark @below {{this output stays float: it is not dequantized}}
  %1 = graph.relu %x : (tensor<2xf32>) -> tensor<2xf32>
  %2 = graph.quantize %y scale [0.5] zero [-7] : (tensor<2xf32>) -> tensor<2xi8>
  %3 = graph.quantize %y scale [0.25] zero [-7] : (tensor<2xf32>) -> tensor<2xi8>
  %4 = graph.dequantize %z scale [0.25] zero [3] : (tensor<2xi8>) -> tensor<2xf32>
  return %0, %2, %3, %1, %4 : tensor<2xi8>, tensor<2xi8>, tensor<2xi8>, tensor<2xf32>, tensor<2xf32>
}

// -----

// Integers already: nothing to do, and nothing to say.
// CHECK-LABEL: @integers
func.func @integers(%x: tensor<2xi8>) -> tensor<2xi8> {
  return %x : tensor<2xi8>
}

// -----

// Floats stay: --io=quantized changes nothing in a model without Q/DQ.
// expected-remark @below {{stays float: no quantization reads it}}
func.func @floats(%x: tensor<2xf32>) -> tensor<2xf32> {
  // expected-remark @below {{this output stays float: it is not dequantized}}
  %0 = graph.relu %x : (tensor<2xf32>) -> tensor<2xf32>
  return %0 : tensor<2xf32>
}
