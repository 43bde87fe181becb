//===- BruteForce.h - the least peak, by trying everything ----------------===//

#ifndef PELEMAY_TEST_PLANNER_BRUTEFORCE_H
#define PELEMAY_TEST_PLANNER_BRUTEFORCE_H

#include "compiler/planner/Problem.h"

namespace pelemay::planner {

/// The least peak of one memory, by placing in every order: few buffers only. None if there is no
/// plan. Placing by rising offsets of an optimal plan puts nobody higher than there, so one of the
/// orders is optimal; mayOverlap pairs of negative distance are not for this.
std::optional<Bytes> bruteForce(const Problem& problem);

}  // namespace pelemay::planner

#endif  // PELEMAY_TEST_PLANNER_BRUTEFORCE_H
