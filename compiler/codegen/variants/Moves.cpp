//===- Moves.cpp - kernels that move elements: concat, slice, pad ---------------------------------===//
#include <numeric>

#include "compiler/codegen/variants/Families.h"
#include "dialects/graph/Walks.h"

using namespace mlir;

namespace pelemay::codegen {

using graph::Walks;
using Sizes = llvm::SmallVector<int64_t>;

namespace {

FailureOr<arena::ShapeAttr> moveShape(arena::StepOp step, const Walks& walks, int64_t size) {
  if (walks.dims.size() > 6)
    return step.emitOpError("needs a move along at most 6 axes that cannot be merged, but got ")
           << walks.dims.size();
  Sizes from = {walks.fromBegin}, to = {walks.toBegin};
  llvm::append_range(from, walks.from);
  llvm::append_range(to, walks.to);
  return makeShape(
      step.getContext(), "Move",
      {{"Dims", walks.dims, {}}, {"Walk", from, {}}, {"Walk", to, {}}, {"", {size}, {0}}});
}

FailureOr<arena::ShapeAttr> sliceShape(arena::StepOp step) {
  return moveShape(step,
                   graph::sliceWalks(operandType(step, 0).getShape(), resultType(step).getShape(),
                                     paramInts(step, "start"), paramInts(step, "step")),
                   0);
}

FailureOr<arena::ShapeAttr> padShape(arena::StepOp step) {
  RankedTensorType y = resultType(step);
  return moveShape(
      step, graph::padWalks(operandType(step, 0).getShape(), y.getShape(), paramInts(step, "low")),
      y.getNumElements());
}

FailureOr<arena::ShapeAttr> concatShape(arena::StepOp step) {
  int64_t axis = paramInt(step, "axis");
  llvm::ArrayRef<int64_t> y = resultType(step).getShape();
  auto product = [](llvm::ArrayRef<int64_t> sizes) {
    return std::accumulate(sizes.begin(), sizes.end(), int64_t(1), std::multiplies<int64_t>());
  };
  Sizes all = {product(y.take_front(axis))};
  for (unsigned i = 0; i < operandCount(step); ++i)
    all.push_back(product(operandType(step, i).getShape().drop_front(axis)));
  return makeShape(step.getContext(), "Chunks", {{"", all, {}}});
}

Call noArguments(arena::StepOp) { return {}; }

/// The value around the elements, as one of the tensor's type.
Call padCall(arena::StepOp step) {
  Type element = operandType(step, 0).getElementType();
  double value = cast<FloatAttr>(step.getParams().get("value")).getValueAsDouble();
  Call call;
  call.arguments.push_back(element.isF32() ? floatText(static_cast<float>(value))
                                           : cType(element) + "{" +
                                                 std::to_string(static_cast<int64_t>(value)) + "}");
  return call;
}

ArrayAttr opaque(arena::StepOp) { return {}; }

KernelVariant move(llvm::StringLiteral name, FailureOr<arena::ShapeAttr> (*shape)(arena::StepOp),
                   Call (*call)(arena::StepOp)) {
  KernelVariant variant{name, name, /*byRows=*/false, nullptr, shape, opaque, call};
  variant.anyEpilogue = false;
  variant.exactness = Exactness::kExact;
  return variant;
}

}  // namespace

llvm::ArrayRef<KernelVariant> moveVariants() {
  static const KernelVariant records[] = {move("concat", concatShape, noArguments),
                                          move("slice", sliceShape, noArguments),
                                          move("pad", padShape, padCall)};
  return records;
}

}  // namespace pelemay::codegen
