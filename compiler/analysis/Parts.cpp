#include "compiler/analysis/Parts.h"

#include <numeric>

#include "dialects/graph/Constants.h"

using namespace mlir;

namespace pelemay {

static int64_t product(llvm::ArrayRef<int64_t> sizes) {
  return std::accumulate(sizes.begin(), sizes.end(), int64_t(1), std::multiplies<int64_t>());
}

static int64_t elementBytes(RankedTensorType type) { return graph::bytesOf(type.getElementType()); }

std::optional<llvm::SmallVector<Part>> partsOf(RankedTensorType result, int64_t axis,
                                               llvm::ArrayRef<RankedTensorType> operands) {
  llvm::ArrayRef<int64_t> sizes = result.getShape();
  if (axis < 0 || axis >= result.getRank()) return std::nullopt;
  bool outermost = product(sizes.take_front(axis)) == 1, last = axis + 1 == result.getRank();
  if (!outermost && !last) return std::nullopt;
  int64_t inner = product(sizes.drop_front(axis + 1)) * elementBytes(result), at = 0;
  llvm::SmallVector<Part> parts;
  for (RankedTensorType operand : operands) {
    if (operand.getRank() != result.getRank()) return std::nullopt;
    bool apart = !outermost && operand.getDimSize(axis) != sizes[axis];
    parts.push_back({at, apart ? sizes[axis] : 0});
    at += operand.getDimSize(axis) * inner;
  }
  if (at != sizes[axis] * inner) return std::nullopt;
  return parts;
}

std::optional<Part> partOf(RankedTensorType operand, RankedTensorType slice,
                           llvm::ArrayRef<int64_t> start, llvm::ArrayRef<int64_t> step) {
  llvm::ArrayRef<int64_t> from = operand.getShape(), to = slice.getShape();
  int64_t rank = operand.getRank(), stride = elementBytes(operand);
  if (rank == 0 || slice.getRank() != rank || product(to) < 1) return std::nullopt;
  if (start.size() != to.size() || step.size() != to.size()) return std::nullopt;
  Part part;
  bool begun = false;  // an axis further out is taken more than once: all behind it must be whole
  for (int64_t axis = 0; axis < rank; ++axis) {
    if (to[axis] > 1 && step[axis] != 1) return std::nullopt;
    bool whole = to[axis] == from[axis], pixels = axis + 1 < rank;
    if (begun && pixels && !whole) return std::nullopt;
    if (begun && !pixels && !whole) part.pitch = from[axis];
    begun |= to[axis] > 1;
  }
  for (int64_t axis = rank - 1; axis >= 0; stride *= from[axis--]) part.at += start[axis] * stride;
  return part;
}

std::optional<Part> within(Part outer, RankedTensorType whole, Part inner, RankedTensorType type) {
  if (type.getRank() == 0 || elementBytes(type) != elementBytes(whole)) return std::nullopt;
  int64_t element = elementBytes(whole), pixel = whole.getShape().back() * element;
  int64_t channels = type.getShape().back(), begin = inner.at % pixel;
  if (begin + channels * element > pixel) return std::nullopt;
  Part part{outer.at + inner.at / pixel * outer.pitch * element + begin, outer.pitch};
  if (type.getNumElements() == channels) part.pitch = 0;  // within one pixel
  bool asWhole = inner.pitch == 0 && channels == whole.getShape().back() && begin == 0;
  bool asPart = inner.pitch == whole.getShape().back();
  return asWhole || asPart || part.pitch == 0 ? std::optional<Part>(part) : std::nullopt;
}

}  // namespace pelemay
