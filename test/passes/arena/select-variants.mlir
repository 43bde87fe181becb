// RUN: pelemay-opt %s --graph-lower-to-steps --arena-select-variants | FileCheck %s

// A convolution's shape, defaults left out where nothing follows them, and the rows that it reads.
// CHECK-LABEL: @conv
// CHECK:         variant "conv" shape <"Window" [#arena.term<"In" [8, 6, 4]>, #arena.term<"Out" [4, 6, 8]>, #arena.term<"Kernel" [3, 3]>, #arena.term<"Stride" [2, 1]>, #arena.term<"Pad" [1, 1]>]> rows [#arena.rows<window = 3, stride = 2, pad = 1>] {
// CHECK:         variant "conv" shape <"Window" [#arena.term<"In" [4, 6, 8]>, #arena.term<"Out" [4, 6, 2]>, #arena.term<"Kernel" [1, 1]>]> rows [#arena.rows<>] {
func.func @conv(%x: tensor<1x8x6x4xf32>) -> tensor<1x4x6x2xf32> {
  %w = graph.constant dense<1.0> : tensor<8x3x3x4xf32> : tensor<8x3x3x4xf32>
  %v = graph.constant dense<1.0> : tensor<2x1x1x8xf32> : tensor<2x1x1x8xf32>
  %0 = graph.conv %x, %w stride [2, 1] pad [1, 1, 1, 1] : (tensor<1x8x6x4xf32>, tensor<8x3x3x4xf32>) -> tensor<1x4x6x8xf32>
  %1 = graph.conv %0, %v stride [1, 1] pad [0, 0, 0, 0] : (tensor<1x4x6x8xf32>, tensor<2x1x1x8xf32>) -> tensor<1x4x6x2xf32>
  return %1 : tensor<1x4x6x2xf32>
}

// An image in planes has the same shape, in the order of N, H, W, C, and is read as a whole: what else the step
// reads keeps its rows.
// CHECK-LABEL: @planes
// CHECK:         variant "conv_planar" shape <"PlanarWindow" [#arena.term<"In" [8, 6, 3]>, #arena.term<"Out" [4, 6, 8]>, #arena.term<"Kernel" [3, 3]>, #arena.term<"Stride" [2, 1]>, #arena.term<"Pad" [1, 1]>]> rows [#arena.rows<whole = true>, #arena.rows<>]
func.func @planes(%x: tensor<1x3x8x6xf32>, %r: tensor<1x4x6x8xf32>) -> tensor<1x4x6x8xf32> {
  %w = graph.constant dense<1.0> : tensor<8x3x3x3xf32> : tensor<8x3x3x3xf32>
  %0 = graph.conv %x, %w extras(%r) stride [2, 1] pad [1, 1, 1, 1] planar {epilogue = [#graph.apply<op = "add", operand = 0>]} : (tensor<1x3x8x6xf32>, tensor<8x3x3x3xf32>, tensor<1x4x6x8xf32>) -> tensor<1x4x6x8xf32>
  return %0 : tensor<1x4x6x8xf32>
}

// One filter a channel is depthwise. Two filters a channel, groups of two channels, and one channel are not.
// CHECK-LABEL: @depthwise
// CHECK:         variant "depthwise" shape <"Window" [#arena.term<"In" [8, 8, 4]>, #arena.term<"Out" [4, 4, 4]>, #arena.term<"Kernel" [3, 3]>, #arena.term<"Stride" [1, 1]>, #arena.term<"Pad" [0, 0]>, #arena.term<"Dilation" [2, 2]>, #arena.term<"Groups" [4]>]> rows [#arena.rows<window = 3, dilation = 2>]
// CHECK:         variant "conv" {{.*}}#arena.term<"Groups" [4]>]>
// CHECK:         variant "conv" {{.*}}#arena.term<"Groups" [2]>]>
// CHECK:         variant "conv" {{.*}}#arena.term<"Kernel" [3, 3]>]>
func.func @depthwise(%x: tensor<1x8x8x4xf32>, %y: tensor<1x8x8x1xf32>) -> (tensor<1x4x4x4xf32>, tensor<1x6x6x8xf32>, tensor<1x6x6x4xf32>, tensor<1x6x6x1xf32>) {
  %a = graph.constant dense<1.0> : tensor<4x3x3x1xf32> : tensor<4x3x3x1xf32>
  %b = graph.constant dense<1.0> : tensor<8x3x3x1xf32> : tensor<8x3x3x1xf32>
  %c = graph.constant dense<1.0> : tensor<4x3x3x2xf32> : tensor<4x3x3x2xf32>
  %d = graph.constant dense<1.0> : tensor<1x3x3x1xf32> : tensor<1x3x3x1xf32>
  %0 = graph.conv %x, %a stride [1, 1] pad [0, 0, 0, 0] dilation [2, 2] groups 4 : (tensor<1x8x8x4xf32>, tensor<4x3x3x1xf32>) -> tensor<1x4x4x4xf32>
  %1 = graph.conv %x, %b stride [1, 1] pad [0, 0, 0, 0] groups 4 : (tensor<1x8x8x4xf32>, tensor<8x3x3x1xf32>) -> tensor<1x6x6x8xf32>
  %2 = graph.conv %x, %c stride [1, 1] pad [0, 0, 0, 0] groups 2 : (tensor<1x8x8x4xf32>, tensor<4x3x3x2xf32>) -> tensor<1x6x6x4xf32>
  %3 = graph.conv %y, %d stride [1, 1] pad [0, 0, 0, 0] : (tensor<1x8x8x1xf32>, tensor<1x3x3x1xf32>) -> tensor<1x6x6x1xf32>
  return %0, %1, %2, %3 : tensor<1x4x4x4xf32>, tensor<1x6x6x8xf32>, tensor<1x6x6x4xf32>, tensor<1x6x6x1xf32>
}

// CHECK-LABEL: @pools
// CHECK:         variant "max_pool" shape <"Window" [#arena.term<"In" [4, 4, 2]>, #arena.term<"Out" [2, 2, 2]>, #arena.term<"Kernel" [2, 2]>, #arena.term<"Stride" [2, 2]>]> rows [#arena.rows<window = 2, stride = 2>]
// CHECK:         variant "sum_pool" {{.*}}#arena.term<"Fill" [7]>]> rows [#arena.rows<window = 3, pad = 1>]
// CHECK:         variant "average_pool" shape <"Window" [#arena.term<"In" [4, 4, 2]>, #arena.term<"Out" [1, 1, 2]>, #arena.term<"Kernel" [4, 4]>]> rows [#arena.rows<window = 4>]
func.func @pools(%x: tensor<1x4x4x2xi8>, %y: tensor<1x4x4x2xf32>) -> (tensor<1x2x2x2xi8>, tensor<1x4x4x2xi32>, tensor<1x1x1x2xf32>) {
  %0 = graph.max_pool %x window [2, 2] stride [2, 2] pad [0, 0, 0, 0] : (tensor<1x4x4x2xi8>) -> tensor<1x2x2x2xi8>
  %1 = graph.sum_pool %x window [3, 3] stride [1, 1] pad [1, 1, 1, 1] fill 7 : (tensor<1x4x4x2xi8>) -> tensor<1x4x4x2xi32>
  %2 = graph.average_pool %y window [4, 4] stride [1, 1] pad [0, 0, 0, 0] count_pad : (tensor<1x4x4x2xf32>) -> tensor<1x1x1x2xf32>
  return %0, %1, %2 : tensor<1x2x2x2xi8>, tensor<1x4x4x2xi32>, tensor<1x1x1x2xf32>
}

// Products read the right operand, and a bias, whole for each row of the left one. Either side may be a
// constant; it is an operand of the step only where it is not.
// CHECK-LABEL: @products
// CHECK:         "linear"({{.*}}) weights {{.*}} variant "linear" shape <"Product" [#arena.term<"" [2, 8, 3]>]> rows [#arena.rows<>, #arena.rows<whole = true>]
// CHECK:         "matmul"({{.*}}) -> {{.*}} variant "matmul" shape <"Product" [#arena.term<"" [2, 8, 3]>]> rows [#arena.rows<>, #arena.rows<whole = true>]
// CHECK:         "matmul"({{.*}}) weights {{.*}} variant "matmul" shape <"Product" [#arena.term<"" [5, 2, 8]>]> rows [#arena.rows<whole = true>]
func.func @products(%x: tensor<2x8xf32>, %y: tensor<8x3xf32>, %b: tensor<3xf32>) -> (tensor<2x3xf32>, tensor<2x3xf32>, tensor<5x8xf32>) {
  %c = graph.constant dense<1.0> : tensor<3x8xf32> : tensor<3x8xf32>
  %d = graph.constant dense<1.0> : tensor<5x2xf32> : tensor<5x2xf32>
  %0 = graph.linear %x, %c, %b : (tensor<2x8xf32>, tensor<3x8xf32>, tensor<3xf32>) -> tensor<2x3xf32>
  %1 = graph.matmul %x, %y : (tensor<2x8xf32>, tensor<8x3xf32>) -> tensor<2x3xf32>
  %2 = graph.matmul %d, %x : (tensor<5x2xf32>, tensor<2x8xf32>) -> tensor<5x8xf32>
  return %0, %1, %2 : tensor<2x3xf32>, tensor<2x3xf32>, tensor<5x8xf32>
}

// A map of N = 1 and rank 4 keeps its rows, pixels and channels; a broadcast axis has stride 0. Strides of
// a packed operand are left out where nothing follows them.
// CHECK-LABEL: @maps
// CHECK:         "relu"{{.*}} variant "map" shape <"Elements" [#arena.term<"Out" [4, 5, 6]>]> rows [#arena.rows<>]
// CHECK:         "add"{{.*}} shape <"Elements" [#arena.term<"Out" [4, 5, 6]>, #arena.term<"Strides" [30, 6, 1]>, #arena.term<"Strides" [0, 0, 1]>]> rows [#arena.rows<>, #arena.rows<whole = true>]
// CHECK:         "add"{{.*}} shape <"Elements" [#arena.term<"Out" [4, 5, 6]>, #arena.term<"Strides" [6, 0, 1]>]> rows [#arena.rows<whole = true>, #arena.rows<>]
// CHECK:         "mul"{{.*}} shape <"Elements" [#arena.term<"Out" [4, 5, 6]>, #arena.term<"Strides" [30, 6, 1]>, #arena.term<"Strides" [5, 1, 0]>]>
// CHECK:         "mul"{{.*}} shape <"Elements" [#arena.term<"Out" [4, 5, 6]>, #arena.term<"Strides" [30, 6, 1]>, #arena.term<"Strides" [0, 0, 0]>]>
func.func @maps(%a: tensor<1x4x5x6xf32>, %b: tensor<6xf32>, %c: tensor<1x4x1x6xf32>, %d: tensor<1x4x5x1xf32>, %e: tensor<f32>) -> tensor<1x4x5x6xf32> {
  %0 = graph.relu %a : (tensor<1x4x5x6xf32>) -> tensor<1x4x5x6xf32>
  %1 = graph.add %0, %b : (tensor<1x4x5x6xf32>, tensor<6xf32>) -> tensor<1x4x5x6xf32>
  %2 = graph.add %c, %1 : (tensor<1x4x1x6xf32>, tensor<1x4x5x6xf32>) -> tensor<1x4x5x6xf32>
  %3 = graph.mul %2, %d : (tensor<1x4x5x6xf32>, tensor<1x4x5x1xf32>) -> tensor<1x4x5x6xf32>
  %4 = graph.mul %3, %e : (tensor<1x4x5x6xf32>, tensor<f32>) -> tensor<1x4x5x6xf32>
  return %4 : tensor<1x4x5x6xf32>
}

// Other ranks fold: neighbouring axes that the same operands walk are one. What walks as it likes is opaque.
// CHECK-LABEL: @folded
// CHECK:         "exp"{{.*}} shape <"Elements" [#arena.term<"Out" [1, 1, 1]>]> rows [#arena.rows<>]
// CHECK:         "mul"{{.*}} shape <"Elements" [#arena.term<"Out" [1, 3, 6]>, #arena.term<"Strides" [18, 1, 0]>, #arena.term<"Strides" [18, 0, 1]>]> rows [#arena.rows<whole = true>, #arena.rows<whole = true>]
// CHECK:         "sub"{{.*}} shape <"Elements" [#arena.term<"Out" [2, 3, 4]>, #arena.term<"Strides" [12, 4, 1]>, #arena.term<"Strides" [4, 0, 1]>]> {
// CHECK:         "add"{{.*}} shape <"Elements" [#arena.term<"Out" [1, 12, 4]>]> {
// CHECK:         "add"{{.*}} shape <"Elements" [#arena.term<"Out" [2, 6, 4]>, #arena.term<"Strides" [24, 4, 1]>, #arena.term<"Strides" [0, 1, 0]>]> {
func.func @folded(%a: tensor<f32>, %b: tensor<3x1xf32>, %c: tensor<6xf32>, %d: tensor<2x3x4xf32>, %e: tensor<2x1x4xf32>, %f: tensor<2x2x3x4xf32>, %g: tensor<1x2x3x1xf32>) -> (tensor<f32>, tensor<3x6xf32>, tensor<2x3x4xf32>, tensor<2x2x3x4xf32>) {
  %0 = graph.exp %a : (tensor<f32>) -> tensor<f32>
  %1 = graph.mul %b, %c : (tensor<3x1xf32>, tensor<6xf32>) -> tensor<3x6xf32>
  %2 = graph.sub %d, %e : (tensor<2x3x4xf32>, tensor<2x1x4xf32>) -> tensor<2x3x4xf32>
  %3 = graph.add %f, %f : (tensor<2x2x3x4xf32>, tensor<2x2x3x4xf32>) -> tensor<2x2x3x4xf32>
  %4 = graph.add %3, %g : (tensor<2x2x3x4xf32>, tensor<1x2x3x1xf32>) -> tensor<2x2x3x4xf32>
  return %0, %1, %2, %4 : tensor<f32>, tensor<3x6xf32>, tensor<2x3x4xf32>, tensor<2x2x3x4xf32>
}

// Where there is one axis too many, the last folds into its neighbour: no epilogue asks for channels here.
// CHECK-LABEL: @folded_last
// CHECK:         variant "map" shape <"Elements" [#arena.term<"Out" [2, 3, 20]>, #arena.term<"Strides" [60, 20, 1]>, #arena.term<"Strides" [20, 0, 1]>]>
func.func @folded_last(%x: tensor<2x3x4x5xf32>, %y: tensor<2x1x4x5xf32>) -> tensor<2x3x4x5xf32> {
  %0 = graph.sub %x, %y {epilogue = [#graph.apply<op = "exp">]} : (tensor<2x3x4x5xf32>, tensor<2x1x4x5xf32>) -> tensor<2x3x4x5xf32>
  return %0 : tensor<2x3x4x5xf32>
}

// Whole kernels see `outer, n, inner` around their axes and have no row map.
// CHECK-LABEL: @whole
// CHECK:         variant "softmax" shape <"Extent" [#arena.term<"" [2, 3, 4]>]> {
// CHECK:         variant "reduce" shape <"Extent" [#arena.term<"" [6, 4, 1]>]> {
// CHECK:         variant "reduce" shape <"Extent" [#arena.term<"" [1, 24, 1]>]> {
// CHECK:         variant "reduce" shape <"Extent" [#arena.term<"" [1, 1, 24]>]> {
// CHECK:         variant "transpose" shape <"Transpose" [#arena.term<"Dims" [2, 3, 4]>, #arena.term<"Perm" [2, 0, 1]>]> {
func.func @whole(%x: tensor<2x3x4xf32>) -> (tensor<2x3xf32>, tensor<f32>, tensor<2x3x4xf32>, tensor<4x2x3xf32>) {
  %0 = graph.softmax %x axis 1 : (tensor<2x3x4xf32>) -> tensor<2x3x4xf32>
  %1 = graph.reduce_max %0 axes [2] : (tensor<2x3x4xf32>) -> tensor<2x3xf32>
  %2 = graph.reduce_sum %0 axes [0, 1, 2] : (tensor<2x3x4xf32>) -> tensor<f32>
  %3 = graph.reduce_sum %0 axes [] : (tensor<2x3x4xf32>) -> tensor<2x3x4xf32>
  %4 = graph.transpose %0 perm [2, 0, 1] : (tensor<2x3x4xf32>) -> tensor<4x2x3xf32>
  return %1, %2, %3, %4 : tensor<2x3xf32>, tensor<f32>, tensor<2x3x4xf32>, tensor<4x2x3xf32>
}

// Scales a channel lie along the last axis. A requantization of its own is a copy.
// CHECK-LABEL: @quantization
// CHECK:         "quantize"{{.*}} variant "quantize" shape <"Elements" [#arena.term<"Out" [4, 4, 2]>]> rows [#arena.rows<>]
// CHECK:         "dequantize"{{.*}} variant "dequantize"
// CHECK:         "requantize"{{.*}} variant "copy"
// CHECK:         "add_requantize"{{.*}} variant "add_requantize" shape <"Elements" [#arena.term<"Out" [1, 2, 3]>]> rows [#arena.rows<>, #arena.rows<>]
func.func @quantization(%x: tensor<1x4x4x2xf32>, %i: tensor<1x4x4x2xi32>, %a: tensor<2x3xi8>) -> (tensor<1x4x4x2xi8>, tensor<1x4x4x2xf32>, tensor<1x4x4x2xui8>, tensor<2x3xi8>) {
  %0 = graph.quantize %x scale [0.5] zero [3] : (tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xi8>
  %1 = graph.dequantize %i scale [0.5, 0.25] zero [0, 0] axis 3 : (tensor<1x4x4x2xi32>) -> tensor<1x4x4x2xf32>
  %2 = graph.requantize %i by <type = ui8, multiplier = [1, 2], shift = [9], zero = 0, lo = [0], hi = [255]> : (tensor<1x4x4x2xi32>) -> tensor<1x4x4x2xui8>
  %3 = graph.add_requantize %a, %a {zeros = array<i32: 0, 0>, multipliers = array<i32: 1, 1>, shift = 20, zero = 0, lo = -128, hi = 127} : (tensor<2x3xi8>, tensor<2x3xi8>) -> tensor<2x3xi8>
  return %0, %1, %2, %3 : tensor<1x4x4x2xi8>, tensor<1x4x4x2xf32>, tensor<1x4x4x2xui8>, tensor<2x3xi8>
}

// A residual in the epilogue is read by rows, as the result is written.
// CHECK-LABEL: @residual
// CHECK:         "max_pool"({{.*}}, {{.*}}) {{.*}} rows [#arena.rows<window = 2, stride = 2>, #arena.rows<>]
func.func @residual(%x: tensor<1x4x4x2xf32>, %r: tensor<1x2x2x2xf32>) -> tensor<1x2x2x2xf32> {
  %0 = graph.max_pool %x extras(%r) window [2, 2] stride [2, 2] pad [0, 0, 0, 0] {epilogue = [#graph.apply<op = "add", operand = 0>]} : (tensor<1x4x4x2xf32>, tensor<1x2x2x2xf32>) -> tensor<1x2x2x2xf32>
  return %0 : tensor<1x2x2x2xf32>
}

// A probe is no kernel, and what a hand-written program has decided stays.
// CHECK-LABEL: @decided
// CHECK:         "probe.log"(%{{.*}}) -> () params {node = "n", op = "o"} :
// CHECK:         "relu"{{.*}} variant "special" :
arena.program @decided memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<4xf32>>
  arena.step "probe.log"(%x) -> () params {op = "o", node = "n"} : (!arena.slot<tensor<4xf32>>) -> ()
  arena.step "relu"(%x) -> (%x) params {} variant "special" : (!arena.slot<tensor<4xf32>>, !arena.slot<tensor<4xf32>>) -> ()
}

// Moves see one axis where several lie as one: rows cut off are one run of elements, channels cut off two axes, and
// every second column backwards goes on from row to row.
// CHECK-LABEL: @moves
// CHECK:         variant "slice" shape <"Move" [#arena.term<"Dims" [24]>, #arena.term<"Walk" [12, 1]>, #arena.term<"Walk" [0, 1]>]> {
// CHECK:         variant "slice" shape <"Move" [#arena.term<"Dims" [16, 2]>, #arena.term<"Walk" [1, 3, 1]>, #arena.term<"Walk" [0, 2, 1]>]> {
// CHECK:         variant "slice" shape <"Move" [#arena.term<"Dims" [8, 3]>, #arena.term<"Walk" [45, -6, 1]>, #arena.term<"Walk" [0, 3, 1]>]> {
// CHECK:         variant "pad" shape <"Move" [#arena.term<"Dims" [4, 12]>, #arena.term<"Walk" [0, 12, 1]>, #arena.term<"Walk" [18, 18, 1]>, #arena.term<"" [90]>]> {
// CHECK:         variant "concat" shape <"Chunks" [#arena.term<"" [16, 3, 3]>]> {
// CHECK:         variant "concat" shape <"Chunks" [#arena.term<"" [1, 48, 48, 48]>]> {
func.func @moves(%x: tensor<1x4x4x3xf32>) -> (tensor<1x2x4x3xf32>, tensor<1x4x4x2xf32>, tensor<1x4x2x3xf32>, tensor<1x5x6x3xf32>, tensor<1x4x4x6xf32>, tensor<3x4x4x3xf32>) {
  %0 = graph.slice %x start [0, 1, 0, 0] step [1, 1, 1, 1] : (tensor<1x4x4x3xf32>) -> tensor<1x2x4x3xf32>
  %1 = graph.slice %x start [0, 0, 0, 1] step [1, 1, 1, 1] : (tensor<1x4x4x3xf32>) -> tensor<1x4x4x2xf32>
  %2 = graph.slice %x start [0, 3, 3, 0] step [1, -1, -2, 1] : (tensor<1x4x4x3xf32>) -> tensor<1x4x2x3xf32>
  %3 = graph.pad %x low [0, 1, 0, 0] high [0, 0, 2, 0] value 0.0 : (tensor<1x4x4x3xf32>) -> tensor<1x5x6x3xf32>
  %4 = graph.concat %x, %x axis 3 : (tensor<1x4x4x3xf32>, tensor<1x4x4x3xf32>) -> tensor<1x4x4x6xf32>
  %5 = graph.concat %x, %x, %x axis 0 : (tensor<1x4x4x3xf32>, tensor<1x4x4x3xf32>, tensor<1x4x4x3xf32>) -> tensor<3x4x4x3xf32>
  return %0, %1, %2, %3, %4, %5 : tensor<1x2x4x3xf32>, tensor<1x4x4x2xf32>, tensor<1x4x2x3xf32>, tensor<1x5x6x3xf32>, tensor<1x4x4x6xf32>, tensor<3x4x4x3xf32>
}
