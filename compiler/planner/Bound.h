//===- Bound.h - how few bytes can it possibly be? ------------------------===//
//
// The most bytes that live at one event: no order of placing gets below it.
//===----------------------------------------------------------------------===//

#ifndef PELEMAY_COMPILER_PLANNER_BOUND_H
#define PELEMAY_COMPILER_PLANNER_BOUND_H

#include "compiler/planner/Problem.h"

namespace pelemay::planner {

struct Bound {
  Bytes bytes = 0;
  std::vector<BufferId> witness;  // ascending; see Optimality in Plan.h
};

/// For the buffers that may only go to memories of `set`: bytes needed in all of `set` together.
/// Where alternatives meet at an event, the one with the most bytes counts. It is true, not
/// always the best: pairs weaken it, and fixed offsets are looked at one by one.
Bound lowerBound(const Problem& problem, MemoryMask set);

}  // namespace pelemay::planner

#endif  // PELEMAY_COMPILER_PLANNER_BOUND_H
