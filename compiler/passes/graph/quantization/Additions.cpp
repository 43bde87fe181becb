//===- Additions.cpp - the sum of two quantized tensors, in 32 bits ---------------------------===//
//
//     quantize(dequantize(a) + dequantize(b))    ==>    graph.add_requantize a, b
//===-----------------------------------------------------------------------------------------===//
#include "compiler/passes/graph/quantization/Lowering.h"

#include "compiler/analysis/Evaluate.h"

using namespace mlir;
using namespace pelemay::graph;

namespace pelemay::quantization {

std::vector<int64_t> Factor::values() const {
  std::vector<int64_t> values;
  if (constant) {
    values = constant->values;
    llvm::sort(values);
    values.erase(std::unique(values.begin(), values.end()), values.end());
    return values;
  }
  Interval range = tensor->range();
  for (int64_t v = range.lo; v <= range.hi; ++v) values.push_back(v);
  return values;
}

/// A constant's stored bytes, repeated to `type`'s shape.
static Value broadcast(OpBuilder& builder, const StoredConstant& c, RankedTensorType type) {
  auto bytes = bytesOf(c.stored);
  std::vector<char> all;
  for (int64_t place : broadcastPlaces(c.type(), type)) all.push_back((*bytes)[place]);
  return constantLike(builder, makeElements(type, llvm::ArrayRef<char>(all)), c.source);
}

static Refusal check(AddOp add, const Factor& a, const Factor& b, QuantizeOp y) {
  if (!a.isStored() || !b.isStored())
    return "an operand of its sum is not dequantized with one scale";
  if (!a.hasOneScale() || !b.hasOneScale()) return "an operand of its sum has more than one scale";
  if (!a.element().isInteger(8) || a.element() != b.element() || !elementOf(y).isInteger(8))
    return "the operands of its sum are not 8-bit integers of one type";
  return "";
}

Value summed(Integers& integers, QuantizeOp quantize, const Tail& tail, Refusal& refusal) {
  auto add = tail.core.getDefiningOp<AddOp>();
  if (!add || add.getEpilogueAttr()) return {};
  Factor a(add.getX()), b(add.getY());
  if (!a.tensor && !b.tensor) return {};  // nothing here is quantized, or all of it is constant
  if (refusal = check(add, a, b, quantize); !refusal.empty()) return {};
  auto unit = Rational::of(quantize.getScale()[0]);
  auto real = [&](const Factor& each) { return Rational::of(each.scale())->over(*unit); };
  auto found = multipliersOf(Summand{*real(a), a.values()}, Summand{*real(b), b.values()});
  if (auto* why = std::get_if<Refusal>(&found)) return refusal = *why, Value();
  const auto& by = std::get<SumMultipliers>(found);

  OpBuilder builder(quantize);
  auto type = RankedTensorType::get(typeOf(add.getZ()).getShape(), a.element());
  bool whole = (a.tensor && typeOf(add.getX()).getShape() == type.getShape()) ||
               (b.tensor && typeOf(add.getY()).getShape() == type.getShape());
  auto operand = [&](const Factor& each) {
    if (!each.constant) return integers.stored(*each.tensor);
    // Repeated to the sum's shape, it can be an extra of the host that computes the other.
    return whole ? broadcast(builder, *each.constant, type)
                 : constantLike(builder, each.constant->stored, each.constant->source);
  };
  Value left = operand(a), right = operand(b);
  Stored y = storedRange(quantize, tail);
  auto zeros = builder.getDenseI32ArrayAttr({int32_t(a.zero()), int32_t(b.zero())});
  auto ties = by.tie ? builder.getDenseI64ArrayAttr({by.pa, by.pb, by.q}) : DenseI64ArrayAttr();
  Value sum = builder.create<AddRequantizeOp>(
      add.getLoc(), RankedTensorType::get(type.getShape(), elementOf(quantize)), left, right, zeros,
      builder.getDenseI32ArrayAttr({by.ma, by.mb}), builder.getI64IntegerAttr(by.shift),
      builder.getI64IntegerAttr(y.zero), builder.getI64IntegerAttr(y.range.lo),
      builder.getI64IntegerAttr(y.range.hi), ties);
  takeIdentities(sum, add, tail.ops);
  return moved(builder, quantize, sum, tail.ops);
}

}  // namespace pelemay::quantization
