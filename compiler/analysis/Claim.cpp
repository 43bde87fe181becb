#include "compiler/analysis/Claim.h"

#include "compiler/analysis/Problems.h"

using namespace mlir;

namespace pelemay {

/// "12 bytes above the optimum (1.3 %)"
static std::string gapText(int64_t gap, int64_t bound) {
  std::string text = std::to_string(gap) + " bytes above the optimum";
  if (bound <= 0) return text;
  int64_t tenths = (gap * 1000 + bound / 2) / bound;
  return text + " (" + std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " %)";
}

Claim claimOf(arena::ProgramOp program) {
  planner::Plan plan = planOf(program);
  Claim claim;
  claim.proven = plan.optimality.proven;
  claim.what = plan.optimality.what;
  claim.lowerBound = plan.optimality.lowerBound;
  claim.offsets = plan.optimality.searched;
  claim.gap = plan.totalBytes() - claim.lowerBound;
  auto least = program->getAttrOfType<DictionaryAttr>(kLeastBytes);
  auto bytes = least ? least.getAs<IntegerAttr>("bytes") : IntegerAttr();
  auto searched = least ? least.getAs<IntegerAttr>("searched") : IntegerAttr();
  auto step = least ? least.getAs<StringAttr>("step") : StringAttr();
  if (!bytes || !searched || !step) return claim;
  claim.className = kLayerwise.str();
  claim.lowerBound = bytes.getInt();
  claim.orders = searched.getInt();
  claim.gap = plan.totalBytes() - claim.lowerBound;
  claim.proven = claim.gap == 0;
  if (!claim.proven) {
    claim.what = "order and offsets: at most " + gapText(claim.gap, claim.lowerBound) + " of " +
                 claim.className;
    if (plan.optimality.proven) claim.what += "; " + plan.optimality.what;
    return claim;
  }
  claim.offsets = 0;  // the bound of all orders is the proof of these offsets too
  claim.what = "order and offsets: proven optimal (" + claim.className + ")";
  if (!step.getValue().empty()) claim.what += ", as " + step.str() + " alone needs as much";
  if (claim.orders != 0) claim.what += " by search (" + std::to_string(claim.orders) + " nodes)";
  return claim;
}

}  // namespace pelemay
