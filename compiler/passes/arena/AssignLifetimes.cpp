//===- AssignLifetimes.cpp - from which step to which a slot holds its value ---------------------===//
//
// Writes into each slot what compiler/analysis/Lifetimes.h says of it, for the passes that place
// slots in memory.
//===---------------------------------------------------------------------------------------------===//

#include "compiler/analysis/Lifetimes.h"
#include "compiler/passes/Passes.h"

namespace pelemay {
#define GEN_PASS_DEF_ARENAASSIGNLIFETIMES
#include "compiler/passes/Passes.h.inc"
}  // namespace pelemay

using namespace mlir;
using namespace pelemay;

namespace {
struct AssignLifetimes : pelemay::impl::ArenaAssignLifetimesBase<AssignLifetimes> {
  void runOnOperation() override {
    for (auto [slot, life] : lifetimesOf(getOperation()))
      cast<arena::SlotOp>(slot).setLive(ArrayRef<int64_t>({life.first, life.last}));
  }
};
}  // namespace
