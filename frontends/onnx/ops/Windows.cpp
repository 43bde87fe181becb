#include "frontends/onnx/ops/Windows.h"

using namespace mlir;

namespace pelemay::onnx {

/// Far above any real window, and small enough that no product or sum of two leaves 63 bits.
static constexpr int64_t kMost = int64_t(1) << 30;

static int64_t spatialAxes(Node& node) { return node.typeOf(0).getRank() - 2; }

llvm::SmallVector<int64_t, 4> mapSizes(Node& node, unsigned input) {
  llvm::SmallVector<int64_t, 4> sizes(node.typeOf(input).getShape());
  if (sizes.size() == 3) sizes.insert(sizes.begin() + 2, 1);
  return sizes;
}

LogicalResult needMap(Node& node, unsigned input, llvm::StringRef axes) {
  return node.typeOf(input).getRank() == 3 ? success() : node.needRank(input, 4, axes);
}

Value channelsLast(Node& node, unsigned input) {
  Value x = node.value(input);
  if (node.typeOf(input).getRank() == 3) x = node.reshape(x, mapSizes(node, input));
  return node.transpose(x, kChannelsLast);
}

LogicalResult defineMap(Node& node, Value y) {
  y = node.transpose(y, kChannelsSecond);
  if (!y || spatialAxes(node) == 2) return node.define(y);
  llvm::ArrayRef<int64_t> sizes = cast<RankedTensorType>(y.getType()).getShape();
  return node.define(node.reshape(y, {sizes[0], sizes[1], sizes[3]}));
}

/// One integer for each spatial axis, within [least, kMost]; rows of a map without rows get 1.
static llvm::SmallVector<int64_t> readPair(Node& node, llvm::StringRef name, int64_t fallback) {
  size_t axes = static_cast<size_t>(spatialAxes(node));
  llvm::SmallVector<int64_t> values =
      node.integers(name, llvm::SmallVector<int64_t>(axes, fallback));
  if (values.size() != axes)
    (void)node.fail("needs " + std::to_string(axes) + " " + name +
                    ", one for each spatial axis, but got " + listed(values));
  for (int64_t value : values)
    if (value < 1 || value > kMost)
      (void)node.fail("needs positive " + name + ", but got " + listed(values));
  if (axes == 1) values.insert(values.begin(), 1);
  return values;
}

static void readKernel(Node& node, const WindowRules& rules, Window& window) {
  window.kernel.assign(rules.weights.begin(), rules.weights.end());
  if (!node.hasAttribute("kernel_shape")) {
    if (window.kernel.empty()) (void)node.fail("needs kernel_shape, but got none", kCheckerHelp);
    return;
  }
  llvm::SmallVector<int64_t> kernel = readPair(node, "kernel_shape", 1);
  if (!window.kernel.empty() && kernel != window.kernel)
    (void)node.fail("needs kernel_shape = " + listed(window.kernel) +
                    " as the weights have it, but got " + listed(kernel));
  window.kernel = kernel;
}

/// auto_pad SAME_*: as many outputs as strides fit into the input; what padding that takes is split
/// evenly, the odd one at the end (UPPER) or at the start (LOWER). Where strides leave elements out
/// on both sides, ONNX Runtime crops and others begin at the first element: refused.
static void padSame(Node& node, Window& window, llvm::ArrayRef<int64_t> sizes, bool upper) {
  for (unsigned i : {0u, 1u}) {
    int64_t outputs = (sizes[i] + window.stride[i] - 1) / window.stride[i];
    int64_t total = (outputs - 1) * window.stride[i] + window.extent(i) - sizes[i];
    if ((upper ? total : total + 1) / 2 < 0)
      (void)node.fail("needs explicit pads: with auto_pad, strides of " +
                      std::to_string(window.stride[i]) + " leave elements out on both sides");
    total = std::max<int64_t>(total, 0);
    window.pad[i] = upper ? total / 2 : total - total / 2;
    window.pad[2 + i] = total - window.pad[i];
  }
}

static void readPads(Node& node, llvm::ArrayRef<int64_t> sizes, Window& window) {
  size_t count = 2 * static_cast<size_t>(spatialAxes(node));
  window.pad = node.integers("pads", llvm::SmallVector<int64_t>(count, 0));
  std::string mode = node.text("auto_pad", "NOTSET");
  if (window.pad.size() != count)
    (void)node.fail("needs " + std::to_string(count) + " pads (" +
                    (count == 4 ? "top, left, bottom, right" : "left, right") + "), but got " +
                    listed(window.pad));
  if (node.failed()) return;
  if (count == 2) window.pad = {0, window.pad[0], 0, window.pad[1]};
  for (int64_t pad : window.pad)
    if (pad < 0 || pad > kMost)
      (void)node.fail("needs pads from 0 to 2^30, but got " + listed(window.pad));
  if (node.failed() || mode == "NOTSET") return;
  if (llvm::any_of(window.pad, [](int64_t pad) { return pad != 0; }))
    (void)node.fail("needs either pads or auto_pad, but got pads = " + listed(window.pad) +
                    " and auto_pad = " + mode);
  else if (mode == "SAME_UPPER" || mode == "SAME_LOWER")
    padSame(node, window, sizes, mode == "SAME_UPPER");
  else if (mode != "VALID")
    (void)node.fail("needs auto_pad NOTSET, SAME_UPPER, SAME_LOWER or VALID, but got " + mode);
}

/// ceil_mode counts a last window that sticks out, unless it starts in the padding at the end. More
/// padding at the end says the same where padding has no effect on the result.
static void padForCeil(llvm::ArrayRef<int64_t> sizes, Window& window) {
  for (unsigned i : {0u, 1u}) {
    int64_t room = sizes[i] + window.padding(i) - window.extent(i);
    int64_t steps = (room + window.stride[i] - 1) / window.stride[i];
    if (steps * window.stride[i] >= sizes[i] + window.pad[i]) --steps;
    int64_t missing = steps * window.stride[i] - room;
    window.beyond[i] = std::max<int64_t>(missing, 0);
    window.pad[2 + i] += window.beyond[i];
  }
}

std::optional<Window> readWindow(Node& node, const WindowRules& rules) {
  Window window;
  llvm::SmallVector<int64_t, 4> map = mapSizes(node, 0);
  llvm::ArrayRef<int64_t> sizes = llvm::ArrayRef(map).drop_front(2);
  readKernel(node, rules, window);
  window.stride = readPair(node, "strides", 1);
  window.dilation = {1, 1};
  if (rules.hasDilations) window.dilation = readPair(node, "dilations", 1);
  bool ceil = rules.hasCeilMode && node.integer("ceil_mode", 0) != 0;
  for (int64_t size : llvm::concat<const int64_t>(sizes, window.kernel))
    if (size > kMost)
      (void)node.fail("needs a map and a kernel of at most 2^30 rows and columns, but got " +
                      listed(sizes) + " and " + listed(window.kernel));
  if (node.failed()) return std::nullopt;
  readPads(node, sizes, window);
  if (node.failed()) return std::nullopt;
  for (unsigned i : {0u, 1u})
    if (window.extent(i) > sizes[i] + window.padding(i))
      (void)node.fail("needs a kernel that fits into the padded map, but got kernel " +
                      listed(window.kernel) + " with dilations " + listed(window.dilation) +
                      " and pads " + listed(window.pad) + " for a map of " + listed(sizes));
  if (node.failed()) return std::nullopt;
  if (ceil) padForCeil(sizes, window);
  int64_t outputs[] = {node.typeOf(0).getDimSize(0), 1, 1};
  for (unsigned i : {0u, 1u})
    outputs[1 + i] = (sizes[i] + window.padding(i) - window.extent(i)) / window.stride[i] + 1;
  if (!countOf(outputs))
    (void)node.fail("needs a result of at most 2^40 elements, but pads " + listed(window.pad) +
                    " make a map of " + listed(llvm::ArrayRef(outputs).drop_front()));
  if (node.failed()) return std::nullopt;
  return window;
}

llvm::SmallVector<NamedAttribute> windowAttributes(Node& node, const Window& window) {
  llvm::SmallVector<NamedAttribute> all = {node.attribute("stride", window.stride),
                                           node.attribute("pad", window.pad)};
  if (window.dilation != llvm::SmallVector<int64_t>{1, 1})
    all.push_back(node.attribute("dilation", window.dilation));
  return all;
}

}  // namespace pelemay::onnx
