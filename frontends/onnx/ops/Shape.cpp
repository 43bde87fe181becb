//===- Shape.cpp - views ----------------------------------------------------------------------===//
#include "frontends/onnx/Node.h"

using namespace mlir;

namespace pelemay::onnx {

/// The result's shape: 0 copies the input's size (unless allowzero), one -1 is computed.
static std::optional<llvm::SmallVector<int64_t>> resolve(Node& node, llvm::ArrayRef<int64_t> wanted,
                                                         bool allowZero) {
  RankedTensorType type = node.typeOf(0);
  auto fail = [&] {
    std::optional<int64_t> count = countOf(wanted);
    (void)node.fail("needs a shape for the " + std::to_string(type.getNumElements()) +
                    " elements of " + titled(type) + ", but got " + listed(wanted) +
                    (count ? ", which has " + std::to_string(*count) : std::string()));
    return std::nullopt;
  };
  llvm::SmallVector<int64_t> shape(wanted);
  int64_t* computed = nullptr;
  int64_t known = 1;
  for (size_t i = 0; i < shape.size(); ++i) {
    if (shape[i] == -1 && !computed) {
      computed = &shape[i];
      continue;
    }
    if (shape[i] == 0 && !allowZero && static_cast<int64_t>(i) < type.getRank())
      shape[i] = type.getDimSize(static_cast<unsigned>(i));
    if (shape[i] < 1 || __builtin_mul_overflow(known, shape[i], &known)) return fail();
  }
  if (computed) {
    *computed = type.getNumElements() / known;
    known *= *computed;
  }
  if (known != type.getNumElements()) return fail();
  return shape;
}

LogicalResult importReshape(Node& node) {
  if (failed(node.needInputs({"data", "shape"}))) return failure();
  bool allowZero = node.since(14) && node.integer("allowzero", 0) != 0;
  const Tensor* shape = node.constant(1);
  if (!shape)
    return node.fail(
        "needs a shape known at compile time, but " + node.titleOf(1) + " is computed by the model",
        "make the shape an initializer, or let a tool such as onnx-simplifier fold it");
  if (shape->element->ours != "i64" || shape->shape.size() != 1)
    return node.fail("needs a list of int64 for the shape, but got " + node.titleOf(1) + " = " +
                     titled(node.typeOf(1)));
  Value data = node.value(0);
  if (node.failed()) return failure();
  auto resolved = resolve(node, shape->integers(), allowZero);
  if (!resolved) return failure();
  return node.define(node.named(node.reshape(data, *resolved)));
}

LogicalResult importFlatten(Node& node) {
  if (failed(node.needInputs({"input"}))) return failure();
  llvm::ArrayRef<int64_t> shape = node.typeOf(0).getShape();
  int64_t axis = node.axis("axis", 1, static_cast<int64_t>(shape.size()), true);
  Value data = node.value(0);
  if (node.failed()) return failure();
  int64_t sizes[] = {1, 1};
  for (size_t i = 0; i < shape.size(); ++i) sizes[static_cast<int64_t>(i) >= axis] *= shape[i];
  return node.define(node.named(node.reshape(data, sizes)));
}

}  // namespace pelemay::onnx
