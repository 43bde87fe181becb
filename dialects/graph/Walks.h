//===- Walks.h - slices and pads as walks over two dense tensors ---------------------------------===//
#pragma once

#include "mlir/Support/LLVM.h"

namespace pelemay::graph {

/// The parameters of the runtime's `Move`, in elements: element (i, j, ..) of `dims` goes from
/// `fromBegin + i * from[0] + ..` to `toBegin + i * to[0] + ..`.
struct Walks {
  llvm::SmallVector<int64_t> dims, from, to;
  int64_t fromBegin = 0, toBegin = 0;
};

/// Drops axes of size 1 and merges neighbours that both sides walk as one. At least one axis stays.
void simplify(Walks& walks);

/// Of a slice of a tensor of sizes `x`, of sizes `y`.
Walks sliceWalks(llvm::ArrayRef<int64_t> x, llvm::ArrayRef<int64_t> y,
                 llvm::ArrayRef<int64_t> start, llvm::ArrayRef<int64_t> step);

/// Of a tensor of sizes `x` into one of sizes `y`, whose frame is `low` wide in front.
Walks padWalks(llvm::ArrayRef<int64_t> x, llvm::ArrayRef<int64_t> y, llvm::ArrayRef<int64_t> low);

}  // namespace pelemay::graph
