// RUN: pelemay-opt %s -split-input-file -verify-diagnostics

// Element-wise ops and what their epilogues may hold. Every host has this verifier.

// Broadcasting aligns the last axes.
func.func @broadcast(%x: tensor<2x3xf32>, %y: tensor<2xf32>) {
  // expected-error @+2 {{graph.add needs shapes that broadcast, but got 'tensor<2x3xf32>' and 'tensor<2xf32>'}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.add %x, %y : (tensor<2x3xf32>, tensor<2xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @broadcast_empty(%x: tensor<2x3xf32>, %y: tensor<0x3xf32>) {
  // expected-error @+2 {{graph.add needs shapes that broadcast, but got 'tensor<2x3xf32>' and 'tensor<0x3xf32>'}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.add %x, %y : (tensor<2x3xf32>, tensor<0x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @types(%x: tensor<2x3xf32>, %y: tensor<2x3xi32>) {
  // expected-error @+2 {{graph.mul needs operands of one element type, but got 'f32' and 'i32'}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = graph.mul %x, %y : (tensor<2x3xf32>, tensor<2x3xi32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @epilogue_entry(%x: tensor<2x3xf32>) {
  // expected-error @below {{needs #graph.apply or #graph.requantize in its epilogue, but got unit}}
  %0 = graph.relu %x {epilogue = [unit]} : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @epilogue_no_op(%x: tensor<2x3xf32>) {
  // expected-error @below {{needs element-wise ops in its epilogue, but got "nonsense"}}
  %0 = graph.relu %x {epilogue = [#graph.apply<op = "nonsense">]} : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

// A convolution is a graph op, but none of one element.
func.func @epilogue_no_element_op(%x: tensor<2x3xf32>) {
  // expected-error @below {{needs element-wise ops in its epilogue, but got "conv"}}
  %0 = graph.relu %x {epilogue = [#graph.apply<op = "conv">]} : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @epilogue_binary_alone(%x: tensor<2x3xf32>) {
  // expected-error @below {{needs an operand for each binary op of its epilogue, and for no other, but "add" has operand -1}}
  %0 = graph.relu %x {epilogue = [#graph.apply<op = "add">]} : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @epilogue_unary_operand(%x: tensor<2x3xf32>, %e0: tensor<3xf32>) {
  // expected-error @below {{needs an operand for each binary op of its epilogue, and for no other, but "exp" has operand 0}}
  %0 = graph.relu %x extras(%e0) {epilogue = [#graph.apply<op = "exp", operand = 0>]} : (tensor<2x3xf32>, tensor<3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @epilogue_no_extra(%x: tensor<2x3xf32>, %e0: tensor<3xf32>) {
  // expected-error @below {{has 1 extras, but its epilogue reads number 1}}
  %0 = graph.relu %x extras(%e0) {epilogue = [#graph.apply<op = "add", operand = 1>]} : (tensor<2x3xf32>, tensor<3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @epilogue_negative(%x: tensor<2x3xf32>, %e0: tensor<3xf32>) {
  // expected-error @below {{has 1 extras, but its epilogue reads number -2}}
  %0 = graph.relu %x extras(%e0) {epilogue = [#graph.apply<op = "add", operand = -2>]} : (tensor<2x3xf32>, tensor<3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @epilogue_extreme(%x: tensor<2x3xf32>, %e0: tensor<3xf32>) {
  // expected-error @below {{has 1 extras, but its epilogue reads number 9223372036854775807}}
  %0 = graph.relu %x extras(%e0) {epilogue = [#graph.apply<op = "add", operand = 9223372036854775807>]} : (tensor<2x3xf32>, tensor<3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @epilogue_unread(%x: tensor<2x3xf32>, %e0: tensor<3xf32>, %e1: tensor<3xf32>) {
  // expected-error @below {{has 2 extras, but its epilogue reads 1}}
  %0 = graph.relu %x extras(%e0, %e1) {epilogue = [#graph.apply<op = "add", operand = 0>]} : (tensor<2x3xf32>, tensor<3xf32>, tensor<3xf32>) -> tensor<2x3xf32>
  return
}

// -----

// Two reads of one extra do not count for the other.
func.func @epilogue_read_twice(%x: tensor<2x3xf32>, %e0: tensor<3xf32>, %e1: tensor<3xf32>) {
  // expected-error @below {{has 2 extras, but its epilogue reads 1}}
  %0 = graph.relu %x extras(%e0, %e1) {epilogue = [#graph.apply<op = "add", operand = 0>, #graph.apply<op = "mul", operand = 0>]} : (tensor<2x3xf32>, tensor<3xf32>, tensor<3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @epilogue_shape(%x: tensor<2x3xf32>, %e0: tensor<2x1xf32>) {
  // expected-error @below {{needs extras of the result's shape or one value a channel, of type 'f32', but got 'tensor<2x1xf32>' for a result 'tensor<2x3xf32>'}}
  %0 = graph.relu %x extras(%e0) {epilogue = [#graph.apply<op = "add", operand = 0>]} : (tensor<2x3xf32>, tensor<2x1xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @epilogue_channels(%x: tensor<2x3xf32>, %e0: tensor<2xf32>) {
  // expected-error @below {{needs extras of the result's shape or one value a channel, of type 'f32', but got 'tensor<2xf32>' for a result 'tensor<2x3xf32>'}}
  %0 = graph.relu %x extras(%e0) {epilogue = [#graph.apply<op = "add", operand = 0>]} : (tensor<2x3xf32>, tensor<2xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @epilogue_scalar(%x: tensor<f32>, %e0: tensor<f32>) {
  // expected-error @below {{needs extras of the result's shape or one value a channel, of type 'f32', but got 'tensor<f32>' for a result 'tensor<f32>'}}
  %0 = graph.relu %x extras(%e0) {epilogue = [#graph.apply<op = "add", operand = 0>]} : (tensor<f32>, tensor<f32>) -> tensor<f32>
  return
}

// -----

func.func @epilogue_type(%x: tensor<2x3xf32>, %e0: tensor<3xi8>) {
  // expected-error @below {{needs extras of the result's shape or one value a channel, of type 'f32', but got 'tensor<3xi8>' for a result 'tensor<2x3xf32>'}}
  %0 = graph.relu %x extras(%e0) {epilogue = [#graph.apply<op = "add", operand = 0>]} : (tensor<2x3xf32>, tensor<3xi8>) -> tensor<2x3xf32>
  return
}

// -----

// In front of a requantization values are accumulators, behind it stored integers.
func.func @epilogue_type_before(%x: tensor<2x3xi32>, %e0: tensor<3xi8>) {
  // expected-error @below {{needs extras of the result's shape or one value a channel, of type 'i32', but got 'tensor<3xi8>' for a result 'tensor<2x3xi8>'}}
  %0 = graph.relu %x extras(%e0) {epilogue = [#graph.apply<op = "add", operand = 0>, #graph.requantize<type = i8, multiplier = [1], shift = [9], zero = 0, lo = [0], hi = [1]>]} : (tensor<2x3xi32>, tensor<3xi8>) -> tensor<2x3xi8>
  return
}

// -----

func.func @epilogue_type_after(%x: tensor<2x3xi32>, %e0: tensor<3xi32>) {
  // expected-error @below {{needs extras of the result's shape or one value a channel, of type 'i8', but got 'tensor<3xi32>' for a result 'tensor<2x3xi8>'}}
  %0 = graph.relu %x extras(%e0) {epilogue = [#graph.requantize<type = i8, multiplier = [1], shift = [9], zero = 0, lo = [0], hi = [1]>, #graph.apply<op = "add", operand = 0>]} : (tensor<2x3xi32>, tensor<3xi32>) -> tensor<2x3xi8>
  return
}

// -----

func.func @epilogue_requantize(%x: tensor<2x3xi32>) {
  // expected-error @below {{needs 1 or 3 values in each list of its requantization, but got 2}}
  %0 = graph.relu %x {epilogue = [#graph.requantize<type = i8, multiplier = [1, 2], shift = [9], zero = 0, lo = [0], hi = [1]>]} : (tensor<2x3xi32>) -> tensor<2x3xi8>
  return
}

// -----

func.func @epilogue_parameter_missing(%x: tensor<2x3xf32>) {
  // expected-error @below {{needs a float lo for "clip" in its epilogue}}
  %0 = graph.relu %x {epilogue = [#graph.apply<op = "clip", attributes = {hi = 6.0 : f32}>]} : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @epilogue_parameter_unknown(%x: tensor<2x3xf32>) {
  // expected-error @below {{needs 0 parameters for "relu" in its epilogue, but got 1}}
  %0 = graph.relu %x {epilogue = [#graph.apply<op = "relu", attributes = {alpha = 6.0 : f32}>]} : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}
