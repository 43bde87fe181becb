#include "frontends/onnx/ops/Lists.h"

namespace pelemay::onnx {

std::optional<llvm::SmallVector<int64_t>> constantList(Node& node, unsigned input,
                                                       llvm::StringRef what) {
  const Tensor* list = node.constant(input);
  if (!list) {
    (void)node.fail("needs " + what + " known at compile time, but " + node.titleOf(input) +
                        " is computed by the model",
                    "make it an initializer, or let a tool such as onnx-simplifier fold it");
    return std::nullopt;
  }
  bool integers = list->element->ours == "i64" || list->element->ours == "i32";
  if (!integers || list->shape.size() > 1) {
    (void)node.fail("needs a list of int64 or int32 for " + what + ", but got " +
                    node.titleOf(input) + " = " + titled(node.typeOf(input)));
    return std::nullopt;
  }
  return list->integers();
}

std::optional<llvm::SmallVector<int64_t>> listOf(Node& node, llvm::StringRef name, unsigned input,
                                                 int64_t since) {
  if (node.since(since)) {
    if (!node.has(input)) return std::nullopt;
    return constantList(node, input, name);
  }
  if (!node.hasAttribute(name)) return std::nullopt;
  return node.integers(name, {});
}

bool normalizeAxes(Node& node, llvm::SmallVectorImpl<int64_t>& axes, int64_t rank) {
  llvm::SmallVector<bool> seen(static_cast<size_t>(rank), false);
  for (int64_t& axis : axes) {
    int64_t given = axis;
    if (axis < 0) axis += rank;
    if (axis < 0 || axis >= rank || seen[static_cast<size_t>(axis)]) {
      (void)node.fail("needs axes from " + std::to_string(-rank) + " to " +
                      std::to_string(rank - 1) + ", each once, but got " + std::to_string(given) +
                      " in " + listed(axes));
      return false;
    }
    seen[static_cast<size_t>(axis)] = true;
  }
  return true;
}

}  // namespace pelemay::onnx
