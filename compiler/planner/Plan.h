//===- Plan.h - the answer: a memory and an offset for each buffer --------===//
//
// A plan says how many bytes each memory needs, and how good that is: next to
// the peak stands a lower bound that no plan for these lifetimes can beat, with
// the buffers that prove it. Anyone can check that proof (see Validate.h).
//===----------------------------------------------------------------------===//

#ifndef PELEMAY_COMPILER_PLANNER_PLAN_H
#define PELEMAY_COMPILER_PLANNER_PLAN_H

#include "compiler/planner/Problem.h"

namespace pelemay::planner {

struct Placement {
  MemoryId memory = kNone;
  Bytes offset = 0;
};

/// The witness is a set W of buffers that all live at one event. With n = the number of memories
/// that W may use and g = the least alignment in W (a buffer's own, or that of the least aligned
/// memory it may go to if that is larger), all memories together need at least
///   sum of round_up(size, g) - the n largest of round_up(size, g) - size   if no pair joins two of
///   W sum of size - the most that each pair inside W lets its two overlap    else.
/// A single buffer with a fixed offset is a witness too: of its end.
///
/// Some problems need more than any such set. Then a search that went through everything below the
/// peaks is the proof; it cannot be checked without searching again, so `searched` says so.
struct Optimality {
  bool proven = false;  // the peaks' sum equals lowerBound, or a search was exhausted
  std::string what;     // what is proven, or how far away the proof is; for people
  Bytes lowerBound = 0;
  std::vector<BufferId> witness;  // ascending
  int64_t searched = 0;           // nodes of the search that is the proof; 0: the witness is
};

struct Plan {
  std::vector<Placement> placements;  // one a buffer, same index
  std::vector<Bytes> peaks;           // one a memory: the largest offset + size in it
  Optimality optimality;

  Bytes totalBytes() const {
    Bytes sum = 0;
    for (Bytes peak : peaks) sum += peak;
    return sum;
  }
};

}  // namespace pelemay::planner

#endif  // PELEMAY_COMPILER_PLANNER_PLAN_H
