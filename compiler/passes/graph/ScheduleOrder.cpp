//===- ScheduleOrder.cpp - the order that needs the least memory at once -------------------------===//
//
// Any topological order computes the same. The one with the smaller peak of live bytes is kept: the
// order of the model, or the greedy one that always runs the ready op after which fewest bytes live
// (ties: the model's order). Greedy is no optimum; exact ordering is a pass of its own to come.
//
// A reshape lies where its operand lies and costs nothing; constants are in flash.
//===---------------------------------------------------------------------------------------------===//

#include "compiler/analysis/Liveness.h"
#include "compiler/passes/Passes.h"

namespace pelemay {
#define GEN_PASS_DEF_GRAPHSCHEDULEORDER
#include "compiler/passes/Passes.h.inc"
}  // namespace pelemay

using namespace mlir;
using namespace pelemay;

/// Ops in an order in which every op follows what it depends on: at each turn the ready op that
/// leaves the fewest bytes alive.
static llvm::SmallVector<Operation*> greedyOrder(const Liveness& liveness) {
  llvm::SmallVector<Operation*> order, waiting(liveness.ops());
  Liveness::State state(liveness);
  while (!waiting.empty()) {
    auto best = waiting.end();
    int64_t bestAfter = 0;
    for (auto op = waiting.begin(); op != waiting.end(); ++op) {
      if (!state.isReady(*op)) continue;
      int64_t after = state.bytesAfter(*op);
      if (best != waiting.end() && after >= bestAfter) continue;
      best = op;
      bestAfter = after;
    }
    state.run(*best);
    order.push_back(*best);
    waiting.erase(best);
  }
  return order;
}

namespace {
struct ScheduleOrder : pelemay::impl::GraphScheduleOrderBase<ScheduleOrder> {
  void runOnOperation() override {
    Liveness liveness(getOperation());
    llvm::SmallVector<Operation*> order = greedyOrder(liveness);
    if (liveness.peak(order) >= liveness.peak(liveness.ops())) return;
    Operation* terminator = getOperation().getBody().front().getTerminator();
    for (Operation* op : order) op->moveBefore(terminator);
  }
};
}  // namespace
