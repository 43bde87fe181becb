//===- Search.cpp - stack blocks within a height, or prove that none can --===//

#include "compiler/planner/Search.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <unordered_map>

#include "compiler/planner/Hash.h"

namespace pelemay::planner {

constexpr size_t kMemory = size_t{1} << 20;  // failed states remembered
constexpr int64_t kFirstNodes = 2000;        // before the first restart
constexpr Bytes kNowhere = INT64_MAX;

using Ids = std::vector<BlockId>;

class PackingSearch::State {
 public:
  explicit State(const Packing& p) : packing(p), count(p.blocks.size()) {
    parts.resize(p.stacks.size());
    rest.resize(p.stacks.size());
    lowest.resize(p.stacks.size(), kNowhere);
    for (const Block& block : p.blocks) reach.push_back(static_cast<int64_t>(block.parts.size()));
    for (BlockId id = 0; id < static_cast<BlockId>(count); ++id) root.push_back(id);
    std::sort(root.begin(), root.end(), [&](BlockId a, BlockId b) {
      return std::pair(block(a).first, a) < std::pair(block(b).first, b);
    });
    findTwins();
  }

  Outcome run(Bytes most, int64_t allowed) {
    capacity = most;
    failed.clear();
    int64_t end = work + allowed;
    int64_t patience = std::max(kFirstNodes, 4 * static_cast<int64_t>(count));
    for (int round = 0;; ++round) {
      rank(round);
      reset();
      nodesEnd = nodes + patience;
      workEnd = end;
      stopped = false;
      if (fill(root, 0)) return found = at, Outcome::found;
      if (!stopped) return Outcome::none;
      if (work >= end) return Outcome::gaveUp;
      if (round % 4 == 3) patience += patience / 2;
    }
  }

  std::vector<Bytes> found;
  int64_t nodes = 0, work = 0;

 private:
  const Block& block(BlockId id) const { return packing.blocks[static_cast<size_t>(id)]; }
  template <class T>
  static auto& of(T& vector, BlockId id) {
    return vector[static_cast<size_t>(id)];
  }

  // ---- before the search -------------------------------------------------------------------

  /// Blocks that can be exchanged: `twin` is the least of those alike.
  void findTwins() {
    twin.resize(count);
    std::iota(twin.begin(), twin.end(), 0);
    std::unordered_map<uint64_t, BlockId> seen;
    for (BlockId id = 0; id < static_cast<BlockId>(count); ++id) {
      const Block& b = block(id);
      uint64_t hash = mix(static_cast<uint64_t>(b.extent));
      for (const Block::Part& part : b.parts) hash = mix(hash ^ static_cast<uint64_t>(part.stack));
      auto [other, fresh] = seen.try_emplace(hash, id);
      if (!fresh && areTwins(other->second, id)) of(twin, id) = other->second;
    }
  }

  bool areTwins(BlockId a, BlockId b) const {
    const Block &x = block(a), &y = block(b);
    auto sameGap = [](const Block::Gap& p, const Block::Gap& q) {
      return p.first == q.first && p.last == q.last;
    };
    if (x.extent != y.extent || x.grid.step != y.grid.step || x.grid.residue != y.grid.residue ||
        !std::equal(x.forbidden.begin(), x.forbidden.end(), y.forbidden.begin(), y.forbidden.end(),
                    sameGap)) {
      return false;
    }
    return sees(a, b) == sees(b, a) && isSeenLike(a, b);
  }

  /// The neighbours of `self` but for `other`, with their distances.
  std::vector<std::pair<BlockId, Bytes>> sees(BlockId self, BlockId other) const {
    std::vector<std::pair<BlockId, Bytes>> list;
    for (const Block::Above& above : block(self).neighbors) {
      list.push_back({above.block == other ? kNone : above.block, above.distance});
    }
    std::sort(list.begin(), list.end());
    return list;
  }

  Bytes distance(BlockId lower, BlockId upper) const {
    const auto& list = block(lower).neighbors;
    auto above = std::lower_bound(list.begin(), list.end(), upper,
                                  [](const Block::Above& a, BlockId id) { return a.block < id; });
    return above != list.end() && above->block == upper ? above->distance : -1;
  }

  bool isSeenLike(BlockId a, BlockId b) const {
    const auto& list = block(a).neighbors;
    return std::all_of(list.begin(), list.end(), [&](const Block::Above& other) {
      return other.block == b || distance(other.block, a) == distance(other.block, b);
    });
  }

  /// Among blocks that may begin at one offset, who first? Four opinions, then shaken ones.
  void rank(int round) {
    order.resize(count);
    uint64_t noise = mix(static_cast<uint64_t>(round));
    for (size_t id = 0; id < count; ++id) {
      const Block& b = packing.blocks[id];
      double time = static_cast<double>(b.last - b.first + 1), size = static_cast<double>(b.extent);
      Bytes crowd = 0;
      for (const Block::Part& part : b.parts) {
        crowd = std::max(crowd, packing.stacks[static_cast<size_t>(part.stack)].height);
      }
      double area = time * size;
      std::array<double, 4> keys = {time * 1e9 + size,
                                    static_cast<double>(crowd) * 1e3 + area / 1e6, area, size};
      order[id] = keys[static_cast<size_t>(round % 4)];
      if (round < 4) continue;
      noise = mix(noise);
      order[id] *= 1.0 + 0.0003 * static_cast<double>(noise % 1000);
    }
  }

  void reset() {
    at.assign(count, 0);
    low.resize(count);
    open.resize(count);
    for (size_t i = 0; i < packing.stacks.size(); ++i) rest[i] = packing.stacks[i].height;
    for (size_t id = 0; id < count; ++id) {
      low[id] = packing.blocks[id].settle(0);
      open[id] = static_cast<int32_t>(packing.blocks[id].neighbors.size());
    }
    trail.clear();
    placed.clear();
  }

  // ---- placing and taking back -------------------------------------------------------------

  struct Change {
    BlockId block = kNone;
    Bytes low = 0;
  };

  void place(BlockId id, Bytes offset) {
    of(at, id) = offset;
    placed.push_back(id);
    trail.push_back({kNone, 0});
    for (const Block::Part& part : block(id).parts) of(rest, part.stack) -= part.height;
    for (const Block::Above& above : block(id).neighbors) {
      --of(open, above.block);
      Bytes least = offset + above.distance;
      if (of(low, above.block) >= least) continue;
      trail.push_back({above.block, of(low, above.block)});
      of(low, above.block) = block(above.block).settle(least);
    }
  }

  void takeBack(size_t mark) {
    while (placed.size() > mark) {
      BlockId id = placed.back();
      placed.pop_back();
      for (; trail.back().block != kNone; trail.pop_back()) {
        of(low, trail.back().block) = trail.back().low;
      }
      trail.pop_back();
      for (const Block::Above& above : block(id).neighbors) ++of(open, above.block);
      for (const Block::Part& part : block(id).parts) of(rest, part.stack) += part.height;
    }
  }

  // ---- the search --------------------------------------------------------------------------

  /// Places all of `left` (by rising `first`), at or above `floor`; false, with nothing of it
  /// placed, if that cannot be done.
  bool fill(const Ids& left, Bytes floor) {
    size_t mark = placed.size();
    if (fillOrFail(left, floor)) return true;
    takeBack(mark);
    return false;
  }

  bool fillOrFail(const Ids& left, Bytes floor) {
    ++nodes;
    work += static_cast<int64_t>(left.size());
    if (nodes > nodesEnd || work > workEnd) stopped = true;
    if (stopped) return false;
    Ids busy;
    for (BlockId id : left) {
      if (of(open, id) != 0) {
        busy.push_back(id);
        continue;
      }
      // Nobody is left to push it up.
      if (of(low, id) < floor || of(low, id) + block(id).extent > capacity) return false;
      place(id, of(low, id));
    }
    if (busy.empty()) return true;
    if (std::vector<Ids> groups = apart(busy); groups.size() > 1) {
      return std::all_of(groups.begin(), groups.end(),
                         [&](const Ids& group) { return fill(group, floor); });
    }
    return branch(busy, floor);
  }

  /// Groups that share no moment, the smallest first.
  std::vector<Ids> apart(const Ids& left) const {
    std::vector<Ids> groups;
    Time end = -1;
    for (BlockId id : left) {
      if (groups.empty() || block(id).first > end) groups.emplace_back();
      groups.back().push_back(id);
      end = std::max(end, block(id).last);
    }
    std::stable_sort(groups.begin(), groups.end(),
                     [](const Ids& a, const Ids& b) { return a.size() < b.size(); });
    return groups;
  }

  Bytes leastOf(BlockId id, Bytes floor) const {
    return of(low, id) >= floor ? of(low, id) : block(id).settle(floor);
  }

  /// Whether every stack has room for what is left of it.
  bool hasRoom(const Ids& left, const std::vector<Bytes>& least) {
    std::vector<StackId>& touched = parts;
    touched.clear();
    for (size_t i = 0; i < left.size(); ++i) {
      for (const Block::Part& part : block(left[i]).parts) {
        if (of(lowest, part.stack) == kNowhere) touched.push_back(part.stack);
        of(lowest, part.stack) = std::min(of(lowest, part.stack), least[i]);
      }
      work += of(reach, left[i]) / 8;
    }
    bool room = true;
    for (StackId id : touched) {
      room &= of(lowest, id) + of(rest, id) - of(packing.stacks, id).slack <= capacity;
      of(lowest, id) = kNowhere;
    }
    return room;
  }

  /// Two states with one hash have the same blocks left, each with the same least offset, and the
  /// same ones may be placed now.
  Hash hashOf(const Ids& left, const std::vector<Bytes>& least, Bytes floor) const {
    Hash hash;
    for (size_t i = 0; i < left.size(); ++i) {
      uint64_t fact = static_cast<uint64_t>(least[i]) * 2 + (of(low, left[i]) >= floor ? 1 : 0);
      hash.add(static_cast<uint64_t>(left[i]), fact);
    }
    return hash;
  }

  bool branch(const Ids& left, Bytes floor) {
    std::vector<Bytes> least;
    Bytes limit = kNowhere;  // from here on another block would fit in below
    for (BlockId id : left) {
      least.push_back(leastOf(id, floor));
      if (least.back() + block(id).extent > capacity) return false;
      limit = std::min(limit, least.back() + block(id).extent);
    }
    if (!hasRoom(left, least)) return false;
    Hash hash = hashOf(left, least, floor);
    auto known = failed.find(hash);
    if (known != failed.end() && known->second <= floor) return false;
    Ids candidates;
    for (BlockId id : left) {
      if (of(low, id) >= floor && of(low, id) < limit) candidates.push_back(id);
    }
    std::sort(candidates.begin(), candidates.end(), [&](BlockId a, BlockId b) {
      if (of(low, a) != of(low, b)) return of(low, a) < of(low, b);
      return of(order, a) != of(order, b) ? of(order, a) > of(order, b) : a < b;
    });
    for (size_t i = 0; i < candidates.size(); ++i) {
      BlockId id = candidates[i];
      auto isAlike = [&](BlockId other) { return of(twin, other) == of(twin, id); };
      if (std::any_of(candidates.begin(), candidates.begin() + static_cast<ptrdiff_t>(i),
                      isAlike)) {
        continue;
      }
      size_t mark = placed.size();
      Bytes offset = of(low, id);
      place(id, offset);
      Ids others;
      std::copy_if(left.begin(), left.end(), std::back_inserter(others),
                   [&](BlockId other) { return other != id; });
      if (fill(others, offset)) return true;
      takeBack(mark);
      if (stopped) return false;
    }
    if (failed.size() < kMemory) {
      auto [entry, fresh] = failed.try_emplace(hash, floor);
      if (!fresh) entry->second = std::min(entry->second, floor);
    }
    return false;
  }

  const Packing& packing;
  size_t count;
  Bytes capacity = 0;
  int64_t nodesEnd = 0, workEnd = 0;
  bool stopped = false;
  Ids root, twin;
  std::vector<int64_t> reach;  // stacks a block is part of
  std::vector<double> order;
  std::vector<Bytes> at, low;  // by block: where it lies; the least offset it may have
  std::vector<int32_t> open;   // by block: neighbours that are not placed
  std::vector<Bytes> rest;     // by stack: heights not placed
  std::vector<Bytes> lowest;   // by stack, while looking for room
  std::vector<StackId> parts;
  Ids placed;
  std::vector<Change> trail;  // of each placed block: kNone, then what it changed
  std::unordered_map<Hash, Bytes, HashOfHash> failed;  // the least floor it failed from
};

PackingSearch::PackingSearch(const Packing& packing) : state(std::make_unique<State>(packing)) {}
PackingSearch::~PackingSearch() = default;

PackingSearch::Outcome PackingSearch::run(Bytes capacity, int64_t work) {
  return state->run(capacity, work);
}

const std::vector<Bytes>& PackingSearch::offsets() const { return state->found; }
int64_t PackingSearch::nodes() const { return state->nodes; }
int64_t PackingSearch::work() const { return state->work; }

}  // namespace pelemay::planner
