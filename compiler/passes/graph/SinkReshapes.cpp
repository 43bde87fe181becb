//===- SinkReshapes.cpp - reshapes move down until they cancel -----------------------------------===//
//
//     conv -> reshape -> relu -> reshape' -> conv   ==>   conv -> relu -> conv
//
// A reshape costs nothing, but it stands between a host and what could be its epilogue. Windows
// along one axis have one on each side: they are windows over a map of one row, which the model's
// tensors do not have. One walk from the first op to the last; behind a reshape that only adds and
// drops axes of size 1, an op that does not care reads what the reshape read, and its result is
// reshaped instead. No value changes.
//===---------------------------------------------------------------------------------------------===//

#include "compiler/analysis/Evaluate.h"
#include "compiler/passes/Passes.h"
#include "compiler/passes/graph/Reshapes.h"
#include "llvm/ADT/TypeSwitch.h"

namespace pelemay {
#define GEN_PASS_DEF_GRAPHSINKRESHAPES
#include "compiler/passes/Passes.h.inc"
}  // namespace pelemay

using namespace mlir;
using namespace pelemay;
using namespace pelemay::graph;

static RankedTensorType typeOf(Value value) { return cast<RankedTensorType>(value.getType()); }

namespace {

/// A reshape from shape `x` to shape `y`, which has the same axes but for those of size 1.
struct Front {
  llvm::ArrayRef<int64_t> x, y;
  llvm::SmallVector<int64_t> sources;  // for each axis of `y` its number in `x`, or -1
};

}  // namespace

/// None where axes are split or merged.
static std::optional<Front> frontOf(ReshapeOp reshape) {
  Front front{typeOf(reshape.getX()).getShape(), typeOf(reshape.getY()).getShape(), {}};
  size_t next = 0;
  auto skipUnits = [&] {
    while (next < front.x.size() && front.x[next] == 1) ++next;
  };
  for (int64_t size : front.y) {
    skipUnits();
    if (size != 1 && (next == front.x.size() || front.x[next] != size)) return std::nullopt;
    front.sources.push_back(size == 1 ? -1 : static_cast<int64_t>(next++));
  }
  skipUnits();
  return next == front.x.size() ? std::optional(front) : std::nullopt;
}

/// The shape under which a value of shape `from`, which an op broadcasts to the front's `y`,
/// broadcasts to its `x`.
static llvm::SmallVector<int64_t> shapeBefore(llvm::ArrayRef<int64_t> from, const Front& front) {
  llvm::SmallVector<int64_t> shape(front.x.size(), 1);
  for (size_t i = 0, lead = front.y.size() - from.size(); i < from.size(); ++i)
    if (from[i] != 1) shape[front.sources[lead + i]] = from[i];
  return shape;
}

/// `value` under another shape: at once where it is a constant, and as early as it can be, so that
/// a host may read it.
static Value reshapedTo(Value value, llvm::ArrayRef<int64_t> shape) {
  if (typeOf(value).getShape() == shape) return value;
  OpBuilder builder(value.getContext());
  builder.setInsertionPointAfterValue(value);
  if (ElementsAttr constant = constantOf(value)) {
    ElementsAttr same = reshaped(constant, shape);
    return same ? constantLike(builder, same, value.getDefiningOp()) : Value();
  }
  if (auto first = value.getDefiningOp<ReshapeOp>();
      first && typeOf(first.getX()).getShape() == shape)
    return first.getX();
  return builder.create<ReshapeOp>(
      value.getLoc(), RankedTensorType::get(shape, typeOf(value).getElementType()), value);
}

/// The user's axes, in the user's order. Axes of size 1 take those of `x` one after the other; what
/// is left of these comes last: the user does not know them.
static OriginAttr before(OriginAttr origin, const Front& front) {
  DenseI64ArrayAttr old = origin.getAxes();
  bool known = old && old.size() == static_cast<int64_t>(front.y.size());
  llvm::SmallVector<int64_t> units, axes;
  for (int64_t i = 0, rank = front.x.size(); i < rank; ++i)
    if (!llvm::is_contained(front.sources, i)) units.push_back(i);
  llvm::ArrayRef<int64_t> left = units;
  for (int64_t i = 0, rank = front.y.size(); i < rank; ++i) {
    int64_t source = front.sources[known ? old[i] : i];
    if (source < 0 && left.empty()) continue;  // the user's tensor has more axes than ours
    axes.push_back(source < 0 ? left.front() : source);
    if (source < 0) left = left.drop_front();
  }
  llvm::append_range(axes, left);
  bool same = llvm::is_sorted(axes);
  return OriginAttr::get(
      origin.getContext(), origin.getFrontend(), origin.getOp(), origin.getNode(),
      same ? DenseI64ArrayAttr() : DenseI64ArrayAttr::get(origin.getContext(), axes));
}

static void moveOrigins(Operation* op, const Front& front) {
  llvm::SmallVector<Attribute> all;
  for (OriginAttr origin : originsOf(op)) all.push_back(before(origin, front));
  if (!all.empty()) op->setAttr(kOrigins, ArrayAttr::get(op->getContext(), all));
}

/// The operands of `op` have been taken from before their reshapes; its result is reshaped instead.
static void reshapeResult(Operation* op, const Front& front) {
  Value y = op->getResult(0);
  RankedTensorType type = typeOf(y);
  y.setType(RankedTensorType::get(front.x, type.getElementType()));
  moveOrigins(op, front);
  OpBuilder builder(op->getContext());
  builder.setInsertionPointAfter(op);
  auto behind = builder.create<ReshapeOp>(op->getLoc(), type, y);
  if (Attribute quant = op->getAttr(kQuant)) behind->setAttr(kQuant, quant);
  y.replaceAllUsesExcept(behind.getY(), behind);
}

/// The reshape in front of one of the first `count` operands that has the result's shape.
static std::optional<Front> frontOf(Operation* op, unsigned count) {
  for (Value operand : op->getOperands().take_front(count)) {
    auto reshape = operand.getDefiningOp<ReshapeOp>();
    if (!reshape || typeOf(operand).getShape() != typeOf(op->getResult(0)).getShape()) continue;
    if (std::optional<Front> front = frontOf(reshape)) return front;
  }
  return std::nullopt;
}

/// Moves that reshape behind `op`: the other operands broadcast alike without it.
static void sink(Operation* op, unsigned count) {
  std::optional<Front> front = frontOf(op, count);
  if (!front) return;
  llvm::SmallVector<Value> operands;
  for (Value operand : op->getOperands().take_front(count)) {
    operands.push_back(reshapedTo(operand, shapeBefore(typeOf(operand).getShape(), *front)));
    if (!operands.back()) return;  // a constant made in vain goes at the end
  }
  for (unsigned i = 0; i < count; ++i) op->setOperand(i, operands[i]);
  reshapeResult(op, *front);
}

static bool hasChannels(RequantizeAttr by) {
  return std::max({by.getMultiplier().size(), by.getShift().size(), by.getLo().size(),
                   by.getHi().size(), by.getTie() ? by.getTie().size() : 1}) > 1;
}

/// Channels are the last axis; where there is more than one of them, it must stay the last.
static void visit(RequantizeOp op) {
  std::optional<Front> front = frontOf(op, 1);
  bool last = front && !front->x.empty() && !front->y.empty() && front->x.back() == front->y.back();
  if (last || !hasChannels(op.getBy())) sink(op, 1);
}

/// Quantize and dequantize: where each index of an axis has a scale, the axis takes its new number.
template <class Op>
static void visitAlongAxis(Op op) {
  std::optional<Front> front = frontOf(op, 1);
  if (!front) return;
  if (op.getScale().size() > 1) op.setAxis(front->sources[op.getAxis()]);
  sink(op, 1);
}

static void visit(Operation* op) {
  if (!isa<GraphOp>(op)) return;
  llvm::TypeSwitch<Operation*>(op)
      .Case([](RequantizeOp op) { visit(op); })
      .Case([](AddRequantizeOp op) { sink(op, 2); })
      .Case([](MulRequantizeOp op) { sink(op, 2); })
      .Case([](LookupOp op) { sink(op, 1); })
      .Case<QuantizeOp, DequantizeOp>([](auto op) { visitAlongAxis(op); })
      .Case([](HostOp op) {
        if (cast<GraphOp>(op.getOperation()).getScalar().empty() || op.getEpilogueAttr()) return;
        sink(op, op->getNumOperands() - op.getExtrasMutable().size());
      });
}

namespace {
struct SinkReshapes : pelemay::impl::GraphSinkReshapesBase<SinkReshapes> {
  void runOnOperation() override {
    for (Block& block : getOperation().getBody()) {
      // Not a range: a visit inserts the op to be visited next.
      for (Operation* op = &block.front(); op; op = op->getNextNode()) visit(op);
      for (ReshapeOp reshape : llvm::make_early_inc_range(block.getOps<ReshapeOp>()))
        mergeReshape(reshape);
      eraseUnreadMoves(block);
    }
  }
};
}  // namespace
