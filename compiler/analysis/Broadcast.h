//===- Broadcast.h - which axes an element-wise step walks together -----------------------------===//
//
// Kernels walk rows, pixels and channels. Neighbouring axes that every operand walks, or that the
// same operands broadcast, are one to them:
//
//     f32[2][3][4][7] + f32[3][1][7]: [2] [3] [4] [7], four groups; the second operand walks the
//                                     second and the last
//===------------------------------------------------------------------------------------------===//
#pragma once

#include <optional>

#include "mlir/IR/BuiltinTypes.h"

namespace pelemay {

/// As many groups as kernels walk.
inline constexpr size_t kMostGroups = 3;

struct BroadcastGroup {
  int64_t size;
  unsigned mask;  // bit i: operand i holds one element along it, the result more
};

/// The groups of `operands` broadcast to `result`. A map of one sample (rank 4, N = 1) keeps its
/// axes. `channels`: the last axis stays by itself, whatever that costs.
llvm::SmallVector<BroadcastGroup> broadcastGroups(mlir::RankedTensorType result,
                                                  llvm::ArrayRef<mlir::RankedTensorType> operands,
                                                  bool channels);

/// Operand `operand` as a tensor of type `type`, larger than it is, but no larger than the result.
struct Widening {
  size_t operand;
  mlir::RankedTensorType type;
};

/// The smallest tensor by which one of the operands, broadcast along a run of neighbouring axes,
/// brings the groups down to what kernels walk, or nearer; nothing where they are few enough. The
/// widening itself is a step that kernels walk.
std::optional<Widening> neededWidening(mlir::RankedTensorType result,
                                       llvm::ArrayRef<mlir::RankedTensorType> operands,
                                       bool channels);

}  // namespace pelemay
