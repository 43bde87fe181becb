// RUN: pelemay-opt %s -split-input-file -verify-diagnostics

func.func @log_c1_twice(%x: tensor<2x3xf32>) {
  // expected-error @below {{needs each axis of 'tensor<2x3xf32>' once (C1)}}
  probe.log %x op "Relu" node "r" axes [1, 1] : tensor<2x3xf32>
  return
}

// -----

func.func @log_c1_short(%x: tensor<2x3xf32>) {
  // expected-error @below {{needs each axis of 'tensor<2x3xf32>' once (C1)}}
  probe.log %x op "Relu" node "r" axes [0] : tensor<2x3xf32>
  return
}

// -----

func.func @log_c1_long(%x: tensor<2x3xf32>) {
  // expected-error @below {{needs each axis of 'tensor<2x3xf32>' once (C1)}}
  probe.log %x op "Relu" node "r" axes [0, 1, 2] : tensor<2x3xf32>
  return
}

// -----

// A scalar has no axis that could be named.
func.func @log_c1_scalar(%x: tensor<f32>) {
  // expected-error @below {{needs each axis of 'tensor<f32>' once (C1)}}
  probe.log %x op "Relu" node "r" axes [0] : tensor<f32>
  return
}

// -----

func.func @log_c1_range(%x: tensor<2x3xf32>) {
  // expected-error @below {{needs each axis of 'tensor<2x3xf32>' once (C1)}}
  probe.log %x op "Relu" node "r" axes [0, 9223372036854775807] : tensor<2x3xf32>
  return
}

// -----

func.func @log_no_tensor(%x: i32) {
  // expected-error @below {{operand #0 must be ranked tensor of any type values, but got 'i32'}}
  "probe.log"(%x) <{op = "Relu", node = "r"}> : (i32) -> ()
  return
}
