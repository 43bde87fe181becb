//===- Node.h - one node of the model, as an op's import function sees it ---------------------===//
//
// Reading marks: an attribute or input that no one asked for is an error once the function returns,
// so nothing the model says is passed over. The first error is reported and remembered; later reads
// give fallbacks, so a function reads all it needs, then asks `failed()` once.
//===------------------------------------------------------------------------------------------===//
#pragma once

#include <functional>
#include <limits>

#include "dialects/graph/Graph.h"
#include "frontends/onnx/Names.h"
#include "frontends/onnx/Scope.h"

namespace onnx {
class AttributeProto;
class NodeProto;
}  // namespace onnx

namespace pelemay::onnx {

class Node {
 public:
  Node(Scope& scope, const ::onnx::NodeProto& proto);

  llvm::StringRef op() const;
  /// Empty for ONNX's own ops.
  llvm::StringRef domain() const;
  mlir::Location loc() const { return loc_; }
  mlir::MLIRContext* context() const { return scope_.context(); }
  mlir::OpBuilder& builder() { return scope_.builder(); }
  /// Whether the model's operators are of version `opset` or newer.
  bool since(int64_t opset) const {
    return (disguise_ ? disguise_->opset : scope_.opset()) >= opset;
  }

  /// Reports an error at this node, unless there was one already.
  mlir::LogicalResult fail(const llvm::Twine& text, const llvm::Twine& help = "");
  bool failed() const { return failed_; }

  // Inputs.

  /// Checks the number of inputs and that the required ones are there. Comes first. "zero?" has a
  /// place among them and may be left out.
  mlir::LogicalResult needInputs(llvm::ArrayRef<llvm::StringRef> required,
                                 llvm::ArrayRef<llvm::StringRef> optional = {});
  /// The same for ops that read any number, at least one, none of them left out.
  mlir::LogicalResult needManyInputs(llvm::StringRef role);
  unsigned inputs() const;
  bool has(unsigned input) const;
  /// "x ('image')": an input by its role and its tensor's name.
  std::string titleOf(unsigned input) const;
  mlir::RankedTensorType typeOf(unsigned input) const;
  /// "x ('image') = uint8 [1, 4]": what the user gave, whatever stands for it.
  std::string described(unsigned input) const;
  /// The input's value. Null if it is absent or holds no element, which is reported.
  mlir::Value value(unsigned input);
  /// The input as a constant, or null if it is computed at run time.
  const Tensor* constant(unsigned input) const;
  /// A quantized operator is its float one between dequantize and quantize. From here on the node's
  /// inputs are `values` (null: left out; places[i]: the node's own input behind it), its operator
  /// is of version `opset`, and its output stands for last(what the import function defines). It
  /// has no attributes `hidden`: they are a part of the values.
  struct Disguise {
    int64_t opset;
    llvm::SmallVector<unsigned> places;
    llvm::SmallVector<mlir::Value> values;
    std::function<mlir::Value(mlir::Value)> last;
    llvm::SmallVector<llvm::StringRef> hidden = {};
  };
  void putOn(Disguise disguise) { disguise_ = std::move(disguise); }
  int64_t opset() const { return scope_.opset(); }
  mlir::LogicalResult needFloat(llvm::ArrayRef<unsigned> inputs);
  mlir::LogicalResult needRank(unsigned input, int64_t rank, llvm::StringRef axes);

  // Attributes (Attributes.cpp). Each read marks.

  bool hasAttribute(llvm::StringRef name) const;
  int64_t integer(llvm::StringRef name, int64_t fallback);
  float real(llvm::StringRef name, float fallback);
  std::string text(llvm::StringRef name, llvm::StringRef fallback);
  llvm::SmallVector<int64_t> integers(llvm::StringRef name, llvm::ArrayRef<int64_t> fallback);
  llvm::SmallVector<float> reals(llvm::StringRef name);
  std::optional<Tensor> tensor(llvm::StringRef name);
  /// An attribute that is understood only with one value.
  void needInteger(llvm::StringRef name, int64_t only, const llvm::Twine& help = "");
  /// An axis of a tensor of `rank`, negative ones counted from the end; `end` itself is allowed
  /// too.
  int64_t axis(llvm::StringRef name, int64_t fallback, int64_t rank, bool end = false);

  // Results.

  /// How many outputs someone may read: trailing empty names do not count.
  int outputs() const;
  /// Leaves out what ONNX has as output number `output` and behind it, and we do not compute. An
  /// error if someone reads `what`.
  mlir::LogicalResult leaveOut(int output, llvm::StringRef what, llvm::StringRef help);
  /// All of them, with and without a name: what a Split divides by.
  int places() const;
  /// Creates an op after inferring and checking its result. Null after an error.
  template <class Op>
  mlir::Value create(mlir::ValueRange operands,
                     llvm::ArrayRef<mlir::NamedAttribute> attributes = {});
  /// The same for ops whose result type is given.
  template <class Op>
  mlir::Value createTyped(mlir::RankedTensorType type, mlir::ValueRange operands,
                          llvm::ArrayRef<mlir::NamedAttribute> attributes = {});
  /// The node's own op: carries its origin. `axes[i]` is our axis that the user knows as axis i.
  mlir::Value named(mlir::Value value, llvm::ArrayRef<int64_t> axes = {});
  /// `value` with its axes in another order. Constants keep their name.
  mlir::Value transpose(mlir::Value value, llvm::ArrayRef<int64_t> perm);
  mlir::Value reshape(mlir::Value value, llvm::ArrayRef<int64_t> shape);
  /// A constant of this node's making, called `name` unless that is empty.
  mlir::Value makeConstant(const Tensor& tensor, llvm::StringRef name = "");

  mlir::NamedAttribute attribute(llvm::StringRef name, llvm::ArrayRef<int64_t> values);
  mlir::NamedAttribute attribute(llvm::StringRef name, int64_t value);
  mlir::NamedAttribute attribute(llvm::StringRef name, float value);

  /// Makes `value` what the node's only output stands for. A null value is a failure reported
  /// before.
  mlir::LogicalResult define(mlir::Value value);
  mlir::LogicalResult define(Tensor constant);
  /// The same for one of several outputs; one without a name is nobody's.
  mlir::LogicalResult define(unsigned output, mlir::Value value);
  /// Makes the only output another name of an input.
  mlir::LogicalResult forward(unsigned input);

  /// Errors for whatever the model says and nobody read.
  mlir::LogicalResult checkLeftovers();

 private:
  const std::string& nameOf(unsigned input) const;
  /// Of the tensor that the user gave, whatever stands for it.
  mlir::RankedTensorType givenType(unsigned input) const;
  const ::onnx::AttributeProto* read(llvm::StringRef name, int type, const char* what);
  mlir::LogicalResult needOutput();
  mlir::LogicalResult checkDefined(bool fresh, mlir::RankedTensorType type, int output = 0);
  /// Sizes of a new op's result against kMaxElements, and the op's own verifier.
  mlir::Value finish(mlir::Operation* op);
  bool checkSize(mlir::Type type);

  Scope& scope_;
  const ::onnx::NodeProto& proto_;
  mlir::Location loc_;
  bool failed_ = false;
  int computed_ = std::numeric_limits<int>::max();  // outputs from here on are left out
  llvm::StringSet<> marked_;
  llvm::SmallVector<llvm::StringRef> roles_;
  std::optional<Disguise> disguise_;
};

template <class Op>
mlir::Value Node::create(mlir::ValueRange operands,
                         llvm::ArrayRef<mlir::NamedAttribute> attributes) {
  for (mlir::Value operand : operands)
    if (!operand) return {};
  // An op's builder aborts when inference fails, so inference is asked before.
  auto dictionary = mlir::DictionaryAttr::get(context(), attributes);
  typename Op::Properties properties{};
  auto emitError = [&] { return mlir::emitError(loc_); };
  llvm::SmallVector<mlir::Type> types;
  if (mlir::failed(Op::setPropertiesFromAttr(properties, dictionary, emitError)) ||
      mlir::failed(Op::inferReturnTypes(
          context(), loc_, typename Op::Adaptor(operands, dictionary, properties), types))) {
    failed_ = true;
    return {};
  }
  if (!checkSize(types.front())) return {};
  return finish(builder().create<Op>(loc_, types, operands, attributes));
}

template <class Op>
mlir::Value Node::createTyped(mlir::RankedTensorType type, mlir::ValueRange operands,
                              llvm::ArrayRef<mlir::NamedAttribute> attributes) {
  for (mlir::Value operand : operands)
    if (!operand) return {};
  if (!checkSize(type)) return {};
  return finish(builder().create<Op>(loc_, mlir::TypeRange(type), operands, attributes));
}

}  // namespace pelemay::onnx
