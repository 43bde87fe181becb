// RUN: pelemay-opt %s --graph-lower-to-steps --arena-select-variants --split-input-file --verify-diagnostics

// A step that no kernel can compute is an error at its node.

func.func @batch(%x: tensor<2x8x8x1xf32>) -> tensor<2x4x4x1xf32> {
  // expected-error @below {{needs a batch of 1, but got 2}}
  // expected-note @below {{help: export the model with a batch of 1}}
  %0 = graph.max_pool %x window [2, 2] stride [2, 2] pad [0, 0, 0, 0] : (tensor<2x8x8x1xf32>) -> tensor<2x4x4x1xf32>
  return %0 : tensor<2x4x4x1xf32>
}

// -----

// A program whose slots have their places gets no more of them: there operands that broadcast along axes by turns
// have no kernel.
arena.program @placed memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 at 0 : !arena.slot<tensor<2x3x4x5xf32>>
  %y = arena.slot "y" arena memory 0 at 480 : !arena.slot<tensor<2x1x4x1xf32>>
  // expected-error @below {{broadcasts along axes that do not fold into rows, pixels and channels: f32[2][3][4][5]}}
  // expected-note @below {{help: copy the smaller operand into a slot of the result's shape}}
  arena.step "add"(%x, %y) -> (%x) params {} : (!arena.slot<tensor<2x3x4x5xf32>>, !arena.slot<tensor<2x1x4x1xf32>>, !arena.slot<tensor<2x3x4x5xf32>>) -> ()
}

// -----

// Weights are packed at compile time.
func.func @weights(%x: tensor<1x8x8x1xf32>, %w: tensor<1x3x3x1xf32>) -> tensor<1x6x6x1xf32> {
  // expected-error @below {{has no kernel for weights that are no constants}}
  // expected-note @below {{help: make weights and bias initializers}}
  %0 = graph.conv %x, %w stride [1, 1] pad [0, 0, 0, 0] : (tensor<1x8x8x1xf32>, tensor<1x3x3x1xf32>) -> tensor<1x6x6x1xf32>
  return %0 : tensor<1x6x6x1xf32>
}

// -----

func.func @bias(%x: tensor<1x8x8x1xf32>, %b: tensor<1xf32>) -> tensor<1x6x6x1xf32> {
  %w = graph.constant dense<1.0> : tensor<1x3x3x1xf32> : tensor<1x3x3x1xf32>
  // expected-error @below {{has no kernel for weights that are no constants}}
  // expected-note @below {{help: make weights and bias initializers}}
  %0 = graph.conv %x, %w, %b stride [1, 1] pad [0, 0, 0, 0] : (tensor<1x8x8x1xf32>, tensor<1x3x3x1xf32>, tensor<1xf32>) -> tensor<1x6x6x1xf32>
  return %0 : tensor<1x6x6x1xf32>
}

// -----

func.func @element_type(%x: tensor<2x8xf64>) -> tensor<2x8xf64> {
  // expected-error @below {{needs f32 or integers of 8, 16, 32 or 64 bits, but got f64[2][8]}}
  // expected-note @below {{help: export the model with float32}}
  %0 = graph.relu %x : (tensor<2x8xf64>) -> tensor<2x8xf64>
  return %0 : tensor<2x8xf64>
}

// -----

func.func @bits(%x: tensor<2x8xi1>) -> tensor<2x8xi1> {
  // expected-error @below {{needs f32 or integers of 8, 16, 32 or 64 bits, but got i1[2][8]}}
  // expected-note @below {{help: export the model with float32}}
  %0 = graph.relu %x : (tensor<2x8xi1>) -> tensor<2x8xi1>
  return %0 : tensor<2x8xi1>
}

// -----

// Kernels index with int.
func.func @large(%x: tensor<65536x32768xi8>) -> tensor<65536x32768xi8> {
  // expected-error @below {{needs tensors of fewer than 2^31 elements, but got i8[65536][32768]}}
  // expected-note @below {{help: no device holds it}}
  %0 = graph.relu %x : (tensor<65536x32768xi8>) -> tensor<65536x32768xi8>
  return %0 : tensor<65536x32768xi8>
}

// -----

func.func @empty(%x: tensor<0x4xf32>) -> tensor<0x4xf32> {
  // expected-error @below {{needs tensors with at least one element, but got 'tensor<0x4xf32>'}}
  %0 = graph.relu %x : (tensor<0x4xf32>) -> tensor<0x4xf32>
  return %0 : tensor<0x4xf32>
}

// -----

func.func @zero_points(%x: tensor<4x2xf32>) -> tensor<4x2xi8> {
  // expected-error @below {{needs one zero point for all channels at run time}}
  // expected-note @below {{help: quantize each channel symmetrically}}
  %0 = graph.quantize %x scale [0.5, 0.5] zero [3, 4] axis 1 : (tensor<4x2xf32>) -> tensor<4x2xi8>
  return %0 : tensor<4x2xi8>
}

// -----

func.func @scale_axis(%x: tensor<4x2xi8>) -> tensor<4x2xf32> {
  // expected-error @below {{needs scales along the last axis at run time, but got axis 0}}
  // expected-note @below {{help: quantize activations with one scale}}
  %0 = graph.dequantize %x scale [1.0, 2.0, 3.0, 4.0] zero [3, 3, 3, 3] axis 0 : (tensor<4x2xi8>) -> tensor<4x2xf32>
  return %0 : tensor<4x2xf32>
}

// -----

func.func @rank_7(%x: tensor<1x1x1x1x1x2x4xf32>) -> tensor<1x1x1x1x1x4x2xf32> {
  // expected-error @below {{needs a tensor of rank 1 to 6, but got f32[1][1][1][1][1][2][4]}}
  // expected-note @below {{help: reshape it}}
  %0 = graph.transpose %x perm [0, 1, 2, 3, 4, 6, 5] : (tensor<1x1x1x1x1x2x4xf32>) -> tensor<1x1x1x1x1x4x2xf32>
  return %0 : tensor<1x1x1x1x1x4x2xf32>
}

// -----

func.func @rank_0(%x: tensor<f32>) -> tensor<f32> {
  // expected-error @below {{needs a tensor of rank 1 to 6, but got f32}}
  // expected-note @below {{help: reshape it}}
  %0 = graph.transpose %x perm [] : (tensor<f32>) -> tensor<f32>
  return %0 : tensor<f32>
}

// -----

arena.program @epilogue memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<1x4x4x2xf32>>
  // expected-error @below {{has an epilogue, but kernel softmax applies none}}
  arena.step "softmax"(%x) -> (%x) params {axis = 3 : i64} epilogue [#arena.apply<op = "relu">] : (!arena.slot<tensor<1x4x4x2xf32>>, !arena.slot<tensor<1x4x4x2xf32>>) -> ()
}

// -----

arena.program @unknown memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<1x4x4x2xf32>>
  // expected-error @below {{has no kernel: no variant computes graph.nothing}}
  // expected-note @below {{help: `pelemay explain}}
  arena.step "nothing"(%x) -> (%x) params {} : (!arena.slot<tensor<1x4x4x2xf32>>, !arena.slot<tensor<1x4x4x2xf32>>) -> ()
}

// -----

// Hand-written steps may lack what the graph op's verifier would have asked for.
arena.program @no_result memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<1x4x4x2xf32>>
  // expected-error @below {{needs the operands, the parameters and the result of graph.relu}}
  arena.step "relu"(%x) -> () params {} : (!arena.slot<tensor<1x4x4x2xf32>>) -> ()
}

// -----

arena.program @no_operand memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<1x4x4x2xf32>>
  // expected-error @below {{needs the operands, the parameters and the result of graph.relu}}
  arena.step "relu"() -> (%x) params {} : (!arena.slot<tensor<1x4x4x2xf32>>) -> ()
}

// -----

arena.program @no_window memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<1x4x4x2xf32>>
  // expected-error @below {{needs the operands, the parameters and the result of graph.max_pool}}
  arena.step "max_pool"(%x) -> (%x) params {stride = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>} : (!arena.slot<tensor<1x4x4x2xf32>>, !arena.slot<tensor<1x4x4x2xf32>>) -> ()
}

// -----

arena.program @no_pad memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<1x4x4x2xf32>>
  // expected-error @below {{needs the operands, the parameters and the result of graph.max_pool}}
  arena.step "max_pool"(%x) -> (%x) params {window = array<i64: 1, 1>, stride = array<i64: 1, 1>} : (!arena.slot<tensor<1x4x4x2xf32>>, !arena.slot<tensor<1x4x4x2xf32>>) -> ()
}

// -----

arena.program @short_pad memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<1x4x4x2xf32>>
  // expected-error @below {{needs the operands, the parameters and the result of graph.sum_pool}}
  arena.step "sum_pool"(%x) -> (%x) params {window = array<i64: 1, 1>, stride = array<i64: 1, 1>, pad = array<i64: 0, 0>} : (!arena.slot<tensor<1x4x4x2xf32>>, !arena.slot<tensor<1x4x4x2xf32>>) -> ()
}

// -----

arena.program @short_dilation memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<1x4x4x2xf32>>
  // expected-error @below {{needs the operands, the parameters and the result of graph.average_pool}}
  arena.step "average_pool"(%x) -> (%x) params {window = array<i64: 1, 1>, stride = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, dilation = array<i64: 2>} : (!arena.slot<tensor<1x4x4x2xf32>>, !arena.slot<tensor<1x4x4x2xf32>>) -> ()
}

// -----

arena.program @no_weights memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<1x4x4x2xf32>>
  // expected-error @below {{needs the operands, the parameters and the result of graph.conv}}
  arena.step "conv"(%x) -> (%x) params {stride = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>} : (!arena.slot<tensor<1x4x4x2xf32>>, !arena.slot<tensor<1x4x4x2xf32>>) -> ()
}

// -----

arena.program @no_matrix memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<1x4x4x2xf32>>
  // expected-error @below {{needs the operands, the parameters and the result of graph.matmul}}
  arena.step "matmul"(%x) -> (%x) params {} : (!arena.slot<tensor<1x4x4x2xf32>>, !arena.slot<tensor<1x4x4x2xf32>>) -> ()
}

// -----

arena.program @no_axis memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<1x4x4x2xf32>>
  // expected-error @below {{needs the operands, the parameters and the result of graph.softmax}}
  arena.step "softmax"(%x) -> (%x) params {} : (!arena.slot<tensor<1x4x4x2xf32>>, !arena.slot<tensor<1x4x4x2xf32>>) -> ()
}

// -----

arena.program @axis memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<1x4x4x2xf32>>
  // expected-error @below {{needs the operands, the parameters and the result of graph.softmax}}
  arena.step "softmax"(%x) -> (%x) params {axis = 4 : i64} : (!arena.slot<tensor<1x4x4x2xf32>>, !arena.slot<tensor<1x4x4x2xf32>>) -> ()
}

// -----

arena.program @axes memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<1x4x4x2xf32>>
  // expected-error @below {{needs the operands, the parameters and the result of graph.reduce_sum}}
  arena.step "reduce_sum"(%x) -> (%x) params {axes = array<i64: -1>} : (!arena.slot<tensor<1x4x4x2xf32>>, !arena.slot<tensor<1x4x4x2xf32>>) -> ()
}

// -----

arena.program @no_perm memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<1x4x4x2xf32>>
  // expected-error @below {{needs the operands, the parameters and the result of graph.transpose}}
  arena.step "transpose"(%x) -> (%x) params {} : (!arena.slot<tensor<1x4x4x2xf32>>, !arena.slot<tensor<1x4x4x2xf32>>) -> ()
}

// -----

arena.program @perm memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<1x4x4x2xf32>>
  // expected-error @below {{needs the operands, the parameters and the result of graph.transpose}}
  arena.step "transpose"(%x) -> (%x) params {perm = array<i64: 0, 1, 2, 9>} : (!arena.slot<tensor<1x4x4x2xf32>>, !arena.slot<tensor<1x4x4x2xf32>>) -> ()
}

// -----

arena.program @no_scale memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<1x4x4x2xf32>>
  // expected-error @below {{needs the operands, the parameters and the result of graph.quantize}}
  arena.step "quantize"(%x) -> (%x) params {zero = array<i64: 0>} : (!arena.slot<tensor<1x4x4x2xf32>>, !arena.slot<tensor<1x4x4x2xf32>>) -> ()
}

// -----

arena.program @no_zero memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<1x4x4x2xf32>>
  // expected-error @below {{needs the operands, the parameters and the result of graph.quantize}}
  arena.step "quantize"(%x) -> (%x) params {scale = array<f32: 1.0>} : (!arena.slot<tensor<1x4x4x2xf32>>, !arena.slot<tensor<1x4x4x2xf32>>) -> ()
}

// -----

arena.program @no_list memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<1x4x4x2xf32>>
  // expected-error @below {{needs the operands, the parameters and the result of graph.requantize}}
  arena.step "requantize"(%x) -> (%x) params {} : (!arena.slot<tensor<1x4x4x2xf32>>, !arena.slot<tensor<1x4x4x2xf32>>) -> ()
}

// -----

arena.program @one_zero memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<1x4x4x2xf32>>
  // expected-error @below {{needs the operands, the parameters and the result of graph.add_requantize}}
  arena.step "add_requantize"(%x) -> (%x) params {zeros = array<i32: 0>, multipliers = array<i32: 1, 1>} : (!arena.slot<tensor<1x4x4x2xf32>>, !arena.slot<tensor<1x4x4x2xf32>>) -> ()
}

// -----

// A probe's chunk has room for six axes.
func.func @log_rank(%x: tensor<1x1x1x1x1x1x4xf32>) -> tensor<4xf32> {
  // expected-error @below {{logs one tensor of at most 6 axes of f32 or integers of 8, 16, 32 or 64 bits, but got 'tensor<1x1x1x1x1x1x4xf32>'}}
  probe.log %x op "Relu" node "r" : tensor<1x1x1x1x1x1x4xf32>
  %0 = graph.reshape %x : (tensor<1x1x1x1x1x1x4xf32>) -> tensor<4xf32>
  return %0 : tensor<4xf32>
}

// -----

func.func @log_type(%x: tensor<4xf16>, %y: tensor<4xf32>) -> tensor<4xf32> {
  // expected-error @below {{logs one tensor of at most 6 axes of f32 or integers of 8, 16, 32 or 64 bits, but got 'tensor<4xf16>'}}
  probe.log %x op "Relu" node "r" : tensor<4xf16>
  return %y : tensor<4xf32>
}

// -----

arena.program @no_bounds memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<1x4x4x2xf32>>
  // expected-error @below {{needs the operands, the parameters and the result of graph.clip}}
  arena.step "clip"(%x) -> (%x) params {lo = 0.0 : f32} : (!arena.slot<tensor<1x4x4x2xf32>>, !arena.slot<tensor<1x4x4x2xf32>>) -> ()
}

// -----

arena.program @epilogue_no_slope memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<1x4x4x2xf32>>
  // expected-error @below {{needs the operands, the parameters and the result of graph.relu}}
  arena.step "relu"(%x) -> (%x) params {} epilogue [#arena.apply<op = "leaky_relu">] : (!arena.slot<tensor<1x4x4x2xf32>>, !arena.slot<tensor<1x4x4x2xf32>>) -> ()
}
