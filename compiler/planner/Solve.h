//===- Solve.h - Problem -> Plan ------------------------------------------===//
//
// Greedy: first fit in several orders (Orders.h), each then improved by moving
// the units that stick out to the front, the best kept. It stops early when
// the lower bound is reached, and then the plan is proven optimal.
//
// Limits: greedy plans may miss the optimum (README.md has figures); exact
// solving is a later issue. Memory is chosen unit by unit, not jointly.
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
