//===- Normalization.cpp - shapes of softmax and its kin -----------------------------------------===//
#include "dialects/graph/Graph.h"

using namespace mlir;

#define GET_OP_CLASSES
#include "dialects/graph/ops/Normalization.cpp.inc"

namespace pelemay::graph {

void GraphDialect::addNormalizationOps() {
  addOperations<
#define GET_OP_LIST
#include "dialects/graph/ops/Normalization.cpp.inc"
      >();
}

LogicalResult SoftmaxOp::inferReturnTypes(MLIRContext*, std::optional<Location> loc, Adaptor op,
                                          llvm::SmallVectorImpl<Type>& types) {
  auto x = dyn_cast<RankedTensorType>(op.getX().getType());
  int64_t axis = op.getAxis();
  if (!x || axis < 0 || axis >= x.getRank())
    return emitOptionalError(loc, "graph.softmax needs an axis of ", op.getX().getType(),
                             ", but got ", axis, " (C1)");
  if (!x.getElementType().isF32())
    return emitOptionalError(loc, "graph.softmax needs f32, but got ", x.getElementType(), " (C2)");
  types.push_back(x);
  return success();
}

}  // namespace pelemay::graph
