//===- Reduce.cpp - sum, product and extremes over some axes, or all --------------------------===//
#include "frontends/nx/reader/Table.h"

using namespace mlir;

namespace pelemay::nx {

/// `axes` in ascending order, all of them for null; nothing after an error.
static std::optional<llvm::SmallVector<int64_t>> readAxes(Node& node) {
  int64_t rank = node.typeOf(0).getRank();
  Field field = node.attribute("axes");
  if (field.value().is_null()) return llvm::to_vector(llvm::seq<int64_t>(0, rank));
  auto axes = field.integers(0, rank - 1);
  if (!axes) return {};
  llvm::sort(*axes);
  bool fits = !axes->empty() || rank == 0;
  for (size_t i = 1; i < axes->size(); ++i) fits &= (*axes)[i] == (*axes)[i - 1] + 1;
  if (!fits)
    return (void)field.fail("neighbouring axes, each once, as far as this op can be imported",
                            listed(*axes)),
           std::nullopt;
  return axes;
}

template <class Op>
static LogicalResult importReduce(Node& node, llvm::ArrayRef<llvm::StringRef> elements) {
  if (failed(node.needOperands(1)) || failed(node.needAttributes({"axes", "keep_axes"})) ||
      failed(node.needElement(elements)))
    return failure();
  auto axes = readAxes(node);
  if (!axes) return failure();
  auto keep = node.attribute("keep_axes").truth();
  if (!keep) return failure();
  // Of a scalar there is nothing to reduce.
  if (axes->empty()) return node.define(node.operand(0));
  llvm::SmallVector<NamedAttribute> attributes = {node.attribute("axes", *axes)};
  if (*keep)
    attributes.push_back(node.builder().getNamedAttr("keep_axes", node.builder().getUnitAttr()));
  return node.define(node.create<Op>(node.operand(0), attributes));
}

LogicalResult import_reduce_max(Node& node) {
  return importReduce<graph::ReduceMaxOp>(node, {"f32", "s8", "u8", "s32"});
}

LogicalResult import_reduce_min(Node& node) {
  return importReduce<graph::ReduceMinOp>(node, {"f32", "s8", "u8", "s32"});
}

LogicalResult import_product(Node& node) {
  return importReduce<graph::ReduceProdOp>(node, {"f32"});
}

LogicalResult import_sum(Node& node) { return importReduce<graph::ReduceSumOp>(node, {"f32"}); }

}  // namespace pelemay::nx
