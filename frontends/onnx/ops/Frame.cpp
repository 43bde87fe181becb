//===- Frame.cpp - a map within a frame of a zero point that the model computes ---------------===//
//
//   max(pad(map, lowest), min(rows, zero), min(columns, zero))
//
// graph.pad and the fill of graph.conv are constants. `rows` holds, for each row, the type's
// largest value in the frame and its lowest, which wins nowhere, inside; `columns` likewise. So a
// frame takes a byte of flash for each row and column, and a padded copy of the map in memory.
//===------------------------------------------------------------------------------------------===//
#include "frontends/onnx/ops/Frame.h"

using namespace mlir;

namespace pelemay::onnx {

namespace {

constexpr int64_t kMostElements = int64_t(1) << 26;  // as ConstantOfShape's: 64 MiB

/// The zero point where `before` elements and those from `end` on lie in the frame, along one axis
/// of `size` elements; else the lowest value.
Value frameOf(Node& node, Value zero, llvm::ArrayRef<int64_t> shape, int64_t before, int64_t end) {
  bool isSigned = !cast<RankedTensorType>(zero.getType()).getElementType().isUnsignedInteger();
  int64_t lowest = isSigned ? -128 : 0, size = shape[1] * shape[2];
  llvm::SmallVector<int64_t> values(static_cast<size_t>(size), lowest);
  for (int64_t i = 0; i < size; ++i)
    if (i < before || i >= end) values[static_cast<size_t>(i)] = lowest + 255;
  Value mask = node.makeConstant(makeIntegers(values, shape, isSigned ? "i8" : "ui8"));
  return node.create<graph::MinOp>({mask, zero});
}

}  // namespace

Value framed(Node& node, Value map, llvm::ArrayRef<int64_t> pad, Value zero) {
  if (!map || !zero) return {};
  auto type = cast<RankedTensorType>(map.getType());
  int64_t height = type.getDimSize(1), width = type.getDimSize(2);
  int64_t rows = pad[0] + height + pad[2], columns = pad[1] + width + pad[3];
  std::optional<int64_t> count = countOf({rows, columns, type.getDimSize(3)});
  if (!count || *count > kMostElements)
    return (void)node.fail(
               "needs a padded map of at most 64 MiB where its zero point is computed "
               "by the model, but got pads " +
                   listed(pad),
               "pad the tensor in front of its quantization"),
           Value();
  bool isSigned = !type.getElementType().isUnsignedInteger();
  NamedAttribute lowest =
      node.builder().getNamedAttr("value", node.builder().getF64FloatAttr(isSigned ? -128 : 0));
  Value y =
      node.create<graph::PadOp>(map, {node.attribute("low", {0, pad[0], pad[1], 0}),
                                      node.attribute("high", {0, pad[2], pad[3], 0}), lowest});
  zero = node.reshape(zero, {1});
  if (pad[0] + pad[2] > 0) {
    Value frame = frameOf(node, zero, {1, rows, 1, 1}, pad[0], pad[0] + height);
    y = node.create<graph::MaxOp>({y, frame});
  }
  if (pad[1] + pad[3] > 0) {
    Value frame = frameOf(node, zero, {1, 1, columns, 1}, pad[1], pad[1] + width);
    y = node.create<graph::MaxOp>({y, frame});
  }
  return y;
}

}  // namespace pelemay::onnx
