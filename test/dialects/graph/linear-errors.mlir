// RUN: pelemay-opt %s -split-input-file -verify-diagnostics

// Convolutions and products: each function is named after the constraint that it breaks.

func.func @conv_c1_rank(%x: tensor<4x4x2xf32>, %w: tensor<2x3x3x2xf32>) {
  // expected-error @+2 {{graph.conv needs an input and weights of rank 4, but got 'tensor<4x4x2xf32>' and 'tensor<2x3x3x2xf32>' (C1)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.conv %x, %w stride [1, 1] pad [0, 0, 0, 0] : (tensor<4x4x2xf32>, tensor<2x3x3x2xf32>) -> tensor<1x2x2x2xf32>
  return
}

// -----

func.func @conv_c1_weights(%x: tensor<1x4x4x2xf32>, %w: tensor<2x9x2xf32>) {
  // expected-error @+2 {{graph.conv needs an input and weights of rank 4, but got 'tensor<1x4x4x2xf32>' and 'tensor<2x9x2xf32>' (C1)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.conv %x, %w stride [1, 1] pad [0, 0, 0, 0] : (tensor<1x4x4x2xf32>, tensor<2x9x2xf32>) -> tensor<1x2x2x2xf32>
  return
}

// -----

func.func @conv_c1_strides(%x: tensor<1x4x4x2xf32>, %w: tensor<2x3x3x2xf32>) {
  // expected-error @+2 {{graph.conv needs 2 window sizes, 2 strides, 2 dilations and 4 pads (C1)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.conv %x, %w stride [1] pad [0, 0, 0, 0] : (tensor<1x4x4x2xf32>, tensor<2x3x3x2xf32>) -> tensor<1x2x2x2xf32>
  return
}

// -----

func.func @conv_c1_no_strides(%x: tensor<1x4x4x2xf32>, %w: tensor<2x3x3x2xf32>) {
  // expected-error @+2 {{graph.conv needs 2 window sizes, 2 strides, 2 dilations and 4 pads (C1)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.conv %x, %w stride [] pad [0, 0, 0, 0] : (tensor<1x4x4x2xf32>, tensor<2x3x3x2xf32>) -> tensor<1x2x2x2xf32>
  return
}

// -----

func.func @conv_c1_pads(%x: tensor<1x4x4x2xf32>, %w: tensor<2x3x3x2xf32>) {
  // expected-error @+2 {{graph.conv needs 2 window sizes, 2 strides, 2 dilations and 4 pads (C1)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.conv %x, %w stride [1, 1] pad [0, 0] : (tensor<1x4x4x2xf32>, tensor<2x3x3x2xf32>) -> tensor<1x2x2x2xf32>
  return
}

// -----

func.func @conv_c1_dilations(%x: tensor<1x4x4x2xf32>, %w: tensor<2x3x3x2xf32>) {
  // expected-error @+2 {{graph.conv needs 2 window sizes, 2 strides, 2 dilations and 4 pads (C1)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.conv %x, %w stride [1, 1] pad [0, 0, 0, 0] dilation [1, 1, 1] : (tensor<1x4x4x2xf32>, tensor<2x3x3x2xf32>) -> tensor<1x2x2x2xf32>
  return
}

// -----

func.func @conv_c1_unknown(%x: tensor<1x?x4x2xf32>, %w: tensor<2x3x3x2xf32>) {
  // expected-error @+2 {{graph.conv needs a known size of at most 2^40 for axis 0, but got 'tensor<1x?x4x2xf32>' (C1)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.conv %x, %w stride [1, 1] pad [0, 0, 0, 0] : (tensor<1x?x4x2xf32>, tensor<2x3x3x2xf32>) -> tensor<1x2x2x2xf32>
  return
}

// -----

// Sizes are bounded before they are summed with pads.
func.func @conv_c1_huge(%x: tensor<1x4x9223372036854775807x2xf32>, %w: tensor<2x3x3x2xf32>) {
  // expected-error @+2 {{graph.conv needs a known size of at most 2^40 for axis 1, but got 'tensor<1x4x9223372036854775807x2xf32>' (C1)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.conv %x, %w stride [1, 1] pad [1, 1, 1, 1] : (tensor<1x4x9223372036854775807x2xf32>, tensor<2x3x3x2xf32>) -> tensor<1x2x2x2xf32>
  return
}

// -----

func.func @conv_c2_stride(%x: tensor<1x4x4x2xf32>, %w: tensor<2x3x3x2xf32>) {
  // expected-error @+2 {{graph.conv needs positive strides, but got 0 for axis 1 (C2)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.conv %x, %w stride [1, 0] pad [0, 0, 0, 0] : (tensor<1x4x4x2xf32>, tensor<2x3x3x2xf32>) -> tensor<1x2x2x2xf32>
  return
}

// -----

func.func @conv_c2_stride_negative(%x: tensor<1x4x4x2xf32>, %w: tensor<2x3x3x2xf32>) {
  // expected-error @+2 {{graph.conv needs positive strides, but got -1 for axis 0 (C2)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.conv %x, %w stride [-1, 1] pad [0, 0, 0, 0] : (tensor<1x4x4x2xf32>, tensor<2x3x3x2xf32>) -> tensor<1x2x2x2xf32>
  return
}

// -----

func.func @conv_c2_dilation(%x: tensor<1x4x4x2xf32>, %w: tensor<2x3x3x2xf32>) {
  // expected-error @+2 {{graph.conv needs positive dilations, but got -1 for axis 0 (C2)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.conv %x, %w stride [1, 1] pad [0, 0, 0, 0] dilation [-1, 1] : (tensor<1x4x4x2xf32>, tensor<2x3x3x2xf32>) -> tensor<1x2x2x2xf32>
  return
}

// -----

func.func @conv_c2_dilation_huge(%x: tensor<1x4x4x2xf32>, %w: tensor<2x3x3x2xf32>) {
  // expected-error @+2 {{graph.conv needs positive dilations, but got 9223372036854775807 for axis 1 (C2)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.conv %x, %w stride [1, 1] pad [0, 0, 0, 0] dilation [1, 9223372036854775807] : (tensor<1x4x4x2xf32>, tensor<2x3x3x2xf32>) -> tensor<1x2x2x2xf32>
  return
}

// -----

func.func @conv_c2_pad(%x: tensor<1x4x4x2xf32>, %w: tensor<2x3x3x2xf32>) {
  // expected-error @+2 {{graph.conv needs pads that are not negative, but got 0 and -1 for axis 0 (C2)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.conv %x, %w stride [1, 1] pad [0, 0, -1, 0] : (tensor<1x4x4x2xf32>, tensor<2x3x3x2xf32>) -> tensor<1x2x2x2xf32>
  return
}

// -----

// 2^40 is the most that a pad may be; beyond it sums could overflow.
func.func @conv_c2_pad_huge(%x: tensor<1x4x4x2xf32>, %w: tensor<2x3x3x2xf32>) {
  // expected-error @+2 {{graph.conv needs pads that are not negative, but got 9223372036854775807 and 9223372036854775807 for axis 1 (C2)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.conv %x, %w stride [1, 1] pad [0, 9223372036854775807, 0, 9223372036854775807] : (tensor<1x4x4x2xf32>, tensor<2x3x3x2xf32>) -> tensor<1x2x2x2xf32>
  return
}

// -----

func.func @conv_c2_window(%x: tensor<1x4x4x2xf32>, %w: tensor<2x0x3x2xf32>) {
  // expected-error @+2 {{graph.conv needs positive window sizes, but got 0 for axis 0 (C2)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.conv %x, %w stride [1, 1] pad [0, 0, 0, 0] : (tensor<1x4x4x2xf32>, tensor<2x0x3x2xf32>) -> tensor<1x2x2x2xf32>
  return
}

// -----

func.func @conv_c2_groups(%x: tensor<1x4x4x2xf32>, %w: tensor<2x3x3x2xf32>) {
  // expected-error @+2 {{graph.conv needs a positive number of groups, but got 0 (C2)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.conv %x, %w stride [1, 1] pad [0, 0, 0, 0] groups 0 : (tensor<1x4x4x2xf32>, tensor<2x3x3x2xf32>) -> tensor<1x2x2x2xf32>
  return
}

// -----

func.func @conv_c2_groups_negative(%x: tensor<1x4x4x2xf32>, %w: tensor<2x3x3x2xf32>) {
  // expected-error @+2 {{graph.conv needs a positive number of groups, but got -2 (C2)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.conv %x, %w stride [1, 1] pad [0, 0, 0, 0] groups -2 : (tensor<1x4x4x2xf32>, tensor<2x3x3x2xf32>) -> tensor<1x2x2x2xf32>
  return
}

// -----

func.func @conv_c3_channels(%x: tensor<1x4x4x2xf32>, %w: tensor<2x3x3x1xf32>) {
  // expected-error @+2 {{graph.conv needs weights with 2 / 1 input channels and a multiple of 1 output channels, but got 'tensor<2x3x3x1xf32>' (C3)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.conv %x, %w stride [1, 1] pad [0, 0, 0, 0] : (tensor<1x4x4x2xf32>, tensor<2x3x3x1xf32>) -> tensor<1x2x2x2xf32>
  return
}

// -----

func.func @conv_c3_groups(%x: tensor<1x4x4x2xf32>, %w: tensor<2x3x3x2xf32>) {
  // expected-error @+2 {{graph.conv needs weights with 2 / 3 input channels and a multiple of 3 output channels, but got 'tensor<2x3x3x2xf32>' (C3)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.conv %x, %w stride [1, 1] pad [0, 0, 0, 0] groups 3 : (tensor<1x4x4x2xf32>, tensor<2x3x3x2xf32>) -> tensor<1x2x2x2xf32>
  return
}

// -----

func.func @conv_c3_filters(%x: tensor<1x4x4x2xf32>, %w: tensor<3x3x3x1xf32>) {
  // expected-error @+2 {{graph.conv needs weights with 2 / 2 input channels and a multiple of 2 output channels, but got 'tensor<3x3x3x1xf32>' (C3)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.conv %x, %w stride [1, 1] pad [0, 0, 0, 0] groups 2 : (tensor<1x4x4x2xf32>, tensor<3x3x3x1xf32>) -> tensor<1x2x2x2xf32>
  return
}

// -----

func.func @conv_c4(%x: tensor<1x4x4x2xf32>, %w: tensor<2x5x3x2xf32>) {
  // expected-error @+2 {{graph.conv needs a window that fits into the padded input, but a window of 5 with dilation 1 meets 4 + 0 + 0 elements on axis 0 (C4)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.conv %x, %w stride [1, 1] pad [0, 0, 0, 0] : (tensor<1x4x4x2xf32>, tensor<2x5x3x2xf32>) -> tensor<1x2x2x2xf32>
  return
}

// -----

func.func @conv_c4_dilated(%x: tensor<1x4x4x2xf32>, %w: tensor<2x3x3x2xf32>) {
  // expected-error @+2 {{graph.conv needs a window that fits into the padded input, but a window of 3 with dilation 3 meets 4 + 1 + 1 elements on axis 1 (C4)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.conv %x, %w stride [1, 1] pad [0, 1, 0, 1] dilation [1, 3] : (tensor<1x4x4x2xf32>, tensor<2x3x3x2xf32>) -> tensor<1x2x2x2xf32>
  return
}

// -----

func.func @conv_c4_overflow(%x: tensor<1x4x4x2xf32>, %w: tensor<2x3x3x2xf32>) {
  // expected-error @+2 {{graph.conv needs a window that fits into the padded input, but a window of 3 with dilation 1099511627776 meets 4 + 1099511627776 + 0 elements on axis 0 (C4)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.conv %x, %w stride [1, 1] pad [1099511627776, 0, 0, 0] dilation [1099511627776, 1] : (tensor<1x4x4x2xf32>, tensor<2x3x3x2xf32>) -> tensor<1x2x2x2xf32>
  return
}

// -----

func.func @conv_c5_length(%x: tensor<1x4x4x2xf32>, %w: tensor<2x3x3x2xf32>, %b: tensor<3xf32>) {
  // expected-error @+2 {{graph.conv needs a bias of 2 values of type 'f32', but got 'tensor<3xf32>' (C5)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.conv %x, %w, %b stride [1, 1] pad [0, 0, 0, 0] : (tensor<1x4x4x2xf32>, tensor<2x3x3x2xf32>, tensor<3xf32>) -> tensor<1x2x2x2xf32>
  return
}

// -----

func.func @conv_c5_rank(%x: tensor<1x4x4x2xf32>, %w: tensor<2x3x3x2xf32>, %b: tensor<1x2xf32>) {
  // expected-error @+2 {{graph.conv needs a bias of 2 values of type 'f32', but got 'tensor<1x2xf32>' (C5)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.conv %x, %w, %b stride [1, 1] pad [0, 0, 0, 0] : (tensor<1x4x4x2xf32>, tensor<2x3x3x2xf32>, tensor<1x2xf32>) -> tensor<1x2x2x2xf32>
  return
}

// -----

func.func @conv_c5_type(%x: tensor<1x4x4x2xi8>, %w: tensor<2x3x3x2xi8>, %b: tensor<2xi8>) {
  // expected-error @+2 {{graph.conv needs a bias of 2 values of type 'i32', but got 'tensor<2xi8>' (C5)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.conv %x, %w, %b stride [1, 1] pad [0, 0, 0, 0] : (tensor<1x4x4x2xi8>, tensor<2x3x3x2xi8>, tensor<2xi8>) -> tensor<1x2x2x2xf32>
  return
}

// -----

func.func @conv_c6_mixed(%x: tensor<1x4x4x2xf32>, %w: tensor<2x3x3x2xi8>) {
  // expected-error @+2 {{graph.conv needs f32 or 8-bit integers, but got 'f32' and 'i8' (C6)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.conv %x, %w stride [1, 1] pad [0, 0, 0, 0] : (tensor<1x4x4x2xf32>, tensor<2x3x3x2xi8>) -> tensor<1x2x2x2xf32>
  return
}

// -----

func.func @conv_c6_wide(%x: tensor<1x4x4x2xi16>, %w: tensor<2x3x3x2xi16>) {
  // expected-error @+2 {{graph.conv needs f32 or 8-bit integers, but got 'i16' and 'i16' (C6)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.conv %x, %w stride [1, 1] pad [0, 0, 0, 0] : (tensor<1x4x4x2xi16>, tensor<2x3x3x2xi16>) -> tensor<1x2x2x2xf32>
  return
}

// -----

func.func @conv_c6_double(%x: tensor<1x4x4x2xf64>, %w: tensor<2x3x3x2xf64>) {
  // expected-error @+2 {{graph.conv needs f32 or 8-bit integers, but got 'f64' and 'f64' (C6)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.conv %x, %w stride [1, 1] pad [0, 0, 0, 0] : (tensor<1x4x4x2xf64>, tensor<2x3x3x2xf64>) -> tensor<1x2x2x2xf32>
  return
}

// -----

func.func @conv_c6_fill_float(%x: tensor<1x4x4x2xf32>, %w: tensor<2x3x3x2xf32>) {
  // expected-error @below {{needs a fill that is a value of 'f32' (0 for floats), but got 1 (C6)}}
  %0 = graph.conv %x, %w stride [1, 1] pad [0, 0, 0, 0] fill 1 : (tensor<1x4x4x2xf32>, tensor<2x3x3x2xf32>) -> tensor<1x2x2x2xf32>
  return
}

// -----

func.func @conv_c6_fill_signed(%x: tensor<1x4x4x2xi8>, %w: tensor<2x3x3x2xi8>) {
  // expected-error @below {{needs a fill that is a value of 'i8' (0 for floats), but got 128 (C6)}}
  %0 = graph.conv %x, %w stride [1, 1] pad [0, 0, 0, 0] fill 128 : (tensor<1x4x4x2xi8>, tensor<2x3x3x2xi8>) -> tensor<1x2x2x2xi32>
  return
}

// -----

func.func @conv_c6_fill_unsigned(%x: tensor<1x4x4x2xui8>, %w: tensor<2x3x3x2xi8>) {
  // expected-error @below {{needs a fill that is a value of 'ui8' (0 for floats), but got -1 (C6)}}
  %0 = graph.conv %x, %w stride [1, 1] pad [0, 0, 0, 0] fill -1 : (tensor<1x4x4x2xui8>, tensor<2x3x3x2xi8>) -> tensor<1x2x2x2xi32>
  return
}

// -----

func.func @conv_c7_groups(%x: tensor<1x4x4x4xf32>, %w: tensor<2x3x3x2xf32>) {
  // expected-error @+2 {{graph.conv needs 1 group to read planes, but got 2 (C7)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.conv %x, %w stride [1, 1] pad [0, 0, 0, 0] groups 2 planar : (tensor<1x4x4x4xf32>, tensor<2x3x3x2xf32>) -> tensor<1x2x2x2xf32>
  return
}

// -----

// Channels are where planes are: two of them here, not four.
func.func @conv_c3_planar(%x: tensor<1x2x4x4xf32>, %w: tensor<2x3x3x4xf32>) {
  // expected-error @+2 {{graph.conv needs weights with 2 / 1 input channels and a multiple of 1 output channels, but got 'tensor<2x3x3x4xf32>' (C3)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.conv %x, %w stride [1, 1] pad [0, 0, 0, 0] planar : (tensor<1x2x4x4xf32>, tensor<2x3x3x4xf32>) -> tensor<1x2x2x2xf32>
  return
}

// -----

func.func @conv_result(%x: tensor<1x4x4x2xf32>, %w: tensor<2x3x3x2xf32>) {
  // expected-error @+2 {{inferred type(s) 'tensor<1x2x2x2xf32>' are incompatible with return type(s) of operation 'tensor<1x3x2x2xf32>'}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.conv %x, %w stride [1, 1] pad [0, 0, 0, 0] : (tensor<1x4x4x2xf32>, tensor<2x3x3x2xf32>) -> tensor<1x3x2x2xf32>
  return
}

// -----

func.func @linear_c1_rank(%a: tensor<8xf32>, %b: tensor<3x8xf32>) {
  // expected-error @+2 {{graph.linear needs matrices [M, K] and [N, K], but got 'tensor<8xf32>' and 'tensor<3x8xf32>' (C1)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.linear %a, %b : (tensor<8xf32>, tensor<3x8xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @linear_c1_inner(%a: tensor<2x8xf32>, %b: tensor<8x3xf32>) {
  // expected-error @+2 {{graph.linear needs matrices [M, K] and [N, K], but got 'tensor<2x8xf32>' and 'tensor<8x3xf32>' (C1)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.linear %a, %b : (tensor<2x8xf32>, tensor<8x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @linear_c2(%a: tensor<2x8xf32>, %b: tensor<3x8xf32>, %c: tensor<1xf32>) {
  // expected-error @+2 {{graph.linear needs a bias of 3 values of type 'f32', but got 'tensor<1xf32>' (C2)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.linear %a, %b, %c : (tensor<2x8xf32>, tensor<3x8xf32>, tensor<1xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @linear_c3(%a: tensor<2x8xi8>, %b: tensor<3x8xi32>) {
  // expected-error @+2 {{graph.linear needs f32 or 8-bit integers, but got 'i8' and 'i32' (C3)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.linear %a, %b : (tensor<2x8xi8>, tensor<3x8xi32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @matmul_c1_rank(%a: tensor<1x2x8xf32>, %b: tensor<8x3xf32>) {
  // expected-error @+2 {{graph.matmul needs matrices [M, K] and [K, N], but got 'tensor<1x2x8xf32>' and 'tensor<8x3xf32>' (C1)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.matmul %a, %b : (tensor<1x2x8xf32>, tensor<8x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @matmul_c1_inner(%a: tensor<2x8xf32>, %b: tensor<3x8xf32>) {
  // expected-error @+2 {{graph.matmul needs matrices [M, K] and [K, N], but got 'tensor<2x8xf32>' and 'tensor<3x8xf32>' (C1)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.matmul %a, %b : (tensor<2x8xf32>, tensor<3x8xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @matmul_c2(%a: tensor<2x8xf16>, %b: tensor<8x3xf16>) {
  // expected-error @+2 {{graph.matmul needs f32 or 8-bit integers, but got 'f16' and 'f16' (C2)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.matmul %a, %b : (tensor<2x8xf16>, tensor<8x3xf16>) -> tensor<2x3xf32>
  return
}
