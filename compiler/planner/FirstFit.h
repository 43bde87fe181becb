//===- FirstFit.h - one order of placing, from first to last --------------===//
//
// Each unit goes to the cheapest memory that has room for it, there to the
// lowest offset that no unit placed before it forbids. What comes out depends
// on the order alone; Solve.h tries several.
//===----------------------------------------------------------------------===//

#ifndef PELEMAY_COMPILER_PLANNER_FIRSTFIT_H
#define PELEMAY_COMPILER_PLANNER_FIRSTFIT_H

#include "compiler/planner/Plan.h"
#include "compiler/planner/Units.h"

namespace pelemay::planner {

using UnitId = int32_t;  // index into the units
using Order = std::vector<UnitId>;

struct Attempt {
  std::vector<Placement> placements;  // by buffer
  std::vector<Bytes> peaks;           // by memory
  Bytes total = 0;                    // of the peaks
  Cost cost = 0;                      // traffic times the cost of its memory
  UnitId failed = kNone;              // the unit that found no room, if one did not
  size_t placed = 0;                  // units that did
};

class FirstFit {
 public:
  FirstFit(const Problem& problem, const std::vector<Unit>& units, const Neighbors& neighbors);

  Attempt run(const Order& order) const;

  /// What `run` would cost if every unit found room in its cheapest memory.
  Cost leastCost() const;

  /// Bytes that the unit's members read and write in a run.
  Bytes traffic(UnitId id) const;

 private:
  struct Choice {
    MemoryId memory = kNone;
    Grid grid;
  };
  /// Offsets of a unit at which it would meet somebody.
  struct Forbidden {
    Bytes first, last;
  };
  /// `forbidden` is for its use alone; kept between calls to be allocated once.
  std::optional<Bytes> findRoom(const Unit& unit, const Choice& choice,
                                const std::vector<Placement>& placed,
                                std::vector<Forbidden>& forbidden) const;

  const Problem& problem;
  const std::vector<Unit>& units;
  const Neighbors& neighbors;
  std::vector<std::vector<Choice>> choices;  // by unit, cheapest first
};

}  // namespace pelemay::planner

#endif  // PELEMAY_COMPILER_PLANNER_FIRSTFIT_H
