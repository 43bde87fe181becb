// RUN: pelemay-opt %s --graph-fuse-elementwise | FileCheck %s

// A relu that is the only reader of a convolution disappears into it.
// CHECK-LABEL: @only_reader
// CHECK:         graph.conv {{.*}}epilogue = [#graph.apply<op = "relu">]
// CHECK-NOT:     graph.relu
func.func @only_reader(%x: tensor<1x8x8x1xf32>, %w: tensor<4x3x3x1xf32>) -> tensor<1x6x6x4xf32> {
  %0 = graph.conv %x, %w stride [1, 1] pad [0, 0, 0, 0] : (tensor<1x8x8x1xf32>, tensor<4x3x3x1xf32>) -> tensor<1x6x6x4xf32>
  %1 = graph.relu %0 : (tensor<1x6x6x4xf32>) -> tensor<1x6x6x4xf32>
  return %1 : tensor<1x6x6x4xf32>
}

// A second reader still needs the convolution as it was.
// CHECK-LABEL: @two_readers
// CHECK:         graph.relu
func.func @two_readers(%x: tensor<1x8x8x1xf32>, %w: tensor<4x3x3x1xf32>) -> (tensor<1x6x6x4xf32>, tensor<1x6x6x4xf32>) {
  %0 = graph.conv %x, %w stride [1, 1] pad [0, 0, 0, 0] : (tensor<1x8x8x1xf32>, tensor<4x3x3x1xf32>) -> tensor<1x6x6x4xf32>
  %1 = graph.relu %0 : (tensor<1x6x6x4xf32>) -> tensor<1x6x6x4xf32>
  return %0, %1 : tensor<1x6x6x4xf32>, tensor<1x6x6x4xf32>
}

// A probe is a reader like any other.
// CHECK-LABEL: @probed
// CHECK:         graph.conv
// CHECK-NOT:     epilogue
// CHECK:         probe.log
// CHECK:         graph.relu
func.func @probed(%x: tensor<1x8x8x1xf32>, %w: tensor<4x3x3x1xf32>) -> tensor<1x6x6x4xf32> {
  %0 = graph.conv %x, %w stride [1, 1] pad [0, 0, 0, 0] : (tensor<1x8x8x1xf32>, tensor<4x3x3x1xf32>) -> tensor<1x6x6x4xf32>
  probe.log %0 op "conv" node "conv1" : tensor<1x6x6x4xf32>
  %1 = graph.relu %0 : (tensor<1x6x6x4xf32>) -> tensor<1x6x6x4xf32>
  return %1 : tensor<1x6x6x4xf32>
}

// A constant of one value a channel becomes an extra, as a vector; origins and order are kept.
// CHECK-LABEL: @bias
// CHECK:         %[[B:.*]] = graph.constant dense<[1.000000e+00, 2.000000e+00]> : tensor<2xf32>
// CHECK:         graph.conv {{.*}} extras(%[[B]]) {{.*}}epilogue = [#graph.apply<op = "sub", operand = 0, swapped = true>, #graph.apply<op = "relu">], origins = [#graph.origin<"onnx" "Conv" "c">, #graph.origin<"onnx" "Sub" "s">]
func.func @bias(%x: tensor<1x8x8x1xf32>, %w: tensor<2x3x3x1xf32>) -> tensor<1x6x6x2xf32> {
  %0 = graph.conv %x, %w stride [1, 1] pad [0, 0, 0, 0] {origins = [#graph.origin<"onnx" "Conv" "c">]} : (tensor<1x8x8x1xf32>, tensor<2x3x3x1xf32>) -> tensor<1x6x6x2xf32>
  %b = graph.constant dense<[[[1.0, 2.0]]]> : tensor<1x1x2xf32> : tensor<1x1x2xf32>
  %1 = graph.sub %b, %0 {origins = [#graph.origin<"onnx" "Sub" "s">]} : (tensor<1x1x2xf32>, tensor<1x6x6x2xf32>) -> tensor<1x6x6x2xf32>
  %2 = graph.relu %1 : (tensor<1x6x6x2xf32>) -> tensor<1x6x6x2xf32>
  return %2 : tensor<1x6x6x2xf32>
}

// A residual that is there before the host becomes an extra of the result's shape.
// CHECK-LABEL: @residual
// CHECK:         graph.conv {{.*}} extras(%arg2) {{.*}}op = "add", operand = 0
func.func @residual(%x: tensor<1x8x8x1xf32>, %w: tensor<2x3x3x1xf32>, %r: tensor<1x6x6x2xf32>) -> tensor<1x6x6x2xf32> {
  %0 = graph.conv %x, %w stride [1, 1] pad [0, 0, 0, 0] : (tensor<1x8x8x1xf32>, tensor<2x3x3x1xf32>) -> tensor<1x6x6x2xf32>
  %1 = graph.add %r, %0 : (tensor<1x6x6x2xf32>, tensor<1x6x6x2xf32>) -> tensor<1x6x6x2xf32>
  return %1 : tensor<1x6x6x2xf32>
}

// An op that broadcasts its host's result is no epilogue of it.
// CHECK-LABEL: @broadcasts
// CHECK:         graph.add
func.func @broadcasts(%x: tensor<1x8xf32>, %y: tensor<4x8xf32>) -> tensor<4x8xf32> {
  %0 = graph.relu %x : (tensor<1x8xf32>) -> tensor<1x8xf32>
  %1 = graph.add %0, %y : (tensor<1x8xf32>, tensor<4x8xf32>) -> tensor<4x8xf32>
  return %1 : tensor<4x8xf32>
}

// A requantization ends the epilogue and changes the stored type.
// CHECK-LABEL: @requantized
// CHECK:         graph.linear {{.*}}epilogue = [#graph.requantize<type = i8, {{.*}}>]{{.*}} -> tensor<1x2xi8>
func.func @requantized(%x: tensor<1x8xi8>, %w: tensor<2x8xi8>) -> tensor<1x2xi8> {
  %0 = graph.linear %x, %w : (tensor<1x8xi8>, tensor<2x8xi8>) -> tensor<1x2xi32>
  %1 = graph.requantize %0 by <type = i8, multiplier = [1073741824], shift = [38], zero = -3, lo = [-128], hi = [127]> : (tensor<1x2xi32>) -> tensor<1x2xi8>
  return %1 : tensor<1x2xi8>
}

// Sixteen ops are enough for one epilogue: compilers nest them as templates. The 18th is a host again.
// CHECK-LABEL: @long_chain
// CHECK:         %[[A:.*]] = graph.neg %arg0 {epilogue = [#graph.apply<op = "relu">, {{((#graph.apply<op = "(neg|relu)">, ){14})}}#graph.apply<op = "neg">]
// CHECK-NEXT:    %[[B:.*]] = graph.relu %[[A]] {epilogue = [#graph.apply<op = "neg">, {{((#graph.apply<op = "(neg|relu)">, ){14})}}#graph.apply<op = "relu">]
// CHECK-NEXT:    %[[C:.*]] = graph.neg %[[B]] {epilogue = [#graph.apply<op = "relu">]
// CHECK-NEXT:    return %[[C]]
func.func @long_chain(%x: tensor<5xf32>) -> tensor<5xf32> {
  %1 = graph.neg %x : (tensor<5xf32>) -> tensor<5xf32>
  %2 = graph.relu %1 : (tensor<5xf32>) -> tensor<5xf32>
  %3 = graph.neg %2 : (tensor<5xf32>) -> tensor<5xf32>
  %4 = graph.relu %3 : (tensor<5xf32>) -> tensor<5xf32>
  %5 = graph.neg %4 : (tensor<5xf32>) -> tensor<5xf32>
  %6 = graph.relu %5 : (tensor<5xf32>) -> tensor<5xf32>
  %7 = graph.neg %6 : (tensor<5xf32>) -> tensor<5xf32>
  %8 = graph.relu %7 : (tensor<5xf32>) -> tensor<5xf32>
  %9 = graph.neg %8 : (tensor<5xf32>) -> tensor<5xf32>
  %10 = graph.relu %9 : (tensor<5xf32>) -> tensor<5xf32>
  %11 = graph.neg %10 : (tensor<5xf32>) -> tensor<5xf32>
  %12 = graph.relu %11 : (tensor<5xf32>) -> tensor<5xf32>
  %13 = graph.neg %12 : (tensor<5xf32>) -> tensor<5xf32>
  %14 = graph.relu %13 : (tensor<5xf32>) -> tensor<5xf32>
  %15 = graph.neg %14 : (tensor<5xf32>) -> tensor<5xf32>
  %16 = graph.relu %15 : (tensor<5xf32>) -> tensor<5xf32>
  %17 = graph.neg %16 : (tensor<5xf32>) -> tensor<5xf32>
  %18 = graph.relu %17 : (tensor<5xf32>) -> tensor<5xf32>
  %19 = graph.neg %18 : (tensor<5xf32>) -> tensor<5xf32>
  %20 = graph.relu %19 : (tensor<5xf32>) -> tensor<5xf32>
  %21 = graph.neg %20 : (tensor<5xf32>) -> tensor<5xf32>
  %22 = graph.relu %21 : (tensor<5xf32>) -> tensor<5xf32>
  %23 = graph.neg %22 : (tensor<5xf32>) -> tensor<5xf32>
  %24 = graph.relu %23 : (tensor<5xf32>) -> tensor<5xf32>
  %25 = graph.neg %24 : (tensor<5xf32>) -> tensor<5xf32>
  %26 = graph.relu %25 : (tensor<5xf32>) -> tensor<5xf32>
  %27 = graph.neg %26 : (tensor<5xf32>) -> tensor<5xf32>
  %28 = graph.relu %27 : (tensor<5xf32>) -> tensor<5xf32>
  %29 = graph.neg %28 : (tensor<5xf32>) -> tensor<5xf32>
  %30 = graph.relu %29 : (tensor<5xf32>) -> tensor<5xf32>
  %31 = graph.neg %30 : (tensor<5xf32>) -> tensor<5xf32>
  %32 = graph.relu %31 : (tensor<5xf32>) -> tensor<5xf32>
  %33 = graph.neg %32 : (tensor<5xf32>) -> tensor<5xf32>
  %34 = graph.relu %33 : (tensor<5xf32>) -> tensor<5xf32>
  %35 = graph.neg %34 : (tensor<5xf32>) -> tensor<5xf32>
  %36 = graph.relu %35 : (tensor<5xf32>) -> tensor<5xf32>
  return %36 : tensor<5xf32>
}

// A scalar has no channels and no map that an epilogue could read beside it; what reads nothing else fuses.
// CHECK-LABEL: @scalars
// CHECK:         %[[SUM:.*]] = graph.add %arg0, %arg1 : (tensor<f32>, tensor<f32>)
// CHECK:         graph.sub %[[SUM]], %arg1 {{.*}}"neg"
// CHECK-NOT:     graph.neg
func.func @scalars(%a: tensor<f32>, %b: tensor<f32>) -> tensor<f32> {
  %0 = graph.add %a, %b : (tensor<f32>, tensor<f32>) -> tensor<f32>
  %1 = graph.sub %0, %b : (tensor<f32>, tensor<f32>) -> tensor<f32>
  %2 = graph.neg %1 : (tensor<f32>) -> tensor<f32>
  return %2 : tensor<f32>
}

// Behind it the values are stored integers: a residual's sum follows, with a tensor that is there before or a
// constant that is made there, and a table. A sum of another type does not, nor one whose other operand comes later.
// CHECK-LABEL: @stored_sum
// CHECK:         graph.linear {{.*}} extras(%arg2) {epilogue = [#graph.requantize<{{.*}}>, #graph.apply<op = "add_requantize", operand = 0, swapped = true, attributes = {hi = 127 : i64, lo = -128 : i64, multipliers = array<i32: 4, 5>, shift = 20 : i64, zero = 1 : i64, zeros = array<i32: 2, 3>}>], graph.quant = #graph.quant<scale = 2.500000e-01 : f32, zero = 1>, origins = [#graph.origin<"onnx" "Gemm" "g">, #graph.origin<"onnx" "Add" "a">]}
// CHECK-NOT:     graph.add_requantize
func.func @stored_sum(%x: tensor<1x8xi8>, %w: tensor<2x8xi8>, %r: tensor<1x2xi8>) -> tensor<1x2xi8> {
  %0 = graph.linear %x, %w {origins = [#graph.origin<"onnx" "Gemm" "g">]} : (tensor<1x8xi8>, tensor<2x8xi8>) -> tensor<1x2xi32>
  %1 = graph.requantize %0 by <type = i8, multiplier = [1073741824], shift = [38], zero = -3, lo = [-128], hi = [127]> : (tensor<1x2xi32>) -> tensor<1x2xi8>
  %2 = graph.add_requantize %r, %1 {zeros = array<i32: 2, 3>, multipliers = array<i32: 4, 5>, shift = 20, zero = 1, lo = -128, hi = 127, graph.quant = #graph.quant<scale = 0.25 : f32, zero = 1>, origins = [#graph.origin<"onnx" "Add" "a">]} : (tensor<1x2xi8>, tensor<1x2xi8>) -> tensor<1x2xi8>
  return %2 : tensor<1x2xi8>
}

// CHECK-LABEL: @stored_sum_of_constant
// CHECK:         %[[C:.*]] = graph.constant dense<[{{\[}}1, 2]]>
// CHECK:         graph.linear {{.*}} extras(%[[C]]) {{.*}}op = "add_requantize", operand = 0, attributes
func.func @stored_sum_of_constant(%x: tensor<1x8xi8>, %w: tensor<2x8xi8>) -> tensor<1x2xi8> {
  %0 = graph.linear %x, %w : (tensor<1x8xi8>, tensor<2x8xi8>) -> tensor<1x2xi32>
  %1 = graph.requantize %0 by <type = i8, multiplier = [1073741824], shift = [38], zero = -3, lo = [-128], hi = [127]> : (tensor<1x2xi32>) -> tensor<1x2xi8>
  %c = graph.constant dense<[[1, 2]]> : tensor<1x2xi8> : tensor<1x2xi8>
  %2 = graph.add_requantize %1, %c {zeros = array<i32: 2, 3>, multipliers = array<i32: 4, 5>, shift = 20, zero = 1, lo = -128, hi = 127} : (tensor<1x2xi8>, tensor<1x2xi8>) -> tensor<1x2xi8>
  return %2 : tensor<1x2xi8>
}

// CHECK-LABEL: @stored_sum_left
// CHECK-COUNT-2: graph.add_requantize %
func.func @stored_sum_left(%x: tensor<1x8xi8>, %w: tensor<2x8xi8>, %r: tensor<1x2xi8>, %t: tensor<256xi32>) -> (tensor<1x2xui8>, tensor<1x2xi8>) {
  %0 = graph.linear %x, %w : (tensor<1x8xi8>, tensor<2x8xi8>) -> tensor<1x2xi32>
  %1 = graph.requantize %0 by <type = i8, multiplier = [1073741824], shift = [38], zero = -3, lo = [-128], hi = [127]> : (tensor<1x2xi32>) -> tensor<1x2xi8>
  %2 = graph.add_requantize %1, %r {zeros = array<i32: 2, 3>, multipliers = array<i32: 4, 5>, shift = 20, zero = 1, lo = 0, hi = 127} : (tensor<1x2xi8>, tensor<1x2xi8>) -> tensor<1x2xui8>
  %3 = graph.linear %x, %w : (tensor<1x8xi8>, tensor<2x8xi8>) -> tensor<1x2xi32>
  %4 = graph.requantize %3 by <type = i8, multiplier = [1073741824], shift = [38], zero = -3, lo = [-128], hi = [127]> : (tensor<1x2xi32>) -> tensor<1x2xi8>
  %5 = graph.softmax_requantize %r in %t axis 1 {multiplier = 4, shift = 2, zero = 0, lo = -128, hi = 127} : (tensor<1x2xi8>, tensor<256xi32>) -> tensor<1x2xi8>
  %6 = graph.add_requantize %4, %5 {zeros = array<i32: 2, 3>, multipliers = array<i32: 4, 5>, shift = 20, zero = 1, lo = 0, hi = 127} : (tensor<1x2xi8>, tensor<1x2xi8>) -> tensor<1x2xi8>
  return %2, %6 : tensor<1x2xui8>, tensor<1x2xi8>
}

// CHECK-LABEL: @stored_table
// CHECK:         graph.linear {{.*}} extras(%{{.*}}) {epilogue = [#graph.requantize<{{.*}}>, #graph.apply<op = "lookup", operand = 0>]}
// CHECK-NOT:     graph.lookup
func.func @stored_table(%x: tensor<1x8xi8>, %w: tensor<2x8xi8>) -> tensor<1x2xi8> {
  %0 = graph.linear %x, %w : (tensor<1x8xi8>, tensor<2x8xi8>) -> tensor<1x2xi32>
  %1 = graph.requantize %0 by <type = i8, multiplier = [1073741824], shift = [38], zero = -3, lo = [-128], hi = [127]> : (tensor<1x2xi32>) -> tensor<1x2xi8>
  %t = graph.constant dense<7> : tensor<256xi8> : tensor<256xi8>
  %2 = graph.lookup %1 in %t : (tensor<1x2xi8>, tensor<256xi8>) -> tensor<1x2xi8>
  return %2 : tensor<1x2xi8>
}
