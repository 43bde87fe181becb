//===- Draw.h - a plan as people see it -----------------------------------===//
//
// One picture a memory: addresses go down, events go right, each buffer is a
// block that starts with its name. Rows are the exact byte ranges between the
// edges of buffers, so heights are not to scale; `%` marks bytes with two owners.
//
//     sram: 2560 bytes
//           |0          |1          |2          |3
//         0 |conv-------|relu%%%%%%%|-----------|
//      2048 |image------|           |pool-------------------|
//      2304                         |.......................|
//===----------------------------------------------------------------------===//

#ifndef PELEMAY_COMPILER_PLANNER_DRAW_H
#define PELEMAY_COMPILER_PLANNER_DRAW_H

#include "compiler/planner/Plan.h"

namespace pelemay::planner {

/// At most `width` columns (>= 40) and 40 rows a memory; long programs put several events into a
/// column, crowded memories several ranges into a row. The plan must be a valid one.
std::string draw(const Problem& problem, const Plan& plan, int width = 100);

}  // namespace pelemay::planner

#endif  // PELEMAY_COMPILER_PLANNER_DRAW_H
