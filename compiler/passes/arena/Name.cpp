//===- Name.cpp - names that C and C++ accept, and that people recognise --------------------------===//
//
//   program    digits            the model's file
//   constants  digits_conv1_weight   with the model's name: they have linkage
//   slots      conv1             local variables of the run function
//   steps      Conv1             the alias of the shape a kernel is compiled for
//
// A name is the model's with what C does not allow replaced by `_`; what is taken (by C, C++, the
// runtime, the run function itself or an earlier name) gets _2, _3, .., and a step's alias "Step"
// before that. All names share one scope, for a local variable must not hide a constant; inputs and
// outputs, which people type, choose first.
//===---------------------------------------------------------------------------------------------===//

#include "compiler/codegen/Identifiers.h"
#include "compiler/passes/Passes.h"
#include "mlir/IR/AttrTypeSubElements.h"

namespace pelemay {
#define GEN_PASS_DEF_ARENANAME
#include "compiler/passes/Passes.h.inc"
}  // namespace pelemay

using namespace mlir;
using namespace pelemay;
using codegen::Scope;

/// The step's alias is its result's name in camel case: conv1 -> Conv1, but Conv1 -> Conv1Step.
static void nameSteps(arena::ProgramOp program, Scope& scope) {
  program.walk([&](arena::StepOp step) {
    std::string name = codegen::camelCase(step.getName());
    step.setName(scope.take(scope.has(name) ? name + "Step" : name));
  });
}

/// Inputs and outputs have macros of their own, inputs in our memory an accessor too.
static void namePublicSlots(arena::ProgramOp program, llvm::StringRef model, Scope& scope) {
  for (auto slot : program.getBody().front().getOps<arena::SlotOp>())
    if (slot.getIo())
      slot.setName(scope.take(codegen::identifier(slot.getName()), [&](llvm::StringRef name) {
        std::string macro = model.upper() + "_" + name.upper();
        llvm::SmallVector<std::string> all = {macro + "_LEN", macro + "_SCALE", macro + "_ZERO"};
        if (slot.getMemory()) all.push_back((model + "_" + name).str());
        return all;
      }));
}

/// A slot written within a stream has a driver beside it, `conv1_rows`.
static void nameSlots(arena::ProgramOp program, Scope& scope) {
  bool streams = !program.getBody().front().getOps<arena::StreamOp>().empty();
  auto withDriver = [&](llvm::StringRef name) {
    return streams ? llvm::SmallVector<std::string>{(name + "_rows").str()}
                   : llvm::SmallVector<std::string>();
  };
  for (Operation& op : program.getBody().front()) {
    if (auto slot = dyn_cast<arena::SlotOp>(op); slot && !slot.getIo())
      slot.setName(scope.take(codegen::identifier(slot.getName()), withDriver));
    if (auto view = dyn_cast<arena::ViewOp>(op))
      view.setName(scope.take(codegen::identifier(view.getName()), withDriver));
  }
}

/// All at once: a new name may be the old one of a constant that has yet to get its own.
static void nameConstants(arena::ProgramOp program, llvm::StringRef model, Scope& scope) {
  llvm::DenseMap<Attribute, FlatSymbolRefAttr> names;
  for (auto constant : program.getBody().front().getOps<arena::ConstantOp>()) {
    llvm::StringRef tensor =
        constant.getTensor().empty() ? constant.getSymName() : constant.getTensor();
    std::string name = scope.take(model.str() + "_" + codegen::identifier(tensor));
    names[constant.getSymNameAttr()] = FlatSymbolRefAttr::get(constant.getContext(), name);
    constant.setSymName(name);
  }
  AttrTypeReplacer replacer;
  replacer.addReplacement([&](FlatSymbolRefAttr symbol) -> std::optional<Attribute> {
    FlatSymbolRefAttr name = names.lookup(symbol.getAttr());
    return name ? name : symbol;
  });
  program.walk([&](arena::StepOp step) { replacer.replaceElementsIn(step); });
}

namespace {
struct Name : pelemay::impl::ArenaNameBase<Name> {
  void runOnOperation() override {
    arena::ProgramOp program = getOperation();
    std::string model = codegen::identifier(program.getSymName());
    if (!codegen::isModelName(model)) model += "_model";
    program.setSymName(model);
    Scope scope(model);
    namePublicSlots(program, model, scope);
    nameConstants(program, model, scope);
    nameSlots(program, scope);
    nameSteps(program, scope);
  }
};
}  // namespace
