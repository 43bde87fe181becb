//===- Node.h - one node of the graph, as an op's import function sees it ---------------------===//
//
// An import function says what it needs (operands, attributes), builds its ops and defines the
// result. define() compares what was built with what the file declares: shapes and types are never
// taken on trust, with the exception of reshape, whose shape is the operation.
//===------------------------------------------------------------------------------------------===//
#pragma once

#include "dialects/graph/Graph.h"
#include "frontends/nx/reader/Scope.h"

namespace pelemay::nx {

class Node {
 public:
  Node(Scope& scope, const Field& field) : scope_(scope), field_(field) {}

  /// Reads what all nodes have. Comes first.
  mlir::LogicalResult read();

  const std::string& op() const { return op_; }
  mlir::Location loc() const { return field_.loc(); }
  mlir::OpBuilder& builder() { return scope_.builder(); }
  Scope& scope() { return scope_; }

  /// "nodes[3] (max) needs `needed`, but got `got`".
  mlir::LogicalResult fail(const llvm::Twine& needed, const llvm::Twine& got);

  mlir::LogicalResult needOperands(size_t count);
  mlir::LogicalResult needElement(llvm::ArrayRef<llvm::StringRef> names);
  mlir::Value operand(size_t i) const { return operands_[i]; }
  mlir::RankedTensorType typeOf(size_t i) const {
    return mlir::cast<mlir::RankedTensorType>(operands_[i].getType());
  }
  /// The declared type of the result.
  mlir::RankedTensorType declared() const { return declared_; }

  /// Checks that the node has these attributes and no other.
  mlir::LogicalResult needAttributes(llvm::ArrayRef<llvm::StringRef> names);
  /// An attribute whose presence has been checked.
  Field attribute(llvm::StringRef name) const { return field_["attrs"][name]; }

  /// Scalar constants take the result's element type where that is exact: Nx mixes types, we do
  /// not.
  mlir::LogicalResult unifyTypes();

  /// Creates an op after inferring and checking its result. Null after an error.
  template <class Op>
  mlir::Value create(mlir::ValueRange operands,
                     llvm::ArrayRef<mlir::NamedAttribute> attributes = {});
  mlir::NamedAttribute attribute(llvm::StringRef name, llvm::ArrayRef<int64_t> values);
  /// Nothing is created where nothing changes.
  mlir::Value transpose(mlir::Value value, llvm::ArrayRef<int64_t> perm);
  mlir::Value reshape(mlir::Value value, llvm::ArrayRef<int64_t> shape);
  mlir::Value constant(mlir::ElementsAttr value);

  /// Gives the op of `value` the node's name. Helpers before the node's own op have none.
  mlir::Value named(mlir::Value value);
  /// Makes `value` the node's result, and its op the node's. A null value is a failure reported
  /// before.
  mlir::LogicalResult define(mlir::Value value);

 private:
  mlir::Value converted(size_t i, mlir::Type element);

  Scope& scope_;
  Field field_;
  std::string op_, name_;
  llvm::SmallVector<mlir::Value> operands_;
  mlir::RankedTensorType declared_;
};

template <class Op>
mlir::Value Node::create(mlir::ValueRange operands,
                         llvm::ArrayRef<mlir::NamedAttribute> attributes) {
  for (mlir::Value operand : operands)
    if (!operand) return {};
  // An op's builder aborts when inference fails, so inference is asked before.
  mlir::MLIRContext* context = loc().getContext();
  auto dictionary = mlir::DictionaryAttr::get(context, attributes);
  typename Op::Properties properties{};
  auto emitError = [&] { return mlir::emitError(loc()); };
  llvm::SmallVector<mlir::Type> types;
  if (mlir::failed(Op::setPropertiesFromAttr(properties, dictionary, emitError)) ||
      mlir::failed(Op::inferReturnTypes(
          context, loc(), typename Op::Adaptor(operands, dictionary, properties), types)))
    return {};
  return builder().create<Op>(loc(), types, operands, attributes);
}

}  // namespace pelemay::nx
