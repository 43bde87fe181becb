//===- Sums.cpp - exact 32-bit sums: products, pools, widened tensors -------------------------===//
//
// Zero points go into biases and fills, so that all that is left of an op between dequantize and
// quantize is a sum of integers.
//===-----------------------------------------------------------------------------------------===//
#include "compiler/passes/graph/quantization/Lowering.h"

#include "compiler/analysis/Axes.h"
#include "compiler/analysis/Evaluate.h"

using namespace mlir;
using namespace pelemay::graph;

namespace pelemay::quantization {

/// The weights as 8-bit integers without zero points.
static Value weightsOf(OpBuilder& builder, const Accumulators& acc) {
  const StoredConstant& w = *acc.w;
  ElementsAttr value = w.stored;
  if (w.hasZeroPoint()) {
    std::vector<int8_t> shifted(w.values.begin(), w.values.end());
    value = makeElements(RankedTensorType::get(w.type().getShape(), builder.getI8Type()),
                         llvm::ArrayRef<int8_t>(shifted));
  }
  if (isa<MatmulOp>(acc.op)) value = transposed(value, {1, 0});
  return constantLike(builder, value, w.source);
}

/// Bias minus x's zero point times the sum of a channel's weights: the sum for x = 0, so it fits
/// into 32 bits where all sums do. Null where it is 0.
static Value biasOf(OpBuilder& builder, const Accumulators& acc) {
  // Sums over x = 0 are bias + sum of (0 - zero) * w.
  int64_t channels = acc.scale.size(), inner = acc.w->values.size() / channels;
  std::vector<int32_t> bias;
  for (int64_t c = 0; c < channels; ++c) {
    int64_t sum = 0;
    for (int64_t k = 0; k < inner; ++k)
      sum += acc.w->values[isa<MatmulOp>(acc.op) ? k * channels + c : c * inner + k];
    bias.push_back(acc.bias[c] - acc.x.zero() * sum);
  }
  if (llvm::all_of(bias, [](int32_t b) { return b == 0; })) return {};
  auto type = RankedTensorType::get({channels}, builder.getI32Type());
  ElementsAttr value = makeElements(type, llvm::ArrayRef<int32_t>(bias));
  if (acc.biasSource) return constantLike(builder, value, acc.biasSource);
  return builder.create<ConstantOp>(acc.op->getLoc(), type, value);
}

/// Padding is worth the zero point; nothing is said where there is none.
static IntegerAttr fillOf(Builder& builder, llvm::ArrayRef<int64_t> pads, const StoredTensor& x) {
  bool padded = llvm::any_of(pads, [](int64_t pad) { return pad != 0; });
  return padded && x.zero() != 0 ? builder.getI64IntegerAttr(x.zero()) : IntegerAttr();
}

static Value product(OpBuilder& builder, const Accumulators& acc, Value x) {
  Value w = weightsOf(builder, acc), b = biasOf(builder, acc);
  Location loc = acc.op->getLoc();
  auto conv = dyn_cast<ConvOp>(acc.op);
  if (!conv) return builder.create<LinearOp>(loc, x, w, b, ValueRange(), ArrayAttr());
  return builder.create<ConvOp>(loc, x, w, b, ValueRange(), conv.getStrideAttr(), conv.getPadAttr(),
                                conv.getDilationAttr(), conv.getGroupsAttr(),
                                fillOf(builder, conv.getPad(), acc.x), ArrayAttr());
}

/// sum - count * zero, from the sum of stored integers.
static Value withoutZero(OpBuilder& builder, Value sum, int64_t zero, int64_t count) {
  if (zero == 0) return sum;
  Value constant = splat(builder, sum.getLoc(), typeOf(sum), builder.getI32Type(), -zero * count);
  return builder.create<AddOp>(sum.getLoc(), sum, constant, ValueRange(), ArrayAttr());
}

static Value pool(OpBuilder& builder, const Accumulators& acc, Value x) {
  auto pool = cast<AveragePoolOp>(acc.op);
  Value sum = builder.create<SumPoolOp>(
      pool.getLoc(), x, ValueRange(), pool.getWindowAttr(), pool.getStrideAttr(), pool.getPadAttr(),
      pool.getDilationAttr(), ArrayAttr(), fillOf(builder, pool.getPad(), acc.x));
  return withoutZero(builder, sum, acc.x.zero(), acc.count);
}

/// Sums over `n` neighbouring elements, `inner` apart: windows of n columns of a map of `rows`
/// rows.
static Value total(OpBuilder& builder, Value x, int64_t rows, int64_t n, int64_t inner,
                   int64_t zero) {
  RankedTensorType type = typeOf(x);
  auto map = RankedTensorType::get({1, rows, type.getNumElements() / rows / inner, inner},
                                   type.getElementType());
  Location loc = x.getLoc();
  auto window = builder.getDenseI64ArrayAttr({1, n}),
       none = builder.getDenseI64ArrayAttr({0, 0, 0, 0});
  Value sum =
      builder.create<SumPoolOp>(loc, builder.create<ReshapeOp>(loc, map, x), ValueRange(), window,
                                window, none, DenseI64ArrayAttr(), ArrayAttr(), IntegerAttr());
  return withoutZero(builder, sum, zero, n);
}

/// Whether axes first .. last of `type` are `axes` in some order, and `kept` are the others in
/// theirs.
static bool areNeighbours(llvm::ArrayRef<int64_t> axes, llvm::ArrayRef<int64_t> kept) {
  auto [least, most] = std::minmax_element(axes.begin(), axes.end());
  return *most - *least + 1 == static_cast<int64_t>(axes.size()) && llvm::is_sorted(kept);
}

/// The sums behind a mean. A transpose in front of it need not run where it leaves the reduced axes
/// neighbours and the others in their order.
static Value mean(OpBuilder& builder, const Accumulators& acc, Value x) {
  Perm axes(cast<ReduceMeanOp>(acc.op).getAxes()), kept;
  for (int64_t axis = 0; axis < typeOf(x).getRank(); ++axis)
    if (!llvm::is_contained(axes, axis)) kept.push_back(axis);
  while (auto transpose = x.getDefiningOp<TransposeOp>()) {
    Perm before(transpose.getPerm()), axesBefore, keptBefore;
    for (int64_t axis : axes) axesBefore.push_back(before[axis]);
    for (int64_t axis : kept) keptBefore.push_back(before[axis]);
    if (!areNeighbours(axesBefore, keptBefore)) break;
    axes = axesBefore;
    kept = keptBefore;
    x = transpose.getX();
  }
  llvm::ArrayRef<int64_t> shape = typeOf(x).getShape();
  int64_t inner = 1, rows = 1, columns = 1;  // rows: of two axes in front, as the user knows them
  for (int64_t size : shape.drop_front(*llvm::max_element(axes) + 1)) inner *= size;
  for (int64_t size : shape.take_front(*llvm::min_element(axes))) {
    if (size > 1) rows *= columns;
    if (size > 1) columns = size;
  }
  return total(builder, x, rows, acc.count, inner, acc.x.zero());
}

/// A stored tensor in 32 bits without its zero point: sums of one element.
static Value widened(OpBuilder& builder, Value x, int64_t zero) {
  RankedTensorType type = typeOf(x);
  return total(builder, x, 1, 1, type.getRank() ? type.getShape().back() : 1, zero);
}

Value Integers::sums(const Accumulators& acc) {
  Operation* last = !acc.ops.empty() ? acc.ops.back() : acc.op;
  Value key = acc.op ? last->getResult(0) : Value();
  if (key && made_[key]) return made_[key];
  Operation* first =
      acc.x.moves.empty() ? DequantizeOp(acc.x.source).getOperation() : acc.x.moves.back();
  OpBuilder builder(acc.op ? acc.op : first);
  Value x = stored(acc.x);
  Value sum = !acc.op                      ? widened(builder, x, acc.x.zero())
              : isa<AveragePoolOp>(acc.op) ? pool(builder, acc, x)
              : isa<ReduceMeanOp>(acc.op)  ? mean(builder, acc, x)
                                           : product(builder, acc, x);
  if (!acc.op) return sum;
  for (Value value = sum;;) {
    Operation* op = value.getDefiningOp();
    if (Attribute origins = acc.op->getAttr(kOrigins)) op->setAttr(kOrigins, origins);
    if (!isa<AddOp>(op)) break;
    value = cast<AddOp>(op).getX();
  }
  return made_[key] = sum;
}

}  // namespace pelemay::quantization
