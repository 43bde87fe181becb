#include "compiler/codegen/Peak.h"

#include "compiler/codegen/Variants.h"
#include "dialects/arena/Places.h"
#include "dialects/graph/Constants.h"

using namespace mlir;

namespace pelemay::codegen {

/// Whether `value` is all of a slot of ours whose life begins, or ends, at `event`.
static bool isAllOf(Value value, const Lifetimes& lives, int64_t Lifetime::* end, int64_t event) {
  arena::Place place = arena::placeOf(value);
  if (place.at != 0 || graph::bytesOf(place.type) != arena::storedBytes(place.base)) return false;
  auto life = lives.find(place.base);
  return place.base.getMemory() && life != lives.end() && life->second.*end == event;
}

/// Bytes that the result of a step shares with an operand.
static int64_t sharedBy(arena::StepOp step, const Lifetimes& lives, int64_t event) {
  if (step.getOutputs().size() != 1) return 0;
  Value result = step.getOutputs().front();
  if (!isAllOf(result, lives, &Lifetime::first, event)) return 0;
  int64_t bytes = arena::storedBytes(arena::placeOf(result).base);
  for (auto [i, input] : llvm::enumerate(step.getInputs()))
    if (readsFirst(step, i) && isAllOf(input, lives, &Lifetime::last, event) &&
        arena::storedBytes(arena::placeOf(input).base) == bytes)
      return bytes;
  return 0;
}

int64_t peakOf(arena::ProgramOp program, const Lifetimes& lives) {
  Block& body = program.getBody().front();
  llvm::SmallVector<int64_t> change = {0};  // of bytes, by event
  auto add = [&](int64_t event, int64_t bytes) {
    if (event >= static_cast<int64_t>(change.size())) change.resize(event + 1, 0);
    change[event] += bytes;
  };
  for (auto slot : body.getOps<arena::SlotOp>()) {
    auto life = lives.find(slot);
    if (!slot.getMemory() || life == lives.end()) continue;
    add(life->second.first, arena::storedBytes(slot));
    add(life->second.last + 1, -arena::storedBytes(slot));
  }
  int64_t event = 0;
  for (Operation& op : body) {
    if (!isa<arena::StepOp, arena::StreamOp>(op)) continue;
    auto step = dyn_cast<arena::StepOp>(op);
    int64_t shared = step ? sharedBy(step, lives, event) : 0;
    add(event, -shared);
    add(++event, shared);
  }
  int64_t now = 0, most = 0;
  for (int64_t bytes : change) most = std::max(most, now += bytes);
  return most;
}

}  // namespace pelemay::codegen
