//===- Dynamic.cpp - quantization with a scale that the data give -----------------------------===//
//
// DynamicQuantizeLinear finds scale and zero point at run time; graph.quantize has constants for
// both. So the arithmetic around it is float, and graph.quantize with a scale of 1 is what rounds
// to even and saturates. The Cast of sums to float that follows is graph.dequantize likewise.
//===------------------------------------------------------------------------------------------===//
#include <limits>

#include "frontends/onnx/Proto.h"
#include "frontends/onnx/ops/Scales.h"
#include "llvm/ADT/Sequence.h"

using namespace mlir;

namespace pelemay::onnx {

static Value scalar(Node& node, float value) { return node.makeConstant(makeFloats({value}, {})); }

/// Over all axes, as a list of one.
template <class Op>
static Value reduced(Node& node, Value x) {
  int64_t rank = cast<RankedTensorType>(x.getType()).getRank();
  if (rank > 0)
    x = node.create<Op>(x, node.attribute("axes", llvm::to_vector(llvm::seq<int64_t>(0, rank))));
  return node.reshape(x, {1});
}

/// (max(x, 0) - min(x, 0)) / 255, and 1 where that is 0, as ONNX Runtime has it (ONNX: 0). The
/// least float above 0 is 2^-149: times huge twice it is at least 1, and what is added is 0.
static Value scaleOf(Node& node, Value most, Value least) {
  Value range = node.create<graph::SubOp>({most, least});
  Value scale = node.create<graph::DivOp>({range, scalar(node, 255)});
  Value huge = scalar(node, std::numeric_limits<float>::max());
  Value one = scalar(node, 1);
  Value larger = node.create<graph::MulOp>({scale, huge});
  Value isAny = node.create<graph::MinOp>({node.create<graph::MulOp>({larger, huge}), one});
  return node.create<graph::AddOp>({scale, node.create<graph::SubOp>({one, isAny})});
}

/// y = saturate(round(x / scale) + zero), zero = saturate(round(0 - least / scale)), both uint8.
LogicalResult importDynamicQuantizeLinear(Node& node) {
  if (failed(node.needInputs({"x"})) || failed(node.needFloat(0))) return failure();
  if (node.places() != 3)
    return node.fail("needs three outputs, y, y_scale and y_zero_point, but got " +
                     std::to_string(node.places()));
  Value x = node.value(0);
  if (!x) return failure();
  const Scales plain{{1.0f}, {0}, 0};
  Type f32 = Float32Type::get(node.context()), i32 = IntegerType::get(node.context(), 32),
       ui8 = IntegerType::get(node.context(), 8, IntegerType::Unsigned);
  auto quantized = [&](Value v, Type element) {
    return createScaled<graph::QuantizeOp>(node, v, plain, element);
  };
  auto real = [&](Value v) { return createScaled<graph::DequantizeOp>(node, v, plain, f32); };
  Value none = scalar(node, 0);
  Value most = node.create<graph::MaxOp>({reduced<graph::ReduceMaxOp>(node, x), none});
  Value least = node.create<graph::MinOp>({reduced<graph::ReduceMinOp>(node, x), none});
  Value scale = scaleOf(node, most, least);
  Value down = node.create<graph::DivOp>({least, scale});
  Value zero = quantized(node.create<graph::SubOp>({none, down}), ui8);
  Value rounded = real(quantized(node.create<graph::DivOp>({x, scale}), i32));
  Value below = node.create<graph::NegOp>(real(zero));
  Value y = quantized(node.create<graph::SubOp>({rounded, below}), ui8);
  if (failed(node.define(0, y)) || failed(node.define(1, node.reshape(scale, {}))))
    return failure();
  return node.define(2, node.reshape(zero, {}));
}

/// From integers to float; others would have to round, saturate or wrap around as ONNX says
/// nowhere.
LogicalResult importCast(Node& node) {
  if (failed(node.needInputs({"input"}))) return failure();
  if (!node.hasAttribute("to")) return node.fail("needs the attribute to, but got none");
  int64_t to = node.integer("to", 0);
  if (node.since(19)) node.needInteger("saturate", 1);
  if (node.failed()) return failure();
  Type element = node.typeOf(0).getElementType();
  std::string wanted = elementName(static_cast<int32_t>(to));
  if (elementName(element) == wanted) return node.forward(0);
  bool isInteger = element.isInteger(8) || element.isSignlessInteger(32);
  if (to != proto::TensorProto::FLOAT || !isInteger)
    return node.fail("needs a cast of int8, uint8 or int32 to float32, but got one of " +
                     elementName(element) + " to " + wanted);
  return node.define(createScaled<graph::DequantizeOp>(node, node.value(0), {{1.0f}, {0}, 0},
                                                       Float32Type::get(node.context())));
}

}  // namespace pelemay::onnx
