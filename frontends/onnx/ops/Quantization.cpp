//===- Quantization.cpp - QuantizeLinear and DequantizeLinear ---------------------------------===//
#include <cmath>

#include "frontends/onnx/ops/Scales.h"

using namespace mlir;

namespace pelemay::onnx {

/// The type that an attribute of a newer opset names, "" if none: both 0 and absence say nothing.
static std::string namedType(Node& node, llvm::StringRef attribute) {
  int64_t code = node.integer(attribute, 0);
  if (code != static_cast<int32_t>(code)) return std::to_string(code);
  return code == 0 ? "" : elementName(static_cast<int32_t>(code));
}

/// What is computed in, or the result of DequantizeLinear, is float32.
static LogicalResult needFloatIn(Node& node, llvm::StringRef attribute) {
  std::string name = namedType(node, attribute);
  if (name.empty() || name == "float32") return success(!node.failed());
  return node.fail("needs " + attribute + " = float32, but got " + name,
                   "export the model with float32, or leave " + attribute + " out");
}

static LogicalResult refuseBlocks(Node& node) {
  if (!node.since(21)) return success();
  node.needInteger("block_size", 0, "quantize with one scale, or one for each index of an axis");
  return success(!node.failed());
}

/// The type of QuantizeLinear's result: the zero point's, else what output_dtype says, else uint8.
/// Null after an error.
static Type storedType(Node& node) {
  Type zero = node.has(2) ? node.typeOf(2).getElementType() : Type();
  std::string said = node.since(21) ? namedType(node, "output_dtype") : "";
  if (node.failed()) return {};
  if (zero && !said.empty() && said != elementName(zero))
    (void)node.fail("needs output_dtype = " + elementName(zero) + " as " + node.titleOf(2) +
                        " is, but got " + said,
                    "leave output_dtype out: the zero point's type says it");
  if (zero) return zero;
  if (!said.empty() && said != "int8" && said != "uint8")
    (void)node.fail("needs output_dtype = int8 or uint8, but got " + said,
                    "quantize the model to 8 bits");
  return IntegerType::get(node.context(), 8,
                          said == "int8" ? IntegerType::Signless : IntegerType::Unsigned);
}

bool isList(Node& node, unsigned scale) {
  const Tensor* list = node.constant(scale);
  return list && (list->shape.size() > 1 || list->count() != 1);
}

std::optional<Scales> readScales(Node& node, unsigned scaleInput, unsigned zeroInput, Type stored,
                                 RankedTensorType x, int64_t axis) {
  auto fail = [&](const llvm::Twine& text, const llvm::Twine& help) {
    (void)node.fail(text, help);
    return std::nullopt;
  };
  const Tensor* scale = node.constant(scaleInput);
  const Tensor* zero = node.constant(zeroInput);
  if (!scale || (node.has(zeroInput) && !zero))
    return fail("needs a scale and zero point known at compile time, but " +
                    node.titleOf(scale ? zeroInput : scaleInput) + " is computed by the model",
                "quantize statically, with calibration data: scales are initializers then");
  // One value may be a scalar or a list of one, and some exporters write a scalar beside a list.
  auto isOne = [](const Tensor& tensor) { return tensor.shape.size() <= 1 && tensor.count() == 1; };
  if (zero && ((zero->shape != scale->shape && !(isOne(*zero) && isOne(*scale))) ||
               node.typeOf(zeroInput).getElementType() != stored))
    return fail("needs a zero point of type " + elementName(stored) + " and of the scale's shape " +
                    listed(scale->shape) + ", but got " + titled(node.typeOf(zeroInput)),
                "give each scale a zero point, of the type that is stored");
  Scales result;
  result.scale = scale->floats();
  result.zero.assign(result.scale.size(), 0);
  if (zero) result.zero = zero->integers();
  for (float value : result.scale)
    if (!std::isfinite(value) || value <= 0)
      return fail("needs finite positive values in " + node.titleOf(scaleInput) + ", but got " +
                      std::to_string(value),
                  "quantize the model again: a scale is the step from one integer to the next");
  if (isOne(*scale)) return result;
  if (scale->shape.size() != 1)
    return fail(
        "needs one scale, or a list along one axis, but got " + titled(node.typeOf(scaleInput)),
        "quantize with one scale, or one for each index of an axis");
  result.axis = axis;
  int64_t channels = x.getDimSize(static_cast<unsigned>(axis));
  if (scale->count() != channels)
    return fail("needs " + std::to_string(channels) + " scales for axis " + std::to_string(axis) +
                    " of " + titled(x) + ", but got " + std::to_string(scale->count()),
                "make as many scales and zero points as the axis is long, or one");
  return result;
}

/// Inputs 1 and 2 of QuantizeLinear and DequantizeLinear, for input 0.
static std::optional<Scales> readOwnScales(Node& node, Type stored) {
  RankedTensorType x = node.typeOf(0);
  bool list = isList(node, 1);
  // One value serves the whole tensor, whatever the axis; a list wants one for each index.
  int64_t axis = 0;
  if (node.since(13)) axis = list ? node.axis("axis", 1, x.getRank()) : node.integer("axis", 1);
  if (list && !node.since(13))
    (void)node.fail("needs one scale, or from opset 13 on a list along one axis, but got " +
                        titled(node.typeOf(1)),
                    "export the model again for opset 13 or newer");
  if (node.failed()) return std::nullopt;
  return readScales(node, 1, 2, stored, x, axis);
}

LogicalResult importQuantizeLinear(Node& node) {
  if (failed(node.needInputs({"x", "y_scale"}, {"y_zero_point"})) || failed(node.needFloat({0, 1})))
    return failure();
  if (failed(refuseBlocks(node))) return failure();
  // Of float8 alone.
  if (node.since(19)) (void)node.integer("saturate", 1);
  if (node.since(23) && failed(needFloatIn(node, "precision"))) return failure();
  Type stored = storedType(node);
  if (node.failed()) return failure();
  if (!stored.isInteger(8))
    return node.fail("needs a result of type int8 or uint8, but got " + elementName(stored),
                     "quantize the model to 8 bits");
  auto scales = readOwnScales(node, stored);
  if (!scales || node.failed()) return failure();
  return node.define(createScaled<graph::QuantizeOp>(node, node.value(0), *scales, stored));
}

LogicalResult importDequantizeLinear(Node& node) {
  if (failed(node.needInputs({"x", "x_scale"}, {"x_zero_point"})) || failed(node.needFloat(1)))
    return failure();
  Type f32 = Float32Type::get(node.context());
  if (failed(refuseBlocks(node)) || (node.since(23) && failed(needFloatIn(node, "output_dtype"))))
    return failure();
  Type stored = node.typeOf(0).getElementType();
  if (!stored.isInteger(8) && !stored.isInteger(32))
    return node.fail("needs int8, uint8 or int32, but got " + titled(node.typeOf(0)));
  auto scales = readOwnScales(node, stored);
  if (!scales || node.failed()) return failure();
  if (stored.isInteger(32) && llvm::any_of(scales->zero, [](int64_t z) { return z != 0; }))
    return node.fail("needs a zero point of 0 for int32, but got another",
                     "subtract it from the integers, and leave it out");
  return node.define(createScaled<graph::DequantizeOp>(node, node.value(0), *scales, f32));
}

}  // namespace pelemay::onnx
