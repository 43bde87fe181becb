// RUN: pelemay-opt %s -split-input-file -verify-diagnostics

func.func @mul_requantize_c1(%x: tensor<4xi16>) {
  // expected-error @below {{graph.mul_requantize needs 8-bit integers, but got 'tensor<4xi16>' (C1)}}
  // expected-error @below {{failed to infer returned types}}
  %0 = graph.mul_requantize %x, %x zeros [0, 0] by <type = i8, multiplier = [1], shift = [38], zero = 0, lo = [-128], hi = [127]> : (tensor<4xi16>, tensor<4xi16>) -> tensor<4xi8>
  return
}

// -----

func.func @mul_requantize_c1_count(%x: tensor<4xi8>) {
  // expected-error @below {{graph.mul_requantize needs 2 zeros, but got 1 (C1)}}
  // expected-error @below {{failed to infer returned types}}
  %0 = graph.mul_requantize %x, %x zeros [0] by <type = i8, multiplier = [1], shift = [38], zero = 0, lo = [-128], hi = [127]> : (tensor<4xi8>, tensor<4xi8>) -> tensor<4xi8>
  return
}

// -----

func.func @mul_requantize_c1_zeros(%x: tensor<4xi8>, %y: tensor<4xui8>) {
  // expected-error @below {{graph.mul_requantize needs zeros within the range of 'ui8', but got -1 (C1)}}
  // expected-error @below {{failed to infer returned types}}
  %0 = graph.mul_requantize %x, %y zeros [0, -1] by <type = i8, multiplier = [1], shift = [38], zero = 0, lo = [-128], hi = [127]> : (tensor<4xi8>, tensor<4xui8>) -> tensor<4xi8>
  return
}

// -----

func.func @mul_requantize_c2(%x: tensor<2xi8>) {
  // expected-error @below {{graph.mul_requantize needs one value in each list, but got 2 (C2)}}
  // expected-error @below {{failed to infer returned types}}
  %0 = graph.mul_requantize %x, %x zeros [0, 0] by <type = i8, multiplier = [1, 2], shift = [38], zero = 0, lo = [-128], hi = [127]> : (tensor<2xi8>, tensor<2xi8>) -> tensor<2xi8>
  return
}

// -----

func.func @mul_requantize_shapes(%x: tensor<2xi8>, %y: tensor<3xi8>) {
  // expected-error @below {{graph.mul_requantize needs shapes that broadcast, but got 'tensor<2xi8>' and 'tensor<3xi8>'}}
  // expected-error @below {{failed to infer returned types}}
  %0 = graph.mul_requantize %x, %y zeros [0, 0] by <type = i8, multiplier = [1], shift = [38], zero = 0, lo = [-128], hi = [127]> : (tensor<2xi8>, tensor<3xi8>) -> tensor<2xi8>
  return
}

// -----

func.func @lookup_c1(%x: tensor<2xi8>, %t: tensor<255xi8>) {
  // expected-error @below {{graph.lookup needs 8-bit integers and a table of 256, but got 'tensor<2xi8>' and 'tensor<255xi8>' (C1)}}
  // expected-error @below {{failed to infer returned types}}
  %0 = graph.lookup %x in %t : (tensor<2xi8>, tensor<255xi8>) -> tensor<2xi8>
  return
}

// -----

func.func @softmax_requantize_c1(%x: tensor<1x2xi8>, %t: tensor<256xi32>) {
  // expected-error @below {{needs an axis of 'tensor<1x2xi8>', but got 2 (C1)}}
  %0 = graph.softmax_requantize %x in %t axis 2 {multiplier = 4, shift = 2, zero = 0, lo = -128, hi = 127} : (tensor<1x2xi8>, tensor<256xi32>) -> tensor<1x2xi8>
  return
}

// -----

func.func @softmax_requantize_c2(%x: tensor<1x2xi8>, %t: tensor<255xi32>) {
  // expected-error @below {{needs 8-bit integers of one shape and a table of 256 i32, but got 'tensor<1x2xi8>', 'tensor<1x2xi8>' and 'tensor<255xi32>' (C2)}}
  %0 = graph.softmax_requantize %x in %t axis 1 {multiplier = 4, shift = 2, zero = 0, lo = -128, hi = 127} : (tensor<1x2xi8>, tensor<255xi32>) -> tensor<1x2xi8>
  return
}

// -----

func.func @softmax_requantize_c2_bounds(%x: tensor<1x2xi8>, %t: tensor<256xi32>) {
  // expected-error @below {{needs zero, lo and hi within the range of 'i8', but got 128 (C2)}}
  %0 = graph.softmax_requantize %x in %t axis 1 {multiplier = 4, shift = 2, zero = 0, lo = -128, hi = 128} : (tensor<1x2xi8>, tensor<256xi32>) -> tensor<1x2xi8>
  return
}

// -----

func.func @softmax_requantize_c3(%x: tensor<1x2xi8>, %t: tensor<256xi32>) {
  // expected-error @below {{needs sums and products within 62 bits, but got multiplier 4 and shift 30 for 2 elements (C3)}}
  %0 = graph.softmax_requantize %x in %t axis 1 {multiplier = 4, shift = 30, zero = 0, lo = -128, hi = 127} : (tensor<1x2xi8>, tensor<256xi32>) -> tensor<1x2xi8>
  return
}

// -----

func.func @softmax_requantize_c3_multiplier(%x: tensor<1x2xi8>, %t: tensor<256xi32>) {
  // expected-error @below {{needs sums and products within 62 bits, but got multiplier 4294967296 and shift 2 for 2 elements (C3)}}
  %0 = graph.softmax_requantize %x in %t axis 1 {multiplier = 4294967296, shift = 2, zero = 0, lo = -128, hi = 127} : (tensor<1x2xi8>, tensor<256xi32>) -> tensor<1x2xi8>
  return
}

// -----

func.func @softmax_requantize_c3_zero(%x: tensor<1x2xi8>) {
  %t = graph.constant dense<0> : tensor<256xi32> : tensor<256xi32>
  // expected-error @below {{needs a table that begins above 0 and does not ascend (C3)}}
  %0 = graph.softmax_requantize %x in %t axis 1 {multiplier = 4, shift = 2, zero = 0, lo = -128, hi = 127} : (tensor<1x2xi8>, tensor<256xi32>) -> tensor<1x2xi8>
  return
}

// -----

func.func @softmax_requantize_c3_negative(%x: tensor<1x2xi8>) {
  %t = graph.constant dense<-1> : tensor<256xi32> : tensor<256xi32>
  // expected-error @below {{needs a table that begins above 0 and does not ascend (C3)}}
  %0 = graph.softmax_requantize %x in %t axis 1 {multiplier = 4, shift = 2, zero = 0, lo = -128, hi = 127} : (tensor<1x2xi8>, tensor<256xi32>) -> tensor<1x2xi8>
  return
}

// -----

func.func @epilogue_sum_parameters(%x: tensor<1x8xi8>, %w: tensor<2x8xi8>, %r: tensor<1x2xi8>) {
  // expected-error @below {{needs zeros, multipliers, shift, zero, lo and hi for the 8-bit add_requantize in its epilogue}}
  %0 = graph.linear %x, %w extras(%r) {epilogue = [#graph.requantize<type = i8, multiplier = [1], shift = [38], zero = 0, lo = [-128], hi = [127]>, #graph.apply<op = "add_requantize", operand = 0, attributes = {zeros = array<i32: 1, 2>, multipliers = array<i32: 3, 4>, shift = 20, zero = 0, lo = -128}>]} : (tensor<1x8xi8>, tensor<2x8xi8>, tensor<1x2xi8>) -> tensor<1x2xi8>
  return
}

// -----

func.func @epilogue_sum_unknown(%x: tensor<1x8xi8>, %w: tensor<2x8xi8>, %r: tensor<1x2xi8>) {
  // expected-error @below {{needs zeros, multipliers, shift, zero, lo and hi for the 8-bit add_requantize in its epilogue}}
  %0 = graph.linear %x, %w extras(%r) {epilogue = [#graph.requantize<type = i8, multiplier = [1], shift = [38], zero = 0, lo = [-128], hi = [127]>, #graph.apply<op = "add_requantize", operand = 0, attributes = {zeros = array<i32: 1, 2>, multipliers = array<i32: 3, 4>, shift = 20, zero = 0, lo = -128, hi = 127, more = 1}>]} : (tensor<1x8xi8>, tensor<2x8xi8>, tensor<1x2xi8>) -> tensor<1x2xi8>
  return
}

// -----

func.func @epilogue_sum_c2(%x: tensor<1x8xi8>, %w: tensor<2x8xi8>, %r: tensor<1x2xi8>) {
  // expected-error @below {{in its epilogue needs a shift in 10..29 and sums within 32 bits, but got shift 9 (C2)}}
  %0 = graph.linear %x, %w extras(%r) {epilogue = [#graph.requantize<type = i8, multiplier = [1], shift = [38], zero = 0, lo = [-128], hi = [127]>, #graph.apply<op = "add_requantize", operand = 0, attributes = {zeros = array<i32: 1, 2>, multipliers = array<i32: 3, 4>, shift = 9, zero = 0, lo = -128, hi = 127}>]} : (tensor<1x8xi8>, tensor<2x8xi8>, tensor<1x2xi8>) -> tensor<1x2xi8>
  return
}

// -----

func.func @epilogue_sum_shape(%x: tensor<1x8xi8>, %w: tensor<2x8xi8>, %r: tensor<2xi8>) {
  // expected-error @below {{needs an extra of the result's shape, of type 'i8', for the add_requantize in its epilogue, but got 'tensor<2xi8>'}}
  %0 = graph.linear %x, %w extras(%r) {epilogue = [#graph.requantize<type = i8, multiplier = [1], shift = [38], zero = 0, lo = [-128], hi = [127]>, #graph.apply<op = "add_requantize", operand = 0, attributes = {zeros = array<i32: 1, 2>, multipliers = array<i32: 3, 4>, shift = 20, zero = 0, lo = -128, hi = 127}>]} : (tensor<1x8xi8>, tensor<2x8xi8>, tensor<2xi8>) -> tensor<1x2xi8>
  return
}

// -----

func.func @epilogue_sum_operand(%x: tensor<1x8xi8>, %w: tensor<2x8xi8>, %r: tensor<1x2xi8>) {
  // expected-error @below {{has 1 extras, but its epilogue reads number 1}}
  %0 = graph.linear %x, %w extras(%r) {epilogue = [#graph.requantize<type = i8, multiplier = [1], shift = [38], zero = 0, lo = [-128], hi = [127]>, #graph.apply<op = "add_requantize", operand = 1, attributes = {zeros = array<i32: 1, 2>, multipliers = array<i32: 3, 4>, shift = 20, zero = 0, lo = -128, hi = 127}>]} : (tensor<1x8xi8>, tensor<2x8xi8>, tensor<1x2xi8>) -> tensor<1x2xi8>
  return
}

// -----

func.func @epilogue_lookup(%x: tensor<1x8xi8>, %w: tensor<2x8xi8>, %r: tensor<256xui8>) {
  // expected-error @below {{needs a table of 256 'i8' for the lookup in its epilogue, but got 'tensor<256xui8>'}}
  %0 = graph.linear %x, %w extras(%r) {epilogue = [#graph.requantize<type = i8, multiplier = [1], shift = [38], zero = 0, lo = [-128], hi = [127]>, #graph.apply<op = "lookup", operand = 0>]} : (tensor<1x8xi8>, tensor<2x8xi8>, tensor<256xui8>) -> tensor<1x2xi8>
  return
}
