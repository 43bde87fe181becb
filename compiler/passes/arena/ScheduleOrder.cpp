//===- ScheduleOrder.cpp - the order that needs the least memory at once -------------------------===//
//
// Any order in which steps follow what they read computes the same. The planner finds the one with
// the smallest peak of live bytes (compiler/planner/Schedule.h): slots with all who write a part of
// them, results that take the place of an operand, streams as one step. Here all of that is known;
// on the graph it would have to be guessed.
//
//     side(x) -> c, conv1(x) -> a, conv2(a) -> b   ==>   conv1, conv2, side: c need not wait
//
// The order of the model stays where none is better. The peak is counted anew by code that does not
// know how the order was found, and what was proven is left for the report.
//===---------------------------------------------------------------------------------------------===//

#include "compiler/analysis/Problems.h"
#include "compiler/passes/Passes.h"
#include "compiler/passes/arena/Tasks.h"
#include "compiler/planner/CheckSchedule.h"

namespace pelemay {
#define GEN_PASS_DEF_ARENASCHEDULEORDER
#include "compiler/passes/Passes.h.inc"
}  // namespace pelemay

using namespace mlir;
using namespace pelemay;

namespace {
/// What no order needs less than, whatever the offsets, and why.
struct Bound {
  int64_t bytes = 0, searched = 0;
  llvm::StringRef step;  // that alone needs as much; empty: the search is why
};
}  // namespace

static llvm::StringRef nameOf(Operation* op) {
  if (auto stream = dyn_cast<arena::StreamOp>(op)) return stream.getName();
  return cast<arena::StepOp>(op).getName();
}

static Bound boundOf(const StepTasks& found, const planner::Schedule& best) {
  if (best.witness != planner::kNone)
    return {best.lowerBound, 0, nameOf(found.steps[best.witness])};
  return {best.lowerBound, best.nodes, ""};
}

/// Rounded sizes may be too much for the topmost slot, so they count less what rounding may add;
/// exact sizes are a bound as they are.
static Bound boundOf(arena::ProgramOp program, const StepTasks& found,
                     const planner::Schedule& best) {
  Bound rounded = boundOf(found, best);
  if (found.padding == 0 || found.steps.empty()) return rounded;
  rounded.bytes -= found.padding;
  StepTasks plain = tasksOf(program, /*padded=*/false);
  Bound exact = boundOf(plain, planner::schedule(plain.tasks));
  bool severalTops = program.getMemories().size() > 1;
  return severalTops || exact.bytes >= rounded.bytes ? exact : rounded;
}

static void move(const StepTasks& found, llvm::ArrayRef<planner::TaskId> order) {
  if (order.empty() || llvm::is_sorted(order)) return;
  Block* body = found.steps.front()->getBlock();
  for (planner::TaskId id : order) found.steps[id]->moveBefore(body, body->end());
}

namespace {
struct ScheduleOrder : pelemay::impl::ArenaScheduleOrderBase<ScheduleOrder> {
  void runOnOperation() override {
    arena::ProgramOp program = getOperation();
    StepTasks found = tasksOf(program, /*padded=*/true);
    planner::Schedule best = planner::schedule(found.tasks);
    std::optional<planner::Bytes> peak = planner::peakOf(found.tasks, best.order);
    if (!peak || *peak != best.peak) {
      program.emitError("the planner made an order that is wrong");
      return signalPassFailure();
    }
    Builder builder(program.getContext());
    Bound bound = boundOf(program, found, best);
    program->setAttr(
        kLeastBytes,
        builder.getDictionaryAttr({
            builder.getNamedAttr("bytes", builder.getI64IntegerAttr(bound.bytes)),
            builder.getNamedAttr("searched", builder.getI64IntegerAttr(bound.searched)),
            builder.getNamedAttr("step", builder.getStringAttr(bound.step)),
        }));
    move(found, best.order);
  }
};
}  // namespace
