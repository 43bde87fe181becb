//===- Whole.cpp - kernels that read and write whole tensors -------------------------------------===//
#include <numeric>

#include "compiler/codegen/Facts.h"
#include "compiler/codegen/variants/Families.h"
#include "llvm/ADT/StringSwitch.h"

using namespace mlir;

namespace pelemay::codegen {
/// Elements of axes [begin, end).
static int64_t product(llvm::ArrayRef<int64_t> shape, int64_t begin, int64_t end) {
  return std::accumulate(shape.begin() + begin, shape.begin() + end, int64_t(1),
                         std::multiplies<int64_t>());
}

arena::ShapeAttr extentShape(arena::StepOp step, int64_t first, int64_t last) {
  llvm::ArrayRef<int64_t> x = operandType(step, 0).getShape();
  return makeShape(
      step.getContext(), "Extent",
      {{"",
        {product(x, 0, first), product(x, first, last + 1), product(x, last + 1, x.size())},
        {}}});
}

namespace {

FailureOr<arena::ShapeAttr> softmaxShape(arena::StepOp step) {
  int64_t axis = paramInt(step, "axis");
  return extentShape(step, axis, axis);
}

FailureOr<arena::ShapeAttr> reduceShape(arena::StepOp step) {
  llvm::SmallVector<int64_t> axes = paramInts(step, "axes");
  return axes.empty() ? extentShape(step, 0, -1) : extentShape(step, axes.front(), axes.back());
}

FailureOr<arena::ShapeAttr> transposeShape(arena::StepOp step) {
  RankedTensorType x = operandType(step, 0);
  if (x.getRank() < 1 || x.getRank() > 6)
    return refuse(step, "needs a tensor of rank 1 to 6, but got " + codegen::typeText(x),
                  "reshape it: axes that stay neighbours can be one");
  return makeShape(
      step.getContext(), "Transpose",
      {{"Dims", llvm::to_vector(x.getShape()), {}}, {"Perm", paramInts(step, "perm"), {}}});
}

Call noArguments(arena::StepOp) { return {}; }

Call reduceCall(arena::StepOp step) {
  Call call;
  call.templates.push_back(llvm::StringSwitch<const char*>(step.getOp())
                               .Case("reduce_max", "Max")
                               .Case("reduce_min", "Min")
                               .Case("reduce_prod", "Mul")
                               .Default("Add"));
  return call;
}

ArrayAttr opaque(arena::StepOp) { return {}; }

KernelVariant whole(llvm::StringLiteral name, llvm::StringLiteral op,
                    FailureOr<arena::ShapeAttr> (*shape)(arena::StepOp),
                    Call (*call)(arena::StepOp), Overlay overlay = Overlay::kNone) {
  KernelVariant variant{name, op, /*byRows=*/false, nullptr, shape, opaque, call};
  variant.anyEpilogue = false;
  variant.overlay = overlay;
  return variant;
}

}  // namespace

llvm::ArrayRef<KernelVariant> wholeVariants() {
  static const KernelVariant records[] = {
      whole("softmax", "softmax", softmaxShape, noArguments, Overlay::kSameElement),
      whole("reduce", "reduce_max", reduceShape, reduceCall),
      whole("reduce", "reduce_min", reduceShape, reduceCall),
      whole("reduce", "reduce_sum", reduceShape, reduceCall),
      whole("reduce", "reduce_prod", reduceShape, reduceCall),
      whole("reduce_mean", "reduce_mean", reduceShape, noArguments),
      whole("transpose", "transpose", transposeShape, noArguments),
  };
  return records;
}

}  // namespace pelemay::codegen
