#include "compiler/analysis/Lifetimes.h"

#include "dialects/arena/Places.h"

using namespace mlir;

namespace pelemay {

Lifetimes lifetimesOf(arena::ProgramOp program) {
  Lifetimes lives;
  int64_t events = 0;
  for (Operation& op : program.getBody().front()) {
    if (!isa<arena::StepOp, arena::StreamOp>(op)) continue;
    op.walk([&](arena::StepOp step) {
      for (Value operand : step.getOperands()) {
        Operation* slot = arena::placeOf(operand).base;
        auto [life, fresh] = lives.try_emplace(slot, Lifetime{events, events});
        life->second.last = events;
      }
    });
    ++events;
  }
  for (auto slot : program.getBody().front().getOps<arena::SlotOp>()) {
    Lifetime& life = lives[slot];
    bool always = slot.getLife() == arena::Life::state;
    if (always || slot.getLife() == arena::Life::input) life.first = 0;
    if (always || slot.getLife() == arena::Life::output)
      life.last = std::max<int64_t>(events - 1, 0);
  }
  return lives;
}

}  // namespace pelemay
