//===- Elements.h - the shape of element-wise kernels ---------------------------------------------===//
#pragma once

#include "compiler/codegen/Variants.h"

namespace pelemay::codegen {

/// `Elements<Out<rows, pixels, channels>, Strides<..>..>` for operands broadcast to the step's
/// result. Reported failure: the broadcast does not fold into three axes.
mlir::FailureOr<arena::ShapeAttr> elementsShape(arena::StepOp step,
                                                llvm::ArrayRef<mlir::RankedTensorType> operands);

/// `variant` takes every operand and its result with pixels apart, where rows, pixels and channels
/// are all it sees without folding the last axis.
KernelVariant elementsWithPitch(KernelVariant variant);

/// Row maps of an element-wise step, or null where its tensors have no rows of their own.
mlir::ArrayAttr elementsRows(arena::StepOp step);

}  // namespace pelemay::codegen
