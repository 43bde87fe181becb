//===- Tables.cpp - functions of one stored tensor are tables --------------------------------===//
//
//     quantize(hard_sigmoid(dequantize(x)))    ==>    graph.lookup x, table
//
// Any chain or web of element-wise ops whose only input is one 8-bit tensor (beside numbers) has
// 256 values. They are computed here with the device's own float code (Evaluate.h): dequantize,
// each op in float32, quantize; so the integers are those the float ops would have stored.
//===-----------------------------------------------------------------------------------------===//
#include "compiler/analysis/Evaluate.h"
#include "compiler/passes/graph/quantization/Lowering.h"

using namespace mlir;
using namespace pelemay::graph;

namespace pelemay::quantization {

namespace {

class Function {
 public:
  /// The float values of `value` for all integers of the one tensor it depends on, or one number;
  /// null where it is no such function.
  ElementsAttr of(Value value, int depth = 0);

  /// `op` on the 256 values of its operands.
  static ElementsAttr apply(Operation* op, llvm::ArrayRef<ElementsAttr> operands, Type element);

  std::optional<StoredTensor> x;      // what it is a function of
  llvm::SmallVector<Operation*> ops;  // in the order they run

 private:
  ElementsAttr leaf(Value value, const StoredTensor& found);

  Value leaf_;
  llvm::DenseMap<Value, ElementsAttr> known_;
};

}  // namespace

ElementsAttr Function::apply(Operation* op, llvm::ArrayRef<ElementsAttr> operands, Type element) {
  Operation* twin = op->clone();
  twin->getResult(0).setType(RankedTensorType::get({256}, element));
  ElementsAttr values = evaluate(twin, operands);
  twin->destroy();
  return values;
}

/// A float constant, dequantized or not, of which all elements are one number.
static ElementsAttr numberOf(Value value) {
  ElementsAttr constant = constantOf(value);
  if (auto dequantize = value.getDefiningOp<DequantizeOp>())
    if (ElementsAttr stored = constantOf(dequantize.getX()))
      constant = evaluate(dequantize, {stored});
  if (!constant || !constant.getElementType().isF32()) return {};
  auto values = valuesOf<float>(constant);
  if (failed(values) || values->empty()) return {};
  for (float each : *values)
    if (std::memcmp(&each, &values->front(), sizeof each) != 0) return {};
  return makeElements(RankedTensorType::get({}, constant.getElementType()),
                      llvm::ArrayRef(values->front()));
}

static bool isSame(const StoredTensor& a, const StoredTensor& b) {
  auto from = [](const StoredTensor& x) { return DequantizeOp(x.source); };
  return from(a).getX() == from(b).getX() && a.scale() == b.scale() && a.zero() == b.zero() &&
         a.moves.empty() && b.moves.empty();
}

/// A tensor that is dequantized twice is one.
ElementsAttr Function::leaf(Value value, const StoredTensor& found) {
  if (!found.element().isInteger(8)) return {};
  if (x && value != leaf_ && !isSame(*x, found)) return {};
  if (!x) leaf_ = value;
  x = found;
  std::vector<int8_t> all;
  Interval range = rangeOf(found.element());
  for (int64_t v = range.lo; v <= range.hi; ++v) all.push_back(static_cast<int8_t>(v));
  auto type = RankedTensorType::get({256}, found.element());
  Type f32 = Float32Type::get(value.getContext());
  return apply(found.source, makeElements(type, llvm::ArrayRef<int8_t>(all)), f32);
}

ElementsAttr Function::of(Value value, int depth) {
  constexpr int kDeepest = 64;
  if (auto known = known_.find(value); known != known_.end()) return known->second;
  if (ElementsAttr number = numberOf(value)) return known_[value] = number;
  if (auto found = storedTensor(value)) return known_[value] = leaf(value, *found);
  auto host = value.getDefiningOp<HostOp>();
  if (!host || host.getEpilogueAttr() || depth == kDeepest ||
      cast<GraphOp>(host.getOperation()).getScalar().empty())
    return {};
  llvm::SmallVector<ElementsAttr> operands;
  for (Value operand : host->getOperands()) {
    operands.push_back(of(operand, depth + 1));
    if (!operands.back()) return {};
    // A tensor that is broadcast has fewer elements than the function would.
    if (operands.back().getNumElements() == 256 &&
        typeOf(operand).getShape() != typeOf(value).getShape())
      return {};
  }
  ops.push_back(host);
  return known_[value] = apply(host, operands, typeOf(value).getElementType());
}

/// The same moves on integers, behind the table.
static Value behindMoves(Value value, llvm::SmallVectorImpl<Operation*>& moves) {
  for (Operation* op = value.getDefiningOp(); isMove(op); op = value.getDefiningOp()) {
    moves.insert(moves.begin(), op);
    value = op->getOperand(0);
  }
  return value;
}

Value evaluated(Integers& integers, QuantizeOp quantize, const Tail&, Refusal&) {
  if (!elementOf(quantize).isInteger(8)) return {};
  llvm::SmallVector<Operation*> moves;
  Function function;
  ElementsAttr reals = function.of(behindMoves(quantize.getX(), moves));
  if (!reals || !function.x || function.ops.empty()) return {};
  ElementsAttr table = Function::apply(quantize, reals, elementOf(quantize));
  auto bytes = table ? valuesOf<int8_t>(table) : FailureOr<std::vector<int8_t>>();
  if (failed(bytes)) return {};
  OpBuilder builder(quantize);
  Value y = lookedUp(builder, quantize.getLoc(), integers.stored(*function.x), *bytes,
                     elementOf(quantize));
  llvm::SmallVector<Operation*> ops(llvm::drop_begin(function.ops));
  llvm::append_range(ops, moves);
  takeIdentities(y, function.ops.front(), ops);
  return moved(builder, quantize, y, moves);
}

}  // namespace pelemay::quantization
