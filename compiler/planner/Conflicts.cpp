//===- Conflicts.cpp - who must not share bytes with whom -----------------===//

#include "compiler/planner/Conflicts.h"

#include <algorithm>
#include <map>

namespace pelemay::planner {

static int depth(const Problem& problem, RegionId id) {
  int steps = 0;
  for (; id != kNone; id = problem.region(id).parent) ++steps;
  return steps;
}

bool areAlternatives(const Problem& problem, RegionId a, RegionId b) {
  // Climb to the two regions below the nearest common ancestor.
  RegionId belowA = kNone, belowB = kNone;
  auto climb = [&](RegionId& id, RegionId& below) {
    below = id;
    id = problem.region(id).parent;
  };
  int depthA = depth(problem, a), depthB = depth(problem, b);
  for (; depthA > depthB; --depthA) climb(a, belowA);
  for (; depthB > depthA; --depthB) climb(b, belowB);
  while (a != b) {
    climb(a, belowA);
    climb(b, belowB);
  }
  auto isAlternative = [&](RegionId id) {
    return id != kNone && problem.region(id).kind == Region::Kind::alternative;
  };
  return isAlternative(belowA) && isAlternative(belowB);
}

static bool meet(const Intervals& a, const Intervals& b) {
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i].last < b[j].first) {
      ++i;
    } else if (b[j].last < a[i].first) {
      ++j;
    } else {
      return true;
    }
  }
  return false;
}

bool conflicts(const Problem& problem, BufferId a, BufferId b) {
  if (a == b) return false;
  const Buffer &x = problem.buffer(a), &y = problem.buffer(b);
  if (x.size == 0 || y.size == 0) return false;
  return meet(x.live, y.live) && !areAlternatives(problem, x.region, y.region);
}

using Couple = std::pair<BufferId, BufferId>;  // the smaller id first

/// Each couple that meets in time, once. Stops early when there are too many.
static std::vector<Couple> couplesThatMeet(const Problem& problem) {
  struct Span {
    Interval when;
    BufferId id;
  };
  std::vector<Span> spans, active;
  for (BufferId id = 0; id < problem.bufferCount(); ++id) {
    if (problem.buffer(id).size == 0) continue;
    for (const Interval& when : problem.buffer(id).live) spans.push_back({when, id});
  }
  std::sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) {
    return std::pair(a.when.first, a.id) < std::pair(b.when.first, b.id);
  });
  std::vector<Couple> couples;
  for (const Span& span : spans) {
    auto ended = [&](const Span& other) { return other.when.last < span.when.first; };
    active.erase(std::remove_if(active.begin(), active.end(), ended), active.end());
    for (const Span& other : active) {
      // Intervals of one couple may meet several times; the first meeting is enough.
      if (conflicts(problem, span.id, other.id)) couples.push_back(std::minmax(span.id, other.id));
    }
    active.push_back(span);
    if (couples.size() > kMaxConflicts) return couples;
  }
  std::sort(couples.begin(), couples.end());
  couples.erase(std::unique(couples.begin(), couples.end()), couples.end());
  return couples;
}

/// How near `self` may come to `other`, if they are the two ends of `pair`.
static void permit(const Pair& pair, BufferId self, Neighbor& neighbor) {
  // The one that must lie `distance` above the other: the reader going up, the writer going down.
  BufferId upper = pair.direction == Direction::up ? pair.a : pair.b;
  Bytes& bound = self == upper ? neighbor.above : neighbor.below;
  bound = std::min(bound, pair.distance);
}

Result<Neighbors> neighbors(const Problem& problem) {
  std::map<Couple, const Pair*> overlaps;
  std::map<Couple, bool> aliases;
  for (const Pair& pair : problem.pairs) {
    Couple couple = std::minmax(pair.a, pair.b);
    if (pair.kind == Pair::Kind::sameAddress) aliases[couple] = true;
    if (pair.kind == Pair::Kind::mayOverlap) overlaps[couple] = &pair;
  }
  std::vector<Couple> couples = couplesThatMeet(problem);
  if (couples.size() > kMaxConflicts) {
    return Error{Error::Kind::badProblem,
                 "needs at most " + std::to_string(kMaxConflicts) +
                     " pairs of buffers that live at the same time, but there are more",
                 kNone,
                 0,
                 0,
                 "plan the parts of the program one by one"};
  }
  Neighbors result(problem.buffers.size());
  for (const Couple& couple : couples) {
    if (aliases.count(couple) != 0) continue;
    auto [a, b] = couple;
    Neighbor ofA{b, problem.buffer(b).size, problem.buffer(a).size};
    Neighbor ofB{a, problem.buffer(a).size, problem.buffer(b).size};
    if (auto found = overlaps.find(couple); found != overlaps.end()) {
      permit(*found->second, a, ofA);
      permit(*found->second, b, ofB);
    }
    result[static_cast<size_t>(a)].push_back(ofA);
    result[static_cast<size_t>(b)].push_back(ofB);
  }
  return result;
}

}  // namespace pelemay::planner
