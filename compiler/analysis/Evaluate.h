//===- Evaluate.h - what a graph op computes from constants ----------------------------------===//
//
// Runs the code of runtime/pelemay/kernels, so that what is computed ahead of time is what the
// device computes, bit for bit. Element-wise ops come from the table of the op records: a new one
// needs no change here. Element types: f32, i8, ui8, i32, i64.
//===-----------------------------------------------------------------------------------------===//
#pragma once

#include "dialects/graph/Constants.h"
#include "mlir/IR/Operation.h"

namespace pelemay {

/// The value of `op`'s result when its operands are `operands`, or null: an op or element type that
/// is not evaluated (convolutions and pools among them), an epilogue, or a constant whose bytes
/// cannot be read.
mlir::ElementsAttr evaluate(mlir::Operation* op, llvm::ArrayRef<mlir::ElementsAttr> operands);

/// `x` with axis i taken from its axis perm[i], or null.
mlir::ElementsAttr transposed(mlir::ElementsAttr x, llvm::ArrayRef<int64_t> perm);

/// The same bytes under another shape of as many elements, or null.
mlir::ElementsAttr reshaped(mlir::ElementsAttr x, llvm::ArrayRef<int64_t> shape);

/// For each element of `result`, in order, the place of the element of `operand` it is broadcast
/// from.
std::vector<int64_t> broadcastPlaces(mlir::RankedTensorType operand, mlir::RankedTensorType result);

/// A constant op for `value` that goes by the name of `source`: its origins and location.
mlir::Value constantLike(mlir::OpBuilder& builder, mlir::ElementsAttr value,
                         mlir::Operation* source);

}  // namespace pelemay
