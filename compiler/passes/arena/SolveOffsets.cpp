//===- SolveOffsets.cpp - where in its memory each slot lies -------------------------------------===//
//
// The program's slots and lives are the planner's question (compiler/planner, plain C++); its
// answer becomes offsets, the bytes of each memory, and what is known of how good that is. The plan
// is validated by code that does not know how it was solved before a single offset is believed; the
// program as a whole is checked again by arena-check-plan.
//===---------------------------------------------------------------------------------------------===//

#include "compiler/analysis/Problems.h"
#include "compiler/passes/Passes.h"
#include "compiler/planner/Solve.h"
#include "compiler/planner/Validate.h"
#include "dialects/graph/Infer.h"
#include "llvm/Support/MathExtras.h"

namespace pelemay {
#define GEN_PASS_DEF_ARENASOLVEOFFSETS
#include "compiler/passes/Passes.h.inc"
}  // namespace pelemay

using namespace mlir;
using namespace pelemay;

/// What a size and a life are computed from; bytes of what is accepted stay within 63 bits.
static LogicalResult checkSlot(arena::SlotOp slot) {
  RankedTensorType type = slot.getTensorType();
  if (!type.getElementType().isIntOrFloat())
    return slot.emitOpError("needs integers or floats, but got ") << type;
  int64_t elements = 1;
  for (int64_t size : type.getShape())
    if (llvm::MulOverflow(elements, size, elements) || elements > graph::kMaxElements)
      return slot.emitOpError("needs at most 2^40 elements, but got ") << type;
  if (!slot.getLive()) return slot.emitOpError("needs a life: run arena-assign-lifetimes first");
  return success();
}

static LogicalResult report(arena::ProgramOp program, const planner::Error& error) {
  llvm::SmallVector<arena::SlotOp> slots = plannedSlots(program);
  Location where = error.buffer == planner::kNone ? program.getLoc() : slots[error.buffer].getLoc();
  InFlightDiagnostic diagnostic = mlir::emitError(where) << error.what;
  if (!error.help.empty()) diagnostic.attachNote() << "help: " << error.help;
  return diagnostic;
}

static void write(arena::ProgramOp program, const planner::Plan& plan) {
  Builder builder(program.getContext());
  for (auto [slot, placement] : llvm::zip(plannedSlots(program), plan.placements))
    slot.setOffset(static_cast<uint64_t>(placement.offset));
  program->setAttr(kArenaBytes, builder.getDenseI64ArrayAttr(plan.peaks));
  const planner::Optimality& known = plan.optimality;
  llvm::SmallVector<NamedAttribute> facts = {
      builder.getNamedAttr("proven", builder.getBoolAttr(known.proven)),
      builder.getNamedAttr("what", builder.getStringAttr(known.what)),
      builder.getNamedAttr("lower_bound", builder.getI64IntegerAttr(known.lowerBound)),
      builder.getNamedAttr("witness", builder.getDenseI32ArrayAttr(known.witness))};
  if (known.searched != 0)
    facts.push_back(builder.getNamedAttr("searched", builder.getI64IntegerAttr(known.searched)));
  program->setAttr(kOptimality, builder.getDictionaryAttr(facts));
}

/// Two searches that know nothing of each other: if offsets need less than any order was said to,
/// one of the two is wrong.
static LogicalResult checkLeast(arena::ProgramOp program, const planner::Plan& plan) {
  auto least = program->getAttrOfType<DictionaryAttr>(kLeastBytes);
  if (!least) return success();
  auto bytes = least.getAs<IntegerAttr>("bytes");
  if (bytes && plan.totalBytes() >= bytes.getInt()) return success();
  return program.emitError("no order was said to need less than ")
         << least << ", but these offsets need " << plan.totalBytes() << " bytes";
}

namespace {
struct SolveOffsets : pelemay::impl::ArenaSolveOffsetsBase<SolveOffsets> {
  void runOnOperation() override {
    arena::ProgramOp program = getOperation();
    for (arena::SlotOp slot : plannedSlots(program))
      if (failed(checkSlot(slot))) return signalPassFailure();
    planner::Problem problem = problemOf(program);
    planner::Result<planner::Plan> plan = planner::solve(problem);
    if (!plan) {
      (void)report(program, plan.error());
      return signalPassFailure();
    }
    for (const planner::Violation& violation : planner::validate(problem, *plan)) {
      program.emitError("the planner made a plan that is wrong: ") << violation.message;
      return signalPassFailure();
    }
    if (failed(checkLeast(program, *plan))) return signalPassFailure();
    write(program, *plan);
  }
};
}  // namespace
