//===- Concats.cpp - a concatenation of stored tensors moves integers -----------------------===//
//
//     quantize(concat(dequantize(a), dequantize(b)))    ==>    graph.concat a, graph.lookup(b)
//
// One step of the formula, each part a run of channels that share n: a part that is stored with the
// result's scale is moved as it is, any other goes through a table.
//===-----------------------------------------------------------------------------------------===//
#include "compiler/passes/graph/quantization/Lowering.h"

using namespace mlir;
using namespace pelemay::graph;

namespace pelemay::quantization {

/// All parts as stored 8-bit tensors; empty where one is something else.
static llvm::SmallVector<StoredTensor> partsOf(ConcatOp concat) {
  llvm::SmallVector<StoredTensor> parts;
  for (Value part : concat.getParts()) {
    auto x = storedTensor(part);
    if (!x || !x->element().isInteger(8)) return {};
    parts.push_back(*x);
  }
  return parts;
}

static bool isIdentity(const StoredTensor& x, QuantizeOp y, const Stored& range) {
  Interval all = rangeOf(elementOf(y));
  return x.element() == elementOf(y) && x.scale() == y.getScale()[0] &&
         x.zero() == y.getZero()[0] && range.range.lo == all.lo && range.range.hi == all.hi;
}

Value concatenated(Integers& integers, QuantizeOp quantize, const Tail& tail, Refusal& refusal) {
  auto concat = tail.core.getDefiningOp<ConcatOp>();
  if (!concat || !elementOf(quantize).isInteger(8)) return {};
  llvm::SmallVector<StoredTensor> parts = partsOf(concat);
  if (parts.empty()) return {};
  std::vector<Channel> channels;
  for (const StoredTensor& x : parts)
    channels.push_back(
        {*Rational::of(x.scale())->over(*Rational::of(quantize.getScale()[0])), x.range()});
  Stored range = storedRange(quantize, tail);
  auto found = multipliersOf(channels, range);
  if (auto* why = std::get_if<Refusal>(&found)) return refusal = *why, Value();
  OpBuilder builder(quantize);
  llvm::SmallVector<Value> values;
  QuantAttr quant = quantOf(builder, quantize);
  for (auto [i, x] : llvm::enumerate(parts)) {
    Value part = integers.stored(x);
    if (!isIdentity(x, quantize, range)) {
      part = lookedUp(builder, concat.getLoc(), part,
                      tableOf(x, std::get<Multipliers>(found), i, range.zero), elementOf(quantize));
      part.getDefiningOp()->setAttr(kQuant, quant);
    }
    values.push_back(part);
  }
  Value y = builder.create<ConcatOp>(concat.getLoc(), values, concat.getAxis());
  takeIdentities(y, concat, tail.ops);
  return moved(builder, quantize, y, tail.ops);
}

}  // namespace pelemay::quantization
