//===- Creation.cpp - constants as nodes ------------------------------------------------------===//
#include "frontends/onnx/ops/Lists.h"

using namespace mlir;

namespace pelemay::onnx {

/// The node's value in whichever of its forms; exactly one must be there.
static std::optional<Tensor> readConstant(Node& node) {
  static const llvm::StringRef forms[] = {"value", "value_float", "value_floats", "value_int",
                                          "value_ints"};
  llvm::SmallVector<llvm::StringRef> given;
  for (llvm::StringRef form : forms)
    if (node.hasAttribute(form) && (form == "value" || node.since(12))) given.push_back(form);
  if (given.size() != 1) {
    // What is there besides tells more than what is not.
    if (given.empty() && mlir::failed(node.checkLeftovers())) return std::nullopt;
    (void)node.fail("needs one value, but got " + std::to_string(given.size()));
    return std::nullopt;
  }
  llvm::StringRef form = given.front();
  if (form == "value") return node.tensor(form);
  if (form == "value_float") return makeFloats(node.real(form, 0), {});
  if (form == "value_int") return makeIntegers(node.integer(form, 0), {});
  if (form == "value_floats") {
    llvm::SmallVector<float> values = node.reals(form);
    return makeFloats(values, {static_cast<int64_t>(values.size())});
  }
  llvm::SmallVector<int64_t> values = node.integers(form, {});
  return makeIntegers(values, {static_cast<int64_t>(values.size())});
}

LogicalResult importConstant(Node& node) {
  if (failed(node.needInputs({}))) return failure();
  std::optional<Tensor> tensor = readConstant(node);
  if (!tensor || node.failed()) return failure();
  return node.define(std::move(*tensor));
}

/// One value, f32 0 by default, in all places of a shape known at compile time.
LogicalResult importConstantOfShape(Node& node) {
  if (failed(node.needInputs({"input"}))) return failure();
  std::optional<Tensor> value =
      node.hasAttribute("value") ? node.tensor("value") : makeFloats({0.0f}, {1});
  auto shape = constantList(node, 0, "a shape");
  if (!value || !shape || node.failed()) return failure();
  std::optional<int64_t> count = countOf(*shape);
  constexpr int64_t kMost = int64_t(1) << 26;  // it is made in full
  if (value->count() != 1 || !count || *count * value->element->bytes > kMost)
    return node.fail("needs one value and a shape of at most 64 MiB, but got " +
                     std::to_string(value->count()) + " and " + listed(*shape));
  Tensor result;
  result.element = value->element;
  result.shape = *shape;
  for (int64_t i = 0; i < *count; ++i)
    result.owned.insert(result.owned.end(), value->bytes.begin(), value->bytes.end());
  result.bytes = result.owned;
  return node.define(std::move(result));
}

}  // namespace pelemay::onnx
