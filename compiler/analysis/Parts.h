//===- Parts.h - where a part of a tensor lies within it -----------------------------------------===//
//
// In storage, axes from the outermost to the innermost: what is whole along all axes but the first
// lies side by side; what is whole along all but the last lies apart, a pixel (the last axis) at a
// time. Anything else has no place that a view could name.
//===---------------------------------------------------------------------------------------------===//
#pragma once

#include <optional>

#include "mlir/IR/BuiltinTypes.h"

namespace pelemay {

/// A place within a tensor, as arena.view names it.
struct Part {
  int64_t at = 0;     // bytes
  int64_t pitch = 0;  // elements from one pixel to the next; 0: side by side
};

/// Where each operand of a concatenation along `axis` lies in its result; none where they have no
/// such place.
std::optional<llvm::SmallVector<Part>> partsOf(mlir::RankedTensorType result, int64_t axis,
                                               llvm::ArrayRef<mlir::RankedTensorType> operands);

/// Where a slice lies in its operand.
std::optional<Part> partOf(mlir::RankedTensorType operand, mlir::RankedTensorType slice,
                           llvm::ArrayRef<int64_t> start, llvm::ArrayRef<int64_t> step);

/// Where a tensor of type `type` lies that is `inner` of one of type `whole`, whose pixels lie
/// apart as `outer` says.
std::optional<Part> within(Part outer, mlir::RankedTensorType whole, Part inner,
                           mlir::RankedTensorType type);

}  // namespace pelemay
