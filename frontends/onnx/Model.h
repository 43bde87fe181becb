//===- Model.h - what must be right about a model before its nodes are looked at --------------===//
#pragma once

#include "frontends/onnx/Import.h"
#include "frontends/onnx/Scope.h"

namespace onnx {
class ModelProto;
class ValueInfoProto;
}  // namespace onnx

namespace pelemay::onnx {

/// Versions, operator sets, and the parts of ONNX that we refuse as a whole. The opset, or a
/// problem.
std::optional<int64_t> checkModel(const ::onnx::ModelProto& model, Problem& problem);

/// Sizes for symbolic dimensions, each of which must be used: a typing error must not pass unseen.
class Dims {
 public:
  explicit Dims(const std::map<std::string, int64_t>& sizes) : sizes_(sizes) {}
  /// The size of a dimension called `name`.
  std::optional<int64_t> find(const std::string& name);
  std::optional<Problem> findUnused() const;

 private:
  const std::map<std::string, int64_t>& sizes_;
  llvm::StringSet<> used_;
};

/// Element type and shape of a graph input. Sizes that stay unknown are a problem.
std::optional<mlir::RankedTensorType> inputType(const ::onnx::ValueInfoProto& input, Dims& dims,
                                                mlir::MLIRContext* context, Problem& problem);

/// What a value_info or an output says of a tensor; sizes that stay unknown say nothing.
std::optional<Scope::Declared> declaredType(const ::onnx::ValueInfoProto& value, Dims& dims,
                                            Problem& problem);

}  // namespace pelemay::onnx
