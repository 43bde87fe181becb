//===- Lowering.h - the pieces of graph-lower-quantization ---------------------------------------===//
//
// Each piece turns one kind of op between dequantize and quantize into integer arithmetic. A piece
// returns the stored integers; or a null value where it does not apply, with the refusal set where
// it would but for a reason that a user can mend.
//===---------------------------------------------------------------------------------------------===//
#pragma once

#include "compiler/analysis/Accumulators.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace pelemay::quantization {

/// Makes each integer value once, at the place of the float it stands for.
class Integers {
 public:
  /// The integers of `x` in the order of the value it is behind.
  mlir::Value stored(const StoredTensor& x);
  /// The sums as an i32 tensor, made once for all that quantize them.
  mlir::Value sums(const Accumulators& acc);

 private:
  llvm::DenseMap<mlir::Value, mlir::Value> made_;
};

//===- Pieces --------------------------------------------------------------------------------===//

/// Products, pools and stored tensors under another scale: `graph.requantize` of exact sums.
mlir::Value requantized(Integers& integers, graph::QuantizeOp quantize, const Tail& tail,
                        const Accumulators& acc, Refusal& refusal);

/// A stored tensor that is quantized as it was: its integers, cut at the clamps in between.
mlir::Value clamped(Integers& integers, graph::QuantizeOp quantize, const Tail& tail,
                    const StoredTensor& x);

/// The sum of two tensors: `graph.add_requantize`.
mlir::Value summed(Integers& integers, graph::QuantizeOp quantize, const Tail& tail,
                   Refusal& refusal);

/// The product of two tensors: `graph.mul_requantize`.
mlir::Value multiplied(Integers& integers, graph::QuantizeOp quantize, const Tail& tail,
                       Refusal& refusal);

/// Softmax of a stored tensor: `graph.softmax_requantize`.
mlir::Value softmaxed(Integers& integers, graph::QuantizeOp quantize, const Tail& tail,
                      Refusal& refusal);

/// A concatenation: of stored tensors, each through a table where its scale is another.
mlir::Value concatenated(Integers& integers, graph::QuantizeOp quantize, const Tail& tail,
                         Refusal& refusal);

/// Element-wise functions of one stored tensor: `graph.lookup`.
mlir::Value evaluated(Integers& integers, graph::QuantizeOp quantize, const Tail& tail,
                      Refusal& refusal);

//===- What they share -----------------------------------------------------------------------===//

inline mlir::RankedTensorType typeOf(mlir::Value value) {
  return mlir::cast<mlir::RankedTensorType>(value.getType());
}

inline mlir::Type elementOf(graph::QuantizeOp quantize) {
  return typeOf(quantize.getY()).getElementType();
}

graph::QuantAttr quantOf(mlir::Builder& builder, float scale, int64_t zero);

inline graph::QuantAttr quantOf(mlir::Builder& builder, graph::QuantizeOp quantize) {
  return quantOf(builder, quantize.getScale()[0], quantize.getZero()[0]);
}

/// A tensor or constant that is an operand of a sum or product.
struct Factor {
  std::optional<StoredTensor> tensor;
  std::optional<StoredConstant> constant;

  explicit Factor(mlir::Value value)
      : tensor(storedTensor(value)), constant(storedConstant(value)) {}
  bool isStored() const { return tensor || constant; }
  bool hasOneScale() const { return !constant || constant->scale.size() == 1; }
  float scale() const { return constant ? constant->scale[0] : tensor->scale(); }
  int64_t zero() const { return constant ? constant->zero[0] : tensor->zero(); }
  mlir::Type element() const {
    return constant ? constant->type().getElementType() : tensor->element();
  }
  /// All values it can have, zero point subtracted, ascending.
  std::vector<int64_t> values() const;
};

/// `x` through a table of 256 bytes, for the least of its integers first.
mlir::Value lookedUp(mlir::OpBuilder& builder, mlir::Location loc, mlir::Value x,
                     llvm::ArrayRef<int8_t> table, mlir::Type element);

/// What the formula makes of each integer of a stored tensor, as bytes of the output's type.
std::vector<int8_t> tableOf(const StoredTensor& x, const Multipliers& by, size_t channel,
                            int64_t zero);

/// One value in each list where all channels have the same.
graph::RequantizeAttr requantizeAttr(mlir::Builder& builder, const Multipliers& by,
                                     mlir::Type element, int64_t zero);

/// A vector of the last axis' size with one value in it, of integer type `element`.
mlir::Value splat(mlir::OpBuilder& builder, mlir::Location loc, mlir::RankedTensorType like,
                  mlir::Type element, int64_t value);

/// `move` works on stored integers that are worth `quant`.
void setStored(mlir::Operation* move, graph::QuantAttr quant);

/// Ops whose floats nobody reads any more.
void eraseUnread(mlir::func::FuncOp func);

/// Names and places of the ops that `integers` now computes: `core`, then the clamps and additions
/// of `ops` behind it. Their axes are those of the user before any transpose in between.
void takeIdentities(mlir::Value integers, mlir::Operation* core,
                    llvm::ArrayRef<mlir::Operation*> ops);

/// Runs the moves of `ops` on the integers, in front of `quantize`, and marks all with its scale.
mlir::Value moved(mlir::OpBuilder& builder, graph::QuantizeOp quantize, mlir::Value integers,
                  llvm::ArrayRef<mlir::Operation*> ops);

}  // namespace pelemay::quantization
