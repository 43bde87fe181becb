#include "compiler/analysis/Broadcast.h"

#include <tuple>

#include "llvm/ADT/STLExtras.h"

using namespace mlir;

namespace pelemay {

/// Size of `operand` along the result's axis `axis`, shapes aligned at the last axis.
static int64_t sizeAt(RankedTensorType operand, RankedTensorType result, int64_t axis) {
  int64_t own = axis - (result.getRank() - operand.getRank());
  return own < 0 ? 1 : operand.getDimSize(static_cast<unsigned>(own));
}

static bool broadcasts(RankedTensorType operand, RankedTensorType result, int64_t axis) {
  return sizeAt(operand, result, axis) != result.getDimSize(static_cast<unsigned>(axis));
}

llvm::SmallVector<BroadcastGroup> broadcastGroups(RankedTensorType result,
                                                  llvm::ArrayRef<RankedTensorType> operands,
                                                  bool channels) {
  llvm::SmallVector<BroadcastGroup> groups;
  bool natural = result.getRank() == 4 && result.getDimSize(0) == 1;
  for (int64_t axis = natural ? 1 : 0; axis < result.getRank(); ++axis) {
    int64_t size = result.getDimSize(static_cast<unsigned>(axis));
    unsigned mask = 0;
    for (auto [i, operand] : llvm::enumerate(operands))
      if (broadcasts(operand, result, axis)) mask |= 1u << i;
    bool last = axis + 1 == result.getRank();
    if (!natural && !last && size == 1) continue;
    if (!natural && !last && !groups.empty() && groups.back().mask == mask)
      groups.back().size *= size;
    else
      groups.push_back({size, mask});
  }
  size_t end = groups.size();
  if (end > kMostGroups && groups[end - 2].mask == groups[end - 1].mask && !channels) {
    groups[end - 2].size *= groups[end - 1].size;  // the last axis need not be channels
    groups.pop_back();
  }
  return groups;
}

/// `operand` with the result's sizes along axes [begin, end), which it broadcasts.
static RankedTensorType widened(RankedTensorType operand, RankedTensorType result, int64_t begin,
                                int64_t end) {
  llvm::SmallVector<int64_t> shape;
  for (int64_t axis = 0; axis < result.getRank(); ++axis)
    shape.push_back(axis >= begin && axis < end ? result.getDimSize(static_cast<unsigned>(axis))
                                                : sizeAt(operand, result, axis));
  return RankedTensorType::get(shape, operand.getElementType());
}

std::optional<Widening> neededWidening(RankedTensorType result,
                                       llvm::ArrayRef<RankedTensorType> operands, bool channels) {
  if (broadcastGroups(result, operands, channels).size() <= kMostGroups) return std::nullopt;
  std::optional<Widening> best;
  std::tuple<size_t, int64_t> least;
  for (auto [i, operand] : llvm::enumerate(operands)) {
    for (int64_t begin = 0, end; begin < result.getRank(); begin = end + 1) {
      for (end = begin; end < result.getRank() && broadcasts(operand, result, end);) ++end;
      if (end == begin) continue;
      llvm::SmallVector<RankedTensorType> all(operands);
      all[i] = widened(operand, result, begin, end);
      size_t groups = broadcastGroups(result, all, channels).size();
      std::tuple<size_t, int64_t> cost(std::max(groups, kMostGroups), all[i].getNumElements());
      if (best && cost >= least) continue;
      best = Widening{i, all[i]};
      least = cost;
    }
  }
  return best;
}

}  // namespace pelemay
