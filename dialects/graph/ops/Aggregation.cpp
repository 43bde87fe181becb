//===- Aggregation.cpp - shapes of reductions ----------------------------------------------------===//
#include "dialects/graph/Graph.h"

using namespace mlir;

#define GET_OP_CLASSES
#include "dialects/graph/ops/Aggregation.cpp.inc"

namespace pelemay::graph {

void GraphDialect::addAggregationOps() {
  addOperations<
#define GET_OP_LIST
#include "dialects/graph/ops/Aggregation.cpp.inc"
      >();
}

template <class Adaptor>
static LogicalResult inferReduce(std::optional<Location> loc, llvm::StringRef name, Adaptor op,
                                 llvm::SmallVectorImpl<Type>& types) {
  auto x = dyn_cast<RankedTensorType>(op.getX().getType());
  if (!x) return emitOptionalError(loc, name, " needs a ranked tensor");
  llvm::SmallVector<int64_t> shape(x.getShape());
  llvm::ArrayRef<int64_t> axes = op.getAxes();
  for (size_t i = 0; i < axes.size(); ++i) {
    if (axes[i] < 0 || axes[i] >= x.getRank() || (i > 0 && axes[i] != axes[i - 1] + 1))  // C1
      return emitOptionalError(loc, name, " needs ascending axes of ", x,
                               " without gaps, but got axis ", axes[i], " (C1)");
    if (shape[axes[i]] < 1)  // C2
      return emitOptionalError(loc, name, " needs at least one element along axis ", axes[i],
                               " (C2)");
    shape[axes[i]] = 1;
  }
  if (!op.getKeepAxes() && !axes.empty())
    shape.erase(shape.begin() + axes.front(), shape.begin() + axes.back() + 1);
  types.push_back(RankedTensorType::get(shape, x.getElementType()));
  return success();
}

#define PELEMAY_INFER(Class)                                                                   \
  LogicalResult Class::inferReturnTypes(MLIRContext*, std::optional<Location> loc, Adaptor op, \
                                        llvm::SmallVectorImpl<Type>& types) {                  \
    return inferReduce(loc, getOperationName(), op, types);                                    \
  }
PELEMAY_INFER(ReduceMaxOp)
PELEMAY_INFER(ReduceMinOp)
PELEMAY_INFER(ReduceSumOp)
PELEMAY_INFER(ReduceProdOp)
#undef PELEMAY_INFER

LogicalResult ReduceMeanOp::inferReturnTypes(MLIRContext*, std::optional<Location> loc, Adaptor op,
                                             llvm::SmallVectorImpl<Type>& types) {
  auto x = dyn_cast<RankedTensorType>(op.getX().getType());
  if (x && !x.getElementType().isF32())  // C3
    return emitOptionalError(loc, getOperationName(), " needs elements of type f32, but got ", x,
                             " (C3)");
  return inferReduce(loc, getOperationName(), op, types);
}

}  // namespace pelemay::graph
