#include "frontends/onnx/Model.h"

#include "frontends/onnx/Fields.h"
#include "frontends/onnx/Names.h"
#include "frontends/onnx/Proto.h"

using namespace mlir;

namespace pelemay::onnx {

/// The newest versions whose operators we know; ONNX 1.23.
static constexpr int64_t kNewestOpset = 28;
static constexpr int64_t kNewestIr = 14;

static bool isOnnx(const std::string& domain) { return domain.empty() || domain == "ai.onnx"; }

/// A model of another domain's operators alone, such as scikit-learn's trees: valid, and not for
/// us.
static std::optional<Problem> otherDomain(const proto::ModelProto& model) {
  for (const proto::NodeProto& node : model.graph().node())
    if (!isOnnx(node.domain())) {
      auto [kind, name] = nodeTitle(node);
      return Problem{"needs operators of ONNX, but got " + node.op_type() + " of domain " +
                         node.domain() + ", and no opset_import of ONNX",
                     "export the model with ONNX's own operators", kind, name};
    }
  return std::nullopt;
}

/// Operator sets of other domains may be named as long as no node is of them.
static std::optional<int64_t> findOpset(const proto::ModelProto& model, Problem& problem) {
  std::optional<int64_t> opset;
  for (const auto& import : model.opset_import()) {
    if (!isOnnx(import.domain())) continue;
    if (opset) {
      problem = {"needs one opset_import of ONNX, but got two", kCheckerHelp};
      return std::nullopt;
    }
    opset = import.version();
  }
  if (!opset)
    problem = otherDomain(model).value_or(
        Problem{"needs an opset_import of ONNX, but got none", kCheckerHelp});
  else if (*opset < 1 || *opset > kNewestOpset)
    problem = {"needs opset 1 to " + std::to_string(kNewestOpset) + ", but got opset " +
                   std::to_string(*opset),
               "export the model for an older opset"};
  else
    return opset;
  return std::nullopt;
}

/// What a graph may not have, whatever its nodes.
static std::optional<Problem> checkGraph(const proto::GraphProto& graph) {
  if (graph.sparse_initializer_size() > 0)
    return Problem{"needs dense data, but got a sparse initializer",
                   "store its values as a dense tensor", "initializer",
                   graph.sparse_initializer(0).values().name()};
  if (graph.quantization_annotation_size() > 0)
    return Problem{
        "needs quantization as QuantizeLinear and DequantizeLinear nodes, but got a "
        "quantization_annotation",
        "quantize the model again in QDQ form", "tensor",
        graph.quantization_annotation(0).tensor_name()};
  if (graph.output_size() == 0)
    return Problem{"needs an output, but the graph has none", kCheckerHelp};
  return std::nullopt;
}

std::optional<int64_t> checkModel(const proto::ModelProto& model, Problem& problem) {
  if (auto unknown = findUnknownField(model)) {
    problem = *unknown;
    return std::nullopt;
  }
  if (!model.has_graph()) {
    problem = {"needs a graph, but got a model without", kCheckerHelp};
    return std::nullopt;
  }
  if (model.ir_version() < 3 || model.ir_version() > kNewestIr) {
    problem = {"needs ir_version 3 to " + std::to_string(kNewestIr) + ", but got " +
                   std::to_string(model.ir_version()),
               "save it again with a current version of the onnx package"};
    return std::nullopt;
  }
  if (model.training_info_size() > 0) {
    problem = {"needs a model for inference, but got training_info",
               "export it in evaluation mode"};
    return std::nullopt;
  }
  for (const auto& function : model.functions())
    if (isOnnx(function.domain())) {
      // Such a function would take the place of ONNX's own operator.
      problem = {
          "needs operators of ONNX, but got a function of the model called " + function.name(),
          "inline the model's functions before compiling it"};
      return std::nullopt;
    }
  if (auto wrong = checkGraph(model.graph())) {
    problem = *wrong;
    return std::nullopt;
  }
  return findOpset(model, problem);
}

std::optional<int64_t> Dims::find(const std::string& name) {
  auto found = sizes_.find(name);
  if (found == sizes_.end()) return std::nullopt;
  used_.insert(name);
  return found->second;
}

std::optional<Problem> Dims::findUnused() const {
  for (const auto& [name, size] : sizes_)
    if (!used_.contains(name))
      return Problem{"needs a symbolic dimension called '" + name + "' for --dim " + name + "=" +
                         std::to_string(size) + ", but the model's inputs have none",
                     "leave --dim " + name + " out"};
  return std::nullopt;
}

/// The size of dimension `i` of `value`; kDynamic when the model does not say and nobody pinned it.
static int64_t sizeOf(const proto::ValueInfoProto& value, int i, Dims& dims) {
  const auto& dim = value.type().tensor_type().shape().dim(i);
  // No negative size is valid; -1 keeps the hostile one that kDynamic is from meaning "unknown".
  if (dim.value_case() == proto::TensorShapeProto_Dimension::kDimValue)
    return std::max<int64_t>(dim.dim_value(), -1);
  bool named =
      dim.value_case() == proto::TensorShapeProto_Dimension::kDimParam && !dim.dim_param().empty();
  return dims.find(named ? dim.dim_param() : value.name() + ":" + std::to_string(i))
      .value_or(ShapedType::kDynamic);
}

/// The problem with a value that is no tensor.
static std::optional<Problem> checkTensor(const proto::ValueInfoProto& value) {
  const char* got = nullptr;
  switch (value.type().value_case()) {
    case proto::TypeProto::kTensorType: return std::nullopt;
    case proto::TypeProto::kSequenceType: got = "a sequence"; break;
    case proto::TypeProto::kMapType: got = "a map"; break;
    case proto::TypeProto::kOptionalType: got = "an optional"; break;
    case proto::TypeProto::kSparseTensorType: got = "a sparse tensor"; break;
    default: got = "no type and no shape";
  }
  return Problem{std::string("needs a tensor, but got ") + got,
                 "export the model with tensors as its inputs and outputs"};
}

std::optional<RankedTensorType> inputType(const proto::ValueInfoProto& input, Dims& dims,
                                          MLIRContext* context, Problem& problem) {
  auto fail = [&](Problem wrong) {
    problem = std::move(wrong);
    return std::nullopt;
  };
  if (auto wrong = checkTensor(input)) return fail(*wrong);
  const auto& tensor = input.type().tensor_type();
  const Element* element = elementOf(tensor.elem_type());
  if (!element) return fail(unsupportedElement(tensor.elem_type()));
  if (!tensor.has_shape())
    return fail({"needs a shape, but the model gives none",
                 "export the model with the shapes of its inputs"});
  llvm::SmallVector<int64_t> shape;
  for (int i = 0; i < tensor.shape().dim_size(); ++i) {
    int64_t size = sizeOf(input, i, dims);
    if (size == ShapedType::kDynamic) {
      std::string name = tensor.shape().dim(i).dim_param();
      std::string key = name.empty() ? input.name() + ":" + std::to_string(i) : name;
      return fail({"needs a size for axis " + std::to_string(i) + ", but it is " +
                       (name.empty() ? "open" : "'" + name + "'"),
                   "--dim " + key + "=SIZE gives it one"});
    }
    shape.push_back(size);
  }
  std::optional<int64_t> count = countOf(shape);
  if (!count || *count < 1)
    return fail({"needs sizes from 1 and at most 2^40 elements, but got shape " + listed(shape),
                 "export the model with the sizes it is to run with"});
  return RankedTensorType::get(shape, typeOf(*element, context));
}

std::optional<Scope::Declared> declaredType(const proto::ValueInfoProto& value, Dims& dims,
                                            Problem& problem) {
  if (value.type().value_case() != proto::TypeProto::VALUE_NOT_SET)
    if (auto wrong = checkTensor(value)) {
      problem = *wrong;
      return std::nullopt;
    }
  const auto& tensor = value.type().tensor_type();
  if (value.type().has_tensor_type() && tensor.elem_type() == 0) {
    problem = {"needs an element type, but the model gives none"};
    return std::nullopt;
  }
  Scope::Declared declared{tensor.elem_type(), std::nullopt};
  if (!tensor.has_shape()) return declared;
  declared.shape.emplace();
  for (int i = 0; i < tensor.shape().dim_size(); ++i)
    declared.shape->push_back(sizeOf(value, i, dims));
  return declared;
}

}  // namespace pelemay::onnx
