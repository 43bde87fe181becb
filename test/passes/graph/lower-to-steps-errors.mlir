// RUN: pelemay-opt %s --graph-lower-to-steps --split-input-file --verify-diagnostics

// What graph-import-verify promises in the pipeline is asked again of hand-written functions.

// expected-error @below {{needs a function with one block}}
func.func private @declared(%x: tensor<4xf32>) -> tensor<4xf32>

// -----

// expected-error @below {{needs tensors of static shape, but got 'tensor<?xf32>'}}
func.func @unknown(%x: tensor<?xf32>) -> tensor<?xf32> {
  return %x : tensor<?xf32>
}

// -----

// expected-error @below {{needs tensors of static shape, but got 'f32'}}
func.func @scalar(%x: f32) -> f32 {
  return %x : f32
}

// -----

func.func @other(%x: tensor<4xf32>) -> tensor<4xf32> {
  // expected-error @below {{'func.call' op cannot be lowered to a step}}
  %0 = func.call @other(%x) : (tensor<4xf32>) -> tensor<4xf32>
  return %0 : tensor<4xf32>
}

// -----

func.func @reshaped_constant() -> tensor<6xf32> {
  %c = graph.constant dense<1.0> : tensor<2x3xf32> : tensor<2x3xf32>
  // expected-error @below {{of a constant must be folded before this pass}}
  %f = graph.reshape %c : (tensor<2x3xf32>) -> tensor<6xf32>
  return %f : tensor<6xf32>
}

// -----

// A value a channel goes to flash: known only at run time, it has no place to be.
func.func @channel(%x: tensor<2x3xf32>, %b: tensor<3xf32>) -> tensor<2x3xf32> {
  // expected-error @below {{needs a constant for one value a channel in its epilogue, but got 'tensor<3xf32>' known only at run time}}
  %0 = graph.relu %x extras(%b) {epilogue = [#graph.apply<op = "add", operand = 0>]} : (tensor<2x3xf32>, tensor<3xf32>) -> tensor<2x3xf32>
  return %0 : tensor<2x3xf32>
}

// -----

// Where a vector has the result's shape it is a residual.
func.func @vector(%x: tensor<3xf32> {graph.name = "x"}, %b: tensor<3xf32> {graph.name = "b"}) -> (tensor<3xf32> {graph.name = "y"}) {
  %0 = graph.relu %x extras(%b) {epilogue = [#graph.apply<op = "add", operand = 0>]} : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
  return %0 : tensor<3xf32>
}
