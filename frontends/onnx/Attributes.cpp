//===- Attributes.cpp - reading a node's attributes, each marked as read ----------------------===//
#include "frontends/onnx/Node.h"
#include "frontends/onnx/Proto.h"

using namespace mlir;
using Kind = ::onnx::AttributeProto;

namespace pelemay::onnx {

static const ::onnx::AttributeProto* findAttribute(const ::onnx::NodeProto& node,
                                                   llvm::StringRef name) {
  for (const auto& attribute : node.attribute())
    if (attribute.name() == name) return &attribute;
  return nullptr;
}

static std::string kindOf(int type) {
  const std::string& name = Kind::AttributeType_Name(static_cast<Kind::AttributeType>(type));
  return name.empty() ? "type " + std::to_string(type) : llvm::StringRef(name).lower();
}

/// Whether no value field is in use but the one of `type`. It may be absent: some exporters leave
/// out zeros and empty lists.
static bool hasOneValue(const ::onnx::AttributeProto& a) {
  struct Field {
    int type;
    bool used;
  };
  const Field fields[] = {{Kind::FLOAT, a.has_f()},
                          {Kind::INT, a.has_i()},
                          {Kind::STRING, a.has_s()},
                          {Kind::TENSOR, a.has_t()},
                          {Kind::GRAPH, a.has_g()},
                          {Kind::SPARSE_TENSOR, a.has_sparse_tensor()},
                          {Kind::TYPE_PROTO, a.has_tp()},
                          {Kind::FLOATS, a.floats_size() > 0},
                          {Kind::INTS, a.ints_size() > 0},
                          {Kind::STRINGS, a.strings_size() > 0},
                          {Kind::TENSORS, a.tensors_size() > 0},
                          {Kind::GRAPHS, a.graphs_size() > 0},
                          {Kind::SPARSE_TENSORS, a.sparse_tensors_size() > 0},
                          {Kind::TYPE_PROTOS, a.type_protos_size() > 0}};
  for (const Field& field : fields)
    if (field.used && field.type != a.type()) return false;
  return true;
}

bool Node::hasAttribute(llvm::StringRef name) const {
  if (disguise_ && llvm::is_contained(disguise_->hidden, name)) return false;
  return findAttribute(proto_, name) != nullptr;
}

const ::onnx::AttributeProto* Node::read(llvm::StringRef name, int type, const char* what) {
  marked_.insert(name);
  if (!hasAttribute(name)) return nullptr;
  const auto* attribute = findAttribute(proto_, name);
  int count = 0;
  for (const auto& other : proto_.attribute()) count += other.name() == name;
  if (count > 1) {
    (void)fail("needs attribute " + name + " once, but got it " + std::to_string(count) + " times");
    return nullptr;
  }
  if (!attribute->ref_attr_name().empty()) {
    (void)fail("needs a value for attribute " + name +
               ", but got a reference to an attribute of a function");
    return nullptr;
  }
  if (attribute->type() != type || !hasOneValue(*attribute)) {
    (void)fail("needs " + llvm::Twine(what) + " for attribute " + name + ", but got " +
               (attribute->type() != type ? kindOf(attribute->type()) : "values of several kinds"));
    return nullptr;
  }
  return attribute;
}

int64_t Node::integer(llvm::StringRef name, int64_t fallback) {
  const auto* attribute = read(name, Kind::INT, "an integer");
  return attribute ? attribute->i() : fallback;
}

float Node::real(llvm::StringRef name, float fallback) {
  const auto* attribute = read(name, Kind::FLOAT, "a float");
  return attribute ? attribute->f() : fallback;
}

std::string Node::text(llvm::StringRef name, llvm::StringRef fallback) {
  const auto* attribute = read(name, Kind::STRING, "a string");
  return attribute ? attribute->s() : fallback.str();
}

llvm::SmallVector<int64_t> Node::integers(llvm::StringRef name, llvm::ArrayRef<int64_t> fallback) {
  const auto* attribute = read(name, Kind::INTS, "a list of integers");
  if (!attribute) return llvm::SmallVector<int64_t>(fallback);
  return llvm::SmallVector<int64_t>(attribute->ints().begin(), attribute->ints().end());
}

llvm::SmallVector<float> Node::reals(llvm::StringRef name) {
  const auto* attribute = read(name, Kind::FLOATS, "a list of floats");
  if (!attribute) return {};
  return llvm::SmallVector<float>(attribute->floats().begin(), attribute->floats().end());
}

std::optional<Tensor> Node::tensor(llvm::StringRef name) {
  const auto* attribute = read(name, Kind::TENSOR, "a tensor");
  if (!attribute) return std::nullopt;
  Problem problem;
  std::optional<Tensor> tensor = readTensor(attribute->t(), scope_.source(), problem);
  if (!tensor) (void)fail("attribute " + name + " " + problem.text, problem.help);
  return tensor;
}

void Node::needInteger(llvm::StringRef name, int64_t only, const llvm::Twine& help) {
  int64_t value = integer(name, only);
  if (value != only)
    (void)fail(
        "needs " + name + " = " + std::to_string(only) + ", but got " + std::to_string(value),
        help);
}

int64_t Node::axis(llvm::StringRef name, int64_t fallback, int64_t rank, bool end) {
  int64_t axis = integer(name, fallback);
  int64_t last = end ? rank : rank - 1;
  if (axis >= -rank && axis <= last) return axis < 0 ? axis + rank : axis;
  (void)fail("needs an axis in " + std::to_string(-rank) + ".." + std::to_string(last) +
                 ", but got " + name + " = " + std::to_string(axis),
             "count the tensor's axes from 0 at the front, or from -1 at the end");
  return 0;
}

LogicalResult Node::checkLeftovers() {
  for (const auto& attribute : proto_.attribute())
    if (!marked_.contains(attribute.name()))
      return fail("needs an attribute of " + op() + ", but got " + attribute.name() +
                      ", which is unknown in this opset",
                  "leave it out, or export the model for an opset that has it");
  return success();
}

}  // namespace pelemay::onnx
