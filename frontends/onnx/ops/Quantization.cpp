//===- Quantization.cpp - QuantizeLinear and DequantizeLinear ---------------------------------===//
#include <cmath>

#include "frontends/onnx/Node.h"

using namespace mlir;

namespace pelemay::onnx {

namespace {
struct Scales {
  llvm::SmallVector<float> scale;
  llvm::SmallVector<int64_t> zero;
  int64_t axis = 0;
};
}  // namespace

/// Attributes of newer opsets, which are understood with their defaults alone.
static void refuseNewer(Node& node, bool quantize) {
  if (node.since(21)) node.needInteger("block_size", 0);
  if (quantize && node.since(19)) node.needInteger("saturate", 1);
  if (quantize ? node.since(21) : node.since(23)) node.needInteger("output_dtype", 0);
  if (quantize && node.since(23)) node.needInteger("precision", 0);
}

/// Inputs 1 and 2, known at compile time; checked against the shape of input 0.
static std::optional<Scales> readScales(Node& node, Type stored) {
  auto fail = [&](const llvm::Twine& text) {
    (void)node.fail(text);
    return std::nullopt;
  };
  const Tensor* scale = node.constant(1);
  const Tensor* zero = node.constant(2);
  if (!scale || (node.has(2) && !zero))
    return fail("needs a scale and zero point known at compile time, but " +
                node.titleOf(scale ? 2 : 1) + " is computed by the model");
  Scales result;
  result.scale = scale->floats();
  result.zero.assign(result.scale.size(), 0);
  if (zero && (zero->shape != scale->shape || node.typeOf(2).getElementType() != stored))
    return fail("needs a zero point of type " + elementName(stored) + " and of the scale's shape " +
                listed(scale->shape) + ", but got " + titled(node.typeOf(2)));
  if (zero) result.zero = zero->integers();
  for (float value : result.scale)
    if (!std::isfinite(value) || value <= 0)
      return fail("needs finite positive values in the scale, but got " + std::to_string(value));

  // One value serves the whole tensor, whatever the axis; a vector wants one for each index.
  if (node.since(13)) (void)node.integer("axis", 1);
  if (result.scale.size() == 1 && scale->shape.size() <= 1) return result;
  if (!node.since(13) || scale->shape.size() != 1)
    return fail("needs one scale, or from opset 13 on a list along one axis, but got " +
                titled(node.typeOf(1)));
  RankedTensorType x = node.typeOf(0);
  result.axis = node.axis("axis", 1, x.getRank());
  if (node.failed()) return std::nullopt;
  int64_t channels = x.getDimSize(static_cast<unsigned>(result.axis));
  if (scale->count() != channels)
    return fail("needs " + std::to_string(channels) + " scales for axis " +
                std::to_string(result.axis) + " of " + titled(x) + ", but got " +
                std::to_string(scale->count()));
  return result;
}

template <class Op>
static LogicalResult create(Node& node, const Scales& scales, Type element) {
  Builder& b = node.builder();
  llvm::SmallVector<NamedAttribute> attributes = {
      b.getNamedAttr("scale", b.getDenseF32ArrayAttr(scales.scale)),
      b.getNamedAttr("zero", b.getDenseI64ArrayAttr(scales.zero))};
  if (scales.scale.size() != 1) attributes.push_back(node.attribute("axis", scales.axis));
  auto type = RankedTensorType::get(node.typeOf(0).getShape(), element);
  return node.define(node.named(node.createTyped<Op>(type, node.value(0), attributes)));
}

LogicalResult importQuantizeLinear(Node& node) {
  if (failed(node.needInputs({"x", "y_scale"}, {"y_zero_point"})) || failed(node.needFloat({0, 1})))
    return failure();
  refuseNewer(node, true);
  // Without a zero point the result is uint8.
  Type stored = node.has(2) ? node.typeOf(2).getElementType()
                            : IntegerType::get(node.context(), 8, IntegerType::Unsigned);
  if (!stored.isInteger(8))
    return node.fail("needs a result of type int8 or uint8, but got " + elementName(stored));
  auto scales = readScales(node, stored);
  if (!scales || node.failed()) return failure();
  return create<graph::QuantizeOp>(node, *scales, stored);
}

LogicalResult importDequantizeLinear(Node& node) {
  if (failed(node.needInputs({"x", "x_scale"}, {"x_zero_point"})) || failed(node.needFloat(1)))
    return failure();
  refuseNewer(node, false);
  Type stored = node.typeOf(0).getElementType();
  if (!stored.isInteger(8) && !stored.isInteger(32))
    return node.fail("needs int8, uint8 or int32, but got " + titled(node.typeOf(0)));
  auto scales = readScales(node, stored);
  if (!scales || node.failed()) return failure();
  if (stored.isInteger(32) && llvm::any_of(scales->zero, [](int64_t z) { return z != 0; }))
    return node.fail("needs a zero point of 0 for int32, but got another");
  return create<graph::DequantizeOp>(node, *scales, Float32Type::get(node.context()));
}

}  // namespace pelemay::onnx
