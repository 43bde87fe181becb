//===- Shape.td - views and moves ----------------------------------------------------------------===//
#ifndef PELEMAY_GRAPH_SHAPE
#define PELEMAY_GRAPH_SHAPE

include "dialects/graph/Attributes.td"

def Graph_ReshapeOp : Graph_Op<"reshape", Graph_Shape> {
  let summary = "the same elements in the same order under another shape";
  let description = [{
    - (C1) both shapes have the same number of elements, and one element type.
  }];
  let arguments = (ins AnyRankedTensor:$x);
  let results = (outs AnyRankedTensor:$y);
  let assemblyFormat = "$x attr-dict `:` functional-type(operands, results)";
  let hasVerifier = 1;
  let from = [From<"onnx", "Reshape", 5>, From<"onnx", "Flatten", 1>, From<"nx", "reshape">];
}

def Graph_TransposeOp : Graph_Op<"transpose", Graph_Shape, [InferTypeOpAdaptor]> {
  let summary = "the axes in another order";
  let description = [{
    Axis `i` of the result is axis `perm[i]` of `x`.

    - (C1) `perm` holds each axis of `x` once.
  }];
  let arguments = (ins AnyRankedTensor:$x, DenseI64ArrayAttr:$perm);
  let results = (outs AnyRankedTensor:$y);
  let assemblyFormat = "$x `perm` $perm attr-dict `:` functional-type(operands, results)";
}

#endif
