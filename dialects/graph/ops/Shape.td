//===- Shape.td - views and moves ----------------------------------------------------------------===//
#ifndef PELEMAY_GRAPH_SHAPE
#define PELEMAY_GRAPH_SHAPE

include "dialects/graph/Attributes.td"

def Graph_ReshapeOp : Graph_Op<"reshape", Graph_Shape> {
  let summary = "the same elements in the same order under another shape";
  let description = [{
    ONNX's Identity and Dropout become their operand itself.

    - (C1) both shapes have the same number of elements, and one element type.
  }];
  let arguments = (ins AnyRankedTensor:$x);
  let results = (outs AnyRankedTensor:$y);
  let assemblyFormat = "$x attr-dict `:` functional-type(operands, results)";
  let hasVerifier = 1;
  let from = [From<"onnx", "Reshape", 5>, From<"onnx", "Flatten", 1>, From<"onnx", "Squeeze", 1>,
              From<"onnx", "Unsqueeze", 1>, From<"onnx", "Identity", 1>, From<"onnx", "Dropout", 7>,
              From<"nx", "reshape">];
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
  let from = [From<"onnx", "Transpose", 1>];
}

def Graph_ConcatOp : Graph_Op<"concat", Graph_Shape, [InferTypeOpAdaptor]> {
  let summary = "tensors one behind the other along an axis";
  let description = [{
    - (C1) `axis` is an axis of the operands, of which there is at least one.
    - (C2) the operands have one element type, and one shape but for their size along `axis`.
  }];
  let arguments = (ins Variadic<AnyRankedTensor>:$parts, I64Attr:$axis);
  let results = (outs AnyRankedTensor:$y);
  let assemblyFormat = "$parts `axis` $axis attr-dict `:` functional-type(operands, results)";
  let from = [From<"onnx", "Concat", 4>, From<"microsoft", "QLinearConcat">];
}

def Graph_SliceOp : Graph_Op<"slice", Graph_Shape> {
  let summary = "every step-th element along each axis, from a start on";
  let description = [{
    Element `i` along an axis of the result is element `start + i * step` of `x`.

    - (C1) `start` and `step` hold one entry for each axis of `x`, and the result has its rank and element type.
    - (C2) no step is 0, and the first and last element along each axis exist.
  }];
  let arguments = (ins AnyRankedTensor:$x, DenseI64ArrayAttr:$start, DenseI64ArrayAttr:$step);
  let results = (outs AnyRankedTensor:$y);
  let assemblyFormat = "$x `start` $start `step` $step attr-dict `:` functional-type(operands, results)";
  let hasVerifier = 1;
  let from = [From<"onnx", "Slice", 1>, From<"onnx", "Split", 2>];
}

def Graph_PadOp : Graph_Op<"pad", Graph_Shape, [InferTypeOpAdaptor]> {
  let summary = "a tensor within a frame of one value";
  let description = [{
    `low` and `high` are the elements in front of and behind those of `x` along each axis.

    - (C1) `low` and `high` hold one entry for each axis of `x`, none negative.
    - (C2) `value` is one of `x`'s element type.
  }];
  let arguments = (ins AnyRankedTensor:$x, DenseI64ArrayAttr:$low, DenseI64ArrayAttr:$high, F64Attr:$value);
  let results = (outs AnyRankedTensor:$y);
  let assemblyFormat = "$x `low` $low `high` $high `value` $value attr-dict `:` functional-type(operands, results)";
  let hasVerifier = 1;
  let from = [From<"onnx", "Pad", 2>];
}

#endif
