#include "frontends/onnx/Known.h"

#include "compiler/analysis/Evaluate.h"
#include "dialects/graph/Graph.h"

using namespace mlir;

namespace pelemay::onnx {

/// Far more than a shape has; data of models is none of our business.
static constexpr int64_t kMost = 256;

/// An importer makes few ops a node, and what a node before has defined is a constant already, or
/// not known.
static constexpr unsigned kDeepest = 8;

static bool isSmallList(Value value) {
  auto type = cast<RankedTensorType>(value.getType());
  return type.getElementType().isSignlessInteger(64) && type.getNumElements() <= kMost;
}

static ElementsAttr known(Value value, unsigned depth = 0) {
  if (ElementsAttr constant = graph::constantOf(value)) return constant;
  Operation* op = value.getDefiningOp();
  if (depth > kDeepest || !isa_and_nonnull<graph::GraphOp>(op) || !isSmallList(value)) return {};
  llvm::SmallVector<ElementsAttr> operands;
  for (Value operand : op->getOperands()) {
    if (!isSmallList(operand)) return {};
    operands.push_back(known(operand, depth + 1));
    if (!operands.back()) return {};
  }
  return evaluate(op, operands);
}

std::optional<Tensor> knownTensor(Value value) {
  if (!isSmallList(value) || isa_and_nonnull<graph::ConstantOp>(value.getDefiningOp()))
    return std::nullopt;
  ElementsAttr constant = known(value);
  if (!constant) return std::nullopt;
  auto values = graph::valuesOf<int64_t>(constant);
  if (failed(values)) return std::nullopt;
  return makeIntegers(*values, cast<RankedTensorType>(value.getType()).getShape());
}

}  // namespace pelemay::onnx
