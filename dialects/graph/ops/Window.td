//===- Window.td - ops that slide a window over their input --------------------------------------===//
#ifndef PELEMAY_GRAPH_WINDOW
#define PELEMAY_GRAPH_WINDOW

include "dialects/graph/Host.td"

/// `x` is `N, H, W, C`; `pad` is `top, left, bottom, right`; one output for each place of the window.
class Graph_Pool<string mnemonic, dag more = (ins), string clauses = ""> :
    Graph_Host<mnemonic, Graph_Window, [InferTypeOpAdaptor]> {
  let arguments = !con((ins AnyRankedTensor:$x, Variadic<AnyRankedTensor>:$extras, DenseI64ArrayAttr:$window,
                            DenseI64ArrayAttr:$stride, DenseI64ArrayAttr:$pad,
                            OptionalAttr<DenseI64ArrayAttr>:$dilation, OptionalAttr<ArrayAttr>:$epilogue), more);
  let results = (outs AnyRankedTensor:$y);
  let assemblyFormat = "$x (`extras` `(` $extras^ `)`)? `window` $window `stride` $stride `pad` $pad " #
                       "(`dilation` $dilation^)? " # clauses # " attr-dict `:` functional-type(operands, results)";
}

def Graph_MaxPoolOp : Graph_Pool<"max_pool"> {
  let summary = "the largest element of each window";
  let description = [{
    Elements outside of `x` never win. NaN if the window holds one. Kernels compute a batch of 1, as those of
    all pools.

    - (C1) `x` has rank 4.
    - (C2) `window`, `stride` and `dilation` are positive, `pad` is not negative.
    - (C3) `pad` is smaller than the window on each side: no window lies outside of `x`.
    - (C4) the window fits into the padded input.
  }];
  let from = [From<"onnx", "MaxPool", 1>, From<"onnx", "GlobalMaxPool", 1>];
}

def Graph_AveragePoolOp : Graph_Pool<"average_pool", (ins UnitAttr:$count_pad), "(`count_pad` $count_pad^)?"> {
  let summary = "the mean of each window";
  let description = [{
    Elements outside of `x` are 0 and are counted only with `count_pad`. Float only; integers are summed by
    `graph.sum_pool`.

    - (C1) to (C4) as in `graph.max_pool`.
    - (C5) the element type is f32.
  }];
  let from = [From<"onnx", "AveragePool", 1>, From<"onnx", "GlobalAveragePool", 1>,
              From<"microsoft", "QLinearAveragePool">, From<"microsoft", "QLinearGlobalAveragePool">];
}

def Graph_SumPoolOp : Graph_Pool<"sum_pool", (ins DefaultValuedOptionalAttr<I64Attr, "0">:$fill), "(`fill` $fill^)?"> {
  let summary = "the exact sum of each window of 8-bit integers";
  let description = [{
    Elements outside of `x` are `fill`. The result is i32.

    - (C1) to (C4) as in `graph.max_pool`.
    - (C5) the element type is an 8-bit integer, and the sum cannot leave i32.
  }];
}

#endif
