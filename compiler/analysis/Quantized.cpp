#include "compiler/analysis/Quantized.h"

#include <algorithm>

#include "compiler/analysis/Axes.h"
#include "compiler/analysis/Evaluate.h"

using namespace mlir;

namespace pelemay {

using namespace graph;

Interval rangeOf(Type element) {
  auto type = cast<IntegerType>(element);
  int64_t low = type.isUnsigned() ? 0 : -(int64_t(1) << (type.getWidth() - 1));
  return {low, low + (int64_t(1) << type.getWidth()) - 1};
}

bool isMove(Operation* op) {
  if (auto pool = dyn_cast_or_null<MaxPoolOp>(op)) return !pool.getEpilogueAttr();
  if (auto pad = dyn_cast_or_null<PadOp>(op)) return pad.getValue().isZero();
  return isa_and_nonnull<TransposeOp, ReshapeOp, SliceOp, ReduceMaxOp, ReduceMinOp>(op);
}

float StoredTensor::scale() const { return DequantizeOp(source).getScale()[0]; }
int64_t StoredTensor::zero() const { return DequantizeOp(source).getZero()[0]; }
Type StoredTensor::element() const {
  return cast<RankedTensorType>(DequantizeOp(source).getX().getType()).getElementType();
}
Interval StoredTensor::range() const {
  Interval all = rangeOf(element());
  return {all.lo - zero(), all.hi - zero()};
}

std::optional<StoredTensor> storedTensor(Value value) {
  StoredTensor result;
  Operation* op = value.getDefiningOp();
  for (; isMove(op); op = op->getOperand(0).getDefiningOp()) result.moves.push_back(op);
  result.source = dyn_cast_or_null<DequantizeOp>(op);
  if (!result.source || result.source.getScale().size() != 1) return std::nullopt;
  std::reverse(result.moves.begin(), result.moves.end());
  return result;
}

//===- Constants -----------------------------------------------------------------------------===//

RankedTensorType StoredConstant::type() const { return cast<RankedTensorType>(stored.getType()); }

bool StoredConstant::hasZeroPoint() const {
  return llvm::any_of(zero, [](int64_t z) { return z != 0; });
}

/// Which entry of a list along `axis` serves element number `element`.
static size_t entryOf(RankedTensorType type, int64_t axis, size_t entries, int64_t element) {
  if (entries == 1) return 0;
  int64_t inner = 1;
  for (int64_t size : type.getShape().drop_front(axis + 1)) inner *= size;
  return element / inner % type.getDimSize(axis);
}

float StoredConstant::scaleOf(int64_t element) const {
  return scale[entryOf(type(), axis, scale.size(), element)];
}

/// The elements as 64-bit integers; empty for types that are not quantized.
static std::vector<int64_t> integersOf(ElementsAttr value) {
  std::vector<int64_t> result;
  auto append = [&](auto values) {
    if (succeeded(values)) result.assign(values->begin(), values->end());
  };
  Type element = value.getElementType();
  if (element.isUnsignedInteger(8))
    append(valuesOf<uint8_t>(value));
  else if (element.isInteger(8))
    append(valuesOf<int8_t>(value));
  else if (element.isInteger(32) && !element.isUnsignedInteger())
    append(valuesOf<int32_t>(value));
  return result;
}

/// The axis of the result along which the scales lie once `c` is reshaped to `shape`, if there is
/// one.
static std::optional<int64_t> axisInShape(const StoredConstant& c, llvm::ArrayRef<int64_t> shape) {
  if (c.scale.size() == 1) return 0;
  int64_t outer = 1, passed = 1;
  for (int64_t size : c.type().getShape().take_front(c.axis)) outer *= size;
  for (size_t i = 0; i < shape.size(); passed *= shape[i++])
    if (passed == outer && shape[i] == c.type().getDimSize(c.axis)) return i;
  return std::nullopt;
}

/// Applies a move to the stored integers. False where that cannot be said.
static bool apply(Operation* move, StoredConstant& c) {
  if (auto transpose = dyn_cast<TransposeOp>(move)) {
    c.stored = transposed(c.stored, transpose.getPerm());
    if (c.scale.size() > 1) c.axis = inverse(transpose.getPerm())[c.axis];
  } else if (auto reshape = dyn_cast<ReshapeOp>(move)) {
    llvm::ArrayRef<int64_t> shape = cast<RankedTensorType>(reshape.getY().getType()).getShape();
    auto axis = axisInShape(c, shape);
    if (!axis) return false;
    c.stored = reshaped(c.stored, shape);
    c.axis = *axis;
  } else {
    return false;
  }
  return bool(c.stored);
}

std::optional<StoredConstant> storedConstant(Value value) {
  llvm::SmallVector<Operation*> moves;
  Operation* op = value.getDefiningOp();
  for (; isMove(op); op = op->getOperand(0).getDefiningOp()) moves.push_back(op);
  auto source = dyn_cast_or_null<DequantizeOp>(op);
  StoredConstant c;
  c.stored = source ? constantOf(source.getX()) : ElementsAttr();
  if (!c.stored) return std::nullopt;
  c.scale.assign(source.getScale().begin(), source.getScale().end());
  c.zero.assign(source.getZero().begin(), source.getZero().end());
  c.axis = source.getAxis();
  c.source = source.getX().getDefiningOp();
  for (Operation* move : llvm::reverse(moves))
    if (!apply(move, c)) return std::nullopt;
  c.values = integersOf(c.stored);
  if (static_cast<int64_t>(c.values.size()) != c.type().getNumElements()) return std::nullopt;
  for (size_t i = 0; i < c.values.size(); ++i)
    c.values[i] -= c.zero[entryOf(c.type(), c.axis, c.zero.size(), i)];
  return c;
}

//===- Tails ---------------------------------------------------------------------------------===//

/// The value all elements of a float constant have.
static std::optional<float> splatOf(Value value) {
  ElementsAttr constant = constantOf(value);
  if (!constant || !constant.getElementType().isF32()) return std::nullopt;
  auto values = valuesOf<float>(constant);
  if (failed(values) || values->empty()) return std::nullopt;
  for (float each : *values)
    if (!(each == values->front())) return std::nullopt;
  return values->front();
}

namespace {
struct Clamp {
  Value x;
  std::optional<float> lo, hi;
};
}  // namespace

static std::optional<Clamp> clampOf(Operation* op) {
  if (auto host = dyn_cast_or_null<HostOp>(op); !host || host.getEpilogueAttr())
    return std::nullopt;
  if (auto relu = dyn_cast<ReluOp>(op)) return Clamp{relu.getX(), 0.0f, {}};
  if (auto clip = dyn_cast<ClipOp>(op))
    return Clamp{clip.getX(), clip.getLo().convertToFloat(), clip.getHi().convertToFloat()};
  if (!isa<MaxOp, MinOp>(op)) return std::nullopt;
  for (unsigned i : {0u, 1u}) {
    auto bound = splatOf(op->getOperand(1 - i));
    if (!bound || op->getOperand(i).getType() != op->getResult(0).getType()) continue;
    return isa<MaxOp>(op) ? Clamp{op->getOperand(i), bound, {}}
                          : Clamp{op->getOperand(i), {}, bound};
  }
  return std::nullopt;
}

Tail tailOf(Value value) {
  Tail tail{value, {}, {}, {}};
  auto cut = [&](float v) {
    if (tail.lo) v = std::max(v, *tail.lo);
    return tail.hi ? std::min(v, *tail.hi) : v;
  };
  while (Operation* op = tail.core.getDefiningOp()) {
    auto clamp = clampOf(op);
    if (!clamp && !isMove(op)) break;
    // A clamp behind a pad is one before it if it keeps the 0 that is padded with.
    if (isa<PadOp>(op) && ((tail.lo && *tail.lo > 0) || (tail.hi && *tail.hi < 0))) break;
    // From the end: of a clip, hi is applied last.
    if (clamp && clamp->hi) tail.hi = cut(*clamp->hi);
    if (clamp && clamp->lo) tail.lo = cut(*clamp->lo);
    tail.ops.push_back(op);
    tail.core = clamp ? clamp->x : op->getOperand(0);
  }
  std::reverse(tail.ops.begin(), tail.ops.end());
  return tail;
}

Stored storedRange(QuantizeOp y, const Tail& tail) {
  Interval all = rangeOf(cast<RankedTensorType>(y.getY().getType()).getElementType());
  Stored whole{y.getZero()[0], all}, result = whole;
  auto steps = [&](float bound) {
    if (std::isinf(bound)) return bound < 0 ? all.lo : all.hi;
    auto real = Rational::of(std::abs(bound))->over(*Rational::of(y.getScale()[0]));
    return exactly(*real, bound < 0 ? -1 : 1, whole);
  };
  if (tail.lo) result.range.lo = steps(*tail.lo);
  if (tail.hi) result.range.hi = steps(*tail.hi);
  return result;
}

}  // namespace pelemay
