//===- Exact.h - offsets that cannot be beaten ----------------------------===//
//
// What first fit leaves open. The peak of each memory is narrowed between what
// is known to be needed and what is known to do, until the two meet or the work
// allowed is used up; PackingSearch answers "is there a plan of at most so many
// bytes?". Which memory a unit goes to stays as first fit chose it.
//===----------------------------------------------------------------------===//

#ifndef PELEMAY_COMPILER_PLANNER_EXACT_H
#define PELEMAY_COMPILER_PLANNER_EXACT_H

#include "compiler/planner/FirstFit.h"

namespace pelemay::planner {

struct Exact {
  bool proven = false;  // no plan needs less in all memories together
  int64_t nodes = 0;    // of the searches
};

/// Lowers the offsets of `attempt`, in which every unit has found room; never makes it worse.
Exact improve(const Problem& problem, const std::vector<Unit>& units, const Neighbors& neighbors,
              Attempt& attempt);

}  // namespace pelemay::planner

#endif  // PELEMAY_COMPILER_PLANNER_EXACT_H
