//===- Parts.h - tasks that come before all others, or behind -------------===//
//
// A task that everything before it leads to, and from which everything behind it
// follows, splits an order in two that do not know of each other: which bytes are
// alive between the two does not depend on either. The best order is the best
// order of each part, one after the other.
//===----------------------------------------------------------------------===//

#ifndef PELEMAY_COMPILER_PLANNER_PARTS_H
#define PELEMAY_COMPILER_PLANNER_PARTS_H

#include "compiler/planner/Schedule.h"

namespace pelemay::planner {

struct Part {
  TaskId begin = 0;   // the part's task 0 is this one of all
  Tasks tasks;        // with the values they touch; from other parts: fromStart, toEnd
  Bytes passing = 0;  // of values that are alive all the time, and touched elsewhere only
};

/// In their order; together they are all tasks.
std::vector<Part> partsOf(const Tasks& tasks);

}  // namespace pelemay::planner

#endif  // PELEMAY_COMPILER_PLANNER_PARTS_H
