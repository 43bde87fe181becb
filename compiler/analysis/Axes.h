//===- Axes.h - orders of axes, and what they do to origins ----------------------------------===//
#pragma once

#include "dialects/graph/Graph.h"

namespace pelemay {

/// Entry i is the axis of the source that axis i of the result comes from.
using Perm = llvm::SmallVector<int64_t>;

Perm inverse(llvm::ArrayRef<int64_t> perm);
bool isIdentity(llvm::ArrayRef<int64_t> perm);

/// The sizes of a transposed tensor; or, of two orders, the one that `values` followed by `perm`
/// makes.
Perm permuted(llvm::ArrayRef<int64_t> values, llvm::ArrayRef<int64_t> perm);

/// Whether the elements keep their order: axes of more than one element do.
bool keepsOrder(llvm::ArrayRef<int64_t> sizes, llvm::ArrayRef<int64_t> perm);

/// The origin of an op whose result axis i has become axis perm[i].
graph::OriginAttr moved(graph::OriginAttr origin, llvm::ArrayRef<int64_t> perm);

}  // namespace pelemay
