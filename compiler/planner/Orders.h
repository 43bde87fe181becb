//===- Orders.h - in which order to place ---------------------------------===//
//
// First fit is as good as its order. Which rule wins differs from net to net,
// so all are tried. Units with a fixed offset always come first; ties are broken
// by the unit's id, so that the same problem gives the same plan everywhere.
//===----------------------------------------------------------------------===//

#ifndef PELEMAY_COMPILER_PLANNER_ORDERS_H
#define PELEMAY_COMPILER_PLANNER_ORDERS_H

#include "compiler/planner/FirstFit.h"

namespace pelemay::planner {

enum class Rule {
  size,      // the largest first
  lifetime,  // the longest living first
  area,      // size * lifetime
  pressure,  // most bytes of neighbours first: the hardest to place
  peak,      // who lives when most bytes live, by size; then the rest, by size
  start,     // as the program runs
  end,       // as the program runs, backwards
  heat,      // most traffic a byte first: the cheapest memory goes to who uses it most
};
constexpr Rule kRules[] = {Rule::size, Rule::lifetime, Rule::area, Rule::pressure,
                           Rule::peak, Rule::start,    Rule::end,  Rule::heat};

/// `peak` are the buffers that live when most bytes live.
Order orderBy(Rule rule, const Problem& problem, const std::vector<Unit>& units,
              const Neighbors& neighbors, const std::vector<BufferId>& peak);

}  // namespace pelemay::planner

#endif  // PELEMAY_COMPILER_PLANNER_ORDERS_H
