//===- Claim.cpp - what is proven of a plan, in words ---------------------===//

#include "compiler/planner/Claim.h"

namespace pelemay::planner {

/// "at most 12 bytes above the optimum (1.3 %)"
static std::string gapText(Bytes gap, Bytes bound) {
  std::string text = "at most " + std::to_string(gap) + " bytes above the optimum";
  if (bound <= 0) return text;
  Bytes tenths = (gap * 1000 + bound / 2) / bound;
  return text + " (" + std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " %)";
}

static std::string bySearch(int64_t nodes) {
  return nodes == 0 ? "" : " by search (" + std::to_string(nodes) + " nodes)";
}

static std::string offsetsClaim(const Plan& plan) {
  const Optimality& known = plan.optimality;
  if (known.proven) return "proven optimal" + bySearch(known.searched);
  return gapText(plan.totalBytes() - known.lowerBound, known.lowerBound);
}

OrderBound boundOf(const Schedule& schedule) {
  if (schedule.witness == kNone) return {schedule.lowerBound, "", schedule.nodes, ""};
  return {schedule.lowerBound, "task " + std::to_string(schedule.witness), 0, ""};
}

std::string claimOf(const Plan& plan) {
  return "offsets for these lifetimes: " + offsetsClaim(plan);
}

std::string claimOf(const Plan& plan, const OrderBound& orders) {
  Bytes gap = plan.totalBytes() - orders.lowerBound;
  std::string text = "order and offsets: ";
  if (gap == 0) {
    text += "proven optimal";
    if (!orders.className.empty()) text += " (" + orders.className + ")";
    if (!orders.witness.empty()) text += ", as " + orders.witness + " alone needs as much";
    return text + bySearch(orders.searched);
  }
  text += gapText(gap, orders.lowerBound);
  if (!orders.className.empty()) text += " of " + orders.className;
  if (plan.optimality.proven) text += "; offsets for this order: " + offsetsClaim(plan);
  return text;
}

}  // namespace pelemay::planner
