//===- Packing.h - the units of one memory as blocks to be stacked --------===//
//
// Once it is known which memory a unit goes to, what is left of the problem is a
// packing: blocks, how far one must begin above another, and sets of blocks of
// which no two share a byte (who lives at one event). Search.h solves it.
//===----------------------------------------------------------------------===//

#ifndef PELEMAY_COMPILER_PLANNER_PACKING_H
#define PELEMAY_COMPILER_PLANNER_PACKING_H

#include "compiler/planner/Plan.h"
#include "compiler/planner/Units.h"

namespace pelemay::planner {

using BlockId = int32_t;  // index into Packing::blocks
using StackId = int32_t;  // index into Packing::stacks

struct Block {
  /// Placed above me, `block` begins at least `distance` after my first byte.
  struct Above {
    BlockId block = kNone;
    Bytes distance = 0;
  };
  struct Part {
    StackId stack = kNone;
    Bytes height = 0;  // of what lives there, rounded up to the stack's alignment
  };
  struct Gap {
    Bytes first = 0, last = 0;  // offsets it cannot have, because of who has a fixed one
  };

  std::vector<Member> members;
  Bytes extent = 0;
  Grid grid;
  Time first = 0, last = 0;
  std::vector<Above> neighbors;  // ascending by block
  std::vector<Part> parts;       // ascending by stack
  std::vector<Gap> forbidden;    // ascending

  /// The least offset >= `from` that is aligned and free of fixed neighbours.
  Bytes settle(Bytes from) const;
};

/// No two of its blocks share a byte, so together they need the sum of their heights, and only the
/// topmost may leave its last unit of alignment unfilled, by `slack` at most.
struct Stack {
  Bytes height = 0, slack = 0;
};

struct Packing {
  std::vector<Block> blocks;  // without those of fixed offset
  std::vector<Stack> stacks;
  Bytes fixedEnd = 0;  // where the highest fixed one ends
  /// Whether a search that finds nothing proves that there is nothing. Not so where a block fits
  /// into a hole of a unit, or may begin below a neighbour it must not pass (Search.h).
  bool complete = true;

  /// No way to stack them needs less.
  Bytes bound() const;
};

/// The units that `placements` (by buffer) puts into `memory`.
Packing packingOf(const Problem& problem, const std::vector<Unit>& units,
                  const Neighbors& neighbors, const std::vector<Placement>& placements,
                  MemoryId memory);

}  // namespace pelemay::planner

#endif  // PELEMAY_COMPILER_PLANNER_PACKING_H
