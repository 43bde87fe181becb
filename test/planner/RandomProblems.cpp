//===- RandomProblems.cpp - small problems by seed, and a naive judge -----===//

#include "RandomProblems.h"

#include <algorithm>
#include <map>
#include <set>

namespace pelemay::planner {

static Intervals randomLife(Dice& dice) {
  Time first = dice.upTo(9), last = first + dice.upTo(3);
  Intervals live{{first, last}};
  if (dice.oneIn(5)) live.push_back({last + 1 + dice.upTo(1), last + 2 + dice.upTo(2)});
  if (live.size() == 2 && live[1].last < live[1].first) live[1].last = live[1].first;
  return live;
}

Problem randomProblem(Dice& dice, int count, Spice spice) {
  Problem problem;
  problem.memories.push_back({"sram", 0, 1, 1, false});
  if (spice.memories) {
    problem.memories[0].size = 40 + dice.upTo(60);
    problem.memories.push_back({"psram", dice.oneIn(2) ? 0 : 300, dice.oneIn(2) ? 8 : 1, 4, true});
  }
  if (spice.regions) {
    problem.regions = {{Region::Kind::sequence, kNone}, {Region::Kind::alternative, 0},
                       {Region::Kind::alternative, 0},  {Region::Kind::loop, 2},
                       {Region::Kind::alternative, 3},  {Region::Kind::alternative, 3},
                       {Region::Kind::stream, kNone}};
  }
  for (int i = 0; i < count; ++i) {
    Buffer buffer;
    buffer.name = "b" + std::to_string(i);
    buffer.size = dice.oneIn(12) ? 0 : 1 + dice.upTo(39);
    if (spice.alignments) buffer.align = Bytes{1} << dice.upTo(4);
    buffer.live = randomLife(dice);
    if (spice.memories) buffer.where = MemoryMask(1 + dice.upTo(2));
    if (spice.regions) buffer.region = RegionId(dice.upTo(7)) - 1;
    if (spice.fixed && dice.oneIn(6)) buffer.fixedOffset = 16 * dice.upTo(6);
    buffer.touched = dice.upTo(200);
    problem.buffers.push_back(buffer);
  }
  if (!spice.pairs) return problem;
  std::set<std::pair<BufferId, BufferId>> used;
  for (int i = 0; i < count / 2; ++i) {
    BufferId a = BufferId(dice.upTo(count - 1)), b = BufferId(dice.upTo(count - 1));
    if (a == b || !used.insert(std::minmax(a, b)).second) continue;
    Pair pair{a, b, Pair::Kind::mayOverlap, Direction::up, dice.upTo(24) - 8};
    if (dice.oneIn(2)) pair.direction = Direction::down;
    if (dice.oneIn(3)) pair.kind = Pair::Kind::sameAddress, pair.distance = 16 * (dice.upTo(2) - 1);
    problem.pairs.push_back(pair);
  }
  return problem;
}

void settlePeaks(const Problem& problem, Plan& plan) {
  plan.peaks.assign(problem.memories.size(), 0);
  plan.optimality = {};
  for (size_t i = 0; i < problem.buffers.size(); ++i) {
    Bytes& peak = plan.peaks[size_t(plan.placements[i].memory)];
    peak = std::max(peak, plan.placements[i].offset + problem.buffers[i].size);
  }
}

/// Every branch the region stands in: the `if` (its parent) and which branch of it.
static std::map<RegionId, RegionId> branchesOf(const Problem& problem, RegionId id) {
  std::map<RegionId, RegionId> branches;
  for (; id >= 0; id = problem.regions[size_t(id)].parent) {
    const Region& region = problem.regions[size_t(id)];
    if (region.kind == Region::Kind::alternative) branches[region.parent] = id;
  }
  return branches;
}

static bool mayShare(const Problem& problem, const Plan& plan, size_t x, size_t y) {
  auto first = branchesOf(problem, problem.buffers[x].region);
  for (auto [parent, branch] : branchesOf(problem, problem.buffers[y].region)) {
    if (first.count(parent) != 0 && first[parent] != branch) return true;
  }
  for (const Pair& pair : problem.pairs) {
    bool these = (size_t(pair.a) == x && size_t(pair.b) == y) ||
                 (size_t(pair.a) == y && size_t(pair.b) == x);
    if (!these) continue;
    if (pair.kind == Pair::Kind::sameAddress) return true;
    Bytes a = plan.placements[size_t(pair.a)].offset, b = plan.placements[size_t(pair.b)].offset;
    if (pair.direction == Direction::up && a >= b + pair.distance) return true;
    if (pair.direction == Direction::down && b >= a + pair.distance) return true;
  }
  return false;
}

static bool meet(const Buffer& a, const Buffer& b) {
  for (const Interval& x : a.live) {
    for (const Interval& y : b.live) {
      if (x.first <= y.last && y.first <= x.last) return true;
    }
  }
  return false;
}

bool clash(const Problem& problem, const Plan& plan, size_t x, size_t y) {
  const Buffer &a = problem.buffers[x], &b = problem.buffers[y];
  Bytes p = plan.placements[x].offset, q = plan.placements[y].offset;
  if (a.size == 0 || b.size == 0) return false;
  return meet(a, b) && p < q + b.size && q < p + a.size && !mayShare(problem, plan, x, y);
}

static bool isRightAlone(const Problem& problem, const Buffer& buffer, const Placement& at) {
  if (at.memory < 0 || size_t(at.memory) >= problem.memories.size()) return false;
  const Memory& memory = problem.memories[size_t(at.memory)];
  if (((buffer.where >> at.memory) & 1) == 0) return false;
  if (at.offset < 0 || at.offset % buffer.align != 0 || at.offset % memory.align != 0) return false;
  if (memory.size != 0 && at.offset + buffer.size > memory.size) return false;
  return !buffer.fixedOffset || *buffer.fixedOffset == at.offset;
}

bool oracleAccepts(const Problem& problem, const Plan& plan) {
  for (size_t i = 0; i < problem.buffers.size(); ++i) {
    if (!isRightAlone(problem, problem.buffers[i], plan.placements[i])) return false;
  }
  for (const Pair& pair : problem.pairs) {
    if (pair.kind != Pair::Kind::sameAddress) continue;
    const Placement &a = plan.placements[size_t(pair.a)], &b = plan.placements[size_t(pair.b)];
    if (a.memory != b.memory || a.offset + pair.distance != b.offset) return false;
  }
  Time end = 0;
  std::set<Bytes> edges;  // bytes between two of them have the same owners
  for (size_t i = 0; i < problem.buffers.size(); ++i) {
    end = std::max(end, problem.buffers[i].live.back().last);
    edges.insert(plan.placements[i].offset);
    edges.insert(plan.placements[i].offset + problem.buffers[i].size);
  }
  for (Time now = 0; now <= end; ++now) {
    std::map<std::pair<MemoryId, Bytes>, std::vector<size_t>> owners;
    for (size_t i = 0; i < problem.buffers.size(); ++i) {
      bool lives = false;
      for (const Interval& w : problem.buffers[i].live) lives |= w.first <= now && now <= w.last;
      if (!lives) continue;
      const Placement& at = plan.placements[i];
      auto byte = edges.find(at.offset);
      for (; *byte < at.offset + problem.buffers[i].size; ++byte) {
        owners[{at.memory, *byte}].push_back(i);
      }
    }
    for (const auto& [byte, who] : owners) {
      for (size_t x : who) {
        for (size_t y : who) {
          if (x < y && !mayShare(problem, plan, x, y)) return false;
        }
      }
    }
  }
  return true;
}

}  // namespace pelemay::planner
