//===- Scales.h - scales and zero points that a node reads as inputs --------------------------===//
#pragma once

#include "frontends/onnx/Node.h"

namespace pelemay::onnx {

/// One scale and zero point, or one of each for every index of `axis`.
struct Scales {
  llvm::SmallVector<float> scale;
  llvm::SmallVector<int64_t> zero;
  int64_t axis = 0;
};

/// The cure of a list of scales for what takes one.
inline constexpr char kOneScaleHelp[] =
    "quantize with one scale for each tensor: weights of convolutions and products alone have lists";

/// Whether the scale, input `scale`, is a list with an entry for each index of an axis.
bool isList(Node& node, unsigned scale);

/// Inputs `scale` and `zero` (absent: zeros), known at compile time: one value each, or a list
/// along `axis` of a tensor of type `x`. Zero points are of the element type `stored`.
std::optional<Scales> readScales(Node& node, unsigned scale, unsigned zero, mlir::Type stored,
                                 mlir::RankedTensorType x, int64_t axis);

/// graph.quantize or graph.dequantize of `x`, named after the node.
template <class Op>
mlir::Value createScaled(Node& node, mlir::Value x, const Scales& scales, mlir::Type element) {
  if (!x) return {};
  mlir::Builder& b = node.builder();
  llvm::SmallVector<mlir::NamedAttribute> attributes = {
      b.getNamedAttr("scale", b.getDenseF32ArrayAttr(scales.scale)),
      b.getNamedAttr("zero", b.getDenseI64ArrayAttr(scales.zero))};
  if (scales.scale.size() != 1) attributes.push_back(node.attribute("axis", scales.axis));
  auto shape = mlir::cast<mlir::RankedTensorType>(x.getType()).getShape();
  auto type = mlir::RankedTensorType::get(shape, element);
  return node.named(node.createTyped<Op>(type, x, attributes));
}

}  // namespace pelemay::onnx
