//===- Solve.h - Problem -> Plan ------------------------------------------===//
//
// Greedy first: first fit in several orders (Orders.h), each then improved by
// moving the units that stick out to the front, the best kept. Where that does
// not meet the lower bound, the search of Exact.h does, or proves that none can.
//
// Where no buffer has a choice of memories, each memory is a problem of its own
// (Shares.h).
//
// Limits: memory is chosen unit by unit, not jointly.
//===----------------------------------------------------------------------===//

#ifndef PELEMAY_COMPILER_PLANNER_SOLVE_H
#define PELEMAY_COMPILER_PLANNER_SOLVE_H

#include "compiler/planner/Orders.h"

namespace pelemay::planner {

/// Least cost first (traffic times the cost of its memory), then fewest bytes in all memories.
/// The same problem gives the same plan on every machine.
Result<Plan> solve(const Problem& problem);

/// One order, not improved: what `solve` must never be worse than.
Result<Plan> solveBy(Rule rule, const Problem& problem);

}  // namespace pelemay::planner

#endif  // PELEMAY_COMPILER_PLANNER_SOLVE_H
