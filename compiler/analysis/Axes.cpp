#include "compiler/analysis/Axes.h"

using namespace mlir;

namespace pelemay {

Perm inverse(llvm::ArrayRef<int64_t> perm) {
  Perm result(perm.size());
  for (size_t i = 0; i < perm.size(); ++i) result[perm[i]] = i;
  return result;
}

bool isIdentity(llvm::ArrayRef<int64_t> perm) {
  for (size_t i = 0; i < perm.size(); ++i)
    if (perm[i] != static_cast<int64_t>(i)) return false;
  return true;
}

Perm permuted(llvm::ArrayRef<int64_t> values, llvm::ArrayRef<int64_t> perm) {
  Perm result;
  for (int64_t axis : perm) result.push_back(values[axis]);
  return result;
}

bool keepsOrder(llvm::ArrayRef<int64_t> sizes, llvm::ArrayRef<int64_t> perm) {
  int64_t last = -1;
  for (int64_t axis : perm) {
    if (sizes[axis] == 1) continue;
    if (axis < last) return false;
    last = axis;
  }
  return true;
}

graph::OriginAttr moved(graph::OriginAttr origin, llvm::ArrayRef<int64_t> perm) {
  Perm axes(perm);
  if (DenseI64ArrayAttr old = origin.getAxes())
    if (old.size() == static_cast<int64_t>(perm.size())) axes = permuted(perm, old.asArrayRef());
  auto attribute =
      isIdentity(axes) ? DenseI64ArrayAttr() : DenseI64ArrayAttr::get(origin.getContext(), axes);
  return graph::OriginAttr::get(origin.getContext(), origin.getFrontend(), origin.getOp(),
                                origin.getNode(), attribute);
}

}  // namespace pelemay
