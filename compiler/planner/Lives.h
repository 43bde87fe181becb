//===- Lives.h - tasks in their order, as a problem of offsets ------------===//
//
// The two halves of a plan meet here: once the order is known, each value is a
// buffer that lives from its first task to its last.
//===----------------------------------------------------------------------===//

#ifndef PELEMAY_COMPILER_PLANNER_LIVES_H
#define PELEMAY_COMPILER_PLANNER_LIVES_H

#include "compiler/planner/Schedule.h"

namespace pelemay::planner {

/// One memory without a limit, offsets that `align` divides; buffer i is value i, then one for each
/// task's scratch. A task works in place where it may, in the largest way; that is a tie. Values
/// that nobody touches have size 0. The order must be right (CheckSchedule.h).
Problem problemOf(const Tasks& tasks, const std::vector<TaskId>& order, Bytes align);

}  // namespace pelemay::planner

#endif  // PELEMAY_COMPILER_PLANNER_LIVES_H
