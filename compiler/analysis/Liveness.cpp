#include "compiler/analysis/Liveness.h"

#include "dialects/graph/Constants.h"
#include "dialects/graph/Graph.h"

using namespace mlir;

namespace pelemay {

Liveness::Liveness(func::FuncOp func) {
  for (Operation& op : func.getBody().front().without_terminator()) ops_.push_back(&op);
  llvm::append_range(arguments_, func.getArguments());
  for (Value value : func.getBody().front().getTerminator()->getOperands())
    returned_.insert(rootOf(value));
}

Value Liveness::rootOf(Value value) const {
  while (auto reshape = value.getDefiningOp<graph::ReshapeOp>()) value = reshape.getX();
  return value;
}

int64_t Liveness::bytes(Value root) const {
  if (returned_.contains(root) || root.getDefiningOp<graph::ConstantOp>()) return 0;
  return graph::bytesOf(cast<RankedTensorType>(root.getType()));
}

int64_t Liveness::peak(llvm::ArrayRef<Operation*> order) const {
  State state(*this);
  int64_t most = 0;
  for (Operation* op : order) {
    most = std::max(most, state.bytesDuring(op));
    state.run(op);
  }
  return most;
}

Liveness::State::State(const Liveness& liveness) : liveness_(liveness) {
  for (Operation* op : liveness.ops())
    for (Value operand : op->getOperands()) ++readers_[liveness.rootOf(operand)];
  for (Value argument : liveness.arguments_) live_ += liveness.bytes(argument);
}

bool Liveness::State::isReady(Operation* op) const {
  return llvm::all_of(op->getOperands(), [&](Value operand) {
    Operation* source = operand.getDefiningOp();
    return !source || done_.contains(source);
  });
}

int64_t Liveness::State::bytesDuring(Operation* op) const {
  int64_t made = 0;
  for (Value result : op->getResults())
    if (liveness_.rootOf(result) == result) made += liveness_.bytes(result);
  return live_ + made;
}

/// Bytes of operands that nobody reads after `op`.
int64_t Liveness::State::freedBy(Operation* op) const {
  llvm::DenseMap<Value, int64_t> reads;
  for (Value operand : op->getOperands()) ++reads[liveness_.rootOf(operand)];
  int64_t freed = 0;
  for (auto [root, count] : reads)
    if (readers_.lookup(root) == count) freed += liveness_.bytes(root);
  return freed;
}

int64_t Liveness::State::bytesAfter(Operation* op) const { return bytesDuring(op) - freedBy(op); }

void Liveness::State::run(Operation* op) {
  live_ = bytesAfter(op);
  for (Value operand : op->getOperands()) --readers_[liveness_.rootOf(operand)];
  done_.insert(op);
}

}  // namespace pelemay
