// RUN: pelemay-opt %s -split-input-file -verify-diagnostics

// Ops that know scales: each function is named after the constraint, or the part, that it breaks.

func.func @quantize_c1_input(%x: tensor<2x3xi8>) {
  // expected-error @below {{needs f32 and an integer of 1 to 32 bits of one shape, but got 'tensor<2x3xi8>' and 'tensor<2x3xi8>' (C1)}}
  %0 = graph.quantize %x scale [1.0] zero [0] : (tensor<2x3xi8>) -> tensor<2x3xi8>
  return
}

// -----

func.func @quantize_c1_result(%x: tensor<2x3xf32>) {
  // expected-error @below {{needs f32 and an integer of 1 to 32 bits of one shape, but got 'tensor<2x3xf32>' and 'tensor<2x3xi64>' (C1)}}
  %0 = graph.quantize %x scale [1.0] zero [0] : (tensor<2x3xf32>) -> tensor<2x3xi64>
  return
}

// -----

func.func @quantize_c1_no_bits(%x: tensor<2x3xf32>) {
  // expected-error @below {{needs f32 and an integer of 1 to 32 bits of one shape, but got 'tensor<2x3xf32>' and 'tensor<2x3xi0>' (C1)}}
  %0 = graph.quantize %x scale [1.0] zero [0] : (tensor<2x3xf32>) -> tensor<2x3xi0>
  return
}

// -----

func.func @quantize_c1_shape(%x: tensor<2x3xf32>) {
  // expected-error @below {{needs f32 and an integer of 1 to 32 bits of one shape, but got 'tensor<2x3xf32>' and 'tensor<6xi8>' (C1)}}
  %0 = graph.quantize %x scale [1.0] zero [0] : (tensor<2x3xf32>) -> tensor<6xi8>
  return
}

// -----

func.func @quantize_c2_zero_scale(%x: tensor<2x3xf32>) {
  // expected-error @below {{needs finite positive scales, but got 0.0}}
  %0 = graph.quantize %x scale [0.0] zero [0] : (tensor<2x3xf32>) -> tensor<2x3xi8>
  return
}

// -----

func.func @quantize_c2_negative_scale(%x: tensor<2x3xf32>) {
  // expected-error @below {{needs finite positive scales, but got -1}}
  %0 = graph.quantize %x scale [1.0, 1.0, -1.0] zero [0, 0, 0] axis 1 : (tensor<2x3xf32>) -> tensor<2x3xi8>
  return
}

// -----

func.func @quantize_c2_infinite_scale(%x: tensor<2x3xf32>) {
  // expected-error @below {{needs finite positive scales, but got INF}}
  %0 = graph.quantize %x scale [0x7F800000] zero [0] : (tensor<2x3xf32>) -> tensor<2x3xi8>
  return
}

// -----

func.func @quantize_c2_nan_scale(%x: tensor<2x3xf32>) {
  // expected-error @below {{needs finite positive scales, but got nan}}
  %0 = graph.quantize %x scale [0x7FC00000] zero [0] : (tensor<2x3xf32>) -> tensor<2x3xi8>
  return
}

// -----

func.func @quantize_c2_zero_point(%x: tensor<2x3xf32>) {
  // expected-error @below {{needs zero points within the range of 'i8', but got 128 (C2)}}
  %0 = graph.quantize %x scale [1.0] zero [128] : (tensor<2x3xf32>) -> tensor<2x3xi8>
  return
}

// -----

func.func @quantize_c2_unsigned(%x: tensor<2x3xf32>) {
  // expected-error @below {{needs zero points within the range of 'ui8', but got -1 (C2)}}
  %0 = graph.quantize %x scale [1.0] zero [-1] : (tensor<2x3xf32>) -> tensor<2x3xui8>
  return
}

// -----

func.func @quantize_c2_extreme(%x: tensor<2x3xf32>) {
  // expected-error @below {{needs zero points within the range of 'i32', but got 9223372036854775807 (C2)}}
  %0 = graph.quantize %x scale [1.0] zero [9223372036854775807] : (tensor<2x3xf32>) -> tensor<2x3xi32>
  return
}

// -----

func.func @quantize_c3_number(%x: tensor<2x3xf32>) {
  // expected-error @below {{needs one scale and zero point, or 3, but got 2 and 2 (C3)}}
  %0 = graph.quantize %x scale [1.0, 1.0] zero [0, 0] axis 1 : (tensor<2x3xf32>) -> tensor<2x3xi8>
  return
}

// -----

func.func @quantize_c3_pairs(%x: tensor<2x3xf32>) {
  // expected-error @below {{needs one scale and zero point, or 2, but got 2 and 1 (C3)}}
  %0 = graph.quantize %x scale [1.0, 1.0] zero [0] : (tensor<2x3xf32>) -> tensor<2x3xi8>
  return
}

// -----

func.func @quantize_c3_empty(%x: tensor<2x3xf32>) {
  // expected-error @below {{needs one scale and zero point, or 2, but got 0 and 0 (C3)}}
  %0 = graph.quantize %x scale [] zero [] : (tensor<2x3xf32>) -> tensor<2x3xi8>
  return
}

// -----

func.func @quantize_c3_axis(%x: tensor<2x3xf32>) {
  // expected-error @below {{needs an axis of 'tensor<2x3xf32>', but got 9223372036854775807 (C3)}}
  %0 = graph.quantize %x scale [1.0, 1.0] zero [0, 0] axis 9223372036854775807 : (tensor<2x3xf32>) -> tensor<2x3xi8>
  return
}

// -----

func.func @quantize_c3_axis_negative(%x: tensor<2x3xf32>) {
  // expected-error @below {{needs an axis of 'tensor<2x3xf32>', but got -1 (C3)}}
  %0 = graph.quantize %x scale [1.0, 1.0, 1.0] zero [0, 0, 0] axis -1 : (tensor<2x3xf32>) -> tensor<2x3xi8>
  return
}

// -----

func.func @dequantize_c1(%x: tensor<2x3xf32>) {
  // expected-error @below {{needs f32 and an integer of 1 to 32 bits of one shape, but got 'tensor<2x3xf32>' and 'tensor<2x3xf32>' (C1)}}
  %0 = graph.dequantize %x scale [1.0] zero [0] : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @dequantize_c2(%x: tensor<2x3xui8>) {
  // expected-error @below {{needs zero points within the range of 'ui8', but got 256 (C2)}}
  %0 = graph.dequantize %x scale [1.0] zero [256] : (tensor<2x3xui8>) -> tensor<2x3xf32>
  return
}

// -----

func.func @dequantize_c3(%x: tensor<2x3xi8>) {
  // expected-error @below {{needs one scale and zero point, or 3, but got 2 and 2 (C3)}}
  %0 = graph.dequantize %x scale [1.0, 1.0] zero [0, 0] axis 1 : (tensor<2x3xi8>) -> tensor<2x3xf32>
  return
}

// -----

func.func @requantize_c1(%x: tensor<2x3xi8>) {
  // expected-error @+2 {{graph.requantize needs i32, but got 'tensor<2x3xi8>' (C1)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.requantize %x by <type = i8, multiplier = [1], shift = [9], zero = 0, lo = [-128], hi = [127]> : (tensor<2x3xi8>) -> tensor<2x3xi8>
  return
}

// -----

func.func @requantize_c2(%x: tensor<2x3xi32>) {
  // expected-error @+2 {{graph.requantize needs 1 or 3 values in each list, but got 2 (C2)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.requantize %x by <type = i8, multiplier = [1, 2], shift = [9], zero = 0, lo = [-128], hi = [127]> : (tensor<2x3xi32>) -> tensor<2x3xi8>
  return
}

// -----

func.func @requantize_c2_tie(%x: tensor<2x3xi32>) {
  // expected-error @+2 {{graph.requantize needs 1 or 3 values in each list, but got 2 (C2)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.requantize %x by <type = i8, multiplier = [1], shift = [9], zero = 0, lo = [-128], hi = [127], tie = [1, 2]> : (tensor<2x3xi32>) -> tensor<2x3xi8>
  return
}

// -----

func.func @requantize_c2_scalar(%x: tensor<i32>) {
  // expected-error @+2 {{graph.requantize needs 1 or 1 values in each list, but got 2 (C2)}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.requantize %x by <type = i8, multiplier = [1], shift = [9], zero = 0, lo = [0, 1], hi = [127]> : (tensor<i32>) -> tensor<i8>
  return
}

// -----

func.func @requantize_type(%x: tensor<2x3xi32>) {
  // expected-error @below {{requantizes to an integer of 1 to 16 bits, but got 'i32'}}
  %0 = graph.requantize %x by <type = i32, multiplier = [1], shift = [9], zero = 0, lo = [-128], hi = [127]> : (tensor<2x3xi32>) -> tensor<2x3xi32>
  return
}

// -----

func.func @requantize_type_float(%x: tensor<2x3xi32>) {
  // expected-error @below {{requantizes to an integer of 1 to 16 bits, but got 'f32'}}
  %0 = graph.requantize %x by <type = f32, multiplier = [1], shift = [9], zero = 0, lo = [-128], hi = [127]> : (tensor<2x3xi32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @requantize_type_no_bits(%x: tensor<2x3xi32>) {
  // expected-error @below {{requantizes to an integer of 1 to 16 bits, but got 'i0'}}
  %0 = graph.requantize %x by <type = i0, multiplier = [1], shift = [9], zero = 0, lo = [-128], hi = [127]> : (tensor<2x3xi32>) -> tensor<2x3xi0>
  return
}

// -----

func.func @requantize_lists(%x: tensor<2x3xi32>) {
  // expected-error @below {{needs one value, or one a channel, in each list}}
  %0 = graph.requantize %x by <type = i8, multiplier = [1, 2, 3], shift = [1, 2], zero = 0, lo = [-128], hi = [127]> : (tensor<2x3xi32>) -> tensor<2x3xi8>
  return
}

// -----

func.func @requantize_empty(%x: tensor<2x3xi32>) {
  // expected-error @below {{needs one value, or one a channel, in each list}}
  %0 = graph.requantize %x by <type = i8, multiplier = [1], shift = [9], zero = 0, lo = [-128], hi = []> : (tensor<2x3xi32>) -> tensor<2x3xi8>
  return
}

// -----

func.func @requantize_shift_least(%x: tensor<2x3xi32>) {
  // expected-error @below {{needs shifts in 1..62, but got 0}}
  %0 = graph.requantize %x by <type = i8, multiplier = [1], shift = [0], zero = 0, lo = [-128], hi = [127]> : (tensor<2x3xi32>) -> tensor<2x3xi8>
  return
}

// -----

func.func @requantize_shift_most(%x: tensor<2x3xi32>) {
  // expected-error @below {{needs shifts in 1..62, but got 63}}
  %0 = graph.requantize %x by <type = i8, multiplier = [1], shift = [1, 2, 63], zero = 0, lo = [-128], hi = [127]> : (tensor<2x3xi32>) -> tensor<2x3xi8>
  return
}

// -----

func.func @requantize_zero(%x: tensor<2x3xi32>) {
  // expected-error @below {{needs a zero point within the range of 'i8', but got 9223372036854775807}}
  %0 = graph.requantize %x by <type = i8, multiplier = [1], shift = [9], zero = 9223372036854775807, lo = [-128], hi = [127]> : (tensor<2x3xi32>) -> tensor<2x3xi8>
  return
}

// -----

func.func @requantize_lo(%x: tensor<2x3xi32>) {
  // expected-error @below {{needs bounds within the range of 'i8', but lo is -129}}
  %0 = graph.requantize %x by <type = i8, multiplier = [1], shift = [9], zero = 0, lo = [-129], hi = [127]> : (tensor<2x3xi32>) -> tensor<2x3xi8>
  return
}

// -----

func.func @requantize_hi(%x: tensor<2x3xi32>) {
  // expected-error @below {{needs bounds within the range of 'ui8', but hi is 256}}
  %0 = graph.requantize %x by <type = ui8, multiplier = [1], shift = [9], zero = 0, lo = [0], hi = [256]> : (tensor<2x3xi32>) -> tensor<2x3xui8>
  return
}

// -----

func.func @requantize_ties(%x: tensor<2x3xi32>) {
  // expected-error @below {{needs ties that are not negative, but got -8}}
  %0 = graph.requantize %x by <type = i8, multiplier = [1], shift = [9], zero = 0, lo = [-128], hi = [127], tie = [-8]> : (tensor<2x3xi32>) -> tensor<2x3xi8>
  return
}

// -----

func.func @add_requantize_c1_type(%x: tensor<4xi32>) {
  // expected-error @below {{needs 8-bit integers that broadcast to the result's shape, but got 'tensor<4xi32>', 'tensor<4xi32>' and 'tensor<4xi8>' (C1)}}
  %0 = graph.add_requantize %x, %x {zeros = array<i32: 0, 0>, multipliers = array<i32: 1, 1>, shift = 20, zero = 0, lo = -128, hi = 127} : (tensor<4xi32>, tensor<4xi32>) -> tensor<4xi8>
  return
}

// -----

func.func @add_requantize_c1_result(%x: tensor<4xi8>) {
  // expected-error @below {{needs 8-bit integers that broadcast to the result's shape, but got 'tensor<4xi8>', 'tensor<4xi8>' and 'tensor<4xi16>' (C1)}}
  %0 = graph.add_requantize %x, %x {zeros = array<i32: 0, 0>, multipliers = array<i32: 1, 1>, shift = 20, zero = 0, lo = -128, hi = 127} : (tensor<4xi8>, tensor<4xi8>) -> tensor<4xi16>
  return
}

// -----

func.func @add_requantize_c1_shape(%x: tensor<4xi8>) {
  // expected-error @below {{needs 8-bit integers that broadcast to the result's shape, but got 'tensor<4xi8>', 'tensor<4xi8>' and 'tensor<2x2xi8>' (C1)}}
  %0 = graph.add_requantize %x, %x {zeros = array<i32: 0, 0>, multipliers = array<i32: 1, 1>, shift = 20, zero = 0, lo = -128, hi = 127} : (tensor<4xi8>, tensor<4xi8>) -> tensor<2x2xi8>
  return
}

// -----

func.func @add_requantize_c1_types(%x: tensor<4xi8>, %y: tensor<4xui8>) {
  // expected-error @below {{needs 8-bit integers that broadcast to the result's shape, but got 'tensor<4xi8>', 'tensor<4xui8>' and 'tensor<4xi8>' (C1)}}
  %0 = graph.add_requantize %x, %y {zeros = array<i32: 0, 0>, multipliers = array<i32: 1, 1>, shift = 20, zero = 0, lo = -128, hi = 127} : (tensor<4xi8>, tensor<4xui8>) -> tensor<4xi8>
  return
}

// -----

func.func @add_requantize_c1_broadcast(%x: tensor<4xi8>, %y: tensor<3xi8>) {
  // expected-error @below {{needs 8-bit integers that broadcast to the result's shape, but got 'tensor<4xi8>', 'tensor<3xi8>' and 'tensor<4xi8>' (C1)}}
  %0 = graph.add_requantize %x, %y {zeros = array<i32: 0, 0>, multipliers = array<i32: 1, 1>, shift = 20, zero = 0, lo = -128, hi = 127} : (tensor<4xi8>, tensor<3xi8>) -> tensor<4xi8>
  return
}

// -----

func.func @add_requantize_c1_zeros(%x: tensor<4xi8>) {
  // expected-error @below {{needs 2 zeros, 2 multipliers and 3 tie terms (C1)}}
  %0 = graph.add_requantize %x, %x {zeros = array<i32>, multipliers = array<i32: 1, 1>, shift = 20, zero = 0, lo = -128, hi = 127} : (tensor<4xi8>, tensor<4xi8>) -> tensor<4xi8>
  return
}

// -----

func.func @add_requantize_c1_multipliers(%x: tensor<4xi8>) {
  // expected-error @below {{needs 2 zeros, 2 multipliers and 3 tie terms (C1)}}
  %0 = graph.add_requantize %x, %x {zeros = array<i32: 0, 0>, multipliers = array<i32: 1, 1, 1>, shift = 20, zero = 0, lo = -128, hi = 127} : (tensor<4xi8>, tensor<4xi8>) -> tensor<4xi8>
  return
}

// -----

func.func @add_requantize_c1_ties(%x: tensor<4xi8>) {
  // expected-error @below {{needs 2 zeros, 2 multipliers and 3 tie terms (C1)}}
  %0 = graph.add_requantize %x, %x {zeros = array<i32: 0, 0>, multipliers = array<i32: 1, 1>, ties = array<i64: 1, 2>, shift = 20, zero = 0, lo = -128, hi = 127} : (tensor<4xi8>, tensor<4xi8>) -> tensor<4xi8>
  return
}

// -----

func.func @add_requantize_c2_shift_least(%x: tensor<4xi8>) {
  // expected-error @below {{needs a shift in 10..29 and sums within 32 bits, but got shift 9 (C2)}}
  %0 = graph.add_requantize %x, %x {zeros = array<i32: 0, 0>, multipliers = array<i32: 1, 1>, shift = 9, zero = 0, lo = -128, hi = 127} : (tensor<4xi8>, tensor<4xi8>) -> tensor<4xi8>
  return
}

// -----

func.func @add_requantize_c2_shift_most(%x: tensor<4xi8>) {
  // expected-error @below {{needs a shift in 10..29 and sums within 32 bits, but got shift -9223372036854775808 (C2)}}
  %0 = graph.add_requantize %x, %x {zeros = array<i32: 0, 0>, multipliers = array<i32: 1, 1>, shift = -9223372036854775808, zero = 0, lo = -128, hi = 127} : (tensor<4xi8>, tensor<4xi8>) -> tensor<4xi8>
  return
}

// -----

func.func @add_requantize_c2_sum(%x: tensor<4xi8>) {
  // expected-error @below {{needs a shift in 10..29 and sums within 32 bits, but got shift 20 (C2)}}
  %0 = graph.add_requantize %x, %x {zeros = array<i32: 0, 0>, multipliers = array<i32: -2147483648, -2147483648>, shift = 20, zero = 0, lo = -128, hi = 127} : (tensor<4xi8>, tensor<4xi8>) -> tensor<4xi8>
  return
}

// -----

// 255 * 8421503 + 2^9 is 2^31 + 129; 8421502 is the most.
func.func @add_requantize_c2_sum_edge(%x: tensor<4xi8>) {
  // expected-error @below {{needs a shift in 10..29 and sums within 32 bits, but got shift 10 (C2)}}
  %0 = graph.add_requantize %x, %x {zeros = array<i32: 0, 0>, multipliers = array<i32: -8421502, 1>, shift = 10, zero = 0, lo = -128, hi = 127} : (tensor<4xi8>, tensor<4xi8>) -> tensor<4xi8>
  return
}

// -----

// The bound of 255 on |a - zero| holds for zeros of the operands' type only.
func.func @add_requantize_c2_zeros(%x: tensor<4xi8>) {
  // expected-error @below {{needs zeros within the range of 'i8', but got 2147483647 (C2)}}
  %0 = graph.add_requantize %x, %x {zeros = array<i32: 2147483647, 0>, multipliers = array<i32: 1, 1>, shift = 20, zero = 0, lo = -128, hi = 127} : (tensor<4xi8>, tensor<4xi8>) -> tensor<4xi8>
  return
}

// -----

func.func @add_requantize_c2_bounds(%x: tensor<4xi8>) {
  // expected-error @below {{needs zero, lo and hi within the range of 'i8', but got 9223372036854775807 (C2)}}
  %0 = graph.add_requantize %x, %x {zeros = array<i32: 0, 0>, multipliers = array<i32: 1, 1>, shift = 20, zero = 9223372036854775807, lo = 0, hi = 0} : (tensor<4xi8>, tensor<4xi8>) -> tensor<4xi8>
  return
}
