#include "compiler/passes/arena/InPlace.h"

#include "compiler/codegen/Variants.h"
#include "dialects/arena/Places.h"
#include "dialects/graph/Constants.h"

using namespace mlir;

namespace pelemay {

using namespace arena;

/// A slot of ours that the plan may move, stored dense and from its first byte on.
static bool isMovable(const Place& place) {
  SlotOp slot = place.base;
  if (place.at != 0 || !slot.getMemory()) return false;
  if (slot.getRing() || slot.getMargin() || slot.getLayout() || slot.getExtents()) return false;
  return slot.getLife() == Life::arena || (slot.getLife() == Life::input && slot.getMayOverwrite());
}

bool mayTakePlace(StepOp step, unsigned number) {
  if (step.getOutputs().size() != 1) return false;
  Place input = placeOf(step.getInputs()[number]), result = placeOf(step.getOutputs().front());
  if (input.base == result.base || !isMovable(input) || !isMovable(result)) return false;
  if (input.base.getMemory() != result.base.getMemory()) return false;
  if (storedBytes(input.base) != storedBytes(result.base) ||
      graph::bytesOf(input.type) != storedBytes(input.base) ||
      graph::bytesOf(result.type) != storedBytes(result.base) ||
      graph::bytesOf(input.type.getElementType()) != graph::bytesOf(result.type.getElementType()))
    return false;
  for (auto [i, operand] : llvm::enumerate(step.getInputs()))
    if (placeOf(operand).base == input.base && !codegen::readsFirst(step, i)) return false;
  return llvm::none_of(step.getScratch(),
                       [&](Value scratch) { return placeOf(scratch).base == input.base; });
}

}  // namespace pelemay
