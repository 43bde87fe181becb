//===- Creation.td - values that come from nowhere -----------------------------------------------===//
#ifndef PELEMAY_GRAPH_CREATION
#define PELEMAY_GRAPH_CREATION

include "dialects/graph/Attributes.td"

def Graph_ConstantOp : Graph_Op<"constant", Graph_Creation, [ConstantLike]> {
  let summary = "a tensor known at compile time";
  let description = [{
    Above 64 KiB the value is a resource blob, which is neither uniqued nor printed in full.

    - (C1) the value's type is the result's.
  }];
  let arguments = (ins ElementsAttr:$value);
  let results = (outs AnyRankedTensor:$y);
  let assemblyFormat = "$value attr-dict `:` type($y)";
  let hasFolder = 1;
  let hasVerifier = 1;
  let from = [From<"onnx", "Constant", 1>, From<"onnx", "ConstantOfShape", 9>,
              From<"onnx", "Shape", 1>, From<"onnx", "Gather", 1>, From<"nx", "constant">];
}

#endif
