#include "frontends/onnx/Node.h"

#include "frontends/Locations.h"
#include "frontends/onnx/Known.h"
#include "frontends/onnx/Proto.h"
#include "frontends/onnx/Table.h"
#include "mlir/IR/Verifier.h"

using namespace mlir;

namespace pelemay::onnx {

static Location locate(Location file, const proto::NodeProto& node) {
  auto [kind, name] = nodeTitle(node);
  return kind == "node" ? nodeLocation(file, name) : thingLocation(file, kind, name);
}

Node::Node(Scope& scope, const proto::NodeProto& proto)
    : scope_(scope), proto_(proto), loc_(locate(scope.file(), proto)) {}

llvm::StringRef Node::op() const { return proto_.op_type(); }

llvm::StringRef Node::domain() const {
  return proto_.domain() == "ai.onnx" ? llvm::StringRef() : llvm::StringRef(proto_.domain());
}

LogicalResult Node::fail(const llvm::Twine& text, const llvm::Twine& help) {
  if (failed_) return failure();
  failed_ = true;
  InFlightDiagnostic diagnostic = emitError(loc_) << text;
  std::string cure = help.str();
  if (cure.empty() && findEntry(domain(), op()))
    cure = ("`pelemay explain " + op() + "` says what it needs").str();
  if (!cure.empty()) diagnostic.attachNote() << "help: " << cure;
  return diagnostic;
}

// Inputs.

LogicalResult Node::needInputs(llvm::ArrayRef<llvm::StringRef> required,
                               llvm::ArrayRef<llvm::StringRef> optional) {
  roles_.assign(required.begin(), required.end());
  roles_.append(optional.begin(), optional.end());
  if (disguise_) return success();  // the node's own inputs are checked
  size_t least = required.size(), most = roles_.size();
  size_t count = static_cast<size_t>(proto_.input_size());
  if (count < least || count > most)
    return fail("needs " + std::to_string(least) +
                    (most > least ? " to " + std::to_string(most) : std::string()) +
                    (most == 1 ? " input" : " inputs") + ", but got " + std::to_string(count),
                kCheckerHelp);
  for (size_t i = 0; i < count; ++i) {
    const std::string& name = proto_.input(static_cast<int>(i));
    bool mayLack = i >= least || roles_[i].consume_back("?");
    if (name.empty() && !mayLack)
      return fail("needs input " + roles_[i] + ", but got none", kCheckerHelp);
    if (name.empty() || scope_.find(name)) continue;
    if (scope_.written.contains(name))
      return fail("needs input " + roles_[i] + " to be computed before, but '" + name +
                      "' is written by this or a later node",
                  "ONNX wants nodes in the order of their data flow, without cycles");
    return fail("needs input " + roles_[i] + ", but '" + name +
                    "' is no input, no initializer and no node's output",
                kCheckerHelp);
  }
  return success();
}

LogicalResult Node::needManyInputs(llvm::StringRef role) {
  llvm::SmallVector<llvm::StringRef> roles(std::max(inputs(), 1u), role);
  return needInputs(roles);
}

unsigned Node::inputs() const {
  return disguise_ ? static_cast<unsigned>(disguise_->values.size())
                   : static_cast<unsigned>(proto_.input_size());
}

bool Node::has(unsigned input) const {
  if (disguise_) return input < inputs() && disguise_->values[input];
  return input < inputs() && !nameOf(input).empty();
}

const std::string& Node::nameOf(unsigned input) const {
  return proto_.input(static_cast<int>(disguise_ ? disguise_->places[input] : input));
}

std::string Node::titleOf(unsigned input) const {
  return roles_[input].str() + " ('" + nameOf(input) + "')";
}

std::string Node::described(unsigned input) const {
  return titleOf(input) + " = " + titled(givenType(input));
}

RankedTensorType Node::givenType(unsigned input) const {
  return scope_.typeOf(*scope_.find(nameOf(input)));
}

RankedTensorType Node::typeOf(unsigned input) const {
  if (disguise_) return cast<RankedTensorType>(disguise_->values[input].getType());
  return givenType(input);
}

Value Node::value(unsigned input) {
  if (!has(input)) return {};
  if (disguise_) return disguise_->values[input];
  if (const Tensor* known = constant(input); known && known->isBool()) {
    (void)fail("needs numbers in " + titleOf(input) + ", but got " + titled(typeOf(input)));
    return {};
  }
  Value value = scope_.valueOf(nameOf(input));
  if (!value)
    (void)fail("needs at least one element in " + titleOf(input) + ", but got " +
               titled(typeOf(input)));
  return value;
}

const Tensor* Node::constant(unsigned input) const {
  return has(input) && !disguise_ ? scope_.find(nameOf(input))->constant : nullptr;
}

LogicalResult Node::needFloat(llvm::ArrayRef<unsigned> inputs) {
  for (unsigned input : inputs)
    if (has(input) && !typeOf(input).getElementType().isF32())
      return fail("needs elements of type float32 in " + titleOf(input) + ", but got " +
                      titled(typeOf(input)),
                  "integers are computed where a model is quantized (QuantizeLinear); export this "
                  "part with float32");
  return success();
}

LogicalResult Node::needRank(unsigned input, int64_t rank, llvm::StringRef axes) {
  RankedTensorType type = typeOf(input);
  if (type.getRank() == rank) return success();
  return fail("needs rank " + std::to_string(rank) + " (" + axes + "), but got rank " +
                  std::to_string(type.getRank()) + ": " + described(input),
              type.getRank() > rank ? "drop axes of size 1, or join axes, by Reshape"
                                    : "add axes of size 1 by Unsqueeze");
}

// Results.

bool Node::checkSize(Type type) {
  auto tensor = cast<RankedTensorType>(type);
  std::optional<int64_t> count = countOf(tensor.getShape());
  if (count && *count > 0) return true;
  (void)fail(count ? "needs a result with at least one element, but it is " + titled(type)
                   : "needs a result of at most 2^40 elements, but it is " + titled(type));
  return false;
}

Value Node::finish(Operation* op) {
  // The verifier prints at the op's location, which is this node.
  if (mlir::succeeded(mlir::verify(op))) return op->getResult(0);
  failed_ = true;
  return {};
}

Value Node::named(Value value, llvm::ArrayRef<int64_t> axes) {
  if (!value) return {};
  Builder& b = builder();
  value.getDefiningOp()->setAttr(
      graph::kOrigins, b.getArrayAttr(graph::OriginAttr::get(
                           context(), b.getStringAttr("onnx"), b.getStringAttr(op()),
                           b.getStringAttr(nodeName(proto_)),
                           axes.empty() ? DenseI64ArrayAttr() : b.getDenseI64ArrayAttr(axes))));
  return value;
}

/// The origins of a constant whose axes are now in another order.
static ArrayAttr permuted(graph::OriginAttr origin, llvm::ArrayRef<int64_t> perm) {
  llvm::SmallVector<int64_t> axes(perm.size());
  for (size_t i = 0; i < perm.size(); ++i)
    axes[static_cast<size_t>(perm[i])] = static_cast<int64_t>(i);
  MLIRContext* context = origin.getContext();
  return ArrayAttr::get(
      context, graph::OriginAttr::get(context, origin.getFrontend(), origin.getOp(),
                                      origin.getNode(), DenseI64ArrayAttr::get(context, axes)));
}

Value Node::transpose(Value value, llvm::ArrayRef<int64_t> perm) {
  Value result = create<graph::TransposeOp>(value, attribute("perm", perm));
  if (!result) return {};
  Operation* source = value.getDefiningOp();
  if (isa_and_nonnull<graph::ConstantOp>(source))
    if (auto origins = graph::originsOf(source); !origins.empty())
      result.getDefiningOp()->setAttr(graph::kOrigins, permuted(origins.front(), perm));
  return result;
}

Value Node::reshape(Value value, llvm::ArrayRef<int64_t> shape) {
  if (!value) return {};
  auto type = cast<RankedTensorType>(value.getType());
  return createTyped<graph::ReshapeOp>(RankedTensorType::get(shape, type.getElementType()), value);
}

Value Node::makeConstant(const Tensor& tensor, llvm::StringRef name) {
  return scope_.constant(tensor, name);
}

NamedAttribute Node::attribute(llvm::StringRef name, llvm::ArrayRef<int64_t> values) {
  return builder().getNamedAttr(name, builder().getDenseI64ArrayAttr(values));
}

NamedAttribute Node::attribute(llvm::StringRef name, int64_t value) {
  return builder().getNamedAttr(name, builder().getI64IntegerAttr(value));
}

NamedAttribute Node::attribute(llvm::StringRef name, float value) {
  return builder().getNamedAttr(name, builder().getF32FloatAttr(value));
}

int Node::outputs() const {
  int count = std::min(proto_.output_size(), computed_);
  while (count > 0 && proto_.output(count - 1).empty()) --count;
  return count;
}

LogicalResult Node::leaveOut(int output, llvm::StringRef what, llvm::StringRef help) {
  computed_ = output;
  for (int i = output; i < proto_.output_size(); ++i)
    if (scope_.read.contains(proto_.output(i)))
      return fail("needs " + what + " left unread, but '" + proto_.output(i) +
                      "' is read, or an output of the graph",
                  help);
  return success();
}

int Node::places() const { return proto_.output_size(); }

LogicalResult Node::needOutput() {
  if (outputs() == 1) return success();
  return fail("needs one output, but got " + std::to_string(outputs()));
}

LogicalResult Node::checkDefined(bool fresh, RankedTensorType type, int output) {
  const std::string& name = proto_.output(output);
  if (!fresh)
    return fail("needs a new name for each output, but '" + name + "' is written twice",
                kCheckerHelp);
  auto declared = scope_.declared.find(name);
  if (declared == scope_.declared.end()) return success();
  if (auto problem = contradiction(declared->second, type)) {
    // A last window that would begin in the padding: ONNX Runtime and we leave it out.
    bool ceil = hasAttribute("ceil_mode") && integer("ceil_mode", 0) != 0;
    return fail("'" + name + "' " + problem->text,
                ceil
                    ? "onnx.shape_inference counts windows that begin in the padding, ONNX Runtime "
                      "does not: delete value_info, and correct the output's shape"
                    : problem->help);
  }
  return success();
}

LogicalResult Node::define(Value value) {
  if (value && disguise_) value = disguise_->last(value);
  if (!value || failed_ || mlir::failed(needOutput())) return failure();
  if (std::optional<Tensor> known = knownTensor(value)) return define(std::move(*known));
  return checkDefined(scope_.define(proto_.output(0), value, "node"),
                      cast<RankedTensorType>(value.getType()));
}

LogicalResult Node::define(unsigned output, Value value) {
  if (!value || failed_) return failure();
  const std::string& name = proto_.output(static_cast<int>(output));
  if (name.empty()) return success();
  return checkDefined(scope_.define(name, value, "node"), cast<RankedTensorType>(value.getType()),
                      static_cast<int>(output));
}

LogicalResult Node::forward(unsigned input) {
  if (const Tensor* tensor = constant(input)) return define(tensor->copy());
  return define(value(input));
}

LogicalResult Node::define(Tensor constant) {
  if (failed_ || mlir::failed(needOutput())) return failure();
  RankedTensorType type = constant.type(context());
  return checkDefined(scope_.define(proto_.output(0), std::move(constant), "node"), type);
}

}  // namespace pelemay::onnx
