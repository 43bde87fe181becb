// What a name cannot watch is said, with the column of the name. The advice's own mistakes are errors.
// RUN: pelemay-opt %s --probe-weave='advice="after call(Convv, sofmax): log"' 2>&1 >/dev/null | FileCheck %s --check-prefix=NEAR
// RUN: pelemay-opt %s --probe-weave='advice="after call(frobnicate): log"' 2>&1 >/dev/null | FileCheck %s --check-prefix=ALL
// RUN: pelemay-opt %s --probe-weave='advice="after call(Conv): log"' 2>&1 | FileCheck %s --check-prefix=MERGED
// RUN: pelemay-opt %s --probe-weave='advice="after call(conv): log"' 2>&1 | FileCheck %s --check-prefix=OURS
// RUN: not pelemay-opt %s --probe-weave='advice="before call(conv): log"' 2>&1 >/dev/null | FileCheck %s --check-prefix=BEFORE
// RUN: not pelemay-opt %s --probe-weave='advice="after call(conv) && type(f32): log"' 2>&1 >/dev/null | FileCheck %s --check-prefix=AND
// RUN: not pelemay-opt %s --probe-weave='advice="after call(conv"' 2>&1 >/dev/null | FileCheck %s --check-prefix=OPEN

// NEAR:      warning: no op of this model is called 'Convv' (column 12 of the advice)
// NEAR:      help: the model has Conv, conv{{$}}
// NEAR:      warning: no op of this model is called 'sofmax' (column 19 of the advice)
// NEAR:      help: the model has softmax{{$}}

// ALL:       warning: no op of this model is called 'frobnicate' (column 12 of the advice)
// ALL:       help: the model has Conv, QuantizeLinear, conv, softmax

// MERGED:    warning: the result of Conv is not observable here: it was merged with QuantizeLinear 'q1' (column 12 of the advice)
// MERGED:    help: call(QuantizeLinear) and call(conv) log the merged result
// MERGED-NOT: probe.log

// OURS-NOT:  warning
// OURS:      probe.log {{.*}} op "Conv" node "c1"

// BEFORE:    error: advice, column 1: 'before' is not available yet
// BEFORE:    note: the advice is "before call(conv): log"
// AND:       error: advice, column 18: '&&' is not available yet
// OPEN:      error: advice, column 16: expected ')'
func.func @merged(%x: tensor<1x8x8x1xf32>, %w: tensor<4x3x3x1xf32>) -> tensor<1x6x6x4xf32> {
  %0 = graph.conv %x, %w stride [1, 1] pad [0, 0, 0, 0] {origins = [#graph.origin<"onnx" "Conv" "c1">, #graph.origin<"onnx" "QuantizeLinear" "q1">]} : (tensor<1x8x8x1xf32>, tensor<4x3x3x1xf32>) -> tensor<1x6x6x4xf32>
  %1 = graph.softmax %0 axis 3 : (tensor<1x6x6x4xf32>) -> tensor<1x6x6x4xf32>
  return %1 : tensor<1x6x6x4xf32>
}
