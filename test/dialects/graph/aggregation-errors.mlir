// RUN: pelemay-opt %s -split-input-file -verify-diagnostics

// Reductions: each function is named after the constraint that it breaks.

func.func @reduce_max_c1_range(%x: tensor<2x3xf32>) {
  // expected-error @+2 {{graph.reduce_max needs ascending axes of 'tensor<2x3xf32>' without gaps, but got axis 2 (C1)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.reduce_max %x axes [2] : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @reduce_max_c1_negative(%x: tensor<2x3xf32>) {
  // expected-error @+2 {{graph.reduce_max needs ascending axes of 'tensor<2x3xf32>' without gaps, but got axis -1 (C1)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.reduce_max %x axes [-1] : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @reduce_max_c1_extreme(%x: tensor<2x3xf32>) {
  // expected-error @+2 {{graph.reduce_max needs ascending axes of 'tensor<2x3xf32>' without gaps, but got axis 9223372036854775807 (C1)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.reduce_max %x axes [0, 9223372036854775807] : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @reduce_sum_c1_gap(%x: tensor<2x3x4xf32>) {
  // expected-error @+2 {{graph.reduce_sum needs ascending axes of 'tensor<2x3x4xf32>' without gaps, but got axis 2 (C1)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.reduce_sum %x axes [0, 2] : (tensor<2x3x4xf32>) -> tensor<3xf32>
  return
}

// -----

func.func @reduce_sum_c1_order(%x: tensor<2x3x4xf32>) {
  // expected-error @+2 {{graph.reduce_sum needs ascending axes of 'tensor<2x3x4xf32>' without gaps, but got axis 0 (C1)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.reduce_sum %x axes [1, 0] : (tensor<2x3x4xf32>) -> tensor<4xf32>
  return
}

// -----

func.func @reduce_sum_c1_twice(%x: tensor<2x3x4xf32>) {
  // expected-error @+2 {{graph.reduce_sum needs ascending axes of 'tensor<2x3x4xf32>' without gaps, but got axis 1 (C1)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.reduce_sum %x axes [1, 1] : (tensor<2x3x4xf32>) -> tensor<2x4xf32>
  return
}

// -----

func.func @reduce_max_c1_scalar(%x: tensor<f32>) {
  // expected-error @+2 {{graph.reduce_max needs ascending axes of 'tensor<f32>' without gaps, but got axis 0 (C1)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.reduce_max %x axes [0] : (tensor<f32>) -> tensor<f32>
  return
}

// -----

func.func @reduce_max_c2(%x: tensor<2x0xf32>) {
  // expected-error @+2 {{graph.reduce_max needs at least one element along axis 1 (C2)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.reduce_max %x axes [1] : (tensor<2x0xf32>) -> tensor<2xf32>
  return
}

// -----

func.func @reduce_sum_c2_unknown(%x: tensor<?x3xf32>) {
  // expected-error @+2 {{graph.reduce_sum needs at least one element along axis 0 (C2)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.reduce_sum %x axes [0] : (tensor<?x3xf32>) -> tensor<3xf32>
  return
}

// -----

func.func @reduce_min_c1_range(%x: tensor<2x3xf32>) {
  // expected-error @+2 {{graph.reduce_min needs ascending axes of 'tensor<2x3xf32>' without gaps, but got axis 2 (C1)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.reduce_min %x axes [2] : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @reduce_prod_c1_range(%x: tensor<2x3xf32>) {
  // expected-error @+2 {{graph.reduce_prod needs ascending axes of 'tensor<2x3xf32>' without gaps, but got axis 2 (C1)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.reduce_prod %x axes [2] : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @reduce_mean_c1_range(%x: tensor<2x3xf32>) {
  // expected-error @+2 {{graph.reduce_mean needs ascending axes of 'tensor<2x3xf32>' without gaps, but got axis 2 (C1)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.reduce_mean %x axes [2] : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @reduce_mean_c3(%x: tensor<2x3xi32>) {
  // expected-error @+2 {{graph.reduce_mean needs elements of type f32, but got 'tensor<2x3xi32>' (C3)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.reduce_mean %x axes [1] : (tensor<2x3xi32>) -> tensor<2xi32>
  return
}
