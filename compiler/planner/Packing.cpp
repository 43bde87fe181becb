//===- Packing.cpp - the units of one memory as blocks to be stacked ------===//

#include "compiler/planner/Packing.h"

#include <algorithm>
#include <numeric>

namespace pelemay::planner {

constexpr int64_t kComparisons = int64_t{1} << 25;  // of living blocks, in all stacks: seconds

Bytes Block::settle(Bytes from) const {
  auto align = [&](Bytes at) {
    Bytes over = (at - grid.residue) % grid.step;
    if (over < 0) over += grid.step;
    return over == 0 ? at : at + grid.step - over;
  };
  Bytes offset = align(from);
  for (const Gap& gap : forbidden) {
    if (gap.first > offset) break;
    if (gap.last >= offset) offset = align(gap.last + 1);
  }
  return offset;
}

Bytes Packing::bound() const {
  Bytes most = fixedEnd;
  for (const Stack& stack : stacks) most = std::max(most, stack.height - stack.slack);
  for (const Block& block : blocks) most = std::max(most, block.settle(0) + block.extent);
  return most;
}

namespace {
/// What two units must keep apart: one begins `above` over the other, or the other `below` over it.
struct Apart {
  Bytes above = 0, below = 0;
};

bool livesAt(const Buffer& buffer, Time now) {
  for (const Interval& when : buffer.live) {
    if (when.first <= now && now <= when.last) return true;
  }
  return false;
}

class Builder {
 public:
  Builder(const Problem& p, const std::vector<Unit>& u, const Neighbors& n,
          const std::vector<Placement>& placements, MemoryId m)
      : problem(p), units(u), around(n), memory(m), unitOf(p.buffers.size(), kNone) {
    for (size_t id = 0; id < units.size(); ++id) {
      BufferId first = units[id].members[0].buffer;
      if (placements[static_cast<size_t>(first)].memory != memory) continue;
      for (const Member& member : units[id].members) {
        unitOf[static_cast<size_t>(member.buffer)] = static_cast<int32_t>(id);
      }
      chosen.push_back(static_cast<int32_t>(id));
    }
  }

  Packing run() {
    blockOf.assign(units.size(), kNone);
    for (int32_t id : chosen) {
      const Unit& unit = units[static_cast<size_t>(id)];
      if (unit.fixed) {
        packing.fixedEnd = std::max(packing.fixedEnd, *unit.fixed + unit.extent);
      } else {
        addBlock(id);
      }
    }
    for (int32_t id : chosen) {
      if (blockOf[static_cast<size_t>(id)] != kNone) connect(id);
    }
    forest();
    addStacks();
    return std::move(packing);
  }

 private:
  Block& block(BlockId id) { return packing.blocks[static_cast<size_t>(id)]; }
  const Buffer& buffer(BufferId id) const { return problem.buffer(id); }

  void addBlock(int32_t id) {
    const Unit& unit = units[static_cast<size_t>(id)];
    Block made;
    made.members = unit.members;
    made.extent = unit.extent;
    made.grid = *gridOf(problem, unit, memory);
    made.first = kMaxTime;
    for (const Member& member : unit.members) {
      made.first = std::min(made.first, buffer(member.buffer).live.front().first);
      made.last = std::max(made.last, buffer(member.buffer).live.back().last);
      shifted |= member.delta != 0;
    }
    blockOf[static_cast<size_t>(id)] = static_cast<BlockId>(packing.blocks.size());
    packing.blocks.push_back(std::move(made));
  }

  /// Over all members of `self` and `other`: the hull of the distances at which they meet.
  void connect(int32_t self) {
    std::vector<std::pair<int32_t, Apart>> found;
    Block& mine = block(blockOf[static_cast<size_t>(self)]);
    for (const Member& member : mine.members) {
      for (const Neighbor& neighbor : around[static_cast<size_t>(member.buffer)]) {
        int32_t other = unitOf[static_cast<size_t>(neighbor.other)];
        if (other == kNone || other == self) continue;
        const Unit& theirs = units[static_cast<size_t>(other)];
        auto at = std::find_if(theirs.members.begin(), theirs.members.end(),
                               [&](const Member& m) { return m.buffer == neighbor.other; });
        Bytes shift = at->delta - member.delta;
        Apart apart{shift + neighbor.above, neighbor.below - shift};
        if (theirs.fixed) {
          Block::Gap gap{*theirs.fixed - apart.below + 1, *theirs.fixed + apart.above - 1};
          if (gap.first <= gap.last) mine.forbidden.push_back(gap);
        } else {
          found.push_back({other, apart});
        }
      }
    }
    std::sort(mine.forbidden.begin(), mine.forbidden.end(),
              [](const Block::Gap& a, const Block::Gap& b) { return a.first < b.first; });
    std::sort(found.begin(), found.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    for (size_t i = 0; i < found.size();) {
      Apart all;
      int32_t other = found[i].first;
      bool several = i + 1 < found.size() && found[i + 1].first == other;
      for (; i < found.size() && found[i].first == other; ++i) {
        const Apart& one = found[i].second;
        // Not one range around 0: there may be a hole, or a place below that depends on the upper.
        Bytes least = several ? 1 : 0;
        if (one.above < least || one.below < least) packing.complete = false;
        all.above = std::max(all.above, one.above);
        all.below = std::max(all.below, one.below);
      }
      BlockId theirs = blockOf[static_cast<size_t>(other)];
      mine.neighbors.push_back({theirs, all.below});
      if (all.above == 0) loose.push_back({blockOf[static_cast<size_t>(self)], theirs});
    }
  }

  /// Distances of 0 could form a circle of blocks that begin at one offset, of which none can be
  /// placed first; without circles one can.
  void forest() {
    std::vector<BlockId> root(packing.blocks.size());
    std::iota(root.begin(), root.end(), 0);
    auto find = [&](BlockId id) {
      while (root[static_cast<size_t>(id)] != id) id = root[static_cast<size_t>(id)];
      return id;
    };
    for (auto [a, b] : loose) {
      BlockId x = find(a), y = find(b);
      if (x == y) packing.complete = false;
      root[static_cast<size_t>(x)] = y;
    }
  }

  // ---- stacks ------------------------------------------------------------------------------

  struct Piece {
    BlockId block = kNone;
    Bytes height = 0;
  };

  std::vector<Piece> alive(const std::vector<BlockId>& open, Time now) {
    std::vector<Piece> pieces;
    for (BlockId id : open) {
      Bytes height = 0;
      for (const Member& member : block(id).members) {
        if (livesAt(buffer(member.buffer), now)) {
          height = std::max(height, buffer(member.buffer).size);
        }
      }
      if (height > 0) pieces.push_back({id, height});
    }
    return pieces;
  }

  /// How far `upper` begins above `lower`; 0 if the two never conflict.
  Bytes distance(BlockId lower, BlockId upper) {
    const auto& list = block(lower).neighbors;
    auto found = std::lower_bound(list.begin(), list.end(), upper,
                                  [](const Block::Above& a, BlockId id) { return a.block < id; });
    return found != list.end() && found->block == upper ? found->distance : 0;
  }

  bool areApart(const Piece& a, const Piece& b) {
    ++comparisons;
    return distance(a.block, b.block) >= a.height && distance(b.block, a.block) >= b.height;
  }

  /// Alternatives and blocks that may overlap cannot all be counted: the highest come first.
  std::vector<Piece> disjoint(std::vector<Piece> pieces) {
    std::sort(pieces.begin(), pieces.end(), [](const Piece& a, const Piece& b) {
      return a.height != b.height ? a.height > b.height : a.block < b.block;
    });
    std::vector<Piece> kept;
    for (const Piece& piece : pieces) {
      bool fits = std::all_of(kept.begin(), kept.end(),
                              [&](const Piece& other) { return areApart(piece, other); });
      if (fits) kept.push_back(piece);
    }
    return kept;
  }

  static bool contains(const std::vector<Piece>& all, const std::vector<Piece>& some) {
    auto less = [](const Piece& a, const Piece& b) { return a.block < b.block; };
    return std::includes(all.begin(), all.end(), some.begin(), some.end(), less);
  }

  /// The blocks alive at each birth, but for those that are all in the stack before or after. Where
  /// thousands live at once the last births go without: stacks help a search that could not go
  /// through so many blocks anyhow.
  void addStacks() {
    std::vector<Time> births;
    std::vector<BlockId> order(packing.blocks.size()), open;
    std::iota(order.begin(), order.end(), 0);
    for (const Block& each : packing.blocks) {
      for (const Member& member : each.members) {
        for (const Interval& when : buffer(member.buffer).live) births.push_back(when.first);
      }
    }
    std::sort(births.begin(), births.end());
    births.erase(std::unique(births.begin(), births.end()), births.end());
    std::sort(order.begin(), order.end(), [&](BlockId a, BlockId b) {
      return std::pair(block(a).first, a) < std::pair(block(b).first, b);
    });
    std::vector<std::vector<Piece>> kept;
    size_t next = 0;
    for (Time now : births) {
      if (comparisons > kComparisons) break;
      for (; next < order.size() && block(order[next]).first <= now; ++next) {
        open.push_back(order[next]);
      }
      open.erase(std::remove_if(open.begin(), open.end(),
                                [&](BlockId id) { return block(id).last < now; }),
                 open.end());
      std::vector<Piece> pieces = disjoint(alive(open, now));
      std::sort(pieces.begin(), pieces.end(),
                [](const Piece& a, const Piece& b) { return a.block < b.block; });
      if (pieces.size() < 2 || (!kept.empty() && contains(kept.back(), pieces))) continue;
      while (!kept.empty() && contains(pieces, kept.back())) kept.pop_back();
      kept.push_back(std::move(pieces));
    }
    for (const std::vector<Piece>& pieces : kept) addStack(pieces);
  }

  void addStack(const std::vector<Piece>& pieces) {
    Stack stack;
    Bytes unit = kMaxAlign;
    for (const Piece& piece : pieces) unit = std::min(unit, block(piece.block).grid.step);
    StackId id = static_cast<StackId>(packing.stacks.size());
    for (const Piece& piece : pieces) {
      // Blocks off the common grid (residues) are not padded in this sense; only members at the
      // first byte of their unit are.
      Bytes rounded = shifted ? piece.height : (piece.height + unit - 1) / unit * unit;
      stack.height += rounded;
      stack.slack = std::max(stack.slack, rounded - piece.height);
      block(piece.block).parts.push_back({id, rounded});
    }
    packing.stacks.push_back(stack);
  }

  const Problem& problem;
  const std::vector<Unit>& units;
  const Neighbors& around;
  MemoryId memory;
  Packing packing;
  std::vector<int32_t> unitOf;                     // by buffer; kNone: in another memory
  std::vector<int32_t> chosen;                     // the units in this one
  std::vector<BlockId> blockOf;                    // by unit
  std::vector<std::pair<BlockId, BlockId>> loose;  // pairs that may begin at one offset
  int64_t comparisons = 0;
  bool shifted = false;  // some member does not begin where its unit begins
};
}  // namespace

Packing packingOf(const Problem& problem, const std::vector<Unit>& units,
                  const Neighbors& neighbors, const std::vector<Placement>& placements,
                  MemoryId memory) {
  return Builder(problem, units, neighbors, placements, memory).run();
}

}  // namespace pelemay::planner
