// RUN: pelemay-opt %s --graph-import-verify --split-input-file --verify-diagnostics

// What a frontend should make.
func.func @model(%x: tensor<1x4xf32> {graph.name = "x"}) -> (tensor<1x4xf32> {graph.name = "y"}) {
  %0 = graph.relu %x : (tensor<1x4xf32>) -> tensor<1x4xf32>
  return %0 : tensor<1x4xf32>
}

// -----

// expected-error @below {{needs a function, but has none}}
module {}

// -----

func.func @one(%x: tensor<4xf32> {graph.name = "x"}) -> (tensor<4xf32> {graph.name = "y"}) {
  return %x : tensor<4xf32>
}
// expected-error @below {{is the second function: a model is one function}}
func.func @two(%x: tensor<4xf32> {graph.name = "x"}) -> (tensor<4xf32> {graph.name = "y"}) {
  return %x : tensor<4xf32>
}

// -----

// expected-error @below {{is no function with a body: a model is one function}}
func.func private @declared(tensor<4xf32>)

// -----

// expected-error @below {{needs a result, but has none}}
func.func @no_result() {
  return
}

// -----

// expected-error @below {{input 0 needs a tensor of static shape, but is 'tensor<?x4xf32>'}}
func.func @dynamic(%x: tensor<?x4xf32> {graph.name = "x"}) -> (tensor<?x4xf32> {graph.name = "y"}) {
  return %x : tensor<?x4xf32>
}

// -----

// expected-error @below {{input 0 needs 1 to 2^40 elements, but is 'tensor<4294967296x4294967296xf32>'}}
func.func @overflow(%x: tensor<4294967296x4294967296xf32> {graph.name = "x"}) -> (tensor<4294967296x4294967296xf32> {graph.name = "y"}) {
  return %x : tensor<4294967296x4294967296xf32>
}

// -----

// expected-error @below {{input 0 needs 1 to 2^40 elements, but is 'tensor<0xf32>'}}
func.func @nothing(%x: tensor<0xf32> {graph.name = "x"}) -> (tensor<0xf32> {graph.name = "y"}) {
  return %x : tensor<0xf32>
}

// -----

// expected-error @below {{input 0 needs elements of f32, i8, ui8, i32 or i64, but got 'f64'}}
func.func @double(%x: tensor<4xf64> {graph.name = "x"}) -> (tensor<4xf64> {graph.name = "y"}) {
  return %x : tensor<4xf64>
}

// -----

// expected-error @below {{input 0 needs a name (graph.name)}}
func.func @nameless(%x: tensor<4xf32>) -> (tensor<4xf32> {graph.name = "y"}) {
  return %x : tensor<4xf32>
}

// -----

// expected-error @below {{output 1 needs a name of its own, but 'y' is taken}}
func.func @same_name(%x: tensor<4xf32> {graph.name = "x"}) -> (tensor<4xf32> {graph.name = "y"}, tensor<4xf32> {graph.name = "y"}) {
  return %x, %x : tensor<4xf32>, tensor<4xf32>
}

// -----

// Inputs and outputs may share a name: they are apart in the generated interface.
func.func @in_and_out(%x: tensor<4xf32> {graph.name = "x"}) -> (tensor<4xf32> {graph.name = "x"}) {
  return %x : tensor<4xf32>
}

// -----

func.func @result_too_large(%x: tensor<16777216x1xf32> {graph.name = "x"}, %y: tensor<1x16777216xf32> {graph.name = "y"}) -> (tensor<4xf32> {graph.name = "z"}) {
  // expected-error @below {{the result needs 1 to 2^40 elements, but is 'tensor<16777216x16777216xf32>'}}
  %0 = graph.add %x, %y : (tensor<16777216x1xf32>, tensor<1x16777216xf32>) -> tensor<16777216x16777216xf32>
  %1 = graph.constant dense<0.0> : tensor<4xf32> : tensor<4xf32>
  return %1 : tensor<4xf32>
}

// -----

func.func @other_dialect(%x: tensor<4xf32> {graph.name = "x"}) -> (tensor<4xf32> {graph.name = "y"}) {
  // expected-error @below {{is no graph op: a frontend makes none but those}}
  probe.log %x op "relu" node "n" : tensor<4xf32>
  return %x : tensor<4xf32>
}
