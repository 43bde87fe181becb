#include "compiler/analysis/Accumulators.h"

#include "compiler/analysis/Evaluate.h"

using namespace mlir;

namespace pelemay {

using namespace graph;

static RankedTensorType typeOf(Value value) { return cast<RankedTensorType>(value.getType()); }

static bool isProduct(Operation* op) {
  auto host = dyn_cast_or_null<HostOp>(op);
  if (auto conv = dyn_cast_or_null<ConvOp>(op); conv && conv.getPlanar()) return false;
  return host && !host.getEpilogueAttr() && isa<ConvOp, LinearOp, MatmulOp>(op);
}

/// The axis of the weights that output channels lie along.
static int64_t channelAxis(Operation* product) { return isa<MatmulOp>(product) ? 1 : 0; }

//===- Biases --------------------------------------------------------------------------------===//

/// Whether a bias in units of `scale` is one in units of `unit`: within 2^-20, as float32 products
/// are.
static bool sameUnit(float scale, const Rational& unit) {
  auto stored = Rational::of(scale);
  auto ratio = stored ? stored->over(unit) : std::nullopt;
  auto place = ratio ? ratio->place(1, 20) : std::nullopt;
  constexpr int64_t one = int64_t(1) << 20;
  return place && place->floor >= one - 1 && place->ceiling() <= one + 1;
}

/// Adds a constant to the sums of `acc`: element places[i] of it goes to channel channels[i].
static Refusal addBias(Accumulators& acc, const StoredConstant& b, llvm::ArrayRef<int64_t> places,
                       llvm::ArrayRef<int32_t> channels) {
  if (!b.type().getElementType().isInteger(32) || b.hasZeroPoint())
    return "its bias is not int32 with zero point 0";
  std::vector<std::optional<int64_t>> values(acc.scale.size());
  for (size_t i = 0; i < places.size(); ++i) {
    int32_t c = channels[i];
    int64_t value = b.values[places[i]];
    if (values[c] && *values[c] != value) return "its bias differs within a channel";
    if (!values[c] && !sameUnit(b.scaleOf(places[i]), acc.scale[c]))
      return "the scale of its bias is not the input's times the weights' scale";
    values[c] = value;
  }
  for (size_t c = 0; c < values.size(); ++c) acc.bias[c] += values[c].value_or(0);
  acc.biasSource = b.source;
  return "";
}

/// The channel of each element of the value behind `ops`; empty where a move cannot be followed.
static std::vector<int32_t> channelsBehind(Operation* product, llvm::ArrayRef<Operation*> ops) {
  RankedTensorType type = typeOf(product->getResult(0));
  std::vector<int32_t> channels(type.getNumElements());
  for (size_t i = 0; i < channels.size(); ++i) channels[i] = i % type.getShape().back();
  auto i32 = IntegerType::get(product->getContext(), 32);
  ElementsAttr value =
      makeElements(RankedTensorType::get(type.getShape(), i32), llvm::ArrayRef(channels));
  for (Operation* op : ops) {
    if (isa<AddOp>(op)) continue;
    if (auto transpose = dyn_cast<TransposeOp>(op))
      value = transposed(value, transpose.getPerm());
    else if (auto reshape = dyn_cast<ReshapeOp>(op))
      value = reshaped(value, typeOf(reshape.getY()).getShape());
    else
      return {};
    if (!value) return {};
  }
  auto moved = valuesOf<int32_t>(value);
  return failed(moved) ? std::vector<int32_t>() : *moved;
}

//===- Products ------------------------------------------------------------------------------===//

/// Checks the weights and sets the unit of each channel.
static Refusal readWeights(Accumulators& acc) {
  Operation* op = acc.op;
  StoredConstant& w = *acc.w;
  if (!acc.x.element().isInteger(8)) return "its input has more than 8 bits";
  if (!w.type().getElementType().isInteger(8)) return "its weights have more than 8 bits";
  if (w.scale.size() > 1 && w.axis != channelAxis(op))
    return "its weights are scaled along another axis than the output channels";
  if (w.hasZeroPoint())
    for (int64_t value : w.values)
      if (value < -128 || value > 127)
        return "its weights do not fit into 8 bits without their zero point";
  int64_t channels = w.type().getDimSize(channelAxis(op));
  auto x = Rational::of(acc.x.scale());
  for (int64_t c = 0; c < channels; ++c) {
    auto scale = x->times(*Rational::of(w.scale[w.scale.size() > 1 ? c : 0]));
    if (!scale) return "the product of its scales cannot be kept exactly";
    acc.scale.push_back(*scale);
  }
  acc.bias.assign(channels, 0);
  return "";
}

/// Where each weight's channel is.
static int64_t channelOf(const Accumulators& acc, size_t weight) {
  RankedTensorType type = acc.w->type();
  int64_t inner = type.getNumElements() / type.getDimSize(0);
  return isa<MatmulOp>(acc.op) ? weight % type.getDimSize(1) : weight / inner;
}

/// All sums over the input's whole range; padding is worth 0, which lies in it.
static void boundProduct(Accumulators& acc) {
  Interval x = acc.x.range();
  for (int64_t b : acc.bias) acc.range.push_back({b, b});
  for (size_t i = 0; i < acc.w->values.size(); ++i) {
    int64_t w = acc.w->values[i];
    Interval& range = acc.range[channelOf(acc, i)];
    range.lo += w * (w < 0 ? x.hi : x.lo);
    range.hi += w * (w < 0 ? x.lo : x.hi);
  }
}

/// The product at the head of `acc.ops`, with the additions among them.
static FoundAccumulators productOf(Accumulators acc) {
  Operation* op = acc.op;
  auto x = storedTensor(op->getOperand(0));
  acc.w = storedConstant(op->getOperand(1));
  if (!x && !acc.w) return "";
  if (!x) return "its input is not dequantized with one scale";
  if (!acc.w) return "its weights are not a dequantized constant";
  acc.x = *x;
  if (Refusal refusal = readWeights(acc); !refusal.empty()) return refusal;

  Value bias = isa<ConvOp>(op)     ? cast<ConvOp>(op).getB()
               : isa<LinearOp>(op) ? cast<LinearOp>(op).getB()
                                   : Value();
  if (bias) {
    auto b = storedConstant(bias);
    if (!b) return "its bias is not a dequantized constant";
    std::vector<int64_t> places(acc.bias.size());
    std::vector<int32_t> channels(acc.bias.size());
    for (size_t c = 0; c < places.size(); ++c) places[c] = channels[c] = c;
    if (Refusal refusal = addBias(acc, *b, places, channels); !refusal.empty()) return refusal;
  }
  for (size_t i = 0; i < acc.ops.size(); ++i) {
    auto add = dyn_cast<AddOp>(acc.ops[i]);
    if (!add) continue;
    bool second = add.getX() == (i ? acc.ops[i - 1] : op)->getResult(0);
    auto b = storedConstant(second ? add.getY() : add.getX());
    std::vector<int32_t> channels = channelsBehind(op, llvm::ArrayRef(acc.ops).take_front(i));
    if (channels.empty() ||
        static_cast<int64_t>(channels.size()) != typeOf(add.getZ()).getNumElements())
      return "its bias does not fit its channels";
    if (Refusal refusal =
            addBias(acc, *b, broadcastPlaces(b->type(), typeOf(add.getZ())), channels);
        !refusal.empty())
      return refusal;
  }
  boundProduct(acc);
  return acc;
}

/// Follows moves and additions of constants up to a product: sets its op and what lies between.
static bool findProduct(Value value, Accumulators& acc) {
  llvm::SmallVector<Operation*> ops;
  Operation* op = value.getDefiningOp();
  while (op && !isProduct(op)) {
    Value next;
    auto add = dyn_cast<AddOp>(op);
    if (add && !add.getEpilogueAttr())
      next = storedConstant(add.getY())   ? add.getX()
             : storedConstant(add.getX()) ? add.getY()
                                          : Value();
    else if (isa<TransposeOp, ReshapeOp, SliceOp>(op))
      next = op->getOperand(0);
    if (!next) return false;
    ops.push_back(op);
    op = next.getDefiningOp();
  }
  if (!op) return false;
  acc.op = op;
  acc.ops.assign(ops.rbegin(), ops.rend());
  return true;
}

//===- Averages and plain tensors ------------------------------------------------------------===//

/// The sum of elements of `x` whose numbers along some axes are `sizes`.
static FoundAccumulators averageOf(Operation* op, const StoredTensor& x,
                                   llvm::ArrayRef<int64_t> sizes) {
  if (!x.element().isInteger(8)) return "its input has more than 8 bits";
  Accumulators acc;
  acc.op = op;
  acc.x = x;
  for (int64_t size : sizes) {
    if (acc.count > (int64_t(1) << 23) / size) return "its window has more than 2^23 elements";
    acc.count *= size;
  }
  Interval range = x.range();
  acc.scale = {*Rational::of(x.scale())->over(Rational(acc.count))};
  acc.range = {{range.lo * acc.count, range.hi * acc.count}};
  return acc;
}

static FoundAccumulators averageOf(AveragePoolOp pool) {
  auto x = storedTensor(pool.getX());
  if (!x || pool.getEpilogueAttr()) return "";
  bool padded = llvm::any_of(pool.getPad(), [](int64_t pad) { return pad != 0; });
  if (padded && !pool.getCountPad())
    return "its padding is not counted, so that it divides by different counts";
  return averageOf(pool, *x, pool.getWindow());
}

static FoundAccumulators averageOf(ReduceMeanOp mean) {
  auto x = storedTensor(mean.getX());
  if (!x || mean.getAxes().empty()) return "";
  llvm::SmallVector<int64_t> sizes;
  for (int64_t axis : mean.getAxes()) sizes.push_back(typeOf(mean.getX()).getDimSize(axis));
  return averageOf(mean, *x, sizes);
}

FoundAccumulators accumulatorsOf(Value value) {
  Accumulators acc;
  if (findProduct(value, acc)) return productOf(std::move(acc));
  if (auto pool = value.getDefiningOp<AveragePoolOp>()) return averageOf(pool);
  if (auto mean = value.getDefiningOp<ReduceMeanOp>()) return averageOf(mean);
  auto x = storedTensor(value);
  if (!x) return "";
  if (!x->element().isInteger(8)) return "it has more than 8 bits";
  acc.x = *x;
  acc.scale = {*Rational::of(x->scale())};
  acc.range = {x->range()};
  return acc;
}

}  // namespace pelemay
