#include "compiler/analysis/Claim.h"

#include "compiler/analysis/Problems.h"
#include "compiler/planner/Claim.h"

using namespace mlir;

namespace pelemay {

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
  claim.what = planner::claimOf(
      plan, {claim.lowerBound, step.getValue().str(), claim.orders, claim.className});
  if (claim.proven) claim.offsets = 0;  // the bound of all orders is the proof of these offsets too
  return claim;
}

}  // namespace pelemay
