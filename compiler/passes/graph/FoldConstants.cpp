//===- FoldConstants.cpp - what does not depend on the input is computed now -----------------===//
//
//     %w = graph.constant ..  "conv1.weight"     ==>   %0 = graph.constant ..  "conv1.weight"
//     %0 = graph.transpose %w perm [0, 2, 3, 1]
//
// Runs the device's own code (compiler/analysis/Evaluate.h), so no value changes. What a view, a
// move or a quantization of one constant becomes keeps that constant's name; a sum of two goes by
// its own. `graph.dequantize` is left alone unless asked for: graph-lower-quantization needs the
// integers. A value much larger than what it is made of is computed on the device.
//===-----------------------------------------------------------------------------------------===//

#include "compiler/analysis/Evaluate.h"
#include "compiler/passes/Passes.h"
#include "compiler/passes/graph/Unread.h"

namespace pelemay {
#define GEN_PASS_DEF_GRAPHFOLDCONSTANTS
#include "compiler/passes/Passes.h.inc"
}  // namespace pelemay

using namespace mlir;
using namespace pelemay;
using namespace pelemay::graph;

/// The constants behind all operands; empty if one is not constant, or there are none.
static llvm::SmallVector<ElementsAttr> constantOperands(Operation* op) {
  llvm::SmallVector<ElementsAttr> operands;
  for (Value operand : op->getOperands()) {
    operands.push_back(constantOf(operand));
    if (!operands.back()) return {};
  }
  return operands;
}

/// Whose name the folded value goes by.
static Operation* nameGiver(Operation* op) {
  Operation* constant = op->getOperand(0).getDefiningOp();
  bool keeps = op->getNumOperands() == 1 && constant->hasAttr(kOrigins);
  return keeps || !op->hasAttr(kOrigins) ? constant : op;
}

/// Whether the result is worth its flash: small, or at most four times what it is made of (a
/// dequantized tensor). A broadcast of two vectors can be larger than any device.
static bool isWorthwhile(Operation* op) {
  constexpr int64_t kSmall = 64 * 1024;
  auto bytes = [](Value value) { return bytesOf(cast<RankedTensorType>(value.getType())); };
  int64_t operands = 0;
  for (Value operand : op->getOperands()) operands += bytes(operand);
  int64_t result = bytes(op->getResult(0));
  return result <= kSmall || result / 4 <= operands;
}

static void fold(Operation* op) {
  llvm::SmallVector<ElementsAttr> operands = constantOperands(op);
  if (operands.empty() || !isWorthwhile(op)) return;
  ElementsAttr value = evaluate(op, operands);
  if (!value) return;
  OpBuilder builder(op);
  Value constant = constantLike(builder, value, nameGiver(op));
  if (Attribute quant = op->getAttr(kQuant)) constant.getDefiningOp()->setAttr(kQuant, quant);
  op->getResult(0).replaceAllUsesWith(constant);
  op->erase();
}

namespace {
struct FoldConstants : pelemay::impl::GraphFoldConstantsBase<FoldConstants> {
  using Base::Base;

  void runOnOperation() override {
    // Operands stand before their readers, so one walk reaches all.
    getOperation().walk([&](Operation* op) {
      if (isa<GraphOp>(op) && (dequantize || !isa<DequantizeOp>(op))) fold(op);
    });
    eraseUnreadConstants(getOperation());
  }
};
}  // namespace
