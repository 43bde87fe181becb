//===- Shares.cpp - one problem a memory, where nobody has a choice -------===//

#include "compiler/planner/Shares.h"

#include <algorithm>

namespace pelemay::planner {

std::vector<Share> sharesOf(const Problem& problem) {
  auto hasChoice = [](const Buffer& buffer) { return (buffer.where & (buffer.where - 1)) != 0; };
  if (problem.memoryCount() < 2) return {};
  if (std::any_of(problem.buffers.begin(), problem.buffers.end(), hasChoice)) return {};
  std::vector<Share> shares;
  std::vector<BufferId> number(problem.buffers.size());  // in its share
  for (MemoryId memory = 0; memory < problem.memoryCount(); ++memory) {
    Share share;
    share.memory = memory;
    share.problem.memories = {problem.memory(memory)};
    share.problem.regions = problem.regions;
    for (BufferId id = 0; id < problem.bufferCount(); ++id) {
      if (problem.buffer(id).where != MemoryMask{1} << memory) continue;
      number[static_cast<size_t>(id)] = share.problem.bufferCount();
      share.buffers.push_back(id);
      share.problem.buffers.push_back(problem.buffer(id));
      share.problem.buffers.back().where = 1;
    }
    if (!share.buffers.empty()) shares.push_back(std::move(share));
  }
  for (Pair pair : problem.pairs) {
    // Two in different memories need no permission to overlap.
    MemoryMask where = problem.buffer(pair.a).where;
    if (problem.buffer(pair.b).where != where) continue;
    pair.a = number[static_cast<size_t>(pair.a)];
    pair.b = number[static_cast<size_t>(pair.b)];
    for (Share& share : shares) {
      if (where == MemoryMask{1} << share.memory) share.problem.pairs.push_back(pair);
    }
  }
  return shares;
}

}  // namespace pelemay::planner
