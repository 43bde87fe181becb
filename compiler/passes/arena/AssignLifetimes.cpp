//===- AssignLifetimes.cpp - from which step to which a slot holds its value ---------------------===//
//
// Steps are events, counted from 0; a stream is one event. A slot lives from the event that writes
// it to the last that reads it, both included: what an event writes never shares bytes with what it
// reads. Inputs live from the start, since they are there before the run; state and outputs that
// lie in a memory of ours live to the end.
//===---------------------------------------------------------------------------------------------===//

#include "compiler/passes/Passes.h"
#include "dialects/arena/Places.h"

namespace pelemay {
#define GEN_PASS_DEF_ARENAASSIGNLIFETIMES
#include "compiler/passes/Passes.h.inc"
}  // namespace pelemay

using namespace mlir;
using namespace pelemay;
using namespace pelemay::arena;

namespace {
struct AssignLifetimes : pelemay::impl::ArenaAssignLifetimesBase<AssignLifetimes> {
  void runOnOperation() override {
    llvm::DenseMap<Operation*, std::pair<int64_t, int64_t>> lives;
    int64_t events = 0;
    for (Operation& op : getOperation().getBody().front()) {
      if (!isa<StepOp, StreamOp>(op)) continue;
      op.walk([&](StepOp step) {
        for (Value operand : step.getOperands()) {
          SlotOp slot = placeOf(operand).base;
          auto [life, fresh] = lives.try_emplace(slot, events, events);
          life->second.second = events;
        }
      });
      ++events;
    }
    for (auto slot : getOperation().getBody().front().getOps<SlotOp>()) {
      auto [first, last] = lives.lookup(slot);
      bool always = slot.getLife() == Life::state;
      if (always || slot.getLife() == Life::input) first = 0;
      if (always || slot.getLife() == Life::output) last = std::max<int64_t>(events - 1, 0);
      slot.setLive(ArrayRef<int64_t>({first, last}));
    }
  }
};
}  // namespace
