//===- Name.cpp - names that C and C++ accept, and that people recognise --------------------------===//
//
//   program    digits            the model's file
//   constants  digits_conv1_weight   with the model's name: they have linkage
//   slots      conv1             local variables of the run function
//   steps      Conv1             the alias of the shape a kernel is compiled for
//
// A name is the model's with what C does not allow replaced by `_`; what is taken (by C, C++, the
// runtime, the run function itself or an earlier name) gets _2, _3, ..
//===---------------------------------------------------------------------------------------------===//

#include "compiler/codegen/Identifiers.h"
#include "compiler/passes/Passes.h"

namespace pelemay {
#define GEN_PASS_DEF_ARENANAME
#include "compiler/passes/Passes.h.inc"
}  // namespace pelemay

using namespace mlir;
using namespace pelemay;
using codegen::Scope;

/// The step's alias is its result's name in camel case: conv1 -> Conv1.
static void nameSteps(arena::ProgramOp program, Scope& scope) {
  program.walk([&](arena::StepOp step) { step.setName(scope.take(codegen::camelCase(step.getName()))); });
}

static void nameSlots(arena::ProgramOp program, Scope& scope) {
  for (Operation& op : program.getBody().front()) {
    if (auto slot = dyn_cast<arena::SlotOp>(op)) slot.setName(scope.take(codegen::identifier(slot.getName())));
    if (auto view = dyn_cast<arena::ViewOp>(op)) view.setName(scope.take(codegen::identifier(view.getName())));
  }
}

static LogicalResult nameConstants(arena::ProgramOp program, llvm::StringRef model, Scope& scope) {
  SymbolTable symbols(program);
  for (auto constant : llvm::make_early_inc_range(program.getBody().front().getOps<arena::ConstantOp>())) {
    std::string name = scope.take(model.str() + "_" + codegen::identifier(constant.getTensor().empty()
                                                                            ? constant.getSymName()
                                                                            : constant.getTensor()));
    if (name != constant.getSymName() && failed(symbols.rename(constant, name))) return failure();
  }
  return success();
}

namespace {
struct Name : pelemay::impl::ArenaNameBase<Name> {
  void runOnOperation() override {
    arena::ProgramOp program = getOperation();
    std::string model = codegen::identifier(program.getSymName());
    if (codegen::isReserved(model)) model += "_model";
    program.setSymName(model);
    Scope linkage(model), locals(model);
    if (failed(nameConstants(program, model, linkage))) return signalPassFailure();
    nameSlots(program, locals);
    nameSteps(program, locals);
  }
};
}  // namespace
