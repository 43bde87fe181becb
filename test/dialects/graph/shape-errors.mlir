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

// -----

func.func @concat_c1_none() {
  // expected-error @+2 {{graph.concat needs tensors with an axis 0 (C1)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = "graph.concat"() {axis = 0 : i64} : () -> tensor<0xf32>
  return
}

// -----

func.func @concat_c1_range(%x: tensor<2x3xf32>) {
  // expected-error @+2 {{graph.concat needs tensors with an axis 2 (C1)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.concat %x, %x axis 2 : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @concat_c1_negative(%x: tensor<2x3xf32>) {
  // expected-error @+2 {{graph.concat needs tensors with an axis -1 (C1)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.concat %x, %x axis -1 : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x6xf32>
  return
}

// -----

func.func @concat_c1_scalar(%x: tensor<f32>) {
  // expected-error @+2 {{graph.concat needs tensors with an axis 0 (C1)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.concat %x axis 0 : (tensor<f32>) -> tensor<1xf32>
  return
}

// -----

func.func @concat_c2_type(%x: tensor<2x3xf32>, %y: tensor<2x3xi8>) {
  // expected-error @+2 {{graph.concat needs tensors that differ along axis 0 alone, but got 'tensor<2x3xf32>' and 'tensor<2x3xi8>' (C2)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.concat %x, %y axis 0 : (tensor<2x3xf32>, tensor<2x3xi8>) -> tensor<4x3xf32>
  return
}

// -----

func.func @concat_c2_rank(%x: tensor<2x3xf32>, %y: tensor<2xf32>) {
  // expected-error @+2 {{graph.concat needs tensors that differ along axis 0 alone, but got 'tensor<2x3xf32>' and 'tensor<2xf32>' (C2)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.concat %x, %y axis 0 : (tensor<2x3xf32>, tensor<2xf32>) -> tensor<4x3xf32>
  return
}

// -----

func.func @concat_c2_size(%x: tensor<2x3xf32>, %y: tensor<3x3xf32>) {
  // expected-error @+2 {{graph.concat needs tensors that differ along axis 1 alone, but got 'tensor<2x3xf32>' and 'tensor<3x3xf32>' (C2)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.concat %x, %x, %y axis 1 : (tensor<2x3xf32>, tensor<2x3xf32>, tensor<3x3xf32>) -> tensor<2x9xf32>
  return
}

// -----

func.func @concat_c2_overflow(%x: tensor<9223372036854775807xf32>) {
  // expected-error @+2 {{graph.concat needs tensors that differ along axis 0 alone, but got 'tensor<9223372036854775807xf32>' and 'tensor<9223372036854775807xf32>' (C2)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.concat %x, %x axis 0 : (tensor<9223372036854775807xf32>, tensor<9223372036854775807xf32>) -> tensor<1xf32>
  return
}

// -----

func.func @slice_c1_start(%x: tensor<2x3xf32>) {
  // expected-error @below {{needs a start and a step for each axis of 'tensor<2x3xf32>' and a result like it, but got 'tensor<2x3xf32>' (C1)}}
  %0 = graph.slice %x start [0] step [1, 1] : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @slice_c1_step(%x: tensor<2x3xf32>) {
  // expected-error @below {{needs a start and a step for each axis of 'tensor<2x3xf32>' and a result like it, but got 'tensor<2x3xf32>' (C1)}}
  %0 = graph.slice %x start [0, 0] step [] : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @slice_c1_rank(%x: tensor<2x3xf32>) {
  // expected-error @below {{needs a start and a step for each axis of 'tensor<2x3xf32>' and a result like it, but got 'tensor<2xf32>' (C1)}}
  %0 = graph.slice %x start [0, 0] step [1, 1] : (tensor<2x3xf32>) -> tensor<2xf32>
  return
}

// -----

func.func @slice_c1_type(%x: tensor<2x3xf32>) {
  // expected-error @below {{needs a start and a step for each axis of 'tensor<2x3xf32>' and a result like it, but got 'tensor<2x3xi32>' (C1)}}
  %0 = graph.slice %x start [0, 0] step [1, 1] : (tensor<2x3xf32>) -> tensor<2x3xi32>
  return
}

// -----

func.func @slice_c2_zero(%x: tensor<2x3xf32>) {
  // expected-error @below {{needs 1 elements along axis 1 from 0 by 0, but there are 3 (C2)}}
  %0 = graph.slice %x start [0, 0] step [1, 0] : (tensor<2x3xf32>) -> tensor<2x1xf32>
  return
}

// -----

func.func @slice_c2_first(%x: tensor<2x3xf32>) {
  // expected-error @below {{needs 1 elements along axis 1 from 3 by 1, but there are 3 (C2)}}
  %0 = graph.slice %x start [0, 3] step [1, 1] : (tensor<2x3xf32>) -> tensor<2x1xf32>
  return
}

// -----

func.func @slice_c2_negative(%x: tensor<2x3xf32>) {
  // expected-error @below {{needs 1 elements along axis 0 from -1 by 1, but there are 2 (C2)}}
  %0 = graph.slice %x start [-1, 0] step [1, 1] : (tensor<2x3xf32>) -> tensor<1x3xf32>
  return
}

// -----

func.func @slice_c2_last(%x: tensor<2x3xf32>) {
  // expected-error @below {{needs 2 elements along axis 1 from 1 by 2, but there are 3 (C2)}}
  %0 = graph.slice %x start [0, 1] step [1, 2] : (tensor<2x3xf32>) -> tensor<2x2xf32>
  return
}

// -----

func.func @slice_c2_in_front(%x: tensor<2x3xf32>) {
  // expected-error @below {{needs 3 elements along axis 0 from 1 by -1, but there are 2 (C2)}}
  %0 = graph.slice %x start [1, 0] step [-1, 1] : (tensor<2x3xf32>) -> tensor<3x3xf32>
  return
}

// -----

func.func @slice_c2_none(%x: tensor<2x3xf32>) {
  // expected-error @below {{needs 0 elements along axis 0 from 0 by 1, but there are 2 (C2)}}
  %0 = graph.slice %x start [0, 0] step [1, 1] : (tensor<2x3xf32>) -> tensor<0x3xf32>
  return
}

// -----

func.func @slice_c2_overflow(%x: tensor<2x3xf32>) {
  // expected-error @below {{needs 3 elements along axis 1 from 1 by 9223372036854775807, but there are 3 (C2)}}
  %0 = graph.slice %x start [0, 1] step [1, 9223372036854775807] : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @pad_c1_low(%x: tensor<2x3xf32>) {
  // expected-error @+2 {{graph.pad needs an entry for each axis of 'tensor<2x3xf32>', but got 1 and 2 (C1)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.pad %x low [0] high [0, 0] value 0.0 : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @pad_c1_high(%x: tensor<2x3xf32>) {
  // expected-error @+2 {{graph.pad needs an entry for each axis of 'tensor<2x3xf32>', but got 2 and 3 (C1)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.pad %x low [0, 0] high [0, 0, 0] value 0.0 : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @pad_c1_negative(%x: tensor<2x3xf32>) {
  // expected-error @+2 {{graph.pad needs pads that are not negative, but got 0 and -1 along axis 1 (C1)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.pad %x low [0, 0] high [0, -1] value 0.0 : (tensor<2x3xf32>) -> tensor<2x2xf32>
  return
}

// -----

func.func @pad_c1_overflow(%x: tensor<2x3xf32>) {
  // expected-error @+2 {{graph.pad needs pads that are not negative, but got 9223372036854775807 and 0 along axis 0 (C1)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.pad %x low [9223372036854775807, 0] high [0, 0] value 0.0 : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @pad_c2_fraction(%x: tensor<2xi8>) {
  // expected-error @below {{needs a value of type 'i8', but got 5.000000e-01 (C2)}}
  %0 = graph.pad %x low [0] high [0] value 0.5 : (tensor<2xi8>) -> tensor<2xi8>
  return
}

// -----

func.func @pad_c2_above(%x: tensor<2xi8>) {
  // expected-error @below {{needs a value of type 'i8', but got 1.280000e+02 (C2)}}
  %0 = graph.pad %x low [0] high [0] value 128.0 : (tensor<2xi8>) -> tensor<2xi8>
  return
}

// -----

func.func @pad_c2_below(%x: tensor<2xi8>) {
  // expected-error @below {{needs a value of type 'i8', but got -1.290000e+02 (C2)}}
  %0 = graph.pad %x low [0] high [0] value -129.0 : (tensor<2xi8>) -> tensor<2xi8>
  return
}

// -----

func.func @pad_c2_unsigned(%x: tensor<2xui8>) {
  // expected-error @below {{needs a value of type 'ui8', but got -1.000000e+00 (C2)}}
  %0 = graph.pad %x low [0] high [0] value -1.0 : (tensor<2xui8>) -> tensor<2xui8>
  return
}

// -----

func.func @pad_c2_nan(%x: tensor<2xui8>) {
  // expected-error @below {{needs a value of type 'ui8', but got nan (C2)}}
  %0 = graph.pad %x low [0] high [0] value 0x7FF8000000000000 : (tensor<2xui8>) -> tensor<2xui8>
  return
}

// -----

func.func @pad_c2_rounded(%x: tensor<2xf32>) {
  // expected-error @below {{needs a value of type 'f32', but got 1.000000e-01 (C2)}}
  %0 = graph.pad %x low [0] high [0] value 0.1 : (tensor<2xf32>) -> tensor<2xf32>
  return
}

// -----

func.func @pad_c1_unknown(%x: tensor<?xf32>) {
  // expected-error @+2 {{graph.pad needs pads that are not negative}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.pad %x low [1] high [0] value 0.0 : (tensor<?xf32>) -> tensor<?xf32>
  return
}
