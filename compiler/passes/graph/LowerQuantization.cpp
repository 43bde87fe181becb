//===- LowerQuantization.cpp - quantize(op(dequantize(x))) is integer arithmetic -------------===//
//
//     dequantize -> conv -> relu -> quantize    ==>    conv (i8, i8 -> i32) -> requantize
//
// One walk over the quantize ops. What each reads is described exactly
// (compiler/analysis/Accumulators.h), its integers M, n, lo, hi are worked out (Requantization.h),
// and only then is the graph changed. Zero points go into biases and fills; clamps into lo and hi;
// transposes, reshapes and max pools in between run on integers instead. What cannot be described
// stays float, with a remark that says why.
//===-----------------------------------------------------------------------------------------===//

#include "compiler/analysis/Accumulators.h"
#include "compiler/analysis/Axes.h"
#include "compiler/analysis/Evaluate.h"
#include "compiler/passes/Passes.h"

namespace pelemay {
#define GEN_PASS_DEF_GRAPHLOWERQUANTIZATION
#include "compiler/passes/Passes.h.inc"
}  // namespace pelemay

using namespace mlir;
using namespace pelemay;
using namespace pelemay::graph;

static RankedTensorType typeOf(Value value) { return cast<RankedTensorType>(value.getType()); }

static QuantAttr quantOf(Builder& builder, float scale, int64_t zero) {
  return QuantAttr::get(builder.getContext(), builder.getF32FloatAttr(scale), zero);
}

/// A vector of the last axis' size with one value in it, of element type `element`.
template <class T>
static Value splat(OpBuilder& builder, Location loc, RankedTensorType like, Type element, T value) {
  int64_t channels = like.getRank() ? like.getShape().back() : 1;
  auto type = RankedTensorType::get({channels}, element);
  ElementsAttr values = makeElements(type, llvm::ArrayRef<T>(std::vector<T>(channels, value)));
  return builder.create<ConstantOp>(loc, type, values);
}

//===- Moves on integers ---------------------------------------------------------------------===//

/// The move `op` on stored integers.
static Value moveIntegers(OpBuilder& builder, Operation* op, Value x, QuantAttr quant) {
  Operation* move = builder.clone(*op);
  move->setOperand(0, x);
  move->getResult(0).setType(
      RankedTensorType::get(typeOf(op->getResult(0)).getShape(), typeOf(x).getElementType()));
  move->setAttr(kQuant, quant);
  return move->getResult(0);
}

namespace {

/// Makes each integer value once, at the place of the float it stands for.
class Lowering {
 public:
  /// Turns `quantize` and what it reads into integer arithmetic, or remarks why not.
  void lower(QuantizeOp quantize);

 private:
  Value stored(const StoredTensor& x);
  Value sums(const Accumulators& acc);
  Value product(OpBuilder& builder, const Accumulators& acc);
  Value pool(OpBuilder& builder, const Accumulators& acc);
  Value widened(OpBuilder& builder, const StoredTensor& x);

  Value requantized(QuantizeOp quantize, const Tail& tail, const Accumulators& acc,
                    Refusal& refusal);
  Value clamped(QuantizeOp quantize, const Tail& tail, const StoredTensor& x);
  Value summed(QuantizeOp quantize, const Tail& tail, AddOp add, Refusal& refusal);

  llvm::DenseMap<Value, Value> integers_;
};

}  // namespace

/// The integers of `x` in the order of the value it is behind.
Value Lowering::stored(const StoredTensor& x) {
  Value value = DequantizeOp(x.source).getX();
  for (Operation* op : x.moves) {
    Value& moved = integers_[op->getResult(0)];
    OpBuilder builder(op);
    if (!moved) moved = moveIntegers(builder, op, value, quantOf(builder, x.scale(), x.zero()));
    value = moved;
  }
  return value;
}

//===- Sums ----------------------------------------------------------------------------------===//

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

Value Lowering::product(OpBuilder& builder, const Accumulators& acc) {
  Value x = stored(acc.x), w = weightsOf(builder, acc), b = biasOf(builder, acc);
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
  Value constant =
      splat<int32_t>(builder, sum.getLoc(), typeOf(sum), builder.getI32Type(), -zero * count);
  return builder.create<AddOp>(sum.getLoc(), sum, constant, ValueRange(), ArrayAttr());
}

Value Lowering::pool(OpBuilder& builder, const Accumulators& acc) {
  auto pool = cast<AveragePoolOp>(acc.op);
  Value sum =
      builder.create<SumPoolOp>(pool.getLoc(), stored(acc.x), ValueRange(), pool.getWindowAttr(),
                                pool.getStrideAttr(), pool.getPadAttr(), pool.getDilationAttr(),
                                ArrayAttr(), fillOf(builder, pool.getPad(), acc.x));
  return withoutZero(builder, sum, acc.x.zero(), acc.count);
}

/// A stored tensor in 32 bits without its zero point: sums over windows of one element.
Value Lowering::widened(OpBuilder& builder, const StoredTensor& x) {
  Value value = stored(x);
  RankedTensorType type = typeOf(value);
  int64_t channels = type.getRank() ? type.getShape().back() : 1;
  Location loc = value.getLoc();
  auto map = RankedTensorType::get({1, 1, type.getNumElements() / channels, channels},
                                   type.getElementType());
  auto ones = builder.getDenseI64ArrayAttr({1, 1}),
       none = builder.getDenseI64ArrayAttr({0, 0, 0, 0});
  Value sum =
      builder.create<SumPoolOp>(loc, builder.create<ReshapeOp>(loc, map, value), ValueRange(), ones,
                                ones, none, DenseI64ArrayAttr(), ArrayAttr(), IntegerAttr());
  sum = withoutZero(builder, sum, x.zero(), 1);
  return builder.create<ReshapeOp>(
      loc, RankedTensorType::get(type.getShape(), builder.getI32Type()), sum);
}

/// The sums as an i32 tensor, made once for all that quantize them.
Value Lowering::sums(const Accumulators& acc) {
  Operation* last = !acc.ops.empty() ? acc.ops.back() : acc.op;
  Value key = acc.op ? last->getResult(0) : Value();
  if (key && integers_[key]) return integers_[key];
  Operation* first =
      acc.x.moves.empty() ? DequantizeOp(acc.x.source).getOperation() : acc.x.moves.back();
  OpBuilder builder(acc.op ? acc.op : first);
  Value sum = !acc.op                      ? widened(builder, acc.x)
              : isa<AveragePoolOp>(acc.op) ? pool(builder, acc)
                                           : product(builder, acc);
  if (!acc.op) return sum;
  for (Value value = sum;;) {
    Operation* op = value.getDefiningOp();
    if (Attribute origins = acc.op->getAttr(kOrigins)) op->setAttr(kOrigins, origins);
    if (!isa<AddOp>(op)) break;
    value = cast<AddOp>(op).getX();
  }
  return integers_[key] = sum;
}

//===- Requantization ------------------------------------------------------------------------===//

/// One value where all are the same.
template <class T>
static std::vector<T> compressed(const std::vector<T>& values) {
  bool same = llvm::all_of(values, [&](T v) { return v == values.front(); });
  return same ? std::vector<T>{values.front()} : values;
}

static RequantizeAttr requantizeAttr(Builder& builder, const Multipliers& m, Type element,
                                     int64_t zero) {
  auto list = [&](const std::vector<int32_t>& values) {
    return builder.getDenseI32ArrayAttr(compressed(values));
  };
  bool ties = llvm::any_of(m.tie, [](int64_t q) { return q != 0; });
  return RequantizeAttr::get(
      builder.getContext(), element, list(m.multiplier), list(m.shift), zero, list(m.lo),
      list(m.hi), ties ? builder.getDenseI64ArrayAttr(compressed(m.tie)) : DenseI64ArrayAttr());
}

/// Names and places of the ops that `integers` now computes: `core`, then the clamps and additions
/// of `ops` behind it. Their axes are those of the user before any transpose in between.
static void takeIdentities(Value integers, Operation* core, llvm::ArrayRef<Operation*> ops) {
  Operation* op = integers.getDefiningOp();
  llvm::SmallVector<Attribute> origins;
  llvm::SmallVector<Location> places{core->getLoc()};
  for (OriginAttr origin : originsOf(core)) origins.push_back(origin);
  Perm perm;
  for (int64_t i = 0; i < typeOf(integers).getRank(); ++i) perm.push_back(i);
  bool known = true;  // element order behind the moves so far, in terms of the core's axes
  for (Operation* behind : ops) {
    if (auto transpose = dyn_cast<TransposeOp>(behind)) {
      if (known) perm = permuted(perm, transpose.getPerm());
      continue;
    }
    if (isa<ReshapeOp>(behind)) known = false;
    if (isMove(behind)) continue;
    places.push_back(behind->getLoc());
    if (known)
      for (OriginAttr origin : originsOf(behind)) origins.push_back(moved(origin, perm));
  }
  if (!origins.empty()) op->setAttr(kOrigins, ArrayAttr::get(op->getContext(), origins));
  op->setLoc(FusedLoc::get(op->getContext(), places));
}

/// Runs the moves of `ops` on the integers, in front of `quantize`, and marks all with its scale.
static Value moved(OpBuilder& builder, QuantizeOp quantize, Value integers,
                   llvm::ArrayRef<Operation*> ops) {
  QuantAttr quant = quantOf(builder, quantize.getScale()[0], quantize.getZero()[0]);
  if (!isa<BlockArgument>(integers)) integers.getDefiningOp()->setAttr(kQuant, quant);
  for (Operation* op : ops)
    if (isMove(op)) integers = moveIntegers(builder, op, integers, quant);
  return integers;
}

static Type elementOf(QuantizeOp quantize) { return typeOf(quantize.getY()).getElementType(); }

Value Lowering::requantized(QuantizeOp quantize, const Tail& tail, const Accumulators& acc,
                            Refusal& refusal) {
  std::vector<Channel> channels;
  auto unit = Rational::of(quantize.getScale()[0]);
  for (size_t c = 0; c < acc.scale.size(); ++c) {
    auto real = acc.scale[c].over(*unit);
    if (!real) return refusal = "the ratio of its scales cannot be kept exactly", Value();
    channels.push_back({*real, acc.range[c]});
  }
  Stored y = storedRange(quantize, tail);
  auto found = multipliersOf(channels, y);
  if (auto* why = std::get_if<Refusal>(&found)) return refusal = *why, Value();
  OpBuilder builder(quantize);
  Value integers = builder.create<RequantizeOp>(
      quantize.getLoc(), sums(acc),
      requantizeAttr(builder, std::get<Multipliers>(found), elementOf(quantize), y.zero));
  llvm::SmallVector<Operation*> ops(acc.ops);
  llvm::append_range(ops, tail.ops);
  takeIdentities(integers, acc.op ? acc.op : quantize.getOperation(), ops);
  return moved(builder, quantize, integers, ops);
}

/// A stored tensor that is quantized as it was: its integers, cut at the clamps in between.
Value Lowering::clamped(QuantizeOp quantize, const Tail& tail, const StoredTensor& x) {
  Value integers = stored(x);
  Interval range = storedRange(quantize, tail).range, all = rangeOf(elementOf(quantize));
  OpBuilder builder(quantize);
  auto bound = [&](int64_t value) {
    return splat<int8_t>(builder, quantize.getLoc(), typeOf(integers), elementOf(quantize), value);
  };
  Value y = integers;
  if (range.lo > all.lo)
    y = builder.create<MaxOp>(quantize.getLoc(), y, bound(range.lo), ValueRange(), ArrayAttr());
  if (range.hi < all.hi)
    y = builder.create<MinOp>(quantize.getLoc(), y, bound(range.hi), ValueRange(), ArrayAttr());
  if (y != integers) takeIdentities(y, quantize, tail.ops);
  return moved(builder, quantize, y, tail.ops);
}

//===- Sums of two tensors -------------------------------------------------------------------===//

namespace {
/// An operand of a sum: a stored tensor or a constant.
struct Addend {
  std::optional<StoredTensor> tensor;
  std::optional<StoredConstant> constant;

  explicit Addend(Value value) : tensor(storedTensor(value)), constant(storedConstant(value)) {}
  bool isStored() const { return tensor || constant; }
  float scale() const { return constant ? constant->scale[0] : tensor->scale(); }
  int64_t zero() const { return constant ? constant->zero[0] : tensor->zero(); }
  Type element() const { return constant ? constant->type().getElementType() : tensor->element(); }
  /// All values it can have, ascending.
  std::vector<int64_t> values() const {
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
};
}  // namespace

/// A constant's stored bytes, repeated to `type`'s shape.
static Value broadcast(OpBuilder& builder, const StoredConstant& c, RankedTensorType type) {
  auto bytes = bytesOf(c.stored);
  std::vector<char> all;
  for (int64_t place : broadcastPlaces(c.type(), type)) all.push_back((*bytes)[place]);
  return constantLike(builder, makeElements(type, llvm::ArrayRef<char>(all)), c.source);
}

static Refusal check(AddOp add, const Addend& a, const Addend& b, QuantizeOp y) {
  if (!a.isStored() || !b.isStored())
    return "an operand of its sum is not dequantized with one scale";
  if ((a.constant && a.constant->scale.size() > 1) || (b.constant && b.constant->scale.size() > 1))
    return "an operand of its sum has more than one scale";
  if (!a.element().isInteger(8) || a.element() != b.element() || !elementOf(y).isInteger(8))
    return "the operands of its sum are not 8-bit integers of one type";
  for (auto [value, addend] : {std::pair(add.getX(), &a), std::pair(add.getY(), &b)})
    if (!addend->constant && typeOf(value).getShape() != typeOf(add.getZ()).getShape())
      return "an operand of its sum is broadcast";
  return "";
}

Value Lowering::summed(QuantizeOp quantize, const Tail& tail, AddOp add, Refusal& refusal) {
  Addend a(add.getX()), b(add.getY());
  if (!a.tensor && !b.tensor) return {};  // nothing here is quantized, or all of it is constant
  if (refusal = check(add, a, b, quantize); !refusal.empty()) return {};
  auto unit = Rational::of(quantize.getScale()[0]);
  auto real = [&](const Addend& each) { return Rational::of(each.scale())->over(*unit); };
  auto found = multipliersOf(Summand{*real(a), a.values()}, Summand{*real(b), b.values()});
  if (auto* why = std::get_if<Refusal>(&found)) return refusal = *why, Value();
  const auto& sum = std::get<SumMultipliers>(found);

  OpBuilder builder(quantize);
  auto type = RankedTensorType::get(typeOf(add.getZ()).getShape(), a.element());
  auto operand = [&](const Addend& each) {
    return each.constant ? broadcast(builder, *each.constant, type) : stored(*each.tensor);
  };
  Value left = operand(a), right = operand(b);
  Stored y = storedRange(quantize, tail);
  auto zeros = builder.getDenseI32ArrayAttr({int32_t(a.zero()), int32_t(b.zero())});
  auto ties = sum.tie ? builder.getDenseI64ArrayAttr({sum.pa, sum.pb, sum.q}) : DenseI64ArrayAttr();
  Value integers = builder.create<AddRequantizeOp>(
      add.getLoc(), RankedTensorType::get(type.getShape(), elementOf(quantize)), left, right, zeros,
      builder.getDenseI32ArrayAttr({sum.ma, sum.mb}), builder.getI64IntegerAttr(sum.shift),
      builder.getI64IntegerAttr(y.zero), builder.getI64IntegerAttr(y.range.lo),
      builder.getI64IntegerAttr(y.range.hi), ties);
  takeIdentities(integers, add, tail.ops);
  return moved(builder, quantize, integers, tail.ops);
}

//===- The walk ------------------------------------------------------------------------------===//

void Lowering::lower(QuantizeOp quantize) {
  if (quantize.getScale().size() != 1 || elementOf(quantize).getIntOrFloatBitWidth() > 16) return;
  Tail tail = tailOf(quantize.getX());
  Refusal refusal;
  Value y;
  auto found = accumulatorsOf(tail.core);
  if (auto* acc = std::get_if<Accumulators>(&found)) {
    bool same = !acc->op && acc->x.scale() == quantize.getScale()[0] &&
                acc->x.zero() == quantize.getZero()[0] && acc->x.element() == elementOf(quantize);
    y = same ? clamped(quantize, tail, acc->x) : requantized(quantize, tail, *acc, refusal);
  } else {
    refusal = std::get<Refusal>(found);
    auto add = tail.core.getDefiningOp<AddOp>();
    if (refusal.empty() && add && !add.getEpilogueAttr()) y = summed(quantize, tail, add, refusal);
  }
  if (y) {
    quantize.getY().replaceAllUsesWith(y);
    quantize.erase();
    return;
  }
  if (!refusal.empty()) {
    Operation* core = tail.core.getDefiningOp();
    (core ? core : quantize.getOperation())->emitRemark("stays float: ") << refusal;
  }
}

/// Values that are integers because the model says so go with their scale: arguments, quantized
/// floats.
static void markQuantized(func::FuncOp func) {
  Builder builder(func.getContext());
  func.walk([&](QuantizeOp op) {
    if (op.getScale().size() == 1)
      op->setAttr(kQuant, quantOf(builder, op.getScale()[0], op.getZero()[0]));
  });
  func.walk([&](DequantizeOp op) {
    auto argument = dyn_cast<BlockArgument>(op.getX());
    if (argument && op.getScale().size() == 1)
      func.setArgAttr(argument.getArgNumber(), kQuant,
                      quantOf(builder, op.getScale()[0], op.getZero()[0]));
  });
}

/// A returned integer tensor tells its reader what it is worth.
static void markResults(func::FuncOp func) {
  func.walk([&](func::ReturnOp op) {
    for (OpOperand& operand : op->getOpOperands())
      if (Operation* source = operand.get().getDefiningOp())
        if (Attribute quant = source->getAttr(kQuant))
          func.setResultAttr(operand.getOperandNumber(), kQuant, quant);
  });
}

static void eraseUnread(func::FuncOp func) {
  for (Block& block : func.getBody())
    for (Operation& op : llvm::make_early_inc_range(llvm::reverse(block)))
      if (isa<GraphOp>(op) && op.use_empty()) op.erase();
}

namespace {
struct LowerQuantization : pelemay::impl::GraphLowerQuantizationBase<LowerQuantization> {
  void runOnOperation() override {
    markQuantized(getOperation());
    llvm::SmallVector<QuantizeOp> ops;
    getOperation().walk([&](QuantizeOp op) { ops.push_back(op); });
    Lowering lowering;
    // In order: what an op dequantizes has become integers before.
    for (QuantizeOp op : ops) lowering.lower(op);
    markResults(getOperation());
    eraseUnread(getOperation());
  }
};
}  // namespace
