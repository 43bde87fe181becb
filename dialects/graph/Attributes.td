//===- Attributes.td - facts that ride on graph ops ----------------------------------------------===//
#ifndef PELEMAY_GRAPH_ATTRIBUTES
#define PELEMAY_GRAPH_ATTRIBUTES

include "dialects/graph/Dialect.td"
include "mlir/IR/AttrTypeBase.td"

class Graph_Attr<string name, string attrMnemonic> : AttrDef<Graph_Dialect, name> {
  let mnemonic = attrMnemonic;
}

def Graph_OriginAttr : Graph_Attr<"Origin", "origin"> {
  let summary = "the node of the user's model that an op computes";
  let description = [{
    `axes[i]` is the axis of our result that the user knows as axis `i`; absent when they agree. Logs and
    probes speak the user's axis order, so a pass that moves an op to another layout updates `axes`.
  }];
  let parameters = (ins "::mlir::StringAttr":$frontend, "::mlir::StringAttr":$op, "::mlir::StringAttr":$node,
                        OptionalParameter<"::mlir::DenseI64ArrayAttr">:$axes);
  let assemblyFormat = "`<` $frontend $op $node (`axes` $axes^)? `>`";
}

def Graph_QuantAttr : Graph_Attr<"Quant", "quant"> {
  let summary = "scale and zero point of a stored integer tensor";
  let description = [{For reports, headers and probes. Arithmetic never reads it.}];
  let parameters = (ins "::mlir::FloatAttr":$scale, "int64_t":$zero);
  let assemblyFormat = "`<` struct($scale, $zero) `>`";
}

def Graph_ApplyAttr : Graph_Attr<"Apply", "apply"> {
  let summary = "an element-wise op inside another op's epilogue";
  let description = [{
    Names a graph op by its mnemonic. `operand` is the index into the host's `extras` of a binary op's other
    operand: of the result's shape (a residual), or one value a channel (a vector over the last axis).
    `swapped`: the host's value is the second operand. Besides ops with a scalar expression there may be two on
    stored 8-bit integers: `add_requantize`, whose integers are `attributes`, and `lookup`, whose table is `operand`.
  }];
  let parameters = (ins "::mlir::StringAttr":$op, DefaultValuedParameter<"int64_t", "-1">:$operand,
                        DefaultValuedParameter<"bool", "false">:$swapped,
                        OptionalParameter<"::mlir::DictionaryAttr">:$attributes);
  let assemblyFormat = "`<` struct(params) `>`";
}

def Graph_RequantizeAttr : Graph_Attr<"Requantize", "requantize"> {
  let summary = "from accumulators to stored integers, with one rounding";
  let description = [{
    `y = clamp(zero + floor((acc * multiplier + 2^(shift-1)) / 2^shift), lo, hi)` in 64 bits with arithmetic
    shift. `multiplier`, `shift`, `lo`, `hi` and `tie` hold one value, or one a channel. `tie` (0: no tie is
    possible) is the denominator q of the exact ratio: where `acc mod q = q/2` the exact value lies half way
    and goes to the even integer before `zero` is added. A channel whose output never varies has
    multiplier 0, shift 1 and `lo = hi`. Source: docs/design/03-integers.md.
  }];
  let parameters = (ins "::mlir::Type":$type, "::mlir::DenseI32ArrayAttr":$multiplier, "::mlir::DenseI32ArrayAttr":$shift,
                        "int64_t":$zero, "::mlir::DenseI32ArrayAttr":$lo, "::mlir::DenseI32ArrayAttr":$hi,
                        OptionalParameter<"::mlir::DenseI64ArrayAttr">:$tie);
  let assemblyFormat = "`<` struct(params) `>`";
  let genVerifyDecl = 1;
}

#endif
