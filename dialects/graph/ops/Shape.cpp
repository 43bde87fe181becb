//===- Shape.cpp - shapes and verifiers of views and moves ---------------------------------------===//
#include "dialects/graph/Graph.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

#define GET_OP_CLASSES
#include "dialects/graph/ops/Shape.cpp.inc"

namespace pelemay::graph {

void GraphDialect::addShapeOps() {
  addOperations<
#define GET_OP_LIST
#include "dialects/graph/ops/Shape.cpp.inc"
      >();
}

/// The number of elements, or none where it leaves 63 bits or is not known.
static std::optional<int64_t> elementsOf(RankedTensorType type) {
  int64_t all = 1;
  for (int64_t size : type.getShape())
    if (size < 0 || llvm::MulOverflow(all, size, all)) return std::nullopt;
  return all;
}

LogicalResult ReshapeOp::verify() {
  auto x = cast<RankedTensorType>(getX().getType()), y = cast<RankedTensorType>(getY().getType());
  std::optional<int64_t> before = elementsOf(x), after = elementsOf(y);
  if (!before || before != after || x.getElementType() != y.getElementType())  // C1
    return emitOpError("needs two shapes with the same elements, but got ")
           << x << " and " << y << " (C1)";
  return success();
}

LogicalResult TransposeOp::inferReturnTypes(MLIRContext*, std::optional<Location> loc, Adaptor op,
                                            llvm::SmallVectorImpl<Type>& types) {
  auto x = dyn_cast<RankedTensorType>(op.getX().getType());
  llvm::ArrayRef<int64_t> perm = op.getPerm();
  if (!x || static_cast<int64_t>(perm.size()) != x.getRank())
    return emitOptionalError(loc, "graph.transpose needs one entry an axis of ",
                             op.getX().getType(), ", but got ", perm.size(), " (C1)");
  llvm::SmallVector<bool> seen(perm.size(), false);
  llvm::SmallVector<int64_t> shape;
  for (int64_t axis : perm) {
    if (axis < 0 || axis >= x.getRank() || seen[axis])
      return emitOptionalError(loc, "graph.transpose needs each axis of ", x,
                               " once, but perm holds ", axis, " (C1)");
    seen[axis] = true;
    shape.push_back(x.getDimSize(axis));
  }
  types.push_back(RankedTensorType::get(shape, x.getElementType()));
  return success();
}

}  // namespace pelemay::graph
