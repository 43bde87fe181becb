//===- Host.cpp - what an epilogue may hold ------------------------------------------------------===//
#include "dialects/graph/Graph.h"

using namespace mlir;

namespace pelemay::graph {

/// Whether `extra` can be the other operand of an op applied to a result of type `result`.
static bool fitsResult(RankedTensorType extra, RankedTensorType result) {
  if (extra.getShape() == result.getShape()) return true;
  return extra.getRank() == 1 && extra.getDimSize(0) == result.getShape().back();
}

LogicalResult verifyEpilogue(HostOp op) {
  MutableOperandRange extras = op.getExtrasMutable();
  ArrayAttr epilogue = op.getEpilogueAttr();
  size_t used = 0;
  auto result = cast<RankedTensorType>(op->getResult(0).getType());
  for (Attribute entry : epilogue ? epilogue.getValue() : llvm::ArrayRef<Attribute>()) {
    if (isa<RequantizeAttr>(entry)) continue;
    auto apply = dyn_cast<ApplyAttr>(entry);
    if (!apply)
      return op->emitOpError("needs #graph.apply or #graph.requantize in its epilogue, but got ")
             << entry;
    if (apply.getOperand() < 0) continue;
    if (static_cast<size_t>(apply.getOperand()) >= extras.size())
      return op->emitOpError("has ") << extras.size() << " extras, but its epilogue reads number "
                                     << apply.getOperand();
    ++used;
    auto type = cast<RankedTensorType>(extras[apply.getOperand()].get().getType());
    if (result.getRank() == 0 || !fitsResult(type, result))
      return op->emitOpError("needs extras of the result's shape or one value a channel, but got ")
             << type << " for a result " << result;
  }
  if (used != extras.size())
    return op->emitOpError("has ") << extras.size() << " extras, but its epilogue reads " << used;
  return success();
}

}  // namespace pelemay::graph
