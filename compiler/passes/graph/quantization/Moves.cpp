//===- Moves.cpp - moves run on integers, and values keep their names -------------------------===//
//
// A transpose, a slice or a pad between an op and its quantization runs on the stored integers
// instead; what integers compute goes by the names of all the ops it stands for.
//===-----------------------------------------------------------------------------------------===//
#include "compiler/passes/graph/quantization/Lowering.h"

#include "compiler/analysis/Axes.h"
#include "dialects/graph/Constants.h"

using namespace mlir;
using namespace pelemay::graph;

namespace pelemay::quantization {

QuantAttr quantOf(Builder& builder, float scale, int64_t zero) {
  return QuantAttr::get(builder.getContext(), builder.getF32FloatAttr(scale), zero);
}

Value splat(OpBuilder& builder, Location loc, RankedTensorType like, Type element, int64_t value) {
  int64_t channels = like.getRank() ? like.getShape().back() : 1, width = bytesOf(element);
  std::vector<char> bytes(channels * width);
  for (int64_t i = 0; i < channels; ++i)
    std::memcpy(bytes.data() + i * width, &value, width);  // little endian
  auto type = RankedTensorType::get({channels}, element);
  return builder.create<ConstantOp>(loc, type, makeElements(type, llvm::ArrayRef<char>(bytes)));
}

Value lookedUp(OpBuilder& builder, Location loc, Value x, llvm::ArrayRef<int8_t> table,
               Type element) {
  auto type = RankedTensorType::get({static_cast<int64_t>(table.size())}, element);
  Value constant = builder.create<ConstantOp>(loc, type, makeElements(type, table));
  return builder.create<LookupOp>(loc, x, constant);
}

void setStored(Operation* move, QuantAttr quant) {
  move->setAttr(kQuant, quant);
  if (auto pad = dyn_cast<PadOp>(move))  // with 0, which the zero point stands for
    pad.setValueAttr(
        Builder(move->getContext()).getF64FloatAttr(static_cast<double>(quant.getZero())));
}

void eraseUnread(func::FuncOp func) {
  for (Block& block : func.getBody())
    for (Operation& op : llvm::make_early_inc_range(llvm::reverse(block)))
      if (isa<GraphOp>(op) && op.use_empty()) op.erase();
}

/// The move `op` on stored integers.
static Value moveIntegers(OpBuilder& builder, Operation* op, Value x, QuantAttr quant) {
  Operation* move = builder.clone(*op);
  move->setOperand(0, x);
  move->getResult(0).setType(
      RankedTensorType::get(typeOf(op->getResult(0)).getShape(), typeOf(x).getElementType()));
  setStored(move, quant);
  return move->getResult(0);
}

Value Integers::stored(const StoredTensor& x) {
  Value value = DequantizeOp(x.source).getX();
  for (Operation* op : x.moves) {
    Value& moved = made_[op->getResult(0)];
    OpBuilder builder(op);
    if (!moved) moved = moveIntegers(builder, op, value, quantOf(builder, x.scale(), x.zero()));
    value = moved;
  }
  return value;
}

void takeIdentities(Value integers, Operation* core, llvm::ArrayRef<Operation*> ops) {
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
      for (OriginAttr origin : originsOf(behind)) origins.push_back(pelemay::moved(origin, perm));
  }
  if (!origins.empty()) op->setAttr(kOrigins, ArrayAttr::get(op->getContext(), origins));
  op->setLoc(FusedLoc::get(op->getContext(), places));
}

Value moved(OpBuilder& builder, QuantizeOp quantize, Value integers,
            llvm::ArrayRef<Operation*> ops) {
  QuantAttr quant = quantOf(builder, quantize.getScale()[0], quantize.getZero()[0]);
  if (!isa<BlockArgument>(integers)) integers.getDefiningOp()->setAttr(kQuant, quant);
  for (Operation* op : ops)
    if (isMove(op)) integers = moveIntegers(builder, op, integers, quant);
  return integers;
}

}  // namespace pelemay::quantization
