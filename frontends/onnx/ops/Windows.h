//===- Windows.h - the window attributes that Conv and the pools share ------------------------===//
#pragma once

#include "frontends/onnx/Node.h"

namespace pelemay::onnx {

/// ONNX keeps channels second; our windows keep them last.
inline constexpr int64_t kChannelsLast[] = {0, 2, 3, 1};
inline constexpr int64_t kChannelsSecond[] = {0, 3, 1, 2};

/// Two spatial axes, checked: everything positive (pads: not negative), the window fits.
struct Window {
  llvm::SmallVector<int64_t> kernel, stride, dilation;
  llvm::SmallVector<int64_t> pad;  // top, left, bottom, right
  int64_t beyond[2] = {0, 0};      // of it, at the bottom and right: what ceil_mode lets stick out

  int64_t extent(unsigned axis) const { return (kernel[axis] - 1) * dilation[axis] + 1; }
  int64_t padding(unsigned axis) const { return pad[axis] + pad[2 + axis]; }
};

struct WindowRules {
  /// The kernel's size as the weights have it; empty: the attribute kernel_shape must tell.
  llvm::ArrayRef<int64_t> weights;
  bool hasDilations = true;
  bool hasCeilMode = false;
};

/// N, C, H, W of a node's input; N, C, L counts as one row of L columns.
llvm::SmallVector<int64_t, 4> mapSizes(Node& node, unsigned input);

/// Whether the input is a map that windows go over: N, C, H, W or N, C, L.
mlir::LogicalResult needMap(Node& node, unsigned input, llvm::StringRef axes = "N, C, H, W");

/// The input as a map with channels last; weights O, I, .. are turned alike.
mlir::Value channelsLast(Node& node, unsigned input);

/// A result with channels last as the user knows it, and the node's only output.
mlir::LogicalResult defineMap(Node& node, mlir::Value y);

/// Reads kernel_shape, strides, dilations, pads, auto_pad and ceil_mode of a node whose input 0 is
/// a map. Empty after an error.
std::optional<Window> readWindow(Node& node, const WindowRules& rules);

/// `stride`, `pad` and, unless all are 1, `dilation`, as our ops spell them.
llvm::SmallVector<mlir::NamedAttribute> windowAttributes(Node& node, const Window& window);

}  // namespace pelemay::onnx
