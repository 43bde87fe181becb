//===- ToCpp.cpp - `--to-cpp`: a named arena program as C++ -------------------------------------------===//
//
// The texts of all files, each after a line `// ===- name`. The program must have been through
// arena-name: what has no C names or offsets yet is refused.
//===---------------------------------------------------------------------------------------------===//
#include "compiler/codegen/Print.h"
#include "compiler/pipeline/Dialects.h"
#include "mlir/Tools/mlir-translate/Translation.h"

using namespace mlir;
using namespace pelemay;

static LogicalResult check(arena::ProgramOp program) {
  for (auto slot : program.getBody().front().getOps<arena::SlotOp>())
    if (slot.getMemory() && !slot.getOffset())
      return slot.emitError(
          "needs an offset before it can be printed: run arena-solve-offsets first");
  bool named = true;
  program.walk([&](arena::StepOp step) {
    named &= !step.getOp().empty() && (!step.getShape() || !step.getName().empty());
  });
  if (!named)
    return program.emitError("needs names before it can be printed: run arena-name first");
  return success();
}

static LogicalResult print(Operation* op, raw_ostream& os) {
  LogicalResult result = success();
  int64_t count = 0;
  op->walk([&](arena::ProgramOp program) {
    ++count;
    if (failed(check(program))) {
      result = failure();
      return;
    }
    for (const codegen::File& file : codegen::print(program, {PELEMAY_VERSION, ""}))
      file.writeTo(os << "// ===- " << file.name << "\n");
  });
  if (count == 0)
    return op->emitError("needs an arena.program, but got none: run the passes first");
  return result;
}

static TranslateFromMLIRRegistration registration("to-cpp", "named arena program -> C++", print,
                                                  registerDialects);
