//===- Creation.cpp - constants as nodes ------------------------------------------------------===//
#include "frontends/onnx/Node.h"

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

}  // namespace pelemay::onnx
