//===- Plain.h - element-wise ops: operands one to one ----------------------------------------===//
#pragma once

#include "frontends/nx/reader/Node.h"

namespace pelemay::nx {

template <class... Names>
constexpr unsigned arityOf(unsigned arity, Names...) {
  return arity;
}

/// How many tensors an element-wise op reads besides its epilogue's extras.
template <class Op>
constexpr unsigned kArity = 0;
#define PELEMAY_SCALAR(Class, mnemonic, Functor, ...) \
  template <>                                         \
  constexpr unsigned kArity<graph::Class> = arityOf(__VA_ARGS__);
#include "dialects/graph/Scalars.inc"
#undef PELEMAY_SCALAR

/// Checks operands, attributes and element types of a node that is computed element by element.
mlir::LogicalResult readElementwise(Node& node, unsigned arity);

template <class Op>
mlir::LogicalResult importPlain(Node& node) {
  if (mlir::failed(readElementwise(node, kArity<Op>))) return mlir::failure();
  llvm::SmallVector<mlir::Value> operands;
  for (unsigned i = 0; i < kArity<Op>; ++i) operands.push_back(node.operand(i));
  return node.define(node.create<Op>(operands));
}

}  // namespace pelemay::nx
