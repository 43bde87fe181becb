//===- Interfaces.td - what every pass may ask of every graph op ---------------------------------===//
#ifndef PELEMAY_GRAPH_INTERFACES
#define PELEMAY_GRAPH_INTERFACES

include "mlir/IR/OpBase.td"

def Graph_GraphOpInterface : OpInterface<"GraphOp"> {
  let cppNamespace = "::pelemay::graph";
  let description = [{What every pass may ask of every `graph` op; the answers stand in the op's record.}];
  let methods = [
    StaticInterfaceMethod<"The title of the op's group: docs chapter and pointcut.",
      "::llvm::StringRef", "getGroupTitle", (ins), [{ return ConcreteOp::kGroup; }]>,
    StaticInterfaceMethod<"C++ of one element in terms of `x` (and `y`), or empty.",
      "::llvm::StringRef", "getScalar", (ins), [{ return ConcreteOp::kScalar; }]>,
  ];
}

def Graph_HostOpInterface : OpInterface<"HostOp"> {
  let cppNamespace = "::pelemay::graph";
  let description = [{
    An op whose kernel can apply further element-wise ops to each result before it is stored. The
    attribute `epilogue` lists them, in order; the operands `extras` are what they need besides the result.
  }];
  let methods = [
    InterfaceMethod<"The element-wise ops applied to each result, in order; null when there are none.",
      "::mlir::ArrayAttr", "getEpilogueAttr">,
    InterfaceMethod<"Operands of the epilogue.",
      "::mlir::MutableOperandRange", "getExtrasMutable">,
  ];
}

#endif
