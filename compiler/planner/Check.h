//===- Check.h - is the question well put? --------------------------------===//
//
// Everything the solver takes for granted, asked once: ids in range, numbers
// small enough that no sum overflows, alignments powers of two, intervals in
// order. The validator has questions of its own and does not use this file.
//===----------------------------------------------------------------------===//

#ifndef PELEMAY_COMPILER_PLANNER_CHECK_H
#define PELEMAY_COMPILER_PLANNER_CHECK_H

#include "compiler/planner/Result.h"

namespace pelemay::planner {

/// The first thing that is wrong with the problem, if anything is.
std::optional<Error> check(const Problem& problem);

}  // namespace pelemay::planner

#endif  // PELEMAY_COMPILER_PLANNER_CHECK_H
