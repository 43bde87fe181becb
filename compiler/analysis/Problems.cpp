#include "compiler/analysis/Problems.h"

#include "dialects/arena/Places.h"

using namespace mlir;

namespace pelemay {

llvm::SmallVector<arena::SlotOp> plannedSlots(arena::ProgramOp program) {
  llvm::SmallVector<arena::SlotOp> slots;
  for (auto slot : program.getBody().front().getOps<arena::SlotOp>())
    if (slot.getMemory()) slots.push_back(slot);
  return slots;
}

/// Each step in place ties its result to the operand whose place it takes.
static void addTies(arena::ProgramOp program, llvm::ArrayRef<arena::SlotOp> slots,
                    planner::Problem& problem) {
  llvm::DenseMap<Operation*, planner::BufferId> ids;
  for (arena::SlotOp slot : slots) ids.try_emplace(slot, ids.size());
  program.walk([&](arena::StepOp step) {
    if (!step.getInPlace()) return;
    Value input = step.getInputs()[*step.getInPlace()], result = step.getOutputs().front();
    planner::Pair tie;
    tie.a = ids.lookup(arena::placeOf(input).base);
    tie.b = ids.lookup(arena::placeOf(result).base);
    tie.kind = planner::Pair::Kind::sameAddress;
    problem.pairs.push_back(tie);
  });
}

planner::Problem problemOf(arena::ProgramOp program) {
  planner::Problem problem;
  for (auto memory : program.getMemories().getAsRange<arena::MemoryAttr>())
    problem.memories.push_back({memory.getName().str(), memory.getSize(), memory.getAlign(),
                                memory.getCost(), memory.getDma()});
  llvm::SmallVector<arena::SlotOp> slots = plannedSlots(program);
  for (arena::SlotOp slot : slots) {
    planner::Buffer buffer;
    buffer.name = slot.getName().str();
    buffer.size = arena::storedBytes(slot);
    buffer.align = slot.getAlign();
    buffer.where = planner::MemoryMask(1) << *slot.getMemory();
    ArrayRef<int64_t> live = *slot.getLive();
    buffer.live.push_back({live[0], live[1]});
    problem.buffers.push_back(buffer);
  }
  addTies(program, slots, problem);
  return problem;
}

planner::Plan planOf(arena::ProgramOp program) {
  planner::Plan plan;
  for (arena::SlotOp slot : plannedSlots(program))
    plan.placements.push_back({static_cast<planner::MemoryId>(*slot.getMemory()),
                               static_cast<planner::Bytes>(*slot.getOffset())});
  if (auto peaks = program->getAttrOfType<DenseI64ArrayAttr>(kArenaBytes))
    plan.peaks.assign(peaks.asArrayRef().begin(), peaks.asArrayRef().end());
  if (auto said = program->getAttrOfType<DictionaryAttr>(kOptimality)) {
    plan.optimality.proven = said.getAs<BoolAttr>("proven").getValue();
    plan.optimality.what = said.getAs<StringAttr>("what").str();
    plan.optimality.lowerBound = said.getAs<IntegerAttr>("lower_bound").getInt();
    for (int32_t buffer : said.getAs<DenseI32ArrayAttr>("witness").asArrayRef())
      plan.optimality.witness.push_back(buffer);
    if (auto searched = said.getAs<IntegerAttr>("searched"))
      plan.optimality.searched = searched.getInt();
  }
  return plan;
}

}  // namespace pelemay
