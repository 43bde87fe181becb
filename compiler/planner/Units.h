//===- Units.h - buffers that move together -------------------------------===//
//
// sameAddress pairs tie buffers to each other. A unit is everything tied
// together, with each member's distance from the unit's lowest byte:
//
//     b = a + 16,  c = b - 48    ==>    unit { c at 0, a at 32, b at 48 }
//
// A buffer that is not tied is a unit of its own. The solver places units.
//===----------------------------------------------------------------------===//

#ifndef PELEMAY_COMPILER_PLANNER_UNITS_H
#define PELEMAY_COMPILER_PLANNER_UNITS_H

#include "compiler/planner/Conflicts.h"

namespace pelemay::planner {

struct Member {
  BufferId buffer = kNone;
  Bytes delta = 0;  // >= 0; the least is 0
};

struct Unit {
  std::vector<Member> members;  // ascending by buffer
  MemoryMask where = 0;         // allowed to all members
  Bytes extent = 0;             // bytes from the lowest to the highest
  std::optional<Bytes> fixed;   // offset of the lowest byte, if a member's is fixed
};

/// In order of their first buffers. An error if what is tied together can never be placed.
Result<std::vector<Unit>> formUnits(const Problem& problem, const Neighbors& neighbors);

/// Offsets of the unit in `memory` that give every member its alignment are `residue` plus any
/// multiple of `step`; none if the members' alignments contradict each other.
struct Grid {
  Bytes step = 1, residue = 0;
};
std::optional<Grid> gridOf(const Problem& problem, const Unit& unit, MemoryId memory);

}  // namespace pelemay::planner

#endif  // PELEMAY_COMPILER_PLANNER_UNITS_H
