//===- Lowering.h - the pieces of graph-lower-quantization ---------------------------------------===//
//
// Each piece turns one kind of op between dequantize and quantize into integer arithmetic. A piece
// returns the stored integers; or a null value where it does not apply, with the refusal set where
// it would but for a reason that a user can mend.
//===---------------------------------------------------------------------------------------------===//
#pragma once

#include "compiler/analysis/Accumulators.h"

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

//===- What they share -----------------------------------------------------------------------===//

inline mlir::RankedTensorType typeOf(mlir::Value value) {
  return mlir::cast<mlir::RankedTensorType>(value.getType());
}

inline mlir::Type elementOf(graph::QuantizeOp quantize) {
  return typeOf(quantize.getY()).getElementType();
}

graph::QuantAttr quantOf(mlir::Builder& builder, float scale, int64_t zero);

/// A vector of the last axis' size with one value in it, of integer type `element`.
mlir::Value splat(mlir::OpBuilder& builder, mlir::Location loc, mlir::RankedTensorType like,
                  mlir::Type element, int64_t value);

/// Names and places of the ops that `integers` now computes: `core`, then the clamps and additions
/// of `ops` behind it. Their axes are those of the user before any transpose in between.
void takeIdentities(mlir::Value integers, mlir::Operation* core,
                    llvm::ArrayRef<mlir::Operation*> ops);

/// Runs the moves of `ops` on the integers, in front of `quantize`, and marks all with its scale.
mlir::Value moved(mlir::OpBuilder& builder, graph::QuantizeOp quantize, mlir::Value integers,
                  llvm::ArrayRef<mlir::Operation*> ops);

}  // namespace pelemay::quantization
