// RUN: pelemay-opt %s -split-input-file -verify-diagnostics

// Softmax: each function is named after the constraint that it breaks.

func.func @softmax_c1_range(%x: tensor<2x3xf32>) {
  // expected-error @+2 {{graph.softmax needs an axis of 'tensor<2x3xf32>', but got 2 (C1)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.softmax %x axis 2 : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

// Frontends count from 0 before they make the op.
func.func @softmax_c1_negative(%x: tensor<2x3xf32>) {
  // expected-error @+2 {{graph.softmax needs an axis of 'tensor<2x3xf32>', but got -1 (C1)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.softmax %x axis -1 : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @softmax_c1_extreme(%x: tensor<2x3xf32>) {
  // expected-error @+2 {{graph.softmax needs an axis of 'tensor<2x3xf32>', but got -9223372036854775808 (C1)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.softmax %x axis -9223372036854775808 : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @softmax_c1_scalar(%x: tensor<f32>) {
  // expected-error @+2 {{graph.softmax needs an axis of 'tensor<f32>', but got 0 (C1)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.softmax %x axis 0 : (tensor<f32>) -> tensor<f32>
  return
}

// -----

func.func @softmax_c2(%x: tensor<2x3xi8>) {
  // expected-error @+2 {{graph.softmax needs f32, but got 'i8' (C2)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.softmax %x axis 0 : (tensor<2x3xi8>) -> tensor<2x3xi8>
  return
}
