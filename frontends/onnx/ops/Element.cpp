//===- Element.cpp - element-wise ops whose operands are not ours one to one ------------------===//
#include <cmath>
#include <limits>

#include "frontends/onnx/ops/Plain.h"

using namespace mlir;

namespace pelemay::onnx {

/// Floats, or from `version` on integers.
static LogicalResult needNumber(Node& node, unsigned input, int64_t version) {
  Type element = node.typeOf(input).getElementType();
  if (element.isF32() || (element.isIntOrIndex() && node.since(version))) return success();
  return node.fail("needs elements of type float32" +
                   (node.since(version) ? std::string(" or integers") : std::string()) + " in " +
                   node.titleOf(input) + ", but got " + titled(node.typeOf(input)));
}

static RankedTensorType typeOf(Value value) { return cast<RankedTensorType>(value.getType()); }

//===- Sum, Mean, Max, Min: any number of operands -------------------------------------------===//

/// Op over all operands, the first two first; `integers`: the first version that takes them.
template <class Op>
static Value folded(Node& node, int64_t integers) {
  if (failed(node.needManyInputs("data"))) return {};
  Value sum;
  for (unsigned i = 0; i < node.inputs(); ++i) {
    if (failed(needNumber(node, i, integers))) return {};
    Value next = node.value(i);
    if (!next) return {};
    if (sum && typeOf(sum).getElementType() != typeOf(next).getElementType())
      return (void)node.fail("needs operands of one type, but got " + titled(typeOf(sum)) +
                                 " and " + titled(typeOf(next)),
                             "make constants of the tensors' type; export the model again"),
             Value();
    if (sum && failed(needBroadcast(node, typeOf(sum), typeOf(next)))) return {};
    sum = sum ? node.create<Op>({sum, next}) : next;
  }
  return sum;
}

/// An op of this node, or, of one operand, that operand.
static LogicalResult defineFolded(Node& node, Value value) {
  return node.define(node.inputs() > 1 ? node.named(value) : value);
}

constexpr int64_t kNever = std::numeric_limits<int64_t>::max();

LogicalResult importSum(Node& node) {
  return defineFolded(node, folded<graph::AddOp>(node, kNever));
}

LogicalResult importMax(Node& node) { return defineFolded(node, folded<graph::MaxOp>(node, 12)); }

LogicalResult importMin(Node& node) { return defineFolded(node, folded<graph::MinOp>(node, 12)); }

LogicalResult importMean(Node& node) {
  Value sum = folded<graph::AddOp>(node, kNever);
  if (!sum || node.inputs() == 1) return node.define(sum);
  Value count = node.makeConstant(makeFloats({static_cast<float>(node.inputs())}, {}));
  return node.define(node.named(node.create<graph::DivOp>({sum, count})));
}

//===- Clip ----------------------------------------------------------------------------------===//

/// A bound that is a float known now; nothing if it is not.
static std::optional<float> boundOf(Node& node, unsigned input, float absent) {
  if (!node.has(input)) return absent;
  const Tensor* tensor = node.constant(input);
  if (!tensor || tensor->element->ours != "f32" || tensor->count() != 1) return std::nullopt;
  return tensor->at<float>(0);
}

static LogicalResult clip(Node& node, float lo, float hi) {
  if (std::isnan(lo) || std::isnan(hi))
    return node.fail("needs bounds that are numbers, but got NaN");
  NamedAttribute bounds[] = {node.attribute("lo", lo), node.attribute("hi", hi)};
  return node.define(node.named(node.create<graph::ClipOp>(node.value(0), bounds)));
}

/// Bounds known now become parameters of graph.clip; others, and integers, graph.max and graph.min.
LogicalResult importClip(Node& node) {
  constexpr float kMost = std::numeric_limits<float>::max();  // where ONNX puts an absent bound
  if (!node.since(11)) {
    if (failed(node.needInputs({"input"})) || failed(node.needFloat(0))) return failure();
    float lo = node.real("min", -kMost), hi = node.real("max", kMost);
    return node.failed() ? failure() : clip(node, lo, hi);
  }
  if (failed(node.needInputs({"input"}, {"min", "max"}))) return failure();
  for (unsigned i : {0u, 1u, 2u}) {
    if (!node.has(i)) continue;
    if (failed(needNumber(node, i, 12))) return failure();
    if (i > 0 && (node.typeOf(i).getNumElements() != 1 ||
                  node.typeOf(i).getElementType() != node.typeOf(0).getElementType()))
      return node.fail("needs one element of the input's type in " + node.titleOf(i) +
                       ", but got " + titled(node.typeOf(i)));
  }
  auto lo = boundOf(node, 1, -kMost), hi = boundOf(node, 2, kMost);
  if (node.typeOf(0).getElementType().isF32() && lo && hi) return clip(node, *lo, *hi);
  Value x = node.value(0);
  for (unsigned i : {1u, 2u}) {
    if (!node.has(i)) continue;
    Value bound = node.value(i);
    if (bound && typeOf(bound).getRank() > 0) bound = node.reshape(bound, {});
    x = i == 1 ? node.create<graph::MaxOp>({x, bound}) : node.create<graph::MinOp>({x, bound});
  }
  bool changed = node.has(1) || node.has(2);
  return node.define(changed ? node.named(x) : x);
}

//===- PRelu ---------------------------------------------------------------------------------===//

/// The slope broadcasts to x; before opset 7 it holds one value, or one a channel.
LogicalResult importPRelu(Node& node) {
  if (failed(node.needInputs({"X", "slope"})) || failed(node.needFloat({0, 1}))) return failure();
  RankedTensorType x = node.typeOf(0), slope = node.typeOf(1);
  Value by = node.value(1);
  bool byChannel = !node.since(7) && slope.getRank() == 1 && x.getRank() > 1 &&
                   slope.getDimSize(0) == x.getDimSize(1);
  if (!node.since(7) && !byChannel && slope.getNumElements() != 1)
    return node.fail("needs one slope, or one for each channel of " + titled(x) + ", but got " +
                     titled(slope));
  if (byChannel) {
    llvm::SmallVector<int64_t> shape(static_cast<size_t>(x.getRank() - 1), 1);
    shape[0] = x.getDimSize(1);
    by = node.reshape(by, shape);
  } else if (!node.since(7)) {
    by = node.reshape(by, {});
  }
  if (!byChannel && failed(needBroadcast(node, x, slope))) return failure();
  Value y = node.create<graph::PreluOp>({node.value(0), by});
  if (y && typeOf(y) != x)
    return node.fail("needs a slope that broadcasts to " + titled(x) + ", but got " +
                     titled(slope));
  return node.define(node.named(y));
}

}  // namespace pelemay::onnx
