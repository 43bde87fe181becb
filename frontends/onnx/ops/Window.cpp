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

/// The pool of `x`, which is N, H, W, C; N, C, H, W out.
template <class Op>
static LogicalResult pool(Node& node, Value x, const Window& window,
                          llvm::ArrayRef<NamedAttribute> more = {}) {
  if (failed(checkPads(node, window))) return failure();
  llvm::SmallVector<NamedAttribute> attributes = windowAttributes(node, window);
  attributes.push_back(node.attribute("window", window.kernel));
  attributes.append(more.begin(), more.end());
  Value y = node.named(node.create<Op>(x, attributes), kChannelsSecond);
  return defineMap(node, y);
}

LogicalResult importMaxPool(Node& node) {
  if (failed(node.needInputs({"X"})) || failed(needMap(node, 0))) return failure();
  if (failed(node.leaveOut(1, "the indices of the maxima, its second output,",
                           "end the model in front of the node that reads them")))
    return failure();
  Type element = node.typeOf(0).getElementType();
  if (!element.isF32() && !(element.isInteger(8) && node.since(12)))
    return node.fail("needs float32, or from opset 12 on int8 or uint8, but got " +
                     titled(node.typeOf(0)));
  // How indices are counted; without indices it says nothing.
  if (node.since(8)) (void)node.integer("storage_order", 0);
  WindowRules rules;
  rules.hasDilations = rules.hasCeilMode = node.since(10);
  std::optional<Window> window = readWindow(node, rules);
  if (!window) return failure();
  return pool<graph::MaxPoolOp>(node, channelsLast(node, 0), *window);
}

/// Zeros around a map that are counted like elements: as a tensor of their own, so that what
/// ceil_mode lets stick out is all the padding that the window has left.
static Value padAround(Node& node, Value x, Window& window) {
  for (unsigned i : {0u, 1u}) window.pad[2 + i] -= window.beyond[i];
  int64_t low[] = {0, window.pad[0], window.pad[1], 0};
  int64_t high[] = {0, window.pad[2], window.pad[3], 0};
  window.pad = {0, 0, window.beyond[0], window.beyond[1]};
  if (llvm::all_of(low, [](int64_t pad) { return pad == 0; }) &&
      llvm::all_of(high, [](int64_t pad) { return pad == 0; }))
    return x;
  NamedAttribute zero = node.builder().getNamedAttr("value", node.builder().getF64FloatAttr(0));
  return node.create<graph::PadOp>(
      x, {node.attribute("low", low), node.attribute("high", high), zero});
}

LogicalResult importAveragePool(Node& node) {
  if (failed(node.needInputs({"X"})) || failed(node.needFloat(0)) || failed(needMap(node, 0)))
    return failure();
  bool countPad = node.since(7) && node.integer("count_include_pad", 0) != 0;
  WindowRules rules;
  rules.hasDilations = node.since(19);
  rules.hasCeilMode = node.since(10);
  std::optional<Window> window = readWindow(node, rules);
  if (!window) return failure();
  Value x = channelsLast(node, 0);
  // What sticks out is never counted.
  if (countPad && (window->beyond[0] > 0 || window->beyond[1] > 0)) {
    if (failed(checkPads(node, *window))) return failure();
    x = padAround(node, x, *window);
    countPad = false;
  }
  llvm::SmallVector<NamedAttribute> more;
  if (countPad)
    more.push_back(node.builder().getNamedAttr("count_pad", node.builder().getUnitAttr()));
  return pool<graph::AveragePoolOp>(node, x, *window, more);
}

/// One window as large as the map.
static Window wholeMap(Node& node) {
  llvm::SmallVector<int64_t, 4> sizes = mapSizes(node, 0);
  return {{sizes[2], sizes[3]}, {1, 1}, {1, 1}, {0, 0, 0, 0}};
}

LogicalResult importGlobalAveragePool(Node& node) {
  if (failed(node.needInputs({"X"})) || failed(node.needFloat(0)) || failed(needMap(node, 0)))
    return failure();
  return pool<graph::AveragePoolOp>(node, channelsLast(node, 0), wholeMap(node));
}

LogicalResult importGlobalMaxPool(Node& node) {
  if (failed(node.needInputs({"X"})) || failed(node.needFloat(0)) || failed(needMap(node, 0)))
    return failure();
  return pool<graph::MaxPoolOp>(node, channelsLast(node, 0), wholeMap(node));
}

}  // namespace pelemay::onnx
