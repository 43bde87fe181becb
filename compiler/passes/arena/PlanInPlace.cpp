//===- PlanInPlace.cpp - a result may take the place of an operand that dies --------------------===//
//
//     conv(x) -> y                 ==>   the residual r and y have one address: each element of r
//     is epilogue add r, relu               read in the moment y's is stored, and never again
//
// Kernels walk upward and read an element before they write the one at the same place; their
// records say of which operands that is true. So a result may lie where such an operand lies, if
// both have as many bytes, and as large elements, and nobody reads the operand afterwards. It never
// costs a byte: the two are alive together at this one step. Whether the plan is right is for
// arena-check-plan to replay, which asks neither this pass nor the records.
//===---------------------------------------------------------------------------------------------===//

#include "compiler/codegen/Variants.h"
#include "compiler/codegen/variants/Families.h"
#include "compiler/passes/Passes.h"
#include "dialects/arena/Places.h"
#include "dialects/graph/Constants.h"

namespace pelemay {
#define GEN_PASS_DEF_ARENAPLANINPLACE
#include "compiler/passes/Passes.h.inc"
}  // namespace pelemay

using namespace mlir;
using namespace pelemay;
using namespace pelemay::arena;

/// A slot of ours that the plan may move, stored dense and from its first byte on.
static bool isMovable(const Place& place) {
  SlotOp slot = place.base;
  if (place.at != 0 || !slot.getMemory() || !slot.getLive()) return false;
  if (slot.getRing() || slot.getMargin() || slot.getLayout() || slot.getExtents()) return false;
  return slot.getLife() == Life::arena || (slot.getLife() == Life::input && slot.getMayOverwrite());
}

/// Whether the result of `step`, event number `event`, may lie where its input `number` lies.
static bool mayTakePlace(StepOp step, unsigned number, int64_t event) {
  Place input = placeOf(step.getInputs()[number]), result = placeOf(step.getOutputs().front());
  if (input.base == result.base || !isMovable(input) || !isMovable(result)) return false;
  if (input.base.getMemory() != result.base.getMemory()) return false;
  if (storedBytes(input.base) != storedBytes(result.base) ||
      graph::bytesOf(input.type) != storedBytes(input.base) ||
      graph::bytesOf(result.type) != storedBytes(result.base) ||
      graph::bytesOf(input.type.getElementType()) != graph::bytesOf(result.type.getElementType()))
    return false;
  if ((*input.base.getLive())[1] != event || (*result.base.getLive())[0] != event) return false;
  for (auto [i, operand] : llvm::enumerate(step.getInputs()))
    if (placeOf(operand).base == input.base && !codegen::readsFirst(step, i)) return false;
  return llvm::none_of(step.getScratch(),
                       [&](Value scratch) { return placeOf(scratch).base == input.base; });
}

namespace {
struct PlanInPlace : pelemay::impl::ArenaPlanInPlaceBase<PlanInPlace> {
  void runOnOperation() override {
    int64_t event = -1;
    for (Operation& op : getOperation().getBody().front()) {
      if (!isa<StepOp, StreamOp>(op)) continue;
      ++event;
      auto step = dyn_cast<StepOp>(op);
      if (!step || step.getInPlace() || step.getOutputs().size() != 1) continue;
      for (unsigned i = 0; i < step.getInputs().size() && !step.getInPlace(); ++i)
        if (mayTakePlace(step, i, event)) step.setInPlace(i);
    }
  }
};
}  // namespace
