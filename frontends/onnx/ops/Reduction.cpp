//===- Reduction.cpp - Reduce*: over one axis, some, or all -----------------------------------===//
//
// Our reductions take neighbouring axes, for kernels see outer, n, inner: axes with gaps become
// several reductions, from the last to the first. What ONNX composes (ReduceL2 = sqrt(sum(x * x)))
// is composed here.
//===------------------------------------------------------------------------------------------===//
#include <limits>

#include "frontends/onnx/Node.h"
#include "llvm/ADT/Sequence.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;

namespace pelemay::onnx {
namespace {

struct Axes {
  llvm::SmallVector<int64_t> axes;  // ascending; empty: nothing is reduced
  bool keep = true;
};

/// An input since opset 18 (ReduceSum: 13), an attribute before. No axes are all axes, unless
/// noop_with_empty_axes says none.
std::optional<Axes> readAxes(Node& node) {
  bool asInput = node.since(node.op() == "ReduceSum" ? 13 : 18);
  if (failed(asInput ? node.needInputs({"data"}, {"axes"}) : node.needInputs({"data"})))
    return std::nullopt;
  int64_t rank = node.typeOf(0).getRank();
  Axes result;
  result.keep = node.integer("keepdims", 1) != 0;
  bool none = asInput && node.integer("noop_with_empty_axes", 0) != 0;
  if (!asInput) {
    result.axes = node.integers("axes", {});
  } else if (node.has(1)) {
    const Tensor* axes = node.constant(1);
    if (!axes)
      return (void)node.fail("needs axes known at compile time, but " + node.titleOf(1) +
                                 " is computed by the model",
                             "make the axes an initializer, or let a tool such as onnx-simplifier "
                             "fold them"),
             std::nullopt;
    if (axes->element->ours != "i64" || axes->shape.size() > 1)
      return (void)node.fail("needs a list of int64 for the axes, but got " + node.titleOf(1) +
                             " = " + titled(node.typeOf(1))),
             std::nullopt;
    result.axes = axes->integers();
  }
  if (node.failed()) return std::nullopt;
  llvm::SmallVector<int64_t> given = result.axes;
  if (given.empty() && !none) llvm::append_range(result.axes, llvm::seq<int64_t>(0, rank));
  for (int64_t& axis : result.axes) {
    if (axis < -rank || axis >= rank)
      return (void)node.fail("needs axes in " + std::to_string(-rank) + ".." +
                             std::to_string(rank - 1) + ", but got " + listed(given)),
             std::nullopt;
    if (axis < 0) axis += rank;
  }
  llvm::sort(result.axes);
  if (std::adjacent_find(result.axes.begin(), result.axes.end()) != result.axes.end())
    return (void)node.fail("needs each axis once, but got " + listed(given)), std::nullopt;
  return result;
}

/// The last axes that are neighbours.
llvm::ArrayRef<int64_t> lastRun(llvm::ArrayRef<int64_t> axes) {
  size_t begin = axes.size() - 1;
  while (begin > 0 && axes[begin - 1] + 1 == axes[begin]) --begin;
  return axes.drop_front(begin);
}

template <class Op>
Value reduced(Node& node, Value x, const Axes& by) {
  for (llvm::ArrayRef<int64_t> left = by.axes; !left.empty();) {
    llvm::ArrayRef<int64_t> run = lastRun(left);
    llvm::SmallVector<NamedAttribute> attributes = {node.attribute("axes", run)};
    if (by.keep)
      attributes.push_back(node.builder().getNamedAttr("keep_axes", node.builder().getUnitAttr()));
    x = node.create<Op>(x, attributes);
    left = left.drop_back(run.size());
  }
  return x;
}

/// The node's own op has the node's name; an input that is passed on keeps its own.
LogicalResult defineNamed(Node& node, Value y) {
  bool made = y && y != node.value(0);
  return node.define(made ? node.named(y) : y);
}

template <class Op>
LogicalResult importReduce(Node& node, llvm::ArrayRef<llvm::StringRef> elements) {
  std::optional<Axes> by = readAxes(node);
  if (!by) return failure();
  std::string element = elementName(node.typeOf(0).getElementType());
  if (!llvm::is_contained(elements, element))
    return node.fail("needs elements of type " + llvm::join(elements, ", ") + " in " +
                     node.titleOf(0) + ", but got " + titled(node.typeOf(0)));
  return defineNamed(node, reduced<Op>(node, node.value(0), *by));
}

/// after(sum(before(x))), of floats.
LogicalResult importComposed(Node& node, llvm::function_ref<Value(Value)> before,
                             llvm::function_ref<Value(Value)> after) {
  std::optional<Axes> by = readAxes(node);
  if (!by || failed(node.needFloat(0))) return failure();
  Value x = before(node.value(0));
  return defineNamed(node, after(reduced<graph::ReduceSumOp>(node, x, *by)));
}

}  // namespace

LogicalResult importReduceMax(Node& node) {
  return importReduce<graph::ReduceMaxOp>(node, {"float32", "int8", "uint8", "int32", "int64"});
}

LogicalResult importReduceMin(Node& node) {
  return importReduce<graph::ReduceMinOp>(node, {"float32", "int8", "uint8", "int32", "int64"});
}

LogicalResult importReduceSum(Node& node) {
  return importReduce<graph::ReduceSumOp>(node, {"float32", "int32", "int64"});
}

LogicalResult importReduceProd(Node& node) {
  return importReduce<graph::ReduceProdOp>(node, {"float32", "int32", "int64"});
}

LogicalResult importReduceMean(Node& node) {
  return importReduce<graph::ReduceMeanOp>(node, {"float32"});
}

static Value same(Value x) { return x; }

LogicalResult importReduceL1(Node& node) {
  return importComposed(node, [&](Value x) { return node.create<graph::AbsOp>(x); }, same);
}

LogicalResult importReduceL2(Node& node) {
  return importComposed(
      node, [&](Value x) { return node.create<graph::MulOp>({x, x}); },
      [&](Value sum) { return node.create<graph::SqrtOp>(sum); });
}

LogicalResult importReduceSumSquare(Node& node) {
  return importComposed(node, [&](Value x) { return node.create<graph::MulOp>({x, x}); }, same);
}

LogicalResult importReduceLogSum(Node& node) {
  return importComposed(node, same, [&](Value sum) { return node.create<graph::LogOp>(sum); });
}

/// log(sum(exp(x - m))) + m with m the largest element: exp does not overflow. Infinite elements
/// stay what they are, for m is finite. `axes` are neighbours.
static Value logSumExp(Node& node, Value x, const Axes& by) {
  constexpr float kMost = std::numeric_limits<float>::max();
  NamedAttribute finite[] = {node.attribute("lo", -kMost), node.attribute("hi", kMost)};
  Value most = reduced<graph::ReduceMaxOp>(node, x, Axes{by.axes, true});
  most = node.create<graph::ClipOp>(most, finite);
  Value powers = node.create<graph::ExpOp>(node.create<graph::SubOp>({x, most}));
  Value sum = node.create<graph::LogOp>(reduced<graph::ReduceSumOp>(node, powers, by));
  if (sum) most = node.reshape(most, cast<RankedTensorType>(sum.getType()).getShape());
  return node.create<graph::AddOp>({sum, most});
}

/// Over axes with gaps it is the one of the other.
LogicalResult importReduceLogSumExp(Node& node) {
  std::optional<Axes> by = readAxes(node);
  if (!by || failed(node.needFloat(0))) return failure();
  Value x = node.value(0);
  for (llvm::ArrayRef<int64_t> left = by->axes; !left.empty();) {
    llvm::ArrayRef<int64_t> run = lastRun(left);
    x = logSumExp(node, x, Axes{llvm::SmallVector<int64_t>(run), by->keep});
    left = left.drop_back(run.size());
  }
  return defineNamed(node, x);
}

}  // namespace pelemay::onnx
