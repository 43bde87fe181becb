// RUN: pelemay-opt %s --split-input-file --probe-weave='advice="after call(conv): log"' 2>/dev/null | FileCheck %s --check-prefix=OURS
// RUN: pelemay-opt %s --split-input-file --probe-weave='advice="after call(Relu, Gemm): log"' 2>/dev/null | FileCheck %s --check-prefix=THEIRS
// RUN: pelemay-opt %s --split-input-file --probe-weave='advice="after call(linear, dot, Conv): log"' 2>/dev/null | FileCheck %s --check-prefix=SEVERAL
// RUN: pelemay-opt %s --split-input-file --probe-weave='advice="after call(QLinear*): log"' 2>/dev/null | FileCheck %s --check-prefix=GLOB
// RUN: pelemay-opt %s --split-input-file --probe-weave='advice="after call(c?n*): log"' 2>/dev/null | FileCheck %s --check-prefix=OURS
// Without advice the pass does nothing at all:
// RUN: pelemay-opt %s --split-input-file --probe-weave > %t.woven
// RUN: pelemay-opt %s --split-input-file > %t.plain
// RUN: cmp %t.woven %t.plain

// By our name and by the frontend's: the log speaks the user's names and axis order.
// OURS-LABEL: @small
// OURS:         %[[C:.*]] = graph.conv
// OURS-NEXT:    probe.log %[[C]] op "Conv" node "/c1/Conv" axes [0, 3, 1, 2] : tensor<1x6x6x4xf32>
// OURS-NEXT:    graph.relu
// OURS-NOT:     probe.log
// THEIRS-LABEL: @small
// THEIRS-NOT:   probe.log
// THEIRS:       %[[R:.*]] = graph.relu
// THEIRS-NEXT:  probe.log %[[R]] op "Relu" node "r1" : tensor<1x6x6x4xf32>
// THEIRS:       %[[L:.*]] = graph.linear
// A model output is watched like any other value.
// THEIRS-NEXT:  probe.log %[[L]] op "Gemm" node "fc" : tensor<1x2xf32>
// THEIRS-NEXT:  return %[[L]]
// SEVERAL-LABEL: @small
// SEVERAL:      graph.conv
// SEVERAL-NEXT: probe.log {{.*}} op "Conv" node "/c1/Conv"
// SEVERAL-NEXT: graph.relu
// SEVERAL:      graph.linear
// SEVERAL-NEXT: probe.log {{.*}} op "Gemm" node "fc"
func.func @small(%x: tensor<1x8x8x1xf32>, %w: tensor<4x3x3x1xf32>, %v: tensor<2x144xf32>) -> tensor<1x2xf32> {
  %0 = graph.conv %x, %w stride [1, 1] pad [0, 0, 0, 0] {origins = [#graph.origin<"onnx" "Conv" "/c1/Conv" axes [0, 3, 1, 2]>]} : (tensor<1x8x8x1xf32>, tensor<4x3x3x1xf32>) -> tensor<1x6x6x4xf32>
  %1 = graph.relu %0 {origins = [#graph.origin<"onnx" "Relu" "r1">]} : (tensor<1x6x6x4xf32>) -> tensor<1x6x6x4xf32>
  %2 = graph.reshape %1 : (tensor<1x6x6x4xf32>) -> tensor<1x144xf32>
  %3 = graph.linear %2, %v {operandSegmentSizes = array<i32: 1, 1, 0, 0>, origins = [#graph.origin<"onnx" "Gemm" "fc">]} : (tensor<1x144xf32>, tensor<2x144xf32>) -> tensor<1x2xf32>
  return %3 : tensor<1x2xf32>
}

// -----

// An op of nobody's model goes by its mnemonic.
// OURS-LABEL: @nameless
// OURS:         probe.log %{{.*}} op "conv" node "conv" : tensor<1x6x6x4xf32>
func.func @nameless(%x: tensor<1x8x8x1xf32>, %w: tensor<4x3x3x1xf32>) -> tensor<1x6x6x4xf32> {
  %0 = graph.conv %x, %w stride [1, 1] pad [0, 0, 0, 0] : (tensor<1x8x8x1xf32>, tensor<4x3x3x1xf32>) -> tensor<1x6x6x4xf32>
  return %0 : tensor<1x6x6x4xf32>
}

// -----

// A node that became several ops is logged once, at the op whose result is the node's.
// SEVERAL-LABEL: @decomposed
// SEVERAL-NOT:  probe.log
// SEVERAL:      %[[D:.*]] = graph.reshape %{{.*}}"dot_4"
// SEVERAL-NEXT: probe.log %[[D]] op "dot" node "dot_4" : tensor<f32>
// SEVERAL-NOT:  probe.log
// SEVERAL:      return
func.func @decomposed(%x: tensor<1x8xf32>, %y: tensor<8x1xf32>) -> tensor<f32> {
  %0 = graph.matmul %x, %y {origins = [#graph.origin<"nx" "dot" "dot_4">]} : (tensor<1x8xf32>, tensor<8x1xf32>) -> tensor<1x1xf32>
  %1 = graph.reshape %0 {origins = [#graph.origin<"nx" "dot" "dot_4">]} : (tensor<1x1xf32>) -> tensor<f32>
  return %1 : tensor<f32>
}

// -----

// Constants are no calls, and an op that two names choose is logged once (OURS counts one, above).
// SEVERAL-LABEL: @constant
// SEVERAL-NOT:  probe.log
// SEVERAL:      return
func.func @constant() -> tensor<2xf32> {
  %0 = graph.constant dense<1.0> : tensor<2xf32> {origins = [#graph.origin<"onnx" "Conv" "w">]} : tensor<2xf32>
  return %0 : tensor<2xf32>
}

// -----

// A glob chooses by either name. What a node makes on its way, behind a transpose of nobody's too, is not its value.
// GLOB-LABEL: @between
// GLOB-NOT:     probe.log
// GLOB:         %[[Q:.*]] = graph.quantize
// GLOB-NEXT:    probe.log %[[Q]] op "QLinearConv" node "c1" : tensor<1x4x6x6xi8>
// GLOB-NOT:     probe.log
// GLOB:         return
func.func @between(%x: tensor<1x8x8x1xf32>, %w: tensor<4x3x3x1xf32>) -> tensor<1x4x6x6xi8> {
  %0 = graph.conv %x, %w stride [1, 1] pad [0, 0, 0, 0] {origins = [#graph.origin<"onnx" "QLinearConv" "c1" axes [0, 3, 1, 2]>]} : (tensor<1x8x8x1xf32>, tensor<4x3x3x1xf32>) -> tensor<1x6x6x4xf32>
  %1 = graph.transpose %0 perm [0, 3, 1, 2] : (tensor<1x6x6x4xf32>) -> tensor<1x4x6x6xf32>
  %2 = graph.quantize %1 scale [5.000000e-01] zero [3] {origins = [#graph.origin<"onnx" "QLinearConv" "c1">]} : (tensor<1x4x6x6xf32>) -> tensor<1x4x6x6xi8>
  return %2 : tensor<1x4x6x6xi8>
}
