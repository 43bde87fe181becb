//===- Scope.h - the ids of a graph and the values they stand for -----------------------------===//
#pragma once

#include "frontends/nx/reader/Import.h"
#include "frontends/nx/reader/Sidecar.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SetVector.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace pelemay::nx {

class Scope {
 public:
  /// `sidecar` is the path of the file with array constants, read when the first of them is met.
  Scope(mlir::func::FuncOp function, mlir::Location file, std::string sidecar);

  mlir::Location file() const { return file_; }
  /// Builds at the end of the function.
  mlir::OpBuilder& builder() { return builder_; }

  /// The value of the id, which stands in `field`. Null after an error.
  mlir::Value find(const Field& field) const;
  /// Gives the id in `field` its value.
  mlir::LogicalResult define(const Field& field, mlir::Value value);

  /// Null after an error.
  const Sidecar* sidecar(mlir::Location loc);
  /// The sidecar if a node has needed it.
  const Sidecar* openedSidecar() const { return sidecar_.get(); }

  /// Constants that were taken in another type: those without a reader go at the end.
  llvm::SmallSetVector<mlir::Operation*, 4> converted;

 private:
  mlir::Location file_;
  mlir::OpBuilder builder_;
  llvm::DenseMap<int64_t, mlir::Value> values_;
  std::string path_;
  std::unique_ptr<Sidecar> sidecar_;
};

}  // namespace pelemay::nx
