// RUN: pelemay-opt %s -split-input-file -verify-diagnostics

// Constants: each function is named after the constraint that it breaks.

func.func @constant_c1() {
  // expected-error @below {{needs a value of type 'tensor<2xf32>', but got 'tensor<4xf32>' (C1)}}
  %0 = "graph.constant"() <{value = dense<1.0> : tensor<4xf32>}> : () -> tensor<2xf32>
  return
}

// -----

func.func @constant_c1_element() {
  // expected-error @below {{needs a value of type 'tensor<4xui32>', but got 'tensor<4xi32>' (C1)}}
  %0 = "graph.constant"() <{value = dense<1> : tensor<4xi32>}> : () -> tensor<4xui32>
  return
}

// -----

func.func @constant_c1_vector() {
  // expected-error @below {{needs a value of type 'tensor<4xf32>', but got 'vector<4xf32>' (C1)}}
  %0 = graph.constant dense<1.0> : vector<4xf32> : tensor<4xf32>
  return
}
