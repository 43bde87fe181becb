//===- Shape.cpp - shapes and verifiers of views and moves ---------------------------------------===//
#include <cmath>

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

LogicalResult ConcatOp::inferReturnTypes(MLIRContext*, std::optional<Location> loc, Adaptor op,
                                         llvm::SmallVectorImpl<Type>& types) {
  auto first = op.getParts().empty() ? RankedTensorType()
                                     : dyn_cast<RankedTensorType>(op.getParts().front().getType());
  int64_t axis = op.getAxis();
  if (!first || axis < 0 || axis >= first.getRank())  // C1
    return emitOptionalError(loc, "graph.concat needs tensors with an axis ", axis, " (C1)");
  llvm::SmallVector<int64_t> shape(first.getShape());
  shape[axis] = 0;
  for (Value part : op.getParts()) {
    auto type = dyn_cast<RankedTensorType>(part.getType());
    bool alike = type && type.getRank() == first.getRank() &&
                 type.getElementType() == first.getElementType();
    for (int64_t i = 0; alike && i < first.getRank(); ++i)
      alike = i == axis || type.getDimSize(i) == first.getDimSize(i);
    if (!alike || llvm::AddOverflow(shape[axis], type.getDimSize(axis), shape[axis]))  // C2
      return emitOptionalError(loc, "graph.concat needs tensors that differ along axis ", axis,
                               " alone, but got ", first, " and ", part.getType(), " (C2)");
  }
  types.push_back(RankedTensorType::get(shape, first.getElementType()));
  return success();
}

LogicalResult SliceOp::verify() {
  auto x = cast<RankedTensorType>(getX().getType()), y = cast<RankedTensorType>(getY().getType());
  int64_t rank = x.getRank();
  if (static_cast<int64_t>(getStart().size()) != rank ||
      static_cast<int64_t>(getStep().size()) != rank || y.getRank() != rank ||
      x.getElementType() != y.getElementType())  // C1
    return emitOpError("needs a start and a step for each axis of ")
           << x << " and a result like it, but got " << y << " (C1)";
  for (int64_t i = 0; i < rank; ++i) {
    int64_t start = getStart()[i], step = getStep()[i], size = x.getDimSize(i), reach, last;
    bool fits = step != 0 && start >= 0 && start < size && y.getDimSize(i) >= 1 &&
                !llvm::MulOverflow(y.getDimSize(i) - 1, step, reach) &&
                !llvm::AddOverflow(start, reach, last) && last >= 0 && last < size;
    if (!fits)  // C2
      return emitOpError("needs ")
             << y.getDimSize(i) << " elements along axis " << i << " from " << start << " by "
             << step << ", but there are " << size << " (C2)";
  }
  return success();
}

LogicalResult PadOp::inferReturnTypes(MLIRContext*, std::optional<Location> loc, Adaptor op,
                                      llvm::SmallVectorImpl<Type>& types) {
  auto x = dyn_cast<RankedTensorType>(op.getX().getType());
  llvm::ArrayRef<int64_t> low = op.getLow(), high = op.getHigh();
  if (!x || static_cast<int64_t>(low.size()) != x.getRank() || low.size() != high.size())  // C1
    return emitOptionalError(loc, "graph.pad needs an entry for each axis of ", op.getX().getType(),
                             ", but got ", low.size(), " and ", high.size(), " (C1)");
  llvm::SmallVector<int64_t> shape(x.getShape());
  for (size_t i = 0; i < low.size(); ++i)
    if (low[i] < 0 || high[i] < 0 || shape[i] < 0 ||
        llvm::AddOverflow(shape[i], low[i], shape[i]) ||
        llvm::AddOverflow(shape[i], high[i], shape[i]))
      return emitOptionalError(loc, "graph.pad needs pads that are not negative, but got ", low[i],
                               " and ", high[i], " along axis ", i, " (C1)");
  types.push_back(RankedTensorType::get(shape, x.getElementType()));
  return success();
}

LogicalResult PadOp::verify() {
  Type element = cast<RankedTensorType>(getX().getType()).getElementType();
  double value = getValue().convertToDouble();
  if (element.isF32() && (std::isnan(value) || static_cast<float>(value) == value))
    return success();
  if (auto integer = dyn_cast<IntegerType>(element)) {
    int bits = static_cast<int>(std::min(integer.getWidth(), 53u)) - !integer.isUnsigned();
    double most = std::ldexp(1.0, bits), least = integer.isUnsigned() ? 0 : -most;
    if (value == std::trunc(value) && value >= least && value < most) return success();
  }
  return emitOpError("needs a value of type ") << element << ", but got " << value << " (C2)";
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
