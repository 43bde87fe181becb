//===- Plain.h - element-wise ops: operands one to one, parameters by name --------------------===//
#pragma once

#include "frontends/onnx/Node.h"

namespace pelemay::onnx {

template <class... Names>
constexpr unsigned arityOf(unsigned arity, Names...) {
  return arity;
}

/// How many tensors an element-wise op reads besides its epilogue's extras.
template <class Op>
inline constexpr unsigned kArity = 0;
#define PELEMAY_SCALAR(Class, mnemonic, Functor, ...) \
  template <>                                         \
  inline constexpr unsigned kArity<graph::Class> = arityOf(__VA_ARGS__);
#include "dialects/graph/Scalars.inc"
#undef PELEMAY_SCALAR

/// Reads the op's float parameters; one that the node lacks keeps the default of the record.
llvm::SmallVector<mlir::NamedAttribute> readParameters(Node& node,
                                                       llvm::ArrayRef<llvm::StringRef> names);

/// Reports shapes that do not broadcast as numpy's do; `got`: what the user knows them as, unless
/// that is their types.
mlir::LogicalResult needBroadcast(Node& node, mlir::RankedTensorType a, mlir::RankedTensorType b,
                                  std::string got = "");

/// The operands of an element-wise op, or nothing after an error.
llvm::SmallVector<mlir::Value> readElementOperands(Node& node, unsigned arity);

template <class Op>
mlir::LogicalResult importPlain(Node& node) {
  auto operands = readElementOperands(node, kArity<Op>);
  auto parameters = readParameters(node, Op::getAttributeNames());
  if (node.failed()) return mlir::failure();
  return node.define(node.named(node.create<Op>(operands, parameters)));
}

}  // namespace pelemay::onnx
