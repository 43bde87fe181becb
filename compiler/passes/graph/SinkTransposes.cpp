//===- SinkTransposes.cpp - transposes move down until they cancel ---------------------------===//
//
//     conv -> transpose -> relu -> transpose' -> conv   ==>   conv -> relu -> conv
//
// Frontends wrap window ops in transposes between their axis order and N, H, W, C. One walk from
// the first op to the last; an op is visited once, and all a visit adds is one transpose behind it,
// where a visit adds nothing: so it ends. No value changes, but for the order in which a float
// product sums when the columns of its weights take over the transpose that was flattened in front
// of it.
//===-----------------------------------------------------------------------------------------===//

#include "compiler/analysis/Axes.h"
#include "compiler/analysis/Evaluate.h"
#include "compiler/passes/Passes.h"
#include "compiler/passes/graph/Reshapes.h"
#include "llvm/ADT/TypeSwitch.h"

namespace pelemay {
#define GEN_PASS_DEF_GRAPHSINKTRANSPOSES
#include "compiler/passes/Passes.h.inc"
}  // namespace pelemay

using namespace mlir;
using namespace pelemay;
using namespace pelemay::graph;

static RankedTensorType typeOf(Value value) { return cast<RankedTensorType>(value.getType()); }

//===- Moving one transpose behind one op ----------------------------------------------------===//

/// The origins of an op whose result axis i has become axis perm[i].
static void moveOrigins(Operation* op, llvm::ArrayRef<int64_t> perm) {
  llvm::SmallVector<Attribute> all;
  for (OriginAttr origin : originsOf(op)) all.push_back(moved(origin, perm));
  if (!all.empty()) op->setAttr(kOrigins, ArrayAttr::get(op->getContext(), all));
}

/// The operands of `op` have been taken from before their transposes; its result is now transposed
/// instead.
static void transposeResult(Operation* op, llvm::ArrayRef<int64_t> perm) {
  Value y = op->getResult(0);
  RankedTensorType type = typeOf(y);
  y.setType(RankedTensorType::get(permuted(type.getShape(), inverse(perm)), type.getElementType()));
  moveOrigins(op, perm);
  OpBuilder builder(op->getContext());
  builder.setInsertionPointAfter(op);
  auto behind =
      builder.create<TransposeOp>(op->getLoc(), type, y, builder.getDenseI64ArrayAttr(perm));
  if (Attribute quant = op->getAttr(kQuant)) behind->setAttr(kQuant, quant);
  y.replaceAllUsesExcept(behind.getY(), behind);
}

/// What an element-wise op reads instead of `value` when its other operand is read before its
/// transpose by `perm`; null when that would cost a move.
static Value untransposed(OpBuilder& builder, Value value, llvm::ArrayRef<int64_t> perm) {
  if (auto transpose = value.getDefiningOp<TransposeOp>())
    return transpose.getPerm() == perm ? transpose.getX() : Value();
  RankedTensorType type = typeOf(value);
  if (type.getNumElements() == 1) return value;
  Perm sizes(perm.size() - type.getRank(), 1);
  llvm::append_range(sizes, type.getShape());
  Perm back = inverse(perm);
  if (ElementsAttr constant = constantOf(value)) {
    ElementsAttr wide = reshaped(constant, sizes);
    ElementsAttr narrow = wide ? transposed(wide, back) : ElementsAttr();
    return narrow ? constantLike(builder, narrow, value.getDefiningOp()) : Value();
  }
  if (!keepsOrder(sizes, back)) return {};
  return builder.create<ReshapeOp>(
      value.getLoc(), RankedTensorType::get(permuted(sizes, back), type.getElementType()), value);
}

/// Moves the transposes of the first `count` operands behind `op`, if all of them can be read
/// without one.
static bool sinkElementwise(Operation* op, unsigned count) {
  TransposeOp transpose;
  for (unsigned i = 0; i < count && !transpose; ++i)
    transpose = op->getOperand(i).getDefiningOp<TransposeOp>();
  int64_t rank = typeOf(op->getResult(0)).getRank();
  if (!transpose || typeOf(transpose.getY()).getRank() != rank) return false;
  Perm perm(transpose.getPerm());
  OpBuilder builder(op);
  llvm::SmallVector<Value> operands;
  for (unsigned i = 0; i < count; ++i) {
    operands.push_back(untransposed(builder, op->getOperand(i), perm));
    if (!operands.back()) return false;  // a constant made in vain goes at the end
  }
  for (unsigned i = 0; i < count; ++i) op->setOperand(i, operands[i]);
  transposeResult(op, perm);
  return true;
}

static TransposeOp transposeInFrontOf(Operation* op) {
  return op->getOperand(0).getDefiningOp<TransposeOp>();
}

//===- What each op does to a transpose in front of it ---------------------------------------===//

static void visitElementwise(HostOp op) {
  if (op.getEpilogueAttr()) return;  // its extras would have to move, too
  sinkElementwise(op, op->getNumOperands() - op.getExtrasMutable().size());
}

static void visit(AddRequantizeOp op) { sinkElementwise(op, 2); }
static void visit(MulRequantizeOp op) { sinkElementwise(op, 2); }
static void visit(LookupOp op) { sinkElementwise(op, 1); }

static void visit(ConcatOp op) {
  auto first = op.getParts().front().getDefiningOp<TransposeOp>();
  for (Value part : op.getParts())
    if (!first) first = part.getDefiningOp<TransposeOp>();
  Perm perm(first ? first.getPerm() : llvm::ArrayRef<int64_t>());
  if (first && sinkElementwise(op, op->getNumOperands())) op.setAxis(perm[op.getAxis()]);
}

static void visit(SliceOp op) {
  TransposeOp transpose = transposeInFrontOf(op);
  if (!transpose) return;
  Perm perm(transpose.getPerm()), back = inverse(perm);
  op.setStart(permuted(op.getStart(), back));
  op.setStep(permuted(op.getStep(), back));
  op->setOperand(0, transpose.getX());
  transposeResult(op, perm);
}

static void visit(PadOp op) {
  TransposeOp transpose = transposeInFrontOf(op);
  if (!transpose) return;
  Perm perm(transpose.getPerm()), back = inverse(perm);
  op.setLow(permuted(op.getLow(), back));
  op.setHigh(permuted(op.getHigh(), back));
  op->setOperand(0, transpose.getX());
  transposeResult(op, perm);
}

/// A reshape that only adds and drops axes of size 1 lets the others keep their order: it becomes
/// such a reshape of the transpose's operand, with its axes of size 1 in front.
static void visit(ReshapeOp op) {
  TransposeOp transpose = transposeInFrontOf(op);
  if (!transpose) return;
  llvm::ArrayRef<int64_t> x = typeOf(transpose.getX()).getShape(), y = typeOf(op.getY()).getShape(),
                          perm = transpose.getPerm();
  Perm sources;  // of the axes that have more than one element, in the order of the reshape
  for (int64_t axis : perm)
    if (x[axis] != 1) sources.push_back(axis);
  int64_t units = llvm::count(y, 1), unit = 0;
  size_t next = 0;
  Perm moved;
  for (int64_t size : y) {
    if (size == 1) {
      moved.push_back(unit++);
      continue;
    }
    if (next == sources.size() || x[sources[next]] != size) return;  // axes are split or merged
    int64_t source = sources[next++];
    moved.push_back(units + llvm::count_if(sources, [&](int64_t other) { return other < source; }));
  }
  if (next != sources.size()) return;
  op->setOperand(0, transpose.getX());
  transposeResult(op, moved);
}

static bool hasAxis(SoftmaxOp) { return true; }
static bool hasAxis(SoftmaxRequantizeOp) { return true; }
static bool hasAxis(QuantizeOp op) { return op.getScale().size() > 1; }
static bool hasAxis(DequantizeOp op) { return op.getScale().size() > 1; }

/// Quantize, dequantize, softmax: their axis takes its new number.
template <class Op>
static void visitAlongAxis(Op op) {
  TransposeOp transpose = transposeInFrontOf(op);
  if (!transpose) return;
  Perm perm(transpose.getPerm());
  if (hasAxis(op)) op.setAxis(perm[op.getAxis()]);
  op->setOperand(0, transpose.getX());
  transposeResult(op, perm);
}

/// Channels are the last axis: where there is more than one of them, it must stay the last.
static void visit(RequantizeOp op) {
  TransposeOp transpose = transposeInFrontOf(op);
  if (!transpose) return;
  Perm perm(transpose.getPerm());
  RequantizeAttr by = op.getBy();
  bool byChannel = std::max({by.getMultiplier().size(), by.getShift().size(), by.getLo().size(),
                             by.getHi().size(), by.getTie() ? by.getTie().size() : 1}) > 1;
  if (byChannel && perm.back() != static_cast<int64_t>(perm.size()) - 1) return;
  op->setOperand(0, transpose.getX());
  transposeResult(op, perm);
}

/// Moves on when the reduced axes stay neighbours in their order, so that sums keep theirs.
template <class Op>
static void visitReduce(Op op) {
  TransposeOp transpose = transposeInFrontOf(op);
  llvm::ArrayRef<int64_t> axes = op.getAxes();
  if (!transpose || axes.empty()) return;
  Perm perm(transpose.getPerm()), reduced;
  for (int64_t axis : axes) reduced.push_back(perm[axis]);
  for (size_t i = 1; i < reduced.size(); ++i)
    if (reduced[i] != reduced[i - 1] + 1) return;
  op->setOperand(0, transpose.getX());
  op.setAxes(reduced);
  Perm left = perm;
  if (!op.getKeepAxes()) {
    // The axes that are left close ranks on both sides.
    left.clear();
    int64_t gone = reduced.size();
    for (size_t i = 0; i < perm.size(); ++i)
      if (!llvm::is_contained(axes, static_cast<int64_t>(i)))
        left.push_back(perm[i] > reduced.back() ? perm[i] - gone : perm[i]);
  }
  transposeResult(op, left);
}

/// Two in a row are one or none.
static void visit(TransposeOp op) {
  if (auto first = op.getX().getDefiningOp<TransposeOp>()) {
    op.setPerm(permuted(first.getPerm(), op.getPerm()));
    op->setOperand(0, first.getX());
  }
  if (isIdentity(op.getPerm())) op.getY().replaceAllUsesWith(op.getX());
}

/// Where row 0 of the flattened transpose lies in the flattened input: column k is column result[k]
/// there. Empty if rows differ.
static Perm columnsOf(TransposeOp transpose, int64_t rows, int64_t columns) {
  llvm::ArrayRef<int64_t> perm = transpose.getPerm();
  llvm::ArrayRef<int64_t> sizes = typeOf(transpose.getX()).getShape();
  Perm steps(sizes.size(), 1), by, at(sizes.size(), 0);
  for (size_t i = sizes.size(); i-- > 1;) steps[i - 1] = steps[i] * sizes[i];
  by = permuted(steps, perm);
  Perm out = permuted(sizes, perm), result(columns);
  int64_t place = 0;
  for (int64_t i = 0; i < rows * columns; ++i) {
    int64_t row = i / columns, column = i % columns;
    if (row == 0) result[column] = place;
    if (place != row * columns + result[column] || result[column] >= columns) return {};
    for (size_t axis = out.size(); axis-- > 0;) {
      place += by[axis];
      if (++at[axis] < out[axis]) break;
      place -= by[axis] * at[axis];
      at[axis] = 0;
    }
  }
  return result;
}

/// product(reshape(transpose(x)), w) = product(reshape(x), w with its columns in x's order).
/// `inner` is the axis of `w` that is summed over.
static void absorbIntoWeights(Operation* op, unsigned weights, int64_t inner) {
  auto reshape = op->getOperand(0).getDefiningOp<ReshapeOp>();
  auto transpose = reshape ? reshape.getX().getDefiningOp<TransposeOp>() : TransposeOp();
  ElementsAttr w = constantOf(op->getOperand(weights));
  if (!transpose || !w) return;
  RankedTensorType flat = typeOf(reshape.getY());
  Perm columns = columnsOf(transpose, flat.getDimSize(0), flat.getDimSize(1));
  FailureOr<Bytes> bytes = Bytes::of(w);
  if (columns.empty() || failed(bytes)) return;
  auto type = cast<RankedTensorType>(w.getType());
  int64_t size = bytesOf(type.getElementType()), outer = inner == 0 ? 1 : type.getDimSize(0);
  int64_t chunk = inner == 0 ? size * type.getDimSize(1) : size;
  std::vector<char> ordered(bytes->ref().size());
  for (int64_t o = 0; o < outer; ++o)
    for (size_t k = 0; k < columns.size(); ++k)
      std::memcpy(ordered.data() + (o * columns.size() + columns[k]) * chunk,
                  bytes->ref().data() + (o * columns.size() + k) * chunk, chunk);
  OpBuilder builder(op);
  // Without origins: the user's tensor has these elements in another order, which `axes` cannot
  // say.
  auto view = builder.create<ReshapeOp>(reshape.getLoc(), flat, transpose.getX());
  if (Attribute quant = reshape->getAttr(kQuant)) view->setAttr(kQuant, quant);
  ElementsAttr value = makeElements(type, llvm::ArrayRef<char>(ordered));
  op->setOperand(weights, constantLike(builder, value, op->getOperand(weights).getDefiningOp()));
  op->setOperand(0, view);
}

static void visit(Operation* op) {
  if (!isa<GraphOp>(op)) return;
  llvm::TypeSwitch<Operation*>(op)
      .Case<TransposeOp, ReshapeOp, ConcatOp, SliceOp, PadOp, RequantizeOp, AddRequantizeOp,
            MulRequantizeOp, LookupOp>([](auto op) { visit(op); })
      .Case<QuantizeOp, DequantizeOp, SoftmaxOp, SoftmaxRequantizeOp>(
          [](auto op) { visitAlongAxis(op); })
      .Case<ReduceMaxOp, ReduceMinOp, ReduceSumOp, ReduceProdOp, ReduceMeanOp>(
          [](auto op) { visitReduce(op); })
      .Case([](LinearOp op) { absorbIntoWeights(op, 1, 1); })
      .Case([](MatmulOp op) { absorbIntoWeights(op, 1, 0); })
      .Case([](HostOp op) {
        if (!cast<GraphOp>(op.getOperation()).getScalar().empty()) visitElementwise(op);
      });
}

//===- What is left --------------------------------------------------------------------------===//

/// A transpose that keeps the order of the elements is a reshape, and two reshapes are one or none.
static void becomeReshape(Operation* op) {
  if (auto transpose = dyn_cast<TransposeOp>(op)) {
    if (!keepsOrder(typeOf(transpose.getX()).getShape(), transpose.getPerm())) return;
    auto reshape =
        OpBuilder(op).create<ReshapeOp>(op->getLoc(), op->getResultTypes(), transpose.getX());
    reshape->setDiscardableAttrs(op->getDiscardableAttrDictionary());
    op->replaceAllUsesWith(reshape);
    op = reshape;
  }
  if (auto reshape = dyn_cast<ReshapeOp>(op)) mergeReshape(reshape);
}

namespace {
struct SinkTransposes : pelemay::impl::GraphSinkTransposesBase<SinkTransposes> {
  void runOnOperation() override {
    for (Block& block : getOperation().getBody()) {
      // Not a range: a visit inserts the op to be visited next.
      for (Operation* op = &block.front(); op; op = op->getNextNode()) visit(op);
      for (Operation& op : llvm::make_early_inc_range(block)) becomeReshape(&op);
      eraseUnreadMoves(block);
    }
  }
};
}  // namespace
