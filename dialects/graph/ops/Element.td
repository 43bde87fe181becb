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

def Graph_AbsOp : Graph_Unary<"abs", "x <= T(0) ? T(0) - x : x"> {
  let summary = "the size of x, without its sign";
  let description = [{NaN stays NaN.}];
  let from = [From<"onnx", "Abs", 6>, From<"nx", "abs">];
}

def Graph_SqrtOp : Graph_Unary<"sqrt", "sqrt(x)"> {
  let summary = "the square root of x";
  let description = [{Float only. Correctly rounded; NaN for negative x.}];
  let from = [From<"onnx", "Sqrt", 6>, From<"nx", "sqrt">];
}

def Graph_LogOp : Graph_Unary<"log", "log(x)"> {
  let summary = "the natural logarithm of x";
  let description = [{Float only. At most 1 ulp from the exact value; minus infinity for 0, NaN for negative x.}];
  let from = [From<"onnx", "Log", 6>, From<"nx", "log">];
}

def Graph_SigmoidOp : Graph_Unary<"sigmoid", "sigmoid(x)"> {
  let summary = "1 / (1 + exp(-x))";
  let description = [{Float only. At most 3 ulp from the exact value.}];
  let from = [From<"onnx", "Sigmoid", 6>, Custom<"microsoft", "QLinearSigmoid">, From<"nx", "sigmoid">];
}

def Graph_TanhOp : Graph_Unary<"tanh", "tanh(x)"> {
  let summary = "the hyperbolic tangent of x";
  let description = [{Float only. At most 2 ulp from the exact value.}];
  let from = [From<"onnx", "Tanh", 6>, From<"nx", "tanh">];
}

def Graph_ClipOp : Graph_Unary<"clip", "bounded(x, T(lo), T(hi))",
    (ins DefaultValuedAttr<F32Attr, "-INFINITY">:$lo, DefaultValuedAttr<F32Attr, "INFINITY">:$hi)> {
  let summary = "min(max(x, lo), hi)";
  let description = [{Float only. `hi` where `lo` is larger; NaN stays NaN. Bounds of integers are `graph.max` and `graph.min`.}];
  let from = [Custom<"onnx", "Clip", 6>];
}

def Graph_HardSigmoidOp : Graph_Unary<"hard_sigmoid", "bounded(T(alpha * x + beta), T(0), T(1))",
    (ins DefaultValuedAttr<F32Attr, "0.2f">:$alpha, DefaultValuedAttr<F32Attr, "0.5f">:$beta)> {
  let summary = "min(max(alpha * x + beta, 0), 1)";
  let description = [{Float only. NaN stays NaN.}];
  let from = [From<"onnx", "HardSigmoid", 6>];
}

def Graph_LeakyReluOp : Graph_Unary<"leaky_relu", "x < T(0) ? T(alpha * x) : x",
    (ins DefaultValuedAttr<F32Attr, "0.01f">:$alpha)> {
  let summary = "x, or alpha * x where x is negative";
  let description = [{Float only. NaN stays NaN.}];
  let from = [From<"onnx", "LeakyRelu", 6>, Custom<"microsoft", "QLinearLeakyRelu">];
}

def Graph_HardSwishOp : Graph_Unary<"hard_swish",
    "x * (x <= T(-3) ? T(0) : x >= T(3) ? T(1) : x * T(1.0f / 6.0f) + T(0.5f))"> {
  let summary = "x * min(max(x / 6 + 1/2, 0), 1)";
  let description = [{Float only. NaN stays NaN, and minus infinity becomes NaN, as in ONNX.}];
  let from = [From<"onnx", "HardSwish", 14>];
}

def Graph_AddOp : Graph_Binary<"add", "x + y", [Commutative]> {
  let summary = "x + y";
  let from = [From<"onnx", "Add", 7>, Custom<"onnx", "Sum", 6>, Custom<"onnx", "Mean", 6>,
              Custom<"microsoft", "QLinearAdd">, From<"nx", "add">];
}

def Graph_SubOp : Graph_Binary<"sub", "x - y"> {
  let summary = "x - y";
  let from = [From<"onnx", "Sub", 7>, From<"nx", "subtract">];
}

def Graph_MulOp : Graph_Binary<"mul", "x * y", [Commutative]> {
  let summary = "x * y";
  let from = [From<"onnx", "Mul", 7>, Custom<"onnx", "BatchNormalization", 7>, Custom<"microsoft", "QLinearMul">,
              From<"nx", "multiply">];
}

def Graph_DivOp : Graph_Binary<"div", "x / y"> {
  let summary = "x / y";
  let description = [{Float only: integer division differs between frontends.}];
  let from = [From<"onnx", "Div", 7>, From<"nx", "divide">];
}

def Graph_MaxOp : Graph_Binary<"max", "x < y || y != y ? y : x", [Commutative]> {
  let summary = "the larger of x and y";
  let description = [{NaN if either is NaN.}];
  let from = [Custom<"onnx", "Max", 6>, From<"nx", "max">];
}

def Graph_MinOp : Graph_Binary<"min", "y < x || y != y ? y : x", [Commutative]> {
  let summary = "the smaller of x and y";
  let description = [{NaN if either is NaN.}];
  let from = [Custom<"onnx", "Min", 6>, From<"nx", "min">];
}

def Graph_PreluOp : Graph_Binary<"prelu", "x < T(0) ? x * y : x"> {
  let summary = "x, or x * y where x is negative";
  let description = [{Float only. NaN stays NaN.}];
  let from = [Custom<"onnx", "PRelu", 6>];
}

#endif
