//===- LowerQuantization.cpp - quantize(op(dequantize(x))) is integer arithmetic -------------===//
//
//     dequantize -> conv -> relu -> quantize    ==>    conv (i8, i8 -> i32) -> requantize
//
// One walk over the quantize ops. What each reads is described exactly
// (compiler/analysis/Accumulators.h), its integers M, n, lo, hi are worked out (Requantization.h),
// and only then is the graph changed, by one piece a kind of op (quantization/Lowering.h). Zero
// points go into biases and fills; clamps into lo and hi; transposes, reshapes and max pools in
// between run on integers instead. What cannot be described stays float, with a remark that says
// why.
//===-----------------------------------------------------------------------------------------===//

#include "compiler/passes/Passes.h"
#include "compiler/passes/graph/quantization/Lowering.h"

namespace pelemay {
#define GEN_PASS_DEF_GRAPHLOWERQUANTIZATION
#include "compiler/passes/Passes.h.inc"
}  // namespace pelemay

using namespace mlir;
using namespace pelemay;
using namespace pelemay::graph;
using namespace pelemay::quantization;

/// Sums that requantize, and stored tensors.
static Value lowered(Integers& integers, QuantizeOp quantize, const Tail& tail,
                     const Accumulators& acc, Refusal& refusal) {
  bool same = !acc.op && acc.x.scale() == quantize.getScale()[0] &&
              acc.x.zero() == quantize.getZero()[0] && acc.x.element() == elementOf(quantize);
  return same ? clamped(integers, quantize, tail, acc.x)
              : requantized(integers, quantize, tail, acc, refusal);
}

/// Why an op between integers stays float though no piece has said it; empty where it is not.
static Refusal refusalOf(Operation* op) {
  if (!op || isa<QuantizeOp>(op)) return "";
  bool between = llvm::any_of(op->getOperands(), [](Value x) { return bool(storedTensor(x)); });
  return between ? "graph." + op->getName().stripDialect().str() +
                       " has no integer form for its operands"
                 : "";
}

/// The integers that `quantize` stores, or null.
static Value lowered(Integers& integers, QuantizeOp quantize, const Tail& tail, Refusal& refusal) {
  auto found = accumulatorsOf(tail.core);
  if (auto* acc = std::get_if<Accumulators>(&found))
    return lowered(integers, quantize, tail, *acc, refusal);
  refusal = std::get<Refusal>(found);
  for (auto* piece : {summed, multiplied, softmaxed, concatenated, evaluated}) {
    Refusal why;
    if (Value y = piece(integers, quantize, tail, why)) return y;
    if (refusal.empty()) refusal = why;
  }
  if (refusal.empty()) refusal = refusalOf(tail.core.getDefiningOp());
  return {};
}

/// Turns `quantize` and what it reads into integer arithmetic, or remarks why not.
static void lower(Integers& integers, QuantizeOp quantize) {
  if (quantize.getScale().size() != 1 || elementOf(quantize).getIntOrFloatBitWidth() > 16) return;
  Tail tail = tailOf(quantize.getX());
  Refusal refusal;
  if (Value y = lowered(integers, quantize, tail, refusal)) {
    quantize.getY().replaceAllUsesWith(y);
    quantize.erase();
  } else if (!refusal.empty()) {
    Operation* core = tail.core.getDefiningOp();
    if (!core) core = quantize;
    if (core->hasAttr(kStaysFloat)) return;  // said for another of its readers
    core->emitRemark("stays float: ") << refusal;
    core->setAttr(kStaysFloat, StringAttr::get(core->getContext(), refusal));
  }
}

/// Values that are integers because the model says so go with their scale: arguments, quantized
/// floats.
static void markQuantized(func::FuncOp func) {
  Builder builder(func.getContext());
  func.walk([&](QuantizeOp op) {
    if (op.getScale().size() == 1)
      op->setAttr(kQuant, quantOf(builder, op.getScale()[0], op.getZero()[0]));
  });
  func.walk([&](DequantizeOp op) {
    auto argument = dyn_cast<BlockArgument>(op.getX());
    if (argument && op.getScale().size() == 1)
      func.setArgAttr(argument.getArgNumber(), kQuant,
                      quantOf(builder, op.getScale()[0], op.getZero()[0]));
  });
}

/// A returned integer tensor tells its reader what it is worth.
static void markResults(func::FuncOp func) {
  func.walk([&](func::ReturnOp op) {
    for (OpOperand& operand : op->getOpOperands())
      if (Operation* source = operand.get().getDefiningOp())
        if (Attribute quant = source->getAttr(kQuant))
          func.setResultAttr(operand.getOperandNumber(), kQuant, quant);
  });
}

namespace {
struct LowerQuantization : pelemay::impl::GraphLowerQuantizationBase<LowerQuantization> {
  void runOnOperation() override {
    markQuantized(getOperation());
    llvm::SmallVector<QuantizeOp> ops;
    getOperation().walk([&](QuantizeOp op) { ops.push_back(op); });
    Integers integers;
    // In order: what an op dequantizes has become integers before.
    for (QuantizeOp op : ops) lower(integers, op);
    markResults(getOperation());
    eraseUnread(getOperation());
  }
};
}  // namespace
