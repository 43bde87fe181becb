// RUN: pelemay-opt %s -split-input-file -verify-diagnostics

// Pools: each function is named after the constraint that it breaks.

func.func @max_pool_c1_rank(%x: tensor<4x4xf32>) {
  // expected-error @+2 {{graph.max_pool needs an input of rank 4 (N, H, W, C) (C1), but got 'tensor<4x4xf32>'}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.max_pool %x window [2, 2] stride [2, 2] pad [0, 0, 0, 0] : (tensor<4x4xf32>) -> tensor<1x2x2x2xf32>
  return
}

// -----

func.func @max_pool_c1_lengths(%x: tensor<1x4x4x2xf32>) {
  // expected-error @+2 {{graph.max_pool needs 2 window sizes, 2 strides, 2 dilations and 4 pads (C1)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.max_pool %x window [2] stride [2, 2] pad [0, 0, 0, 0] : (tensor<1x4x4x2xf32>) -> tensor<1x2x2x2xf32>
  return
}

// -----

func.func @max_pool_c1_empty(%x: tensor<1x4x4x2xf32>) {
  // expected-error @+2 {{graph.max_pool needs 2 window sizes, 2 strides, 2 dilations and 4 pads (C1)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.max_pool %x window [] stride [] pad [] : (tensor<1x4x4x2xf32>) -> tensor<1x2x2x2xf32>
  return
}

// -----

func.func @max_pool_c2_window(%x: tensor<1x4x4x2xf32>) {
  // expected-error @+2 {{graph.max_pool needs positive window sizes, but got 0 for axis 0 (C2)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.max_pool %x window [0, 2] stride [2, 2] pad [0, 0, 0, 0] : (tensor<1x4x4x2xf32>) -> tensor<1x2x2x2xf32>
  return
}

// -----

func.func @max_pool_c2_window_huge(%x: tensor<1x4x4x2xf32>) {
  // expected-error @+2 {{graph.max_pool needs positive window sizes, but got 9223372036854775807 for axis 1 (C2)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.max_pool %x window [2, 9223372036854775807] stride [2, 2] pad [0, 0, 0, 0] : (tensor<1x4x4x2xf32>) -> tensor<1x2x2x2xf32>
  return
}

// -----

func.func @max_pool_c2_stride(%x: tensor<1x4x4x2xf32>) {
  // expected-error @+2 {{graph.max_pool needs positive strides, but got 0 for axis 0 (C2)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.max_pool %x window [2, 2] stride [0, 2] pad [0, 0, 0, 0] : (tensor<1x4x4x2xf32>) -> tensor<1x2x2x2xf32>
  return
}

// -----

func.func @max_pool_c2_dilation(%x: tensor<1x4x4x2xf32>) {
  // expected-error @+2 {{graph.max_pool needs positive dilations, but got 0 for axis 1 (C2)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.max_pool %x window [2, 2] stride [2, 2] pad [0, 0, 0, 0] dilation [1, 0] : (tensor<1x4x4x2xf32>) -> tensor<1x2x2x2xf32>
  return
}

// -----

func.func @max_pool_c2_pad(%x: tensor<1x4x4x2xf32>) {
  // expected-error @+2 {{graph.max_pool needs pads that are not negative, but got -1 and 1 for axis 0 (C2)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.max_pool %x window [2, 2] stride [2, 2] pad [-1, 0, 1, 0] : (tensor<1x4x4x2xf32>) -> tensor<1x2x2x2xf32>
  return
}

// -----

func.func @max_pool_c3_before(%x: tensor<1x4x4x2xf32>) {
  // expected-error @+2 {{graph.max_pool needs pads smaller than the window, but got 2 and 0 for a window of 2 on axis 0 (C3)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.max_pool %x window [2, 2] stride [2, 2] pad [2, 0, 0, 0] : (tensor<1x4x4x2xf32>) -> tensor<1x2x2x2xf32>
  return
}

// -----

// A dilated window spans more: 3 elements here.
func.func @max_pool_c3_after(%x: tensor<1x4x4x2xf32>) {
  // expected-error @+2 {{graph.max_pool needs pads smaller than the window, but got 0 and 3 for a window of 3 on axis 1 (C3)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.max_pool %x window [2, 2] stride [2, 2] pad [0, 0, 0, 3] dilation [1, 2] : (tensor<1x4x4x2xf32>) -> tensor<1x2x2x2xf32>
  return
}

// -----

func.func @max_pool_c4(%x: tensor<1x4x4x2xf32>) {
  // expected-error @+2 {{graph.max_pool needs a window that fits into the padded input, but a window of 5 with dilation 1 meets 4 + 0 + 0 elements on axis 1 (C4)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.max_pool %x window [2, 5] stride [2, 2] pad [0, 0, 0, 0] : (tensor<1x4x4x2xf32>) -> tensor<1x2x2x2xf32>
  return
}

// -----

// The window spans 2^63 elements, one more than can be counted.
func.func @max_pool_c4_span(%x: tensor<1x4x4x2xf32>) {
  // expected-error @+2 {{graph.max_pool needs a window that fits into the padded input, but a window of 60247241210 with dilation 153092023 meets 4 + 0 + 0 elements on axis 0 (C4)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.max_pool %x window [60247241210, 1] stride [2, 2] pad [0, 0, 0, 0] dilation [153092023, 1] : (tensor<1x4x4x2xf32>) -> tensor<1x2x2x2xf32>
  return
}

// -----

func.func @average_pool_c4(%x: tensor<1x4x4x2xf32>) {
  // expected-error @+2 {{graph.average_pool needs a window that fits into the padded input, but a window of 5 with dilation 1 meets 4 + 0 + 0 elements on axis 0 (C4)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.average_pool %x window [5, 1] stride [2, 2] pad [0, 0, 0, 0] : (tensor<1x4x4x2xf32>) -> tensor<1x2x2x2xf32>
  return
}

// -----

func.func @average_pool_c5(%x: tensor<1x4x4x2xi8>) {
  // expected-error @+2 {{graph.average_pool needs f32, but got 'i8' (C5)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.average_pool %x window [2, 2] stride [2, 2] pad [0, 0, 0, 0] : (tensor<1x4x4x2xi8>) -> tensor<1x2x2x2xi8>
  return
}

// -----

func.func @sum_pool_c5_type(%x: tensor<1x4x4x2xf32>) {
  // expected-error @+2 {{graph.sum_pool needs 8-bit integers, but got 'f32' (C5)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.sum_pool %x window [2, 2] stride [2, 2] pad [0, 0, 0, 0] : (tensor<1x4x4x2xf32>) -> tensor<1x2x2x2xf32>
  return
}

// -----

func.func @sum_pool_c5_window(%x: tensor<1x4096x4096x1xi8>) {
  // expected-error @+2 {{graph.sum_pool needs a window of at most 2^23 elements (C5)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.sum_pool %x window [4096, 4096] stride [2, 2] pad [0, 0, 0, 0] : (tensor<1x4096x4096x1xi8>) -> tensor<1x1x1x1xi32>
  return
}

// -----

// The product of the window's sizes does not fit into 64 bits.
func.func @sum_pool_c5_product(%x: tensor<1x4x4x2xi8>) {
  // expected-error @+2 {{graph.sum_pool needs a window of at most 2^23 elements (C5)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.sum_pool %x window [9223372036854775807, 9223372036854775807] stride [2, 2] pad [0, 0, 0, 0] : (tensor<1x4x4x2xi8>) -> tensor<1x2x2x2xf32>
  return
}

// -----

func.func @sum_pool_c3(%x: tensor<1x4x4x2xi8>) {
  // expected-error @+2 {{graph.sum_pool needs pads smaller than the window, but got 2 and 0 for a window of 2 on axis 0 (C3)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.sum_pool %x window [2, 2] stride [2, 2] pad [2, 0, 0, 0] : (tensor<1x4x4x2xi8>) -> tensor<1x3x2x2xi32>
  return
}

// -----

// Padding counts towards the sum, so it is bounded as the elements are.
func.func @sum_pool_c5_fill(%x: tensor<1x4x4x2xi8>) {
  // expected-error @below {{needs a fill that is a value of 'i8', but got 9223372036854775807 (C5)}}
  %0 = graph.sum_pool %x window [2, 2] stride [2, 2] pad [0, 0, 0, 0] fill 9223372036854775807 : (tensor<1x4x4x2xi8>) -> tensor<1x2x2x2xi32>
  return
}

// -----

func.func @sum_pool_c5_fill_unsigned(%x: tensor<1x4x4x2xui8>) {
  // expected-error @below {{needs a fill that is a value of 'ui8', but got -1 (C5)}}
  %0 = graph.sum_pool %x window [2, 2] stride [2, 2] pad [0, 0, 0, 0] fill -1 : (tensor<1x4x4x2xui8>) -> tensor<1x2x2x2xi32>
  return
}
