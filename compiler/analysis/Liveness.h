//===- Liveness.h - which bytes are alive when ops run in some order -----------------------------===//
#pragma once

#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace pelemay {

/// Bytes of values of a function's body. A reshape shares its operand's bytes; constants cost
/// nothing; a value lives from the op that computes it to its last reader, an argument from the
/// beginning, a returned value lies in the caller's memory.
class Liveness {
 public:
  explicit Liveness(mlir::func::FuncOp func);

  /// The ops of the body in their present order, the terminator left out.
  llvm::ArrayRef<mlir::Operation*> ops() const { return ops_; }

  /// Most bytes alive at once when the ops run in `order` (all of them, topologically sorted).
  int64_t peak(llvm::ArrayRef<mlir::Operation*> order) const;

  /// A run that has got as far as some ops.
  class State {
   public:
    explicit State(const Liveness& liveness);
    bool isReady(mlir::Operation* op) const;
    int64_t bytesDuring(mlir::Operation* op) const;  // operands and results together
    int64_t bytesAfter(mlir::Operation* op) const;
    void run(mlir::Operation* op);

   private:
    int64_t freedBy(mlir::Operation* op) const;

    const Liveness& liveness_;
    llvm::DenseMap<mlir::Value, int64_t> readers_;  // left, by root
    llvm::DenseSet<mlir::Operation*> done_;
    int64_t live_ = 0;
  };

 private:
  mlir::Value rootOf(mlir::Value value) const;
  int64_t bytes(mlir::Value root) const;

  llvm::SmallVector<mlir::Operation*> ops_;
  llvm::SmallVector<mlir::Value> arguments_;
  llvm::DenseSet<mlir::Value> returned_;
};

}  // namespace pelemay
