//===- Window.cpp - pooling -------------------------------------------------------------------===//
#include "frontends/onnx/ops/Windows.h"

using namespace mlir;

namespace pelemay::onnx {

/// Padding as wide as the window would make windows that see padding alone.
static LogicalResult checkPads(Node& node, const Window& window) {
  for (unsigned i : {0u, 1u})
    if (window.pad[i] >= window.extent(i) || window.pad[2 + i] >= window.extent(i))
      return node.fail("needs pads smaller than the kernel, but got pads " + listed(window.pad) +
                       " for kernel " + listed(window.kernel));
  return success();
}

/// N, C, H, W in; the pool on N, H, W, C; N, C, H, W out.
template <class Op>
static LogicalResult pool(Node& node, const Window& window,
                          llvm::ArrayRef<NamedAttribute> more = {}) {
  if (failed(checkPads(node, window))) return failure();
  llvm::SmallVector<NamedAttribute> attributes = windowAttributes(node, window);
  attributes.push_back(node.attribute("window", window.kernel));
  attributes.append(more.begin(), more.end());
  Value y = node.named(node.create<Op>(channelsLast(node, 0), attributes), kChannelsSecond);
  return defineMap(node, y);
}

LogicalResult importMaxPool(Node& node) {
  if (failed(node.needInputs({"X"})) || failed(needMap(node, 0))) return failure();
  if (node.outputs() > 1)
    return node.fail("needs one output, but the second, the indices of the maxima, is used");
  Type element = node.typeOf(0).getElementType();
  if (!element.isF32() && !(element.isInteger(8) && node.since(12)))
    return node.fail("needs float32, or from opset 12 on int8 or uint8, but got " +
                     titled(node.typeOf(0)));
  // How indices are counted; without indices it says nothing.
  if (node.since(8)) (void)node.integer("storage_order", 0);
  WindowRules rules;
  rules.hasDilations = rules.hasCeilMode = node.since(10);
  rules.ceilByPadding = true;
  std::optional<Window> window = readWindow(node, rules);
  if (!window) return failure();
  return pool<graph::MaxPoolOp>(node, *window);
}

LogicalResult importAveragePool(Node& node) {
  if (failed(node.needInputs({"X"})) || failed(node.needFloat(0)) || failed(needMap(node, 0)))
    return failure();
  bool countPad = node.since(7) && node.integer("count_include_pad", 0) != 0;
  WindowRules rules;
  rules.hasDilations = node.since(19);
  rules.hasCeilMode = node.since(10);
  rules.ceilByPadding = !countPad;
  std::optional<Window> window = readWindow(node, rules);
  if (!window) return failure();
  llvm::SmallVector<NamedAttribute> more;
  if (countPad)
    more.push_back(node.builder().getNamedAttr("count_pad", node.builder().getUnitAttr()));
  return pool<graph::AveragePoolOp>(node, *window, more);
}

/// One window as large as the map.
static Window wholeMap(Node& node) {
  llvm::SmallVector<int64_t, 4> sizes = mapSizes(node, 0);
  return {{sizes[2], sizes[3]}, {1, 1}, {1, 1}, {0, 0, 0, 0}};
}

LogicalResult importGlobalAveragePool(Node& node) {
  if (failed(node.needInputs({"X"})) || failed(node.needFloat(0)) || failed(needMap(node, 0)))
    return failure();
  return pool<graph::AveragePoolOp>(node, wholeMap(node));
}

LogicalResult importGlobalMaxPool(Node& node) {
  if (failed(node.needInputs({"X"})) || failed(node.needFloat(0)) || failed(needMap(node, 0)))
    return failure();
  return pool<graph::MaxPoolOp>(node, wholeMap(node));
}

}  // namespace pelemay::onnx
