//===- Conflicts.h - who must not share bytes with whom -------------------===//
//
// The solver's view of time, regions and pairs. The validator never asks here:
// it has its own, written another way, so that one mistake cannot hide in both.
//===----------------------------------------------------------------------===//

#ifndef PELEMAY_COMPILER_PLANNER_CONFLICTS_H
#define PELEMAY_COMPILER_PLANNER_CONFLICTS_H

#include "compiler/planner/Result.h"

namespace pelemay::planner {

/// Whether both live at one event, in branches that can both run. Pairs are not asked.
bool conflicts(const Problem& problem, BufferId a, BufferId b);

/// Whether the two stand in different alternatives of one parent.
bool areAlternatives(const Problem& problem, RegionId a, RegionId b);

/// "I may lie at or above `offset(other) + above`, or at or below `offset(other) - below`."
struct Neighbor {
  BufferId other = kNone;
  Bytes above = 0, below = 0;
};
using Neighbors = std::vector<std::vector<Neighbor>>;  // by buffer, ascending by `other`

/// All conflicts with what the pairs permit taken into account; an error if there are more than
/// kMaxConflicts of them.
Result<Neighbors> neighbors(const Problem& problem);

constexpr size_t kMaxConflicts = size_t{1} << 23;

}  // namespace pelemay::planner

#endif  // PELEMAY_COMPILER_PLANNER_CONFLICTS_H
