//===- Bound.cpp - how few bytes can it possibly be? ----------------------===//

#include "compiler/planner/Bound.h"

#include <algorithm>
#include <bitset>
#include <functional>
#include <set>

namespace pelemay::planner {

static Bytes roundUp(Bytes value, Bytes align) { return (value + align - 1) / align * align; }

/// The most bytes that two buffers may share because of `pair`.
static Bytes mostShared(const Problem& problem, const Pair& pair) {
  Bytes a = problem.buffer(pair.a).size, b = problem.buffer(pair.b).size;
  if (pair.kind == Pair::Kind::sameAddress) {
    Bytes shared = std::min(a, pair.distance + b) - std::max(Bytes{0}, pair.distance);
    return std::max(Bytes{0}, shared);
  }
  // The lower one's end is at most its size minus the distance above the upper one's start.
  Bytes reach = (pair.direction == Direction::up ? b : a) - pair.distance;
  return std::max(Bytes{0}, std::min({a, b, reach}));
}

namespace {
/// Judges sets of buffers that all live at one event, and keeps the best.
class Judge {
 public:
  explicit Judge(const Problem& p) : problem(p) {
    for (const Buffer& buffer : p.buffers) align.push_back(leastAlign(buffer));
    pairsOf.resize(p.buffers.size());
    for (const Pair& pair : p.pairs) pairsOf[static_cast<size_t>(pair.a)].push_back(&pair);
  }

  void consider(std::vector<BufferId> live) {
    Bytes most = 0;
    for (BufferId id : live) most += roundUp(problem.buffer(id).size, alignOf(id));
    if (most <= best.bytes) return;  // nothing below can be better
    std::sort(live.begin(), live.end());
    std::vector<const Pair*> inside = pairsInside(live);
    if (inside.empty()) return considerDisjoint(live);
    Bytes bytes = 0;
    for (BufferId id : live) bytes += problem.buffer(id).size;
    for (const Pair* pair : inside) bytes -= mostShared(problem, *pair);
    keep(bytes, live);
    considerDisjoint(withoutPairs(live, inside));
  }

  void considerFixed(BufferId id) {
    const Buffer& buffer = problem.buffer(id);
    if (buffer.fixedOffset) keep(*buffer.fixedOffset + buffer.size, {id});
  }

  Bound best;

 private:
  Bytes leastAlign(const Buffer& buffer) const {
    Bytes least = kMaxAlign;
    for (MemoryId id = 0; id < problem.memoryCount(); ++id) {
      if ((buffer.where >> id) & 1) least = std::min(least, problem.memory(id).align);
    }
    return std::max(least, buffer.align);
  }

  Bytes alignOf(BufferId id) const { return align[static_cast<size_t>(id)]; }

  void keep(Bytes bytes, const std::vector<BufferId>& witness) {
    if (bytes > best.bytes) best = {bytes, witness};
  }

  std::vector<const Pair*> pairsInside(const std::vector<BufferId>& live) const {
    std::vector<const Pair*> inside;
    for (BufferId id : live) {
      for (const Pair* pair : pairsOf[static_cast<size_t>(id)]) {
        if (std::binary_search(live.begin(), live.end(), pair->b)) inside.push_back(pair);
      }
    }
    return inside;
  }

  std::vector<BufferId> withoutPairs(std::vector<BufferId> live,
                                     const std::vector<const Pair*>& inside) const {
    std::set<BufferId> gone;
    for (const Pair* pair : inside) {
      if (gone.count(pair->a) != 0 || gone.count(pair->b) != 0) continue;
      bool aIsSmaller = problem.buffer(pair->a).size < problem.buffer(pair->b).size;
      gone.insert(aIsSmaller ? pair->a : pair->b);
    }
    auto isGone = [&](BufferId id) { return gone.count(id) != 0; };
    live.erase(std::remove_if(live.begin(), live.end(), isGone), live.end());
    return live;
  }

  /// No two share a byte, so each but the topmost of a memory fills whole units of alignment.
  /// Leaving the less aligned out may make the units larger and so the bound better.
  void considerDisjoint(const std::vector<BufferId>& live) {
    std::set<Bytes, std::greater<Bytes>> units;
    for (BufferId id : live) units.insert(alignOf(id));
    for (Bytes unit : units) {
      std::vector<BufferId> aligned;
      std::vector<Bytes> slack;
      Bytes bytes = 0;
      MemoryMask where = 0;
      for (BufferId id : live) {
        if (alignOf(id) < unit) continue;
        where |= problem.buffer(id).where;
        Bytes size = problem.buffer(id).size;
        aligned.push_back(id);
        bytes += roundUp(size, unit);
        slack.push_back(roundUp(size, unit) - size);
      }
      std::sort(slack.rbegin(), slack.rend());
      size_t tops = std::min(slack.size(), std::bitset<kMaxMemories>(where).count());
      for (size_t i = 0; i < tops; ++i) bytes -= slack[i];
      keep(bytes, aligned);
    }
  }

  const Problem& problem;
  std::vector<Bytes> align;
  std::vector<std::vector<const Pair*>> pairsOf;  // by Pair::a
};

/// Of the branches that meet at one event, the heaviest of each parent.
class Branches {
 public:
  explicit Branches(const Problem& p) : problem(p) {
    for (const Region& region : p.regions) any |= region.kind == Region::Kind::alternative;
  }

  std::vector<BufferId> choose(const std::vector<BufferId>& live) {
    if (!any) return live;
    size_t count = problem.regions.size();
    std::vector<Bytes> weight(count), heaviest(count);
    std::vector<RegionId> chosen(count, kNone);
    for (BufferId id : live) {
      const Buffer& buffer = problem.buffer(id);
      if (buffer.region != kNone) weight[static_cast<size_t>(buffer.region)] += buffer.size;
    }
    for (RegionId id = static_cast<RegionId>(count) - 1; id >= 0; --id) {  // children first
      const Region& region = problem.region(id);
      Bytes own = weight[static_cast<size_t>(id)] + heaviest[static_cast<size_t>(id)];
      if (region.parent == kNone) continue;
      size_t parent = static_cast<size_t>(region.parent);
      if (region.kind != Region::Kind::alternative) {
        weight[parent] += own;
      } else if (own > heaviest[parent] || chosen[parent] == kNone) {
        heaviest[parent] = own;
        chosen[parent] = id;
      }
    }
    std::vector<BufferId> kept;
    for (BufferId id : live) {
      if (runs(problem.buffer(id).region, chosen)) kept.push_back(id);
    }
    return kept;
  }

 private:
  bool runs(RegionId id, const std::vector<RegionId>& chosen) const {
    for (; id != kNone; id = problem.region(id).parent) {
      const Region& region = problem.region(id);
      if (region.kind != Region::Kind::alternative) continue;
      if (chosen[static_cast<size_t>(region.parent)] != id) return false;
    }
    return true;
  }

  const Problem& problem;
  bool any = false;
};

struct Span {
  Interval when;
  BufferId id;
};
}  // namespace

Bound lowerBound(const Problem& problem, MemoryMask set) {
  Judge judge(problem);
  Branches branches(problem);
  std::vector<Span> spans, active;
  for (BufferId id = 0; id < problem.bufferCount(); ++id) {
    const Buffer& buffer = problem.buffer(id);
    if (buffer.size == 0 || (buffer.where & ~set) != 0) continue;
    judge.considerFixed(id);
    for (const Interval& when : buffer.live) spans.push_back({when, id});
  }
  std::sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) {
    return std::pair(a.when.first, a.id) < std::pair(b.when.first, b.id);
  });
  // The set of living buffers is largest when the last one of a bunch has just started.
  for (size_t i = 0; i < spans.size(); ++i) {
    Time now = spans[i].when.first;
    active.push_back(spans[i]);
    if (i + 1 < spans.size() && spans[i + 1].when.first == now) continue;
    auto ended = [&](const Span& span) { return span.when.last < now; };
    active.erase(std::remove_if(active.begin(), active.end(), ended), active.end());
    std::vector<BufferId> live;
    for (const Span& span : active) live.push_back(span.id);
    judge.consider(branches.choose(live));
  }
  return judge.best;
}

}  // namespace pelemay::planner
