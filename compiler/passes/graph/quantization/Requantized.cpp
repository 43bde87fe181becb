//===- Requantized.cpp - from exact sums to stored integers, with one rounding ----------------===//
//
// The integers M, n, lo, hi and tie of `graph.requantize` come from Requantization.h; clamps
// between the op and its quantization are the bounds lo and hi.
//===-----------------------------------------------------------------------------------------===//
#include "compiler/passes/graph/quantization/Lowering.h"
#include "pelemay/requantize.h"

using namespace mlir;
using namespace pelemay::graph;

namespace pelemay::quantization {

/// One value where all are the same.
template <class T>
static std::vector<T> compressed(const std::vector<T>& values) {
  bool same = llvm::all_of(values, [&](T v) { return v == values.front(); });
  return same ? std::vector<T>{values.front()} : values;
}

RequantizeAttr requantizeAttr(Builder& builder, const Multipliers& m, Type element, int64_t zero) {
  auto list = [&](const std::vector<int32_t>& values) {
    return builder.getDenseI32ArrayAttr(compressed(values));
  };
  bool ties = llvm::any_of(m.tie, [](int64_t q) { return q != 0; });
  return RequantizeAttr::get(
      builder.getContext(), element, list(m.multiplier), list(m.shift), zero, list(m.lo),
      list(m.hi), ties ? builder.getDenseI64ArrayAttr(compressed(m.tie)) : DenseI64ArrayAttr());
}

/// The sums' integers in the shape of the float they stand for: a mean is summed as a map.
static Value inShapeOf(OpBuilder& builder, Value integers, RankedTensorType type, QuantAttr quant) {
  if (typeOf(integers).getShape() == type.getShape()) return integers;
  integers.getDefiningOp()->setAttr(kQuant, quant);
  auto shaped = RankedTensorType::get(type.getShape(), typeOf(integers).getElementType());
  return builder.create<ReshapeOp>(integers.getLoc(), shaped, integers);
}

std::vector<int8_t> tableOf(const StoredTensor& x, const Multipliers& by, size_t channel,
                            int64_t zero) {
  auto formula = rt::requantize(rt::one(by.multiplier[channel]), rt::one(by.shift[channel]),
                                static_cast<int32_t>(zero), rt::one(by.lo[channel]),
                                rt::one(by.hi[channel]), rt::one(by.tie[channel]));
  std::vector<int8_t> table;
  Interval values = x.range();
  for (int64_t v = values.lo; v <= values.hi; ++v)
    table.push_back(static_cast<int8_t>(formula(static_cast<int32_t>(v), 0, 0, 0)));
  return table;
}

static FailureOr<Multipliers> multipliersFor(QuantizeOp quantize, const Accumulators& acc,
                                             const Stored& range, Refusal& refusal) {
  std::vector<Channel> channels;
  auto unit = Rational::of(quantize.getScale()[0]);
  for (size_t c = 0; c < acc.scale.size(); ++c) {
    auto real = acc.scale[c].over(*unit);
    if (!real) return refusal = "the ratio of its scales cannot be kept exactly", failure();
    channels.push_back({*real, acc.range[c]});
  }
  auto found = multipliersOf(channels, range);
  if (auto* why = std::get_if<Refusal>(&found)) return refusal = *why, failure();
  return std::get<Multipliers>(found);
}

Value requantized(Integers& integers, QuantizeOp quantize, const Tail& tail,
                  const Accumulators& acc, Refusal& refusal) {
  Stored range = storedRange(quantize, tail);
  auto by = multipliersFor(quantize, acc, range, refusal);
  if (failed(by)) return {};
  OpBuilder builder(quantize);
  bool table = !acc.op && elementOf(quantize).isInteger(8);
  Value y = table ? lookedUp(builder, quantize.getLoc(), integers.stored(acc.x),
                             tableOf(acc.x, *by, 0, range.zero), elementOf(quantize))
                  : builder.create<RequantizeOp>(
                        quantize.getLoc(), integers.sums(acc),
                        requantizeAttr(builder, *by, elementOf(quantize), range.zero));
  llvm::SmallVector<Operation*> ops(acc.ops);
  llvm::append_range(ops, tail.ops);
  takeIdentities(y, acc.op ? acc.op : quantize.getOperation(), ops);
  Value shape = acc.op ? acc.op->getResult(0) : tail.core;
  y = inShapeOf(builder, y, typeOf(shape), quantOf(builder, quantize));
  return moved(builder, quantize, y, ops);
}

Value clamped(Integers& integers, QuantizeOp quantize, const Tail& tail, const StoredTensor& x) {
  Value stored = integers.stored(x);
  Interval range = storedRange(quantize, tail).range, all = rangeOf(elementOf(quantize));
  OpBuilder builder(quantize);
  auto bound = [&](int64_t value) {
    return splat(builder, quantize.getLoc(), typeOf(stored), elementOf(quantize), value);
  };
  Value y = stored;
  if (range.lo > all.lo)
    y = builder.create<MaxOp>(quantize.getLoc(), y, bound(range.lo), ValueRange(), ArrayAttr());
  if (range.hi < all.hi)
    y = builder.create<MinOp>(quantize.getLoc(), y, bound(range.hi), ValueRange(), ArrayAttr());
  if (y != stored) takeIdentities(y, quantize, tail.ops);
  return moved(builder, quantize, y, tail.ops);
}

}  // namespace pelemay::quantization
