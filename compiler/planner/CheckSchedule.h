//===- CheckSchedule.h - what an order really needs -----------------------===//
//
// Works out the lives from the order and adds them up, task by task. A stranger
// to the search: it keeps no running sums and knows of no states.
//===----------------------------------------------------------------------===//

#ifndef PELEMAY_COMPILER_PLANNER_CHECKSCHEDULE_H
#define PELEMAY_COMPILER_PLANNER_CHECKSCHEDULE_H

#include <optional>
#include <string>

#include "compiler/planner/Schedule.h"

namespace pelemay::planner {

/// Why this is no order of the tasks: one is missing, twice there, or before one that must run
/// earlier. None where it is.
std::optional<std::string> wrongOrder(const Tasks& tasks, const std::vector<TaskId>& order);

/// The most bytes alive at once in this order; none if it is no order of the tasks.
std::optional<Bytes> peakOf(const Tasks& tasks, const std::vector<TaskId>& order);

}  // namespace pelemay::planner

#endif  // PELEMAY_COMPILER_PLANNER_CHECKSCHEDULE_H
