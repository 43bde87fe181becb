#include "dialects/graph/Walks.h"

#include <numeric>

namespace pelemay::graph {

using Sizes = llvm::SmallVector<int64_t>;

/// How far one step along each axis of a dense tensor leads.
static Sizes stepsOf(llvm::ArrayRef<int64_t> shape) {
  Sizes steps(shape.size(), 1);
  for (size_t i = shape.size(); i-- > 1;) steps[i - 1] = steps[i] * shape[i];
  return steps;
}

static int64_t dot(llvm::ArrayRef<int64_t> a, llvm::ArrayRef<int64_t> b) {
  return std::inner_product(a.begin(), a.end(), b.begin(), int64_t(0));
}

void simplify(Walks& walks) {
  Walks kept;
  kept.fromBegin = walks.fromBegin;
  kept.toBegin = walks.toBegin;
  for (size_t i = 0; i < walks.dims.size(); ++i) {
    int64_t size = walks.dims[i], from = walks.from[i], to = walks.to[i];
    if (size == 1) continue;
    // The axis outside of this one goes on where this one ends, on both sides: they are one.
    if (!kept.dims.empty() && kept.from.back() == from * size && kept.to.back() == to * size) {
      kept.dims.back() *= size;
      kept.from.back() = from;
      kept.to.back() = to;
      continue;
    }
    kept.dims.push_back(size);
    kept.from.push_back(from);
    kept.to.push_back(to);
  }
  if (kept.dims.empty()) kept.dims = {1}, kept.from = {1}, kept.to = {1};
  walks = kept;
}

Walks sliceWalks(llvm::ArrayRef<int64_t> x, llvm::ArrayRef<int64_t> y,
                 llvm::ArrayRef<int64_t> start, llvm::ArrayRef<int64_t> step) {
  Sizes by = stepsOf(x);
  Walks walks{Sizes(y), {}, stepsOf(y), dot(start, by), 0};
  for (size_t i = 0; i < by.size(); ++i) walks.from.push_back(by[i] * step[i]);
  simplify(walks);
  return walks;
}

Walks padWalks(llvm::ArrayRef<int64_t> x, llvm::ArrayRef<int64_t> y, llvm::ArrayRef<int64_t> low) {
  Walks walks{Sizes(x), stepsOf(x), stepsOf(y), 0, dot(low, stepsOf(y))};
  simplify(walks);
  return walks;
}

}  // namespace pelemay::graph
