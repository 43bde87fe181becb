//===- Print.cpp - the program as C++, on standard output -----------------------------------------===//
//
// For lit and for the curious: `pelemay compile` writes the same texts to files. Each file is
// preceded by a line `// ===- name`. The printer itself decides nothing and doubts nothing, so what
// a hand-written program may lack is asked here.
//===---------------------------------------------------------------------------------------------===//

#include "compiler/codegen/Print.h"
#include "compiler/codegen/Identifiers.h"
#include "compiler/codegen/Variants.h"
#include "compiler/passes/Passes.h"
#include "dialects/graph/Graph.h"

namespace pelemay {
#define GEN_PASS_DEF_ARENAPRINT
#include "compiler/passes/Passes.h.inc"
}  // namespace pelemay

using namespace mlir;
using namespace pelemay;

static bool isName(llvm::StringRef name) { return codegen::identifier(name) == name; }

static LogicalResult checkSlot(arena::SlotOp slot) {
  if (!isName(slot.getName())) return slot.emitOpError("needs a C name: run arena-name first");
  if (slot.getMemory() && !slot.getOffset())
    return slot.emitOpError("needs an offset: run arena-solve-offsets first");
  if (slot.getMarginAttr() || slot.getLayoutAttr() || slot.getExtents())
    return slot.emitOpError("has a margin, layout or extent, which no kernel is printed for yet");
  if (slot.getLife() == arena::Life::state || slot.getLife() == arena::Life::constant)
    return slot.emitOpError("is ") << stringifyLife(slot.getLife()) << ", which is not printed yet";
  bool outside = slot.getLife() == arena::Life::input || slot.getLife() == arena::Life::output;
  if (!outside && !slot.getMemory()) return slot.emitOpError("needs a memory to lie in");
  return success();
}

static LogicalResult checkStep(arena::StepOp step) {
  if (step.getOp() == arena::kProbeStep) {
    bool named =
        step.getParams().getAs<StringAttr>("op") && step.getParams().getAs<StringAttr>("node");
    return named ? success()
                 : LogicalResult(step.emitOpError("needs the names op and node to log"));
  }
  if (!codegen::variantOf(step) || !step.getShape() || step.getOutputs().size() != 1)
    return step.emitOpError(
        "needs a kernel with a shape and one output: run arena-select-variants first");
  if (!isName(step.getName())) return step.emitOpError("needs a C name: run arena-name first");
  bool packed = true;
  step->getAttrDictionary().walk([&](graph::RequantizeAttr) { packed = false; });
  if (!packed) return step.emitOpError("needs its lists in flash: run arena-pack-weights first");
  return success();
}

static LogicalResult check(arena::ProgramOp program) {
  if (program.getMemories().size() != 1)
    return program.emitOpError("needs one memory to be printed, but has ")
           << program.getMemories().size();
  if (!isName(program.getSymName()))
    return program.emitOpError("needs a C name: run arena-name first");
  WalkResult result = program.walk([](Operation* op) {
    LogicalResult ok = success();
    if (auto slot = dyn_cast<arena::SlotOp>(op)) ok = checkSlot(slot);
    if (auto step = dyn_cast<arena::StepOp>(op)) ok = checkStep(step);
    if (auto constant = dyn_cast<arena::ConstantOp>(op); constant && !isName(constant.getSymName()))
      ok = constant.emitOpError("needs a C name: run arena-name first");
    return failed(ok) ? WalkResult::interrupt() : WalkResult::advance();
  });
  return failure(result.wasInterrupted());
}

namespace {
struct Print : pelemay::impl::ArenaPrintBase<Print> {
  void runOnOperation() override {
    if (failed(check(getOperation()))) return signalPassFailure();
    for (const codegen::File& file : codegen::print(getOperation(), {PELEMAY_VERSION, ""}))
      file.writeTo(llvm::outs() << "// ===- " << file.name << "\n");
    markAllAnalysesPreserved();
  }
};
}  // namespace
