//===- PlanInPlace.cpp - a result may take the place of an operand that dies --------------------===//
//
//     conv(x) -> y                 ==>   the residual r and y have one address: each element of r
//     is epilogue add r, relu               read in the moment y's is stored, and never again
//
// A result may lie where an operand lies (InPlace.h), if nobody reads the operand afterwards. It
// never costs a byte: the two are alive together at this one step. Whether the plan is right is for
// arena-check-plan to replay, which asks neither this pass nor the records.
//===---------------------------------------------------------------------------------------------===//

#include "compiler/passes/Passes.h"
#include "compiler/passes/arena/InPlace.h"
#include "dialects/arena/Places.h"

namespace pelemay {
#define GEN_PASS_DEF_ARENAPLANINPLACE
#include "compiler/passes/Passes.h.inc"
}  // namespace pelemay

using namespace mlir;
using namespace pelemay;
using namespace pelemay::arena;

/// Whether the operand's life ends, and the result's begins, at event `event`.
static bool meetAt(StepOp step, unsigned number, int64_t event) {
  SlotOp input = placeOf(step.getInputs()[number]).base,
         result = placeOf(step.getOutputs().front()).base;
  if (!input.getLive() || !result.getLive()) return false;
  return (*input.getLive())[1] == event && (*result.getLive())[0] == event;
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
        if (mayTakePlace(step, i) && meetAt(step, i, event)) step.setInPlace(i);
    }
  }
};
}  // namespace
