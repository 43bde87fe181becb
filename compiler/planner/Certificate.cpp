//===- Certificate.cpp - does the witness prove the bound? ----------------===//

#include "compiler/planner/Certificate.h"

#include <algorithm>
#include <set>

namespace pelemay::planner {

bool neverRunTogether(const Problem& problem, BufferId a, BufferId b) {
  // The two chains of parents meet one `if`, but in different branches.
  for (RegionId i = problem.buffer(a).region; i != kNone; i = problem.region(i).parent) {
    if (problem.region(i).kind != Region::Kind::alternative) continue;
    for (RegionId j = problem.buffer(b).region; j != kNone; j = problem.region(j).parent) {
      if (problem.region(j).kind != Region::Kind::alternative || i == j) continue;
      if (problem.region(i).parent == problem.region(j).parent) return true;
    }
  }
  return false;
}

static bool livesAt(const Buffer& buffer, Time now) {
  for (const Interval& when : buffer.live) {
    if (when.first <= now && now <= when.last) return true;
  }
  return false;
}

/// At one event, and in branches that can run together.
static bool liveTogether(const Problem& problem, const std::set<BufferId>& witness) {
  // If they share an event, they share the birth of the one that is born last.
  bool together = false;
  for (BufferId youngest : witness) {
    for (const Interval& when : problem.buffer(youngest).live) {
      together |= std::all_of(witness.begin(), witness.end(),
                              [&](BufferId id) { return livesAt(problem.buffer(id), when.first); });
    }
    if (together) break;
  }
  for (BufferId a : witness) {
    for (BufferId b : witness) together = together && !neverRunTogether(problem, a, b);
  }
  return together;
}

/// The most bytes that the pair lets its two share.
static Bytes sharedBy(const Problem& problem, const Pair& pair) {
  Bytes a = problem.buffer(pair.a).size, b = problem.buffer(pair.b).size;
  // Put `a` at 0. `b` starts where the pair lets it come nearest to a full overlap.
  Bytes start = pair.distance;
  if (pair.kind == Pair::Kind::mayOverlap && pair.direction == Direction::up) {
    start = std::min(-pair.distance, std::max(Bytes{0}, a - b));
  }
  if (pair.kind == Pair::Kind::mayOverlap && pair.direction == Direction::down) {
    start = std::max(pair.distance, std::min(Bytes{0}, a - b));
  }
  Bytes shared = std::min(a, start + b) - std::max(Bytes{0}, start);
  return shared > 0 ? shared : 0;
}

/// Offsets of the buffer are multiples of this, whichever memory it goes to.
static Bytes unitOf(const Problem& problem, const Buffer& buffer) {
  Bytes unit = kMaxAlign;
  for (size_t m = 0; m < problem.memories.size(); ++m) {
    if ((buffer.where >> m) % 2 == 1) unit = std::min(unit, problem.memories[m].align);
  }
  return std::max(unit, buffer.align);
}

static Bytes neededBy(const Problem& problem, const std::set<BufferId>& witness) {
  Bytes sizes = 0, unit = kMaxAlign;
  MemoryMask allowed = 0;
  for (BufferId id : witness) {
    const Buffer& buffer = problem.buffer(id);
    unit = std::min(unit, unitOf(problem, buffer));
    allowed |= buffer.where;
    sizes += buffer.size;
  }
  bool paired = false;
  for (const Pair& pair : problem.pairs) {
    if (witness.count(pair.a) == 0 || witness.count(pair.b) == 0) continue;
    paired = true;
    sizes -= sharedBy(problem, pair);
  }
  if (paired) return sizes;
  // Each is padded to whole units, but for the topmost of each memory.
  std::multiset<Bytes> padding;
  for (BufferId id : witness) {
    Bytes pad = (unit - problem.buffer(id).size % unit) % unit;
    sizes += pad;
    padding.insert(pad);
  }
  for (size_t m = 0; m < problem.memories.size() && !padding.empty(); ++m) {
    if ((allowed >> m) % 2 == 0) continue;
    sizes -= *padding.rbegin();
    padding.erase(std::prev(padding.end()));
  }
  return sizes;
}

bool isProven(const Problem& problem, Bytes bytes, const std::vector<BufferId>& witness) {
  if (bytes <= 0) return true;
  std::set<BufferId> distinct(witness.begin(), witness.end());
  if (distinct.empty() || distinct.size() != witness.size()) return false;
  if (*distinct.begin() < 0 || *distinct.rbegin() >= problem.bufferCount()) return false;
  if (distinct.size() == 1) {
    const Buffer& buffer = problem.buffer(witness[0]);
    if (buffer.fixedOffset && bytes - buffer.size <= *buffer.fixedOffset) return true;
  }
  return liveTogether(problem, distinct) && bytes <= neededBy(problem, distinct);
}

}  // namespace pelemay::planner
