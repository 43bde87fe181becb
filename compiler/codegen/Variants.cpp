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

}  // namespace pelemay::codegen
