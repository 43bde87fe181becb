//===- CheckPlan.cpp - no plan leaves that has not been replayed ---------------------------------===//
//
// Proves that a program computes in its memories what its data flow says, knowing nothing of how
// the plan was made: every slot is counted anew and must lie within its memory, then the whole
// schedule runs row by row, with an owner for every byte (compiler/analysis/Replay.h).
//
// It shares no code with compiler/planner and changes nothing. What it does not know (blocked
// layouts, hand-over by pixels) it refuses.
//===---------------------------------------------------------------------------------------------===//

#include "compiler/analysis/KernelFacts.h"
#include "compiler/analysis/Replay.h"
#include "compiler/passes/Passes.h"

namespace pelemay {
#define GEN_PASS_DEF_ARENACHECKPLAN
#include "compiler/passes/Passes.h.inc"
}  // namespace pelemay

using namespace mlir;
using namespace pelemay;

/// The first tell what is wrong; the rest follow from them more often than not.
static constexpr size_t kMostShown = 4;

/// The row maps are the replay's word for what kernels read, so they must be what kernels read.
static void checkRowMaps(arena::ProgramOp program, check::Violations& violations) {
  program.walk([&](arena::StepOp step) {
    if (!step.getRows()) return;
    for (unsigned i = 0; i < step.getInputs().size(); ++i) {
      std::string fault = check::faultOfRowMap(step, i);
      if (fault.empty()) continue;
      llvm::StringRef name = step.getName().empty() ? step.getOp() : step.getName();
      violations.push_back({step.getLoc(),
                            "step '" + name.str() + "' has a row map for input " +
                                std::to_string(i) + " that says " + fault,
                            {},
                            ""});
    }
  });
}

/// So are the distances between pixels that the kernels' shapes hold.
static void checkPitches(arena::ProgramOp program, check::Violations& violations) {
  program.walk([&](arena::StepOp step) {
    for (unsigned i = 0; i < step.getInputs().size() + step.getOutputs().size(); ++i) {
      std::string fault = check::faultOfPitch(step, i);
      if (fault.empty()) continue;
      llvm::StringRef name = step.getName().empty() ? step.getOp() : step.getName();
      bool input = i < step.getInputs().size();
      violations.push_back({step.getLoc(),
                            "step '" + name.str() + "' takes the pixels of its " +
                                (input ? "input " + std::to_string(i) : "result") + " to lie " +
                                fault,
                            {},
                            ""});
    }
  });
}

static check::Violations violationsOf(arena::ProgramOp program) {
  check::Violations violations;
  check::Placement placement(program, violations);
  checkRowMaps(program, violations);
  checkPitches(program, violations);
  if (violations.empty()) check::Replay(program, placement, violations).run();
  return violations;
}

static void show(const check::Violation& violation) {
  InFlightDiagnostic error = emitError(violation.where) << violation.text;
  for (const auto& [where, note] : violation.notes) error.attachNote(where) << note;
  if (!violation.help.empty()) error.attachNote(violation.where) << "help: " << violation.help;
}

namespace {
struct CheckPlan : pelemay::impl::ArenaCheckPlanBase<CheckPlan> {
  void runOnOperation() override {
    arena::ProgramOp program = getOperation();
    check::Violations violations = violationsOf(program);
    for (const check::Violation& violation : llvm::ArrayRef(violations).take_front(kMostShown))
      show(violation);
    if (violations.size() > kMostShown)
      emitError(program.getLoc()) << "the plan of '" << program.getSymName() << "' breaks in "
                                  << violations.size() - kMostShown << " more places";
    if (!violations.empty()) signalPassFailure();
    markAllAnalysesPreserved();
  }
};
}  // namespace
