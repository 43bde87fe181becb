//===- JudgeOrder.h - is what a document says of its order true? ----------===//
//
// Like the validator, which judges offsets for given lives, but for where the
// lives come from: the order, its peak, the bound with its witness, and whether
// the problem is that of the graph in this order.
//===----------------------------------------------------------------------===//

#ifndef PELEMAY_COMPILER_PLANNER_JUDGEORDER_H
#define PELEMAY_COMPILER_PLANNER_JUDGEORDER_H

#include "compiler/planner/Schedule.h"

namespace pelemay::planner {

/// Everything that is wrong, a sentence each; nothing else is looked at where the order is no
/// order. A bound without a witness rests on a search, which cannot be checked without searching.
std::vector<std::string> wrongWith(const Graph& graph, const Schedule& schedule,
                                   const Problem& problem);

/// Bytes that are alive while the task runs, in whatever order.
Bytes leastDuring(const Tasks& tasks, TaskId task);

}  // namespace pelemay::planner

#endif  // PELEMAY_COMPILER_PLANNER_JUDGEORDER_H
