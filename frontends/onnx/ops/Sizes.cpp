//===- Sizes.cpp - Shape and Gather, of which exporters compute the shape of a Reshape ----------===//
#include "frontends/onnx/ops/Lists.h"

using namespace mlir;

namespace pelemay::onnx {

/// All sizes are known: a list of them, from opset 15 on those of axes [start, end).
LogicalResult importShape(Node& node) {
  if (failed(node.needInputs({"data"}))) return failure();
  llvm::ArrayRef<int64_t> sizes = node.typeOf(0).getShape();
  int64_t rank = node.typeOf(0).getRank(), start = 0, end = rank;
  if (node.since(15)) start = node.integer("start", 0), end = node.integer("end", rank);
  if (node.failed()) return failure();
  auto clamped = [&](int64_t at) {
    if (at < 0) at = at < -rank ? 0 : at + rank;
    return std::min(at, rank);
  };
  start = clamped(start);
  end = std::max(clamped(end), start);
  llvm::ArrayRef<int64_t> taken =
      sizes.slice(static_cast<size_t>(start), static_cast<size_t>(end - start));
  return node.define(makeIntegers(taken, {end - start}));
}

/// Elements of a list that is known, by indices that are: no gather of data at run time.
LogicalResult importGather(Node& node) {
  if (failed(node.needInputs({"data", "indices"}))) return failure();
  const Tensor* data = node.constant(0);
  const Tensor* indices = node.constant(1);
  if (!data || data->element->ours != "i64" || data->shape.size() != 1)
    return node.fail("needs a list of int64 known at compile time, but got " + node.titleOf(0) +
                         " = " + titled(node.typeOf(0)),
                     "take elements of data at run time by Slice");
  bool integers = indices && (indices->element->ours == "i64" || indices->element->ours == "i32");
  if (!integers)
    return node.fail("needs int64 or int32 indices known at compile time, but got " +
                         node.titleOf(1) + " = " + titled(node.typeOf(1)),
                     "make them an initializer, or let a tool such as onnx-simplifier fold them");
  (void)node.axis("axis", 0, 1);
  if (node.failed()) return failure();
  llvm::SmallVector<int64_t> values = data->integers(), taken;
  int64_t size = static_cast<int64_t>(values.size());
  for (int64_t index : indices->integers()) {
    if (index < -size || index >= size)
      return node.fail("needs indices in " + std::to_string(-size) + ".." +
                           std::to_string(size - 1) + ", but got " + std::to_string(index),
                       kCheckerHelp);
    taken.push_back(values[static_cast<size_t>(index < 0 ? index + size : index)]);
  }
  return node.define(makeIntegers(taken, indices->shape));
}

}  // namespace pelemay::onnx
