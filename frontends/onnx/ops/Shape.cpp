//===- Shape.cpp - views ----------------------------------------------------------------------===//
#include "frontends/onnx/ops/Lists.h"

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
                        (count ? ", which has " + std::to_string(*count) : std::string()),
                    "a shape may hold the batch the model was exported with: export it for the "
                    "sizes of its inputs, or write -1 there");
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

LogicalResult importSqueeze(Node& node) {
  if (failed(node.since(13) ? node.needInputs({"data"}, {"axes"}) : node.needInputs({"data"})))
    return failure();
  llvm::ArrayRef<int64_t> sizes = node.typeOf(0).getShape();
  auto axes = listOf(node, "axes", 1, 13);
  if (node.failed()) return failure();
  if (axes && !normalizeAxes(node, *axes, node.typeOf(0).getRank())) return failure();
  llvm::SmallVector<int64_t> shape;
  for (auto [axis, size] : llvm::enumerate(sizes)) {
    bool gone = axes ? llvm::is_contained(*axes, static_cast<int64_t>(axis)) : size == 1;
    if (!gone) shape.push_back(size);
    if (gone && size != 1)
      return node.fail("needs axes of size 1 to drop, but axis " + std::to_string(axis) + " of " +
                       titled(node.typeOf(0)) + " has " + std::to_string(size));
  }
  return node.define(node.named(node.reshape(node.value(0), shape)));
}

LogicalResult importUnsqueeze(Node& node) {
  if (failed(node.since(13) ? node.needInputs({"data", "axes"}) : node.needInputs({"data"})))
    return failure();
  auto axes = listOf(node, "axes", 1, 13);
  if (node.failed()) return failure();
  if (!axes) return node.fail("needs axes, but got none");
  int64_t rank = node.typeOf(0).getRank() + static_cast<int64_t>(axes->size());
  if (!normalizeAxes(node, *axes, rank)) return failure();
  llvm::SmallVector<int64_t> shape(node.typeOf(0).getShape());
  llvm::sort(*axes);
  for (int64_t axis : *axes) shape.insert(shape.begin() + axis, 1);
  return node.define(node.named(node.reshape(node.value(0), shape)));
}

LogicalResult importIdentity(Node& node) {
  if (failed(node.needInputs({"input"}))) return failure();
  return node.forward(0);
}

/// Inference alone: what is dropped while training stays. From opset 12 on the rate is an input,
/// and a third says whether this is training.
LogicalResult importDropout(Node& node) {
  if (failed(node.since(12) ? node.needInputs({"data"}, {"ratio", "training_mode"})
                            : node.needInputs({"data"})))
    return failure();
  if (!node.since(12)) (void)node.real("ratio", 0.5f);
  if (node.since(12)) (void)node.integer("seed", 0);
  if (node.since(12) && node.has(2)) {
    const Tensor* training = node.constant(2);
    if (!training || !training->isBool() ||
        llvm::any_of(training->bytes, [](char byte) { return byte != 0; }))
      return node.fail("needs training_mode = false, but got " + node.titleOf(2),
                       "export the model for inference");
  }
  if (failed(node.leaveOut(1, "the mask, its second output,", "export the model for inference")))
    return failure();
  return node.forward(0);
}

}  // namespace pelemay::onnx
