//===- Normalization.cpp - softmax, old and new -----------------------------------------------===//
#include "frontends/onnx/Node.h"

using namespace mlir;

namespace pelemay::onnx {

/// From opset 13 on: along one axis, the last by default. Before: the input is taken as a matrix
/// whose rows are all axes from `axis` (1 by default) on, together.
LogicalResult importSoftmax(Node& node) {
  if (failed(node.needInputs({"input"})) || failed(node.needFloat(0))) return failure();
  RankedTensorType type = node.typeOf(0);
  int64_t axis = node.axis("axis", node.since(13) ? -1 : 1, type.getRank());
  Value x = node.value(0);
  if (node.failed()) return failure();
  if (node.since(13) || axis == type.getRank() - 1)
    return node.define(node.named(node.create<graph::SoftmaxOp>(x, node.attribute("axis", axis))));
  int64_t matrix[] = {1, 1};
  for (int64_t i = 0; i < type.getRank(); ++i)
    matrix[i >= axis] *= type.getDimSize(static_cast<unsigned>(i));
  Value y =
      node.create<graph::SoftmaxOp>(node.reshape(x, matrix), node.attribute("axis", int64_t(1)));
  return node.define(node.reshape(node.named(y), type.getShape()));
}

}  // namespace pelemay::onnx
