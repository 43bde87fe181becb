//===- QLinear.cpp - operators on quantized tensors -------------------------------------------===//
//
//   QLinearConv(x, w, b)    ==>    quantize(Conv(dequantize(x), dequantize(w), dequantize(b)))
//
// Both forms of a quantized model have one meaning: the float operator's own import function runs
// on dequantized inputs, and graph-lower-quantization makes the integers, as for the QDQ form.
//===------------------------------------------------------------------------------------------===//
#include <cmath>
#include <cstdio>
#include <deque>

#include "frontends/onnx/ops/Plain.h"
#include "frontends/onnx/ops/Scales.h"

using namespace mlir;

namespace pelemay::onnx {

LogicalResult importAveragePool(Node& node);
LogicalResult importConcat(Node& node);
LogicalResult importConv(Node& node);
LogicalResult importGemm(Node& node);
LogicalResult importGlobalAveragePool(Node& node);
LogicalResult importMatMul(Node& node);
LogicalResult importSoftmax(Node& node);

namespace {

using Import = LogicalResult (*)(Node& node);

/// 1e-30 is not 0.000000.
std::string shown(float value) {
  char text[32];
  (void)std::snprintf(text, sizeof text, "%g", double(value));
  return text;
}

/// Collects the float operator's inputs, then runs its import function.
class Quantized {
 public:
  /// `opset`: the version of the float operator that has this one's attributes.
  Quantized(Node& node, int64_t opset) : node_(node) { disguise_.opset = opset; }

  /// Three inputs of the node from `at` on: a tensor, its scale, its zero point. `axis`: where a
  /// list of scales may lie. Null after an error.
  const Scales* add(unsigned at, std::optional<int64_t> axis = std::nullopt);
  /// The same, where the attribute alpha is a part of the scale; the float operator sees none.
  void addTimesAlpha(unsigned at, int64_t axis);
  /// An optional int32 input in units of the two operands' scales, a list of which lies along
  /// `axis`.
  void addBias(unsigned at, int64_t axis);
  /// What the import function defines is quantized by the inputs `scale` and `zero`.
  LogicalResult define(unsigned scale, unsigned zero, Import import);
  /// The same for a result that is not quantized.
  LogicalResult defineFloat(Import import);

 private:
  const Scales* add(unsigned at, std::optional<int64_t> axis, float factor);

  Node& node_;
  Node::Disguise disguise_;
  std::deque<Scales> scales_;
  Type first_;  // the element type of the first operand
};

}  // namespace

const Scales* Quantized::add(unsigned at, std::optional<int64_t> axis) { return add(at, axis, 1); }

const Scales* Quantized::add(unsigned at, std::optional<int64_t> axis, float factor) {
  RankedTensorType type = node_.typeOf(at);
  Type stored = type.getElementType();
  if (!stored.isInteger(8))
    (void)node_.fail("needs int8 or uint8 in " + node_.titleOf(at) + ", but got " + titled(type),
                     "quantize it to 8 bits by QuantizeLinear");
  if (failed(node_.needFloat(at + 1))) return nullptr;
  if (isList(node_, at + 1) && !axis)
    (void)node_.fail(
        "needs one scale in " + node_.titleOf(at + 1) + ", but got " + titled(node_.typeOf(at + 1)),
        kOneScaleHelp);
  if (node_.failed()) return nullptr;
  auto scales = readScales(node_, at + 1, at + 2, stored, type, axis.value_or(0));
  if (!scales) return nullptr;
  for (float& scale : scales->scale) {
    float product = scale * factor;
    if (!std::isfinite(product) || product <= 0)
      (void)node_.fail("needs a positive float32 as alpha times " + node_.titleOf(at + 1) +
                           ", but got " + shown(factor) + " * " + shown(scale),
                       "quantize the model again with an alpha of 1");
    scale = product;
  }
  if (node_.failed()) return nullptr;
  if (!first_) first_ = stored;
  disguise_.places.push_back(at);
  disguise_.values.push_back(createScaled<graph::DequantizeOp>(node_, node_.value(at), *scales,
                                                               Float32Type::get(node_.context())));
  return node_.failed() ? nullptr : &scales_.emplace_back(*scales);
}

void Quantized::addTimesAlpha(unsigned at, int64_t axis) {
  float alpha = node_.real("alpha", 1);
  if (!std::isfinite(alpha) || alpha <= 0)
    (void)node_.fail(
        "needs a finite alpha above 0, for it is a part of the scale, but got alpha = " +
            shown(alpha),
        alpha < 0 && std::isfinite(alpha)
            ? "make it positive, flip all bits of B and b_zero_point, and negate C"
            : "quantize the model again with an alpha of 1");
  if (node_.failed()) return;
  disguise_.hidden.push_back("alpha");
  add(at, axis, alpha);
}

void Quantized::addBias(unsigned at, int64_t axis) {
  if (node_.failed() || !node_.has(at)) return;
  RankedTensorType type = node_.typeOf(at);
  const Scales &x = scales_[0], &w = scales_[1];
  size_t count = w.scale.size();
  if (!type.getElementType().isSignlessInteger(32))
    (void)node_.fail("needs int32 in " + node_.titleOf(at) + ", but got " + titled(type),
                     "store it as round(bias / (scale of the input * scale of the weights))");
  else if (count > 1 && (axis >= type.getRank() || axis < 0 ||
                         type.getDimSize(static_cast<unsigned>(axis)) != int64_t(count)))
    (void)node_.fail("needs " + std::to_string(count) + " values, one for each scale, in " +
                     node_.titleOf(at) + ", but got " + titled(type));
  Scales products{{}, llvm::SmallVector<int64_t>(count, 0), axis};
  for (float each : w.scale) {
    products.scale.push_back(static_cast<float>(double(x.scale[0]) * double(each)));
    if (!std::isnormal(products.scale.back()) || products.scale.back() < 0)
      (void)node_.fail("needs scales whose product is a positive float32, but got " +
                       shown(x.scale[0]) + " and " + shown(each));
  }
  if (node_.failed()) return;
  disguise_.places.push_back(at);
  disguise_.values.push_back(createScaled<graph::DequantizeOp>(node_, node_.value(at), products,
                                                               Float32Type::get(node_.context())));
}

LogicalResult Quantized::define(unsigned scale, unsigned zero, Import import) {
  if (node_.failed() || failed(node_.needFloat(scale))) return failure();
  Type stored = node_.has(zero) ? node_.typeOf(zero).getElementType() : first_;
  if (!stored.isInteger(8))
    return node_.fail("needs a result of type int8 or uint8, but got " + elementName(stored),
                      "quantize the model to 8 bits");
  if (isList(node_, scale))
    return node_.fail(
        "needs one scale in " + node_.titleOf(scale) + ", but got " + titled(node_.typeOf(scale)),
        kOneScaleHelp);
  auto y = readScales(node_, scale, zero, stored, {}, 0);
  if (!y) return failure();
  disguise_.last = [this, stored, y = *y](Value value) {
    return createScaled<graph::QuantizeOp>(node_, value, y, stored);
  };
  node_.putOn(std::move(disguise_));
  return import(node_);
}

LogicalResult Quantized::defineFloat(Import import) {
  if (node_.failed()) return failure();
  disguise_.last = [](Value value) { return value; };
  node_.putOn(std::move(disguise_));
  return import(node_);
}

//===- ONNX's own ----------------------------------------------------------------------------===//

LogicalResult importQLinearConv(Node& node) {
  if (failed(node.needInputs({"x", "x_scale", "x_zero_point", "w", "w_scale", "w_zero_point",
                              "y_scale", "y_zero_point"},
                             {"B"})))
    return failure();
  Quantized conv(node, node.opset());
  if (!conv.add(0) || !conv.add(3, 0)) return failure();
  conv.addBias(8, 0);
  return conv.define(6, 7, importConv);
}

LogicalResult importQLinearMatMul(Node& node) {
  if (failed(node.needInputs({"a", "a_scale", "a_zero_point", "b", "b_scale", "b_zero_point",
                              "y_scale", "y_zero_point"})))
    return failure();
  Quantized product(node, node.opset());
  int64_t columns = std::max<int64_t>(node.typeOf(3).getRank() - 1, 0);
  if (!product.add(0) || !product.add(3, columns)) return failure();
  return product.define(6, 7, importMatMul);
}

//===- ONNX Runtime's ------------------------------------------------------------------------===//

/// alpha is a part of B's scale, and so C is in units of alpha * a_scale * b_scale; without a scale
/// for it the result is float.
LogicalResult importQGemm(Node& node) {
  if (failed(node.needInputs({"A", "a_scale", "a_zero_point", "B", "b_scale", "b_zero_point"},
                             {"C", "y_scale", "y_zero_point"})))
    return failure();
  if (node.has(7) != node.has(8))
    return node.fail("needs both y_scale and y_zero_point, or neither, but got one of them");
  if (node.hasAttribute("beta"))
    return node.fail("needs an attribute of QGemm, but got beta, which Gemm alone has");
  Quantized gemm(node, 13);
  bool transB = node.integer("transB", 0) != 0;
  if (!gemm.add(0)) return failure();
  gemm.addTimesAlpha(3, transB ? 0 : 1);
  gemm.addBias(6, node.has(6) ? node.typeOf(6).getRank() - 1 : 0);
  return node.has(7) ? gemm.define(7, 8, importGemm) : gemm.defineFloat(importGemm);
}

static LogicalResult importPair(Node& node, Import import) {
  if (failed(node.needInputs(
          {"A", "A_scale", "A_zero_point?", "B", "B_scale", "B_zero_point?", "C_scale"},
          {"C_zero_point"})))
    return failure();
  Quantized pair(node, 14);
  if (!pair.add(0) || !pair.add(3)) return failure();
  return pair.define(6, 7, import);
}

LogicalResult importQLinearAdd(Node& node) { return importPair(node, importPlain<graph::AddOp>); }
LogicalResult importQLinearMul(Node& node) { return importPair(node, importPlain<graph::MulOp>); }

static LogicalResult needOne(Node& node) {
  return node.needInputs({"X", "X_scale", "X_zero_point?", "Y_scale"}, {"Y_zero_point"});
}

static LogicalResult importOne(Node& node, int64_t opset, Import import) {
  if (failed(needOne(node))) return failure();
  Quantized one(node, opset);
  if (!one.add(0)) return failure();
  return one.define(3, 4, import);
}

LogicalResult importQLinearSigmoid(Node& node) {
  return importOne(node, 13, importPlain<graph::SigmoidOp>);
}

/// NaN has no integer, and what a table of them would hold is the zero point here, 0 elsewhere.
LogicalResult importQLinearLeakyRelu(Node& node) {
  if (std::isnan(node.real("alpha", 0)))
    return node.fail("needs a number as alpha, but got NaN",
                     "set alpha to the slope of negative values");
  return importOne(node, 16, importPlain<graph::LeakyReluOp>);
}

/// Opset 11: AveragePool with ceil_mode and without dilations.
LogicalResult importQLinearAveragePool(Node& node) {
  node.needInteger("channels_last", 0, "put a Transpose in front and behind, and leave it out");
  return importOne(node, 11, importAveragePool);
}

LogicalResult importQLinearGlobalAveragePool(Node& node) {
  node.needInteger("channels_last", 0, "put a Transpose in front and behind, and leave it out");
  return importOne(node, 1, importGlobalAveragePool);
}

/// `opset` tells which Softmax is meant. What an absent axis means in an old one is told in two
/// ways (-1 in the schema, 1 in Softmax itself), which differ but for matrices.
LogicalResult importQLinearSoftmax(Node& node) {
  if (failed(needOne(node))) return failure();
  int64_t opset = node.integer("opset", 0);
  if (opset < 1)
    return node.fail("needs opset, the version of Softmax it stands for, but got " +
                         (node.hasAttribute("opset") ? std::to_string(opset) : "none"),
                     "set it to the opset of the model that was quantized");
  if (opset < 13 && !node.hasAttribute("axis") && node.typeOf(0).getRank() != 2)
    return node.fail("needs the attribute axis where opset is below 13, but got none",
                     "write it out: 1 where Softmax had none");
  return importOne(node, opset, importSoftmax);
}

LogicalResult importQLinearConcat(Node& node) {
  unsigned inputs = node.inputs();
  if (inputs < 5 || (inputs - 2) % 3 != 0)
    return node.fail("needs Y_scale, Y_zero_point and three inputs for each tensor, but got " +
                     std::to_string(inputs) + " inputs");
  llvm::SmallVector<llvm::StringRef> roles = {"Y_scale", "Y_zero_point"};
  while (roles.size() < inputs) roles.append({"tensor", "scale", "zero_point"});
  if (failed(node.needInputs(roles))) return failure();
  Quantized concat(node, 13);
  for (unsigned at = 2; at < inputs; at += 3)
    if (!concat.add(at)) return failure();
  return concat.define(0, 1, importConcat);
}

}  // namespace pelemay::onnx
