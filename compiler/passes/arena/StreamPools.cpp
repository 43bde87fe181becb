//===- StreamPools.cpp - a convolution hands its rows to the pool behind it ----------------------===//
//
//     arena.step "conv"(%x) -> (%c)     ==>   %c keeps 3 rows in a ring
//     arena.step "max_pool"(%c) -> (%y)       arena.stream { conv(%x) -> (%c); max_pool(%c) -> (%y)
//     }
//                                               phases: 2 rows and 1, then 2 and 1, ..
//
// A pool reads a few rows of a map that nobody else reads, so only those few need a place. The
// phases are the static schedule: before each row of the pool the convolution computes the rows
// that its window has not seen yet, and none that no window sees. The same numbers, computed in the
// same order.
//
// Only where it lowers the bytes that live meanwhile: the convolution's input and the pool's result
// now live at once. Local and greedy: what else lives is not looked at.
//===---------------------------------------------------------------------------------------------===//

#include "compiler/passes/Passes.h"
#include "dialects/arena/Places.h"
#include "dialects/graph/Constants.h"

namespace pelemay {
#define GEN_PASS_DEF_ARENASTREAMPOOLS
#include "compiler/passes/Passes.h.inc"
}  // namespace pelemay

using namespace mlir;
using namespace pelemay;
using namespace pelemay::arena;

/// Rows of the pool's input from the first to the last that one output row reads.
static int64_t extentOf(RowMapAttr map) { return (map.getWindow() - 1) * map.getDilation() + 1; }

/// How many rows the convolution must have computed before each row of the pool.
static llvm::SmallVector<int64_t> rowsBefore(RowMapAttr map, int64_t height, int64_t rows) {
  llvm::SmallVector<int64_t> before;
  for (int64_t y = 0; y < rows; ++y) {
    int64_t end = y * map.getStride() - map.getPad() + extentOf(map);
    before.push_back(std::clamp<int64_t>(end, before.empty() ? 0 : before.back(), height));
  }
  return before;
}

/// Prologue, steady state, epilogue: equal stretches are one phase. Rows below the last window are
/// never computed.
static ArrayAttr phasesOf(RowMapAttr map, int64_t height, int64_t rows, MLIRContext* context) {
  llvm::SmallVector<std::pair<int64_t, std::array<int64_t, 2>>> runs;
  auto add = [&](int64_t first, int64_t second) {
    std::array<int64_t, 2> each = {first, second};
    if (!runs.empty() && runs.back().second == each)
      ++runs.back().first;
    else
      runs.push_back({1, each});
  };
  int64_t computed = 0;
  for (int64_t before : rowsBefore(map, height, rows)) {
    add(before - computed, 1);
    computed = before;
  }
  llvm::SmallVector<Attribute> phases;
  for (auto& [repeat, each] : runs)
    phases.push_back(PhaseAttr::get(context, repeat, DenseI64ArrayAttr::get(context, each)));
  return ArrayAttr::get(context, phases);
}

/// The only reader of the slot's value, or null.
static StepOp onlyReader(SlotOp slot, StepOp writer) {
  StepOp reader;
  for (OpOperand& use : slot.getSlot().getUses()) {
    if (use.getOwner() == writer && use.get() != writer.getOutputs().front()) return {};
    if (use.getOwner() == writer) continue;
    auto step = dyn_cast<StepOp>(use.getOwner());
    if (!step || reader || step.getInputs().empty() || &use != &step->getOpOperand(0)) return {};
    reader = step;
  }
  return reader;
}

/// Bytes that a slot takes from the arena; none where the caller passes it.
static int64_t arenaBytes(Value slot) {
  SlotOp base = placeOf(slot).base;
  return base.getMemory() ? storedBytes(base) : 0;
}

/// Whether what `conv` reads is still there when `pool` runs, so that it may run as late.
static bool mayWaitFor(StepOp conv, StepOp pool) {
  if (conv->getBlock() != pool->getBlock()) return false;
  llvm::SmallPtrSet<Operation*, 4> read;
  for (Value input : conv.getInputs()) read.insert(placeOf(input).base);
  for (Operation* op = conv->getNextNode(); op && op != pool; op = op->getNextNode()) {
    auto writes = [&](StepOp step) {
      bool spoils = llvm::any_of(step.getOutputs(),
                                 [&](Value output) { return read.contains(placeOf(output).base); });
      return spoils ? WalkResult::interrupt() : WalkResult::advance();
    };
    if (op->walk(writes).wasInterrupted()) return false;
  }
  return true;
}

/// The pool behind `conv` that may take its rows one by one, or null.
static StepOp poolBehind(StepOp conv) {
  if (conv.getOp() != "conv" || !conv.getRows() || conv.getOutputs().size() != 1) return {};
  auto slot = conv.getOutputs().front().getDefiningOp<SlotOp>();
  if (!slot || slot.getLife() != Life::arena || slot.getRing()) return {};
  StepOp pool = onlyReader(slot, conv);
  if (!pool || !pool.getOp().ends_with("_pool") || !pool.getRows()) return {};
  if (!mayWaitFor(conv, pool)) return {};
  auto map = cast<RowMapAttr>(pool.getRowsAttr()[0]);
  int64_t height = slot.getTensorType().getDimSize(1), whole = storedBytes(slot);
  if (map.getWhole() || extentOf(map) >= height) return {};
  int64_t ring = whole / height * extentOf(map), from = arenaBytes(conv.getInputs().front()),
          to = arenaBytes(pool.getOutputs().front());
  return from + ring + to < std::max(from + whole, whole + to) ? pool : StepOp();
}

static void stream(StepOp conv, StepOp pool) {
  auto slot = conv.getOutputs().front().getDefiningOp<SlotOp>();
  auto map = cast<RowMapAttr>(pool.getRowsAttr()[0]);
  int64_t height = slot.getTensorType().getDimSize(1);
  int64_t rows = cast<SlotType>(pool.getOutputs().front().getType()).getTensor().getDimSize(1);
  MLIRContext* context = conv.getContext();
  slot.setRingAttr(RingAttr::get(context, /*axis=*/1, extentOf(map), /*step=*/1,
                                 /*persists=*/false, /*pixels=*/0));
  OpBuilder builder(pool);
  auto stream =
      builder.create<StreamOp>(conv.getLoc(), pool.getName(), phasesOf(map, height, rows, context));
  Block& body = stream.getBody().emplaceBlock();
  conv->moveBefore(&body, body.end());
  pool->moveBefore(&body, body.end());
}

namespace {
struct StreamPools : pelemay::impl::ArenaStreamPoolsBase<StreamPools> {
  void runOnOperation() override {
    Block& body = getOperation().getBody().front();
    for (StepOp conv : llvm::to_vector(body.getOps<StepOp>()))
      if (conv->getBlock() == &body)
        if (StepOp pool = poolBehind(conv)) stream(conv, pool);
  }
};
}  // namespace
