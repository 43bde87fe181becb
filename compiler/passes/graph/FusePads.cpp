//===- FusePads.cpp - conv(pad(x)) is a convolution that pads ------------------------------------===//
//
//     %1 = graph.pad %0 low [0, 1, 1, 0] high [0, 2, 2, 0] value 0
//     %2 = graph.conv %1, %w stride [2, 2] pad [0, 0, 0, 0]
//                                        ==>  %2 = graph.conv %0, %w stride [2, 2] pad [1, 1, 2, 2]
//
// Exporters write the padding of other frameworks as a node of its own. Rows and columns only, and
// only where the window op pads with the same value: nothing changes but the place the padded map
// needs. Every reader is asked for itself; a pad that nobody reads any more goes.
//===---------------------------------------------------------------------------------------------===//

#include "compiler/passes/Passes.h"
#include "compiler/passes/graph/Origins.h"
#include "dialects/graph/Graph.h"
#include "llvm/ADT/TypeSwitch.h"

namespace pelemay {
#define GEN_PASS_DEF_GRAPHFUSEPADS
#include "compiler/passes/Passes.h.inc"
}  // namespace pelemay

using namespace mlir;
using namespace pelemay;
using namespace pelemay::graph;

/// The pad in front of a window op, if it is along rows and columns alone; rows are axis `rows`.
static PadOp padBefore(Operation* op, int64_t rows = 1) {
  auto pad = op->getOperand(0).getDefiningOp<PadOp>();
  if (!pad || pad.getLow().size() != 4) return {};
  for (int64_t axis = 0; axis < 4; ++axis) {
    bool spatial = axis == rows || axis == rows + 1;
    if (!spatial && (pad.getLow()[axis] != 0 || pad.getHigh()[axis] != 0)) return {};
  }
  return pad;
}

/// Top, left, bottom, right of both together.
static llvm::SmallVector<int64_t> sum(llvm::ArrayRef<int64_t> own, PadOp pad, int64_t rows = 1) {
  return {own[0] + pad.getLow()[rows], own[1] + pad.getLow()[rows + 1],
          own[2] + pad.getHigh()[rows], own[3] + pad.getHigh()[rows + 1]};
}

static bool isZero(llvm::ArrayRef<int64_t> pad) {
  return llvm::all_of(pad, [](int64_t each) { return each == 0; });
}

/// The window op reads what the pad read, and is the model's node for it, too.
static void absorb(Operation* op, PadOp pad) {
  op->setOperand(0, pad.getX());
  joinOriginsBefore(op, pad);
}

/// Constraint C3 of pools: no window may lie outside of the map.
template <class Pool>
static bool fits(Pool op, llvm::ArrayRef<int64_t> pad) {
  for (int side = 0; side < 4; ++side) {
    int64_t dilation = op.getDilation() ? (*op.getDilation())[side % 2] : 1;
    if (pad[side] > (op.getWindow()[side % 2] - 1) * dilation) return false;
  }
  return true;
}

static void fuse(ConvOp op) {
  int64_t rows = op.getPlanar() ? 2 : 1;
  PadOp pad = padBefore(op, rows);
  if (!pad) return;
  double value = pad.getValue().convertToDouble();
  // Padding of its own holds `fill`; where there is none, the fill may still be chosen.
  if (value != static_cast<double>(static_cast<int64_t>(op.getFill()))) {
    bool floats = cast<RankedTensorType>(op.getX().getType()).getElementType().isF32();
    if (floats || !isZero(op.getPad())) return;
    op.setFill(static_cast<int64_t>(value));
  }
  op.setPad(sum(op.getPad(), pad, rows));
  absorb(op, pad);
}

static void fuse(MaxPoolOp op) {
  PadOp pad = padBefore(op);
  if (!pad || !pad.getValue().isInfinity() || !pad.getValue().isNegative()) return;
  llvm::SmallVector<int64_t> all = sum(op.getPad(), pad);
  if (!fits(op, all)) return;
  op.setPad(all);
  absorb(op, pad);
}

/// An average over padding of its own counts it or not, one for all: so there may be none that is
/// not counted.
static void fuse(AveragePoolOp op) {
  PadOp pad = padBefore(op);
  if (!pad || !pad.getValue().isZero() || (!op.getCountPad() && !isZero(op.getPad()))) return;
  llvm::SmallVector<int64_t> all = sum(op.getPad(), pad);
  if (!fits(op, all)) return;
  op.setPad(all);
  op.setCountPad(true);
  absorb(op, pad);
}

namespace {
struct FusePads : pelemay::impl::GraphFusePadsBase<FusePads> {
  void runOnOperation() override {
    llvm::SmallVector<PadOp> pads;
    getOperation().walk([&](Operation* op) {
      if (auto pad = dyn_cast<PadOp>(op)) pads.push_back(pad);
      llvm::TypeSwitch<Operation*>(op).Case<ConvOp, MaxPoolOp, AveragePoolOp>(
          [](auto window) { fuse(window); });
    });
    for (PadOp pad : llvm::reverse(pads))
      if (pad.use_empty()) pad.erase();
  }
};
}  // namespace
