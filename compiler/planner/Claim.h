//===- Claim.h - what is proven of a plan, in words -----------------------===//
//
// One wording for the compiler's report, `pelemay-plan` and plan.json. Where the
// order was open, offsets that are optimal for the order found are not yet an
// optimal plan: both are named, and how far the whole is from what no order and
// no offsets can beat.
//
//     order and offsets: at most 57344 bytes above the optimum (93.3 %);
//     offsets for this order: proven optimal
//===----------------------------------------------------------------------===//

#ifndef PELEMAY_COMPILER_PLANNER_CLAIM_H
#define PELEMAY_COMPILER_PLANNER_CLAIM_H

#include "compiler/planner/Plan.h"
#include "compiler/planner/Schedule.h"

namespace pelemay::planner {

/// What is known of all orders, to be said with a plan for one of them.
struct OrderBound {
  Bytes lowerBound = 0;   // no order needs less
  std::string witness;    // who alone needs as much; empty where a search is the proof
  int64_t searched = 0;   // nodes of that search
  std::string className;  // of which steps that holds; empty: of the graph as it is
};

OrderBound boundOf(const Schedule& schedule);

/// For the lives at hand: "offsets for these lifetimes: proven optimal".
std::string claimOf(const Plan& plan);

/// For all orders.
std::string claimOf(const Plan& plan, const OrderBound& orders);

}  // namespace pelemay::planner

#endif  // PELEMAY_COMPILER_PLANNER_CLAIM_H
