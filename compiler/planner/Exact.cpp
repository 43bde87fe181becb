//===- Exact.cpp - offsets that cannot be beaten --------------------------===//

#include "compiler/planner/Exact.h"

#include <algorithm>
#include <bitset>

#include "compiler/planner/Bound.h"
#include "compiler/planner/Search.h"

namespace pelemay::planner {

constexpr size_t kMostBlocks = 4096;         // the search is as deep as there are blocks
constexpr int64_t kWork = int64_t{1} << 15;  // blocks looked at in nodes, for each block there is
constexpr int64_t kMostWork = int64_t{1} << 24;  // seconds
constexpr int64_t kTies = 64;                    // of a block; nets have fewer
constexpr int64_t kShares = 4;                   // no question gets more than its share

namespace {
struct Answer {
  Bytes least = 0, most = 0;   // no plan below the one, a plan for the other
  std::vector<Bytes> offsets;  // by block, of that plan; empty if it is first fit's
  int64_t nodes = 0;
};
}  // namespace

static Bytes topOf(const Packing& packing, const std::vector<Bytes>& offsets) {
  Bytes top = packing.fixedEnd;
  for (size_t i = 0; i < offsets.size(); ++i) {
    top = std::max(top, offsets[i] + packing.blocks[i].extent);
  }
  return top;
}

/// Blocks that may be looked at: fewer where a look takes longer, as each is tied to very many.
static int64_t workFor(const Packing& packing) {
  int64_t blocks = static_cast<int64_t>(packing.blocks.size()), ties = 0;
  for (const Block& block : packing.blocks) {
    ties += static_cast<int64_t>(block.neighbors.size() + block.parts.size());
  }
  int64_t each = std::max(kTies, ties / std::max<int64_t>(blocks, 1));
  return std::min(kMostWork, kWork * blocks) / each * kTies;
}

/// Asks for plans between `least` and `most` until the two meet, or the work is used up.
static Answer narrow(const Packing& packing, Bytes least, Bytes most) {
  PackingSearch search(packing);
  Answer answer{least, most, {}, 0};
  Bytes asked = least;        // mostly there is such a plan
  Bytes unknown = least - 1;  // the largest question without an answer
  const int64_t work = workFor(packing);
  while (answer.least < answer.most && asked > unknown && search.work() < work) {
    int64_t share = std::min(work / kShares, work - search.work());
    PackingSearch::Outcome outcome = search.run(asked, share);
    if (outcome == PackingSearch::Outcome::found) {
      answer.offsets = search.offsets();
      answer.most = topOf(packing, answer.offsets);
    } else if (outcome == PackingSearch::Outcome::none) {
      answer.least = asked + 1;
    } else {
      unknown = asked;
    }
    Bytes from = std::max(answer.least, unknown);
    asked = from + (answer.most - from) / 2;
  }
  answer.nodes = search.nodes();
  return answer;
}

static void write(const Packing& packing, const Answer& answer, MemoryId memory, Attempt& attempt) {
  Bytes& peak = attempt.peaks[static_cast<size_t>(memory)];
  attempt.total += answer.most - peak;
  peak = answer.most;
  for (size_t i = 0; i < answer.offsets.size(); ++i) {
    for (const Member& member : packing.blocks[i].members) {
      attempt.placements[static_cast<size_t>(member.buffer)].offset =
          answer.offsets[i] + member.delta;
    }
  }
}

Exact improve(const Problem& problem, const std::vector<Unit>& units, const Neighbors& neighbors,
              Attempt& attempt) {
  Exact exact;
  exact.proven = std::all_of(units.begin(), units.end(), [](const Unit& unit) {
    return std::bitset<kMaxMemories>(unit.where).count() == 1;  // else another might be better
  });
  for (MemoryId memory = 0; memory < problem.memoryCount(); ++memory) {
    Packing packing = packingOf(problem, units, neighbors, attempt.placements, memory);
    Bytes known = std::max(packing.bound(), lowerBound(problem, MemoryMask{1} << memory).bytes);
    Bytes peak = attempt.peaks[static_cast<size_t>(memory)];
    if (known >= peak) continue;
    if (packing.blocks.size() > kMostBlocks) {
      exact.proven = false;
      continue;
    }
    Answer answer = narrow(packing, known, peak);
    exact.nodes += answer.nodes;
    exact.proven &= packing.complete && answer.least >= answer.most;
    if (answer.most < peak) write(packing, answer, memory, attempt);
  }
  return exact;
}

}  // namespace pelemay::planner
