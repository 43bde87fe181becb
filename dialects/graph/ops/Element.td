//===- Element.td - element-wise ops -------------------------------------------------------------===//
// To add one: a record here and a test in test/dialects/graph/. The runtime functor, the epilogue, the
// constant folder, both importers and the docs follow from the record.
//===---------------------------------------------------------------------------------------------===//
#ifndef PELEMAY_GRAPH_ELEMENT
#define PELEMAY_GRAPH_ELEMENT

include "dialects/graph/Host.td"

/// y[i] = scalar(x[i]). Attributes of a record become members of its functor.
class Graph_Unary<string mnemonic, string expression, dag attributes = (ins)> :
    Graph_Host<mnemonic, Graph_Element, [InferTypeOpAdaptor]> {
  let scalar = expression;
  let arguments = !con((ins AnyRankedTensor:$x, Variadic<AnyRankedTensor>:$extras,
                            OptionalAttr<ArrayAttr>:$epilogue), attributes);
  let results = (outs AnyRankedTensor:$y);
  let assemblyFormat = "$x (`extras` `(` $extras^ `)`)? attr-dict `:` functional-type(operands, results)";
  let extraClassDefinition = [{
    ::llvm::LogicalResult $cppClass::inferReturnTypes(::mlir::MLIRContext*, ::std::optional<::mlir::Location> loc,
        Adaptor op, ::llvm::SmallVectorImpl<::mlir::Type>& types) {
      return ::pelemay::graph::inferElementwise(loc, getOperationName(), {op.getX()}, op.getEpilogueAttr(), types);
    }
    ::llvm::LogicalResult $cppClass::verify() { return ::pelemay::graph::verifyEpilogue(*this); }
  }];
}

/// z[i] = scalar(x[i], y[i]); the shapes broadcast as numpy's do.
class Graph_Binary<string mnemonic, string expression, list<Trait> traits = []> :
    Graph_Host<mnemonic, Graph_Element, traits # [InferTypeOpAdaptor]> {
  let scalar = expression;
  let arguments = (ins AnyRankedTensor:$x, AnyRankedTensor:$y, Variadic<AnyRankedTensor>:$extras,
                       OptionalAttr<ArrayAttr>:$epilogue);
  let results = (outs AnyRankedTensor:$z);
  let assemblyFormat = "$x `,` $y (`extras` `(` $extras^ `)`)? attr-dict `:` functional-type(operands, results)";
  let extraClassDefinition = [{
    ::llvm::LogicalResult $cppClass::inferReturnTypes(::mlir::MLIRContext*, ::std::optional<::mlir::Location> loc,
        Adaptor op, ::llvm::SmallVectorImpl<::mlir::Type>& types) {
      return ::pelemay::graph::inferElementwise(loc, getOperationName(), {op.getX(), op.getY()},
                                                op.getEpilogueAttr(), types);
    }
    ::llvm::LogicalResult $cppClass::verify() { return ::pelemay::graph::verifyEpilogue(*this); }
  }];
}

def Graph_ReluOp : Graph_Unary<"relu", "x < T(0) ? T(0) : x"> {
  let summary = "max(x, 0)";
  let description = [{NaN stays NaN.}];
  let from = [From<"onnx", "Relu", 6>];
}

def Graph_ExpOp : Graph_Unary<"exp", "exp(x)"> {
  let summary = "e to the power of x";
  let description = [{Float only. At most 1 ulp from the exact value (`runtime/pelemay/math.h`).}];
  let from = [From<"onnx", "Exp", 6>, From<"nx", "exp">];
}

def Graph_NegOp : Graph_Unary<"neg", "-x"> {
  let summary = "-x";
  let from = [From<"onnx", "Neg", 6>, From<"nx", "negate">];
}

def Graph_HardSwishOp : Graph_Unary<"hard_swish",
    "x * (x <= T(-3) ? T(0) : x >= T(3) ? T(1) : x * T(1.0f / 6.0f) + T(0.5f))"> {
  let summary = "x * min(max(x / 6 + 1/2, 0), 1)";
  let description = [{Float only. NaN stays NaN, and minus infinity becomes NaN, as in ONNX.}];
  let from = [From<"onnx", "HardSwish", 14>];
}

def Graph_AddOp : Graph_Binary<"add", "x + y", [Commutative]> {
  let summary = "x + y";
  let from = [From<"onnx", "Add", 7>, From<"nx", "add">];
}

def Graph_SubOp : Graph_Binary<"sub", "x - y"> {
  let summary = "x - y";
  let from = [From<"onnx", "Sub", 7>, From<"nx", "subtract">];
}

def Graph_MulOp : Graph_Binary<"mul", "x * y", [Commutative]> {
  let summary = "x * y";
  let from = [From<"onnx", "Mul", 7>, From<"nx", "multiply">];
}

def Graph_DivOp : Graph_Binary<"div", "x / y"> {
  let summary = "x / y";
  let description = [{Float only: integer division differs between frontends.}];
  let from = [From<"onnx", "Div", 7>, From<"nx", "divide">];
}

def Graph_MaxOp : Graph_Binary<"max", "x < y || y != y ? y : x", [Commutative]> {
  let summary = "the larger of x and y";
  let description = [{NaN if either is NaN.}];
  let from = [From<"nx", "max">];
}

def Graph_MinOp : Graph_Binary<"min", "y < x || y != y ? y : x", [Commutative]> {
  let summary = "the smaller of x and y";
  let description = [{NaN if either is NaN.}];
  let from = [From<"nx", "min">];
}

#endif
