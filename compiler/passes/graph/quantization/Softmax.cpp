//===- Softmax.cpp - softmax of a stored tensor, in integers --------------------------------===//
//
//     quantize(softmax(dequantize(x)))    ==>    graph.softmax_requantize x
//
// exp(x - max) depends on max - x alone, which is one of 256 integers: a table of
// round(exp(-d * scale) * 2^bits). What is left is a sum and a division (runtime/pelemay/kernels/
// softmax_requantize.h). The error is bounded in docs/design/03-integers.md, whose numbers are
// chosen here.
//===-----------------------------------------------------------------------------------------===//
#include <cmath>

#include "compiler/passes/graph/quantization/Lowering.h"
#include "dialects/graph/Constants.h"

using namespace mlir;
using namespace pelemay::graph;

namespace pelemay::quantization {

namespace {
struct Work {
  int bits, shift;
  int64_t multiplier;
};
}  // namespace

/// `multiplier` has 23 bits, and the table as many as leave n * table[0] * 2^(shift+1) and
/// 2 * table[0] * multiplier below 2^62. Nothing where that is too coarse.
static std::optional<Work> workFor(float scale, int64_t n) {
  int exponent;
  std::frexp(static_cast<double>(scale), &exponent);  // scale < 2^exponent
  int shift = 22 + exponent;                          // 2^22 < 2^shift / scale <= 2^23
  if (shift < 0 || shift > 30 || n > int64_t(1) << 20) return std::nullopt;
  int count = 0;
  while (int64_t(1) << count < n) ++count;
  Work work{std::min(30, 60 - shift - count), shift, 0};
  work.multiplier = std::llround(std::ldexp(1.0, shift) / static_cast<double>(scale));
  return work.bits >= 20 ? std::optional<Work>(work) : std::nullopt;
}

static Value tableFor(OpBuilder& builder, Location loc, float scale, int bits) {
  std::vector<int32_t> table;
  for (int d = 0; d < 256; ++d)
    table.push_back(static_cast<int32_t>(
        std::llround(std::ldexp(std::exp(-d * static_cast<double>(scale)), bits))));
  auto type = RankedTensorType::get({256}, builder.getI32Type());
  return builder.create<ConstantOp>(loc, type, makeElements(type, llvm::ArrayRef(table)));
}

Value softmaxed(Integers& integers, QuantizeOp quantize, const Tail& tail, Refusal& refusal) {
  auto softmax = tail.core.getDefiningOp<SoftmaxOp>();
  auto x = softmax ? storedTensor(softmax.getX()) : std::nullopt;
  if (!x) return {};
  if (!x->element().isInteger(8) || !elementOf(quantize).isInteger(8))
    return refusal = "its input or its result has more than 8 bits", Value();
  auto work = workFor(quantize.getScale()[0], typeOf(softmax.getX()).getDimSize(softmax.getAxis()));
  if (!work) return refusal = "its result is too fine for sums of 62 bits", Value();
  Stored range = storedRange(quantize, tail);
  OpBuilder builder(quantize);
  Value stored = integers.stored(*x);
  auto number = [&](int64_t value) { return builder.getI64IntegerAttr(value); };
  Value y = builder.create<SoftmaxRequantizeOp>(
      softmax.getLoc(), RankedTensorType::get(typeOf(stored).getShape(), elementOf(quantize)),
      stored, tableFor(builder, softmax.getLoc(), x->scale(), work->bits),
      number(softmax.getAxis()), number(work->multiplier), number(work->shift), number(range.zero),
      number(range.range.lo), number(range.range.hi));
  takeIdentities(y, softmax, tail.ops);
  return moved(builder, quantize, y, tail.ops);
}

}  // namespace pelemay::quantization
