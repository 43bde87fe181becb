//===- Normalization.td - an element in relation to its neighbours along an axis -----------------===//
#ifndef PELEMAY_GRAPH_NORMALIZATION
#define PELEMAY_GRAPH_NORMALIZATION

include "dialects/graph/Attributes.td"

def Graph_SoftmaxOp : Graph_Op<"softmax", Graph_Normalization, [InferTypeOpAdaptor]> {
  let summary = "exp(x - max) / sum of exp(x - max) along one axis";
  let description = [{
    - (C1) `axis` is an axis of `x`, counted from 0.
    - (C2) the element type is f32.
  }];
  let arguments = (ins AnyRankedTensor:$x, I64Attr:$axis);
  let results = (outs AnyRankedTensor:$y);
  let assemblyFormat = "$x `axis` $axis attr-dict `:` functional-type(operands, results)";
  let from = [From<"onnx", "Softmax", 1>, From<"microsoft", "QLinearSoftmax">];
}

#endif
