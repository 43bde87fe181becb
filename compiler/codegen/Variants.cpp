#include "compiler/codegen/Variants.h"

#include "compiler/codegen/variants/Families.h"

using namespace mlir;

namespace pelemay::codegen {

llvm::ArrayRef<KernelVariant> variants() {
  static const llvm::SmallVector<KernelVariant> all = [] {
    llvm::SmallVector<KernelVariant> records;
    for (auto family : {windowVariants, productVariants, quantizationVariants, elementVariants,
                        wholeVariants, moveVariants})
      llvm::append_range(records, family());
    return records;
  }();
  return all;
}

const KernelVariant* variantFor(arena::StepOp step) {
  for (const KernelVariant& variant : variants()) {
    bool computes = variant.op.empty() ? isScalar(step.getOp()) : step.getOp() == variant.op;
    if (computes && (!variant.accepts || variant.accepts(step))) return &variant;
  }
  return nullptr;
}

const KernelVariant* variantOf(arena::StepOp step) {
  std::optional<llvm::StringRef> name = step.getVariant();
  for (const KernelVariant& variant : variants()) {
    bool computes = variant.op.empty() ? isScalar(step.getOp()) : step.getOp() == variant.op;
    if (name && *name == variant.name && computes) return &variant;
  }
  return nullptr;
}

bool readsFirst(arena::StepOp step, unsigned input) {
  const KernelVariant* variant = variantOf(step);
  if (!variant) return false;
  if (variant->overlay == Overlay::kSameElement) return true;
  // What no operand of the op itself names is read by the epilogue alone.
  return step.getOrder() && !llvm::is_contained(*step.getOrder(), static_cast<int64_t>(input));
}

bool takesPitch(OpOperand& use) {
  auto step = dyn_cast<arena::StepOp>(use.getOwner());
  if (!step) return false;
  if (step.getOp() == arena::kProbeStep) return true;  // a chunk has strides
  const KernelVariant* variant = variantOf(step);
  return variant && variant->takesPitch && variant->takesPitch(step, use.getOperandNumber());
}

LogicalResult giveKernel(arena::StepOp step, const KernelVariant& variant) {
  FailureOr<arena::ShapeAttr> shape = variant.shape(step);
  if (failed(shape)) return failure();
  step.setVariant(variant.name);
  step.setShapeAttr(*shape);
  if (ArrayAttr rows = variant.rows(step)) step.setRowsAttr(rows);
  if (variant.mayFail) step.setMayFail(true);
  return success();
}

}  // namespace pelemay::codegen
