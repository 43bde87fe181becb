//===- Elements.h - the shape of element-wise kernels ---------------------------------------------===//
#pragma once

#include "compiler/codegen/Variants.h"

namespace pelemay::codegen {

/// `Elements<Out<rows, pixels, channels>, Strides<..>..>` for operands broadcast to the step's
/// result. Reported failure: the broadcast does not fold into three axes.
mlir::FailureOr<arena::ShapeAttr> elementsShape(arena::StepOp step,
                                                llvm::ArrayRef<mlir::RankedTensorType> operands);

/// Row maps of an element-wise step, or null where its tensors have no rows of their own.
mlir::ArrayAttr elementsRows(arena::StepOp step);

}  // namespace pelemay::codegen
