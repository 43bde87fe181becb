//===- Lists.h - shapes, axes and places that a node reads from its inputs ----------------------===//
#pragma once

#include "frontends/onnx/Node.h"

namespace pelemay::onnx {

/// Input `input` as a list of integers known at compile time. Nothing after an error.
std::optional<llvm::SmallVector<int64_t>> constantList(Node& node, unsigned input,
                                                       llvm::StringRef what);

/// The list that older versions have as attribute `name` and those from `since` on as input
/// `input`; absent where the node has neither. `failed()` tells an error from absence.
std::optional<llvm::SmallVector<int64_t>> listOf(Node& node, llvm::StringRef name, unsigned input,
                                                 int64_t since);

/// Axes within [0, rank), negative ones counted from the end, each once. False after an error.
bool normalizeAxes(Node& node, llvm::SmallVectorImpl<int64_t>& axes, int64_t rank);

}  // namespace pelemay::onnx
