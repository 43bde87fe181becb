//===- Window.cpp - shapes and verifiers of pooling ----------------------------------------------===//
#include "dialects/graph/Graph.h"

using namespace mlir;

#define GET_OP_CLASSES
#include "dialects/graph/ops/Window.cpp.inc"

namespace pelemay::graph {

void GraphDialect::addWindowOps() {
  addOperations<
#define GET_OP_LIST
#include "dialects/graph/ops/Window.cpp.inc"
      >();
}

/// C1..C4, shared by all pools; appends `N, H', W', C` of element type `element` after the
/// epilogue.
template <class Adaptor>
static LogicalResult inferPool(std::optional<Location> loc, llvm::StringRef name, Adaptor op,
                               Type element, llvm::SmallVectorImpl<Type>& types) {
  auto x = dyn_cast<RankedTensorType>(op.getX().getType());
  auto axes =
      windowAxes(loc, {name, x, op.getWindow(), op.getStride(), op.getPad(), op.getDilation()});
  if (failed(axes)) return failure();
  for (int i : {0, 1}) {
    const WindowAxis& a = (*axes)[i];
    if (a.before >= a.extent() || a.after >= a.extent())  // C3
      return emitOptionalError(loc, name, " needs pads smaller than the window, but got ", a.before,
                               " and ", a.after, " for a window of ", a.extent(), " on axis ", i,
                               " (C3)");
  }
  types.push_back(RankedTensorType::get(
      {x.getDimSize(0), (*axes)[0].outputs(), (*axes)[1].outputs(), x.getDimSize(3)},
      afterEpilogue(element, op.getEpilogueAttr())));
  return success();
}

static Type elementOf(Value x) {
  auto type = dyn_cast<RankedTensorType>(x.getType());
  return type ? type.getElementType() : Type();
}

LogicalResult MaxPoolOp::inferReturnTypes(MLIRContext*, std::optional<Location> loc, Adaptor op,
                                          llvm::SmallVectorImpl<Type>& types) {
  return inferPool(loc, "graph.max_pool", op, elementOf(op.getX()), types);
}

LogicalResult AveragePoolOp::inferReturnTypes(MLIRContext*, std::optional<Location> loc, Adaptor op,
                                              llvm::SmallVectorImpl<Type>& types) {
  Type element = elementOf(op.getX());
  if (!element || !element.isF32())
    return emitOptionalError(loc, "graph.average_pool needs f32, but got ", element, " (C5)");
  return inferPool(loc, "graph.average_pool", op, element, types);
}

LogicalResult SumPoolOp::inferReturnTypes(MLIRContext* context, std::optional<Location> loc,
                                          Adaptor op, llvm::SmallVectorImpl<Type>& types) {
  Type element = elementOf(op.getX());
  if (!element || !element.isInteger(8))
    return emitOptionalError(loc, "graph.sum_pool needs 8-bit integers, but got ", element,
                             " (C5)");
  if (op.getWindow().size() == 2 && op.getWindow()[0] > 0 && op.getWindow()[1] > 0 &&
      op.getWindow()[0] > (int64_t(1) << 23) / op.getWindow()[1])
    return emitOptionalError(loc, "graph.sum_pool needs a window of at most 2^23 elements (C5)");
  return inferPool(loc, "graph.sum_pool", op, IntegerType::get(context, 32), types);
}

LogicalResult MaxPoolOp::verify() { return verifyEpilogue(*this); }
LogicalResult AveragePoolOp::verify() { return verifyEpilogue(*this); }

LogicalResult SumPoolOp::verify() {
  Type element = elementOf(getX());
  int64_t fill = getFill(), least = element.isUnsignedInteger() ? 0 : -128;
  if (fill < least || fill > least + 255)  // C5: what bounds the sum
    return emitOpError("needs a fill that is a value of ")
           << element << ", but got " << fill << " (C5)";
  return verifyEpilogue(*this);
}

}  // namespace pelemay::graph
