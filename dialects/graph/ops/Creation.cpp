//===- Creation.cpp - constants ------------------------------------------------------------------===//
#include "dialects/graph/Graph.h"

using namespace mlir;

#define GET_OP_CLASSES
#include "dialects/graph/ops/Creation.cpp.inc"

namespace pelemay::graph {

void GraphDialect::addCreationOps() {
  addOperations<
#define GET_OP_LIST
#include "dialects/graph/ops/Creation.cpp.inc"
      >();
}

OpFoldResult ConstantOp::fold(FoldAdaptor) { return getValue(); }

LogicalResult ConstantOp::verify() {
  if (getValue().getType() == getY().getType()) return success();
  return emitOpError("needs a value of type ")
         << getY().getType() << ", but got " << getValue().getType() << " (C1)";
}

}  // namespace pelemay::graph
