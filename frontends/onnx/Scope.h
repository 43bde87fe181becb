//===- Scope.h - the names of a graph and what they stand for ---------------------------------===//
// A tensor's name stands for a value of the function we build, or for a constant of the model. A
// constant becomes an op only when an op reads it as an operand: shapes, axes and scales never do.
//===------------------------------------------------------------------------------------------===//
#pragma once

#include <deque>

#include "frontends/onnx/Problem.h"
#include "frontends/onnx/Tensor.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace pelemay::onnx {

/// Emits the problem as an error at the thing it names, or at the whole file.
mlir::LogicalResult report(mlir::Location file, const Problem& problem);

class Scope {
 public:
  Scope(mlir::func::FuncOp function, mlir::Location file, int64_t opset, Source& source);

  mlir::MLIRContext* context() const { return file_->getContext(); }
  mlir::Location file() const { return file_; }
  int64_t opset() const { return opset_; }
  Source& source() const { return source_; }
  /// Builds at the end of the function.
  mlir::OpBuilder& builder() { return builder_; }

  /// What a name stands for. Exactly one of the two is set.
  struct Meaning {
    mlir::Value value;
    const Tensor* constant = nullptr;
    llvm::StringRef kind;  // "input", "initializer", "node": who defined it
  };
  const Meaning* find(llvm::StringRef name) const;

  /// Gives a name its meaning; false when it has one already.
  bool define(llvm::StringRef name, mlir::Value value, llvm::StringRef kind);
  bool define(llvm::StringRef name, Tensor constant, llvm::StringRef kind);

  /// The value of a name that is known; a constant becomes an op. Null if it holds no element,
  /// which no op of ours computes with.
  mlir::Value valueOf(llvm::StringRef name);
  mlir::RankedTensorType typeOf(const Meaning& meaning) const;

  /// A constant op at the top of the function. Its origin is `name`, if there is one.
  mlir::Value constant(const Tensor& tensor, llvm::StringRef name);

  /// Shapes and types the model declares for tensors (value_info and outputs). A size of
  /// ShapedType::kDynamic says nothing.
  struct Declared {
    int32_t element;
    std::optional<llvm::SmallVector<int64_t>> shape;
  };
  llvm::StringMap<Declared> declared;
  /// Names that some node of the graph writes, early or late: tells a cycle from a missing tensor.
  llvm::StringSet<> written;
  /// Names that the graph's outputs depend on, outputs among them.
  llvm::StringSet<> read;

 private:
  mlir::Location file_;
  int64_t opset_;
  Source& source_;
  mlir::OpBuilder builder_;
  mlir::Operation* lastConstant_ = nullptr;
  mlir::Block* block_;
  llvm::StringMap<Meaning> meanings_;
  std::deque<Tensor> constants_;
};

/// The problem with a type other than the declared one, if there is one.
std::optional<Problem> contradiction(const Scope::Declared& declared, mlir::RankedTensorType type);

}  // namespace pelemay::onnx
