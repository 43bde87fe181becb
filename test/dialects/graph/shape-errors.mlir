// RUN: pelemay-opt %s -split-input-file -verify-diagnostics

// Views and moves: each function is named after the constraint that it breaks.

func.func @reshape_c1_number(%x: tensor<6xf32>) {
  // expected-error @below {{needs two shapes with the same elements, but got 'tensor<6xf32>' and 'tensor<4xf32>' (C1)}}
  %0 = graph.reshape %x : (tensor<6xf32>) -> tensor<4xf32>
  return
}

// -----

func.func @reshape_c1_type(%x: tensor<6xf32>) {
  // expected-error @below {{needs two shapes with the same elements, but got 'tensor<6xf32>' and 'tensor<6xi32>' (C1)}}
  %0 = graph.reshape %x : (tensor<6xf32>) -> tensor<6xi32>
  return
}

// -----

func.func @reshape_c1_unknown(%x: tensor<?xf32>) {
  // expected-error @below {{needs two shapes with the same elements, but got 'tensor<?xf32>' and 'tensor<?xf32>' (C1)}}
  %0 = graph.reshape %x : (tensor<?xf32>) -> tensor<?xf32>
  return
}

// -----

// 2^64 elements are not 0.
func.func @reshape_c1_overflow(%x: tensor<4294967296x4294967296xf32>) {
  // expected-error @below {{needs two shapes with the same elements, but got 'tensor<4294967296x4294967296xf32>' and 'tensor<0xf32>' (C1)}}
  %0 = graph.reshape %x : (tensor<4294967296x4294967296xf32>) -> tensor<0xf32>
  return
}

// -----

func.func @transpose_c1_length(%x: tensor<2x3xf32>) {
  // expected-error @+2 {{graph.transpose needs one entry an axis of 'tensor<2x3xf32>', but got 1 (C1)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.transpose %x perm [0] : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @transpose_c1_empty(%x: tensor<2x3xf32>) {
  // expected-error @+2 {{graph.transpose needs one entry an axis of 'tensor<2x3xf32>', but got 0 (C1)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.transpose %x perm [] : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @transpose_c1_range(%x: tensor<2x3xf32>) {
  // expected-error @+2 {{graph.transpose needs each axis of 'tensor<2x3xf32>' once, but perm holds 2 (C1)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.transpose %x perm [0, 2] : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @transpose_c1_negative(%x: tensor<2x3xf32>) {
  // expected-error @+2 {{graph.transpose needs each axis of 'tensor<2x3xf32>' once, but perm holds -1 (C1)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.transpose %x perm [0, -1] : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @transpose_c1_extreme(%x: tensor<2x3xf32>) {
  // expected-error @+2 {{graph.transpose needs each axis of 'tensor<2x3xf32>' once, but perm holds 9223372036854775807 (C1)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.transpose %x perm [9223372036854775807, 0] : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @transpose_c1_twice(%x: tensor<2x3xf32>) {
  // expected-error @+2 {{graph.transpose needs each axis of 'tensor<2x3xf32>' once, but perm holds 1 (C1)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.transpose %x perm [1, 1] : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}
