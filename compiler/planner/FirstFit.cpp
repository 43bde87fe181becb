//===- FirstFit.cpp - one order of placing, from first to last ------------===//

#include "compiler/planner/FirstFit.h"

#include <algorithm>

namespace pelemay::planner {

FirstFit::FirstFit(const Problem& p, const std::vector<Unit>& u, const Neighbors& n)
    : problem(p), units(u), neighbors(n) {
  for (const Unit& unit : units) {
    std::vector<Choice> list;
    for (MemoryId memory = 0; memory < problem.memoryCount(); ++memory) {
      if (((unit.where >> memory) & 1) == 0) continue;
      if (auto grid = gridOf(problem, unit, memory)) list.push_back({memory, *grid});
    }
    auto key = [&](const Choice& c) {
      return std::pair(problem.memory(c.memory).perByte, c.memory);
    };
    std::sort(list.begin(), list.end(),
              [&](const Choice& a, const Choice& b) { return key(a) < key(b); });
    choices.push_back(std::move(list));
  }
}

Bytes FirstFit::traffic(UnitId id) const {
  Bytes sum = 0;
  for (const Member& member : units[static_cast<size_t>(id)].members) {
    const Buffer& buffer = problem.buffer(member.buffer);
    sum += buffer.touched != 0 ? buffer.touched : buffer.size;
  }
  return sum;
}

Cost FirstFit::leastCost() const {
  Cost sum = 0;
  for (UnitId id = 0; id < static_cast<UnitId>(units.size()); ++id) {
    sum += traffic(id) * problem.memory(choices[static_cast<size_t>(id)][0].memory).perByte;
  }
  return sum;
}

static Bytes limitOf(const Memory& memory) { return memory.size != 0 ? memory.size : kMaxBytes; }

/// The least offset >= `from` on the grid.
static Bytes alignUp(Bytes from, const Grid& grid) {
  Bytes over = (from - grid.residue) % grid.step;
  if (over < 0) over += grid.step;
  return over == 0 ? from : from + grid.step - over;
}

std::optional<Bytes> FirstFit::findRoom(const Unit& unit, const Choice& choice,
                                        const std::vector<Placement>& placed,
                                        std::vector<Forbidden>& forbidden) const {
  forbidden.clear();
  for (const Member& member : unit.members) {
    for (const Neighbor& neighbor : neighbors[static_cast<size_t>(member.buffer)]) {
      const Placement& other = placed[static_cast<size_t>(neighbor.other)];
      if (other.memory != choice.memory) continue;
      Bytes zero = other.offset - member.delta;
      Forbidden range{zero - neighbor.below + 1, zero + neighbor.above - 1};
      if (range.first <= range.last) forbidden.push_back(range);
    }
  }
  Bytes last = limitOf(problem.memory(choice.memory)) - unit.extent;
  if (unit.fixed) {
    auto meets = [&](const Forbidden& f) {
      return f.first <= *unit.fixed && *unit.fixed <= f.last;
    };
    bool free = std::none_of(forbidden.begin(), forbidden.end(), meets);
    bool aligned = alignUp(*unit.fixed, choice.grid) == *unit.fixed;
    return free && aligned && *unit.fixed <= last ? unit.fixed : std::nullopt;
  }
  std::sort(forbidden.begin(), forbidden.end(),
            [](const Forbidden& a, const Forbidden& b) { return a.first < b.first; });
  Bytes offset = alignUp(0, choice.grid);
  for (const Forbidden& range : forbidden) {
    if (range.first > offset) break;  // and so do all that follow
    if (range.last >= offset) offset = alignUp(range.last + 1, choice.grid);
  }
  return offset <= last ? std::optional<Bytes>(offset) : std::nullopt;
}

Attempt FirstFit::run(const Order& order) const {
  Attempt attempt;
  attempt.placements.resize(problem.buffers.size());
  attempt.peaks.resize(problem.memories.size());
  std::vector<Forbidden> forbidden;
  for (UnitId id : order) {
    const Unit& unit = units[static_cast<size_t>(id)];
    std::optional<Bytes> offset;
    for (const Choice& choice : choices[static_cast<size_t>(id)]) {
      offset = findRoom(unit, choice, attempt.placements, forbidden);
      if (!offset) continue;
      for (const Member& member : unit.members) {
        Bytes at = *offset + member.delta;
        attempt.placements[static_cast<size_t>(member.buffer)] = {choice.memory, at};
        Bytes& peak = attempt.peaks[static_cast<size_t>(choice.memory)];
        peak = std::max(peak, at + problem.buffer(member.buffer).size);
      }
      attempt.cost += traffic(id) * problem.memory(choice.memory).perByte;
      break;
    }
    if (!offset) {
      attempt.failed = id;
      break;
    }
    ++attempt.placed;
  }
  for (Bytes peak : attempt.peaks) attempt.total += peak;
  return attempt;
}

}  // namespace pelemay::planner
