//===- Creation.cpp - constants: one number for all elements, or an array of the sidecar ------===//
#include <limits>

#include "dialects/graph/Constants.h"
#include "frontends/nx/reader/Table.h"

using namespace mlir;

namespace pelemay::nx {

/// No model for a device has a larger one, and the compiler writes constants out in full.
static constexpr int64_t kLargest = int64_t(1) << 31;

static LogicalResult checkBytes(Node& node) {
  int64_t bytes = graph::bytesOf(node.declared());
  if (bytes <= kLargest) return success();
  return node.fail("a constant of at most 2 GiB", llvm::Twine(bytes) + " bytes");
}

/// The number as one element; null after an error. JSON has no words for what is not finite.
static Attribute readElement(const Field& field, Type element) {
  const nlohmann::json& value = field.value();
  Builder builder(element.getContext());
  if (element.isF32()) {
    if (value == "nan") return builder.getF32FloatAttr(std::numeric_limits<float>::quiet_NaN());
    if (value == "inf") return builder.getF32FloatAttr(std::numeric_limits<float>::infinity());
    if (value == "-inf") return builder.getF32FloatAttr(-std::numeric_limits<float>::infinity());
    if (!value.is_number())
      return (void)field.fail("a number, \"nan\", \"inf\" or \"-inf\""), Attribute();
    return builder.getF32FloatAttr(static_cast<float>(value.get<double>()));
  }
  auto type = cast<IntegerType>(element);
  int64_t least = type.isUnsigned() ? 0 : -(int64_t(1) << (type.getWidth() - 1));
  auto number = field.integer(least, least + (int64_t(1) << type.getWidth()) - 1);
  return number ? builder.getIntegerAttr(element, *number) : Attribute();
}

LogicalResult import_constant(Node& node) {
  if (failed(node.needOperands(0)) || failed(node.needAttributes({"value"})) ||
      failed(checkBytes(node)))
    return failure();
  Attribute element = readElement(node.attribute("value"), node.declared().getElementType());
  if (!element) return failure();
  return node.define(node.constant(DenseElementsAttr::get(node.declared(), element)));
}

LogicalResult import_tensor(Node& node) {
  if (failed(node.needOperands(0)) || failed(node.needAttributes({"data"})) ||
      failed(checkBytes(node)))
    return failure();
  const Sidecar* sidecar = node.scope().sidecar(node.loc());
  if (!sidecar) return failure();
  auto bytes = sidecar->bytes(node.attribute("data"), node.declared());
  if (!bytes) return failure();
  return node.define(node.constant(graph::makeElements(node.declared(), *bytes)));
}

}  // namespace pelemay::nx
