//===- CheckSchedule.h - what an order really needs -----------------------===//
//
// Works out the lives from the order and adds them up, task by task. A stranger
// to the search: it keeps no running sums and knows of no states.
//===----------------------------------------------------------------------===//

#ifndef PELEMAY_COMPILER_PLANNER_CHECKSCHEDULE_H
#define PELEMAY_COMPILER_PLANNER_CHECKSCHEDULE_H

#include <optional>

#include "compiler/planner/Schedule.h"

namespace pelemay::planner {

/// The most bytes alive at once in this order; none if a task is missing, twice there, or before
/// one that must run earlier.
std::optional<Bytes> peakOf(const Tasks& tasks, const std::vector<TaskId>& order);

}  // namespace pelemay::planner

#endif  // PELEMAY_COMPILER_PLANNER_CHECKSCHEDULE_H
