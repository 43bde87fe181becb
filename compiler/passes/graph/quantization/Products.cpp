//===- Products.cpp - the product of two quantized tensors -----------------------------------===//
//
//     quantize(dequantize(a) * dequantize(b))    ==>    graph.mul_requantize a, b
//
// (a - za) * (b - zb) is exact in 17 bits; one channel with real = s_a * s_b / s_out. The shapes
// broadcast: a gate of one value a channel is read as it lies.
//===-----------------------------------------------------------------------------------------===//
#include "compiler/analysis/Evaluate.h"
#include "compiler/passes/graph/quantization/Lowering.h"

using namespace mlir;
using namespace pelemay::graph;

namespace pelemay::quantization {

static Refusal check(const Factor& a, const Factor& b) {
  if (!a.hasOneScale() || !b.hasOneScale())
    return "an operand of its product has more than one scale";
  if (!a.element().isInteger(8) || !b.element().isInteger(8))
    return "the operands of its product are not 8-bit integers";
  return "";
}

/// All products of two intervals.
static Interval productsOf(const std::vector<int64_t>& a, const std::vector<int64_t>& b) {
  auto corners = {a.front() * b.front(), a.front() * b.back(), a.back() * b.front(),
                  a.back() * b.back()};
  return {std::min(corners), std::max(corners)};
}

Value multiplied(Integers& integers, QuantizeOp quantize, const Tail& tail, Refusal& refusal) {
  auto mul = tail.core.getDefiningOp<MulOp>();
  if (!mul || mul.getEpilogueAttr()) return {};
  Factor a(mul.getX()), b(mul.getY());
  if (!a.tensor && !b.tensor) return {};  // nothing here is quantized, or all of it is constant
  // A factor that is no integer may still be one number: then the product is a table.
  if (!a.isStored() || !b.isStored()) return {};
  if (refusal = check(a, b); !refusal.empty()) return {};
  auto scale = Rational::of(a.scale())->times(*Rational::of(b.scale()));
  auto real = scale ? scale->over(*Rational::of(quantize.getScale()[0])) : std::nullopt;
  if (!real) return refusal = "the ratio of its scales cannot be kept exactly", Value();
  Stored range = storedRange(quantize, tail);
  auto found = multipliersOf({Channel{*real, productsOf(a.values(), b.values())}}, range);
  if (auto* why = std::get_if<Refusal>(&found)) return refusal = *why, Value();

  OpBuilder builder(quantize);
  auto operand = [&](const Factor& each) {
    return each.constant ? constantLike(builder, each.constant->stored, each.constant->source)
                         : integers.stored(*each.tensor);
  };
  Value left = operand(a), right = operand(b);
  auto zeros = builder.getDenseI32ArrayAttr({int32_t(a.zero()), int32_t(b.zero())});
  Value y = builder.create<MulRequantizeOp>(
      mul.getLoc(), left, right, zeros,
      requantizeAttr(builder, std::get<Multipliers>(found), elementOf(quantize), range.zero));
  takeIdentities(y, mul, tail.ops);
  return moved(builder, quantize, y, tail.ops);
}

}  // namespace pelemay::quantization
