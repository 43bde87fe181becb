//===- Aggregation.td - reductions over axes -----------------------------------------------------===//
#ifndef PELEMAY_GRAPH_AGGREGATION
#define PELEMAY_GRAPH_AGGREGATION

include "dialects/graph/Attributes.td"

class Graph_Reduce<string mnemonic> : Graph_Op<mnemonic, Graph_Aggregation, [InferTypeOpAdaptor]> {
  let arguments = (ins AnyRankedTensor:$x, DenseI64ArrayAttr:$axes, UnitAttr:$keep_axes);
  let results = (outs AnyRankedTensor:$y);
  let assemblyFormat = "$x `axes` $axes (`keep_axes` $keep_axes^)? attr-dict `:` functional-type(operands, results)";
}

def Graph_ReduceMaxOp : Graph_Reduce<"reduce_max"> {
  let summary = "the largest element along axes";
  let description = [{
    NaN if one of them is NaN.

    - (C1) `axes` are axes of `x`, ascending and without gaps (kernels see `outer, n, inner`).
    - (C2) the reduced axes hold at least one element.
  }];
  let from = [From<"onnx", "ReduceMax", 1>, From<"nx", "reduce_max">];
}

def Graph_ReduceMinOp : Graph_Reduce<"reduce_min"> {
  let summary = "the smallest element along axes";
  let description = [{NaN if one of them is NaN. (C1), (C2) as in `graph.reduce_max`.}];
  let from = [From<"onnx", "ReduceMin", 1>, From<"nx", "reduce_min">];
}

def Graph_ReduceSumOp : Graph_Reduce<"reduce_sum"> {
  let summary = "the sum along axes, first element first";
  let description = [{Integers wrap around. (C1), (C2) as in `graph.reduce_max`.}];
  let from = [From<"onnx", "ReduceSum", 1>, From<"onnx", "ReduceL1", 1>, From<"onnx", "ReduceL2", 1>,
              From<"onnx", "ReduceSumSquare", 1>, From<"onnx", "ReduceLogSum", 1>,
              From<"onnx", "ReduceLogSumExp", 1>, From<"nx", "sum">];
}

def Graph_ReduceProdOp : Graph_Reduce<"reduce_prod"> {
  let summary = "the product along axes, first element first";
  let description = [{Integers wrap around. (C1), (C2) as in `graph.reduce_max`.}];
  let from = [From<"onnx", "ReduceProd", 1>, From<"nx", "product">];
}

def Graph_ReduceMeanOp : Graph_Reduce<"reduce_mean"> {
  let summary = "the mean along axes: their sum, first element first, divided by their number";
  let description = [{
    - (C1), (C2) as in `graph.reduce_max`.
    - (C3) the element type is f32.
  }];
  let from = [From<"onnx", "ReduceMean", 1>];
}

#endif
