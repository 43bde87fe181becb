//===- Moves.cpp - transpose, concat, slice, split, pad -----------------------------------------===//
#include <cmath>

#include "frontends/onnx/ops/Lists.h"

using namespace mlir;

namespace pelemay::onnx {

using List = llvm::SmallVector<int64_t>;

LogicalResult importTranspose(Node& node) {
  if (failed(node.needInputs({"data"}))) return failure();
  int64_t rank = node.typeOf(0).getRank();
  List perm;
  for (int64_t i = rank; i-- > 0;) perm.push_back(i);
  if (node.hasAttribute("perm")) perm = node.integers("perm", {});
  if (node.failed()) return failure();
  List sorted(perm);
  llvm::sort(sorted);
  bool whole = static_cast<int64_t>(perm.size()) == rank;
  for (size_t i = 0; whole && i < sorted.size(); ++i) whole = sorted[i] == static_cast<int64_t>(i);
  if (!whole)
    return node.fail("needs a perm that holds each axis of " + titled(node.typeOf(0)) +
                     " once, but got " + listed(perm));
  Value data = node.value(0);
  if (node.failed()) return failure();
  if (rank == 0) return node.define(data);
  return node.define(node.named(node.transpose(data, perm)));
}

LogicalResult importConcat(Node& node) {
  if (failed(node.needManyInputs("inputs"))) return failure();
  if (!node.hasAttribute("axis")) return node.fail("needs the attribute axis, but got none");
  RankedTensorType first = node.typeOf(0);
  int64_t axis = node.axis("axis", 0, first.getRank());
  if (node.failed()) return failure();
  llvm::SmallVector<Value> parts;
  for (unsigned i = 0; i < node.inputs(); ++i) {
    RankedTensorType type = node.typeOf(i);
    bool alike =
        type.getRank() == first.getRank() && type.getElementType() == first.getElementType();
    for (int64_t k = 0; alike && k < type.getRank(); ++k)
      alike = k == axis || type.getDimSize(static_cast<unsigned>(k)) ==
                               first.getDimSize(static_cast<unsigned>(k));
    if (!alike)
      return node.fail("needs tensors that differ along axis " + std::to_string(axis) +
                       " alone, but got " + node.described(0) + " and " + node.described(i));
    if (type.getDimSize(static_cast<unsigned>(axis)) > 0) parts.push_back(node.value(i));
  }
  if (parts.empty()) return node.fail("needs at least one element, but got " + titled(first));
  if (parts.size() == 1) return node.define(parts.front());
  return node.define(node.named(node.create<graph::ConcatOp>(parts, node.attribute("axis", axis))));
}

/// Elements [start, ..) by `step` of the node's first input, `sizes` of them. A slice that keeps
/// everything is the input itself.
static Value makeSlice(Node& node, llvm::ArrayRef<int64_t> start, llvm::ArrayRef<int64_t> step,
                       llvm::ArrayRef<int64_t> sizes) {
  Value x = node.value(0);
  if (!x) return {};
  auto type = cast<RankedTensorType>(x.getType());
  auto result = RankedTensorType::get(sizes, type.getElementType());
  if (result == type && llvm::all_of(step, [](int64_t by) { return by == 1; })) return x;
  return node.named(node.createTyped<graph::SliceOp>(
      result, x, {node.attribute("start", start), node.attribute("step", step)}));
}

/// One axis of Slice: where it starts and how many elements it takes, clamped as ONNX says.
static std::pair<int64_t, int64_t> range(int64_t start, int64_t end, int64_t step, int64_t size) {
  auto clamped = [&](int64_t at, int64_t least, int64_t most) {
    if (at < 0) at = at < -size ? -1 : at + size;  // far below: in front of everything
    return std::clamp(at, least, most);
  };
  if (step > 0) {
    start = clamped(start, 0, size);
    end = clamped(end, 0, size);
    return {start, end > start ? (end - start - 1) / step + 1 : 0};
  }
  start = clamped(start, 0, size - 1);
  end = clamped(end, -1, size - 1);
  return {start, start > end ? (start - end - 1) / -step + 1 : 0};
}

LogicalResult importSlice(Node& node) {
  bool inputs = node.since(10);
  if (failed(inputs ? node.needInputs({"data", "starts", "ends"}, {"axes", "steps"})
                    : node.needInputs({"data"})))
    return failure();
  auto starts = listOf(node, "starts", 1, 10), ends = listOf(node, "ends", 2, 10);
  auto axes = listOf(node, "axes", 3, 10);
  std::optional<List> steps;
  if (inputs && node.has(4)) steps = constantList(node, 4, "steps");
  if (node.failed()) return failure();
  if (!starts || !ends || starts->size() != ends->size())
    return node.fail("needs as many starts as ends");
  llvm::ArrayRef<int64_t> sizes = node.typeOf(0).getShape();
  int64_t rank = node.typeOf(0).getRank();
  if (!axes) axes = llvm::to_vector(llvm::seq<int64_t>(0, starts->size()));
  if (!steps) steps = List(starts->size(), 1);
  if (axes->size() != starts->size() || steps->size() != starts->size())
    return node.fail("needs an axis and a step for each of its " + std::to_string(starts->size()) +
                     " starts, but got " + std::to_string(axes->size()) + " and " +
                     std::to_string(steps->size()));
  if (!normalizeAxes(node, *axes, rank)) return failure();
  List start(sizes.size(), 0), step(sizes.size(), 1), result(sizes);
  for (size_t i = 0; i < axes->size(); ++i) {
    size_t axis = static_cast<size_t>((*axes)[i]);
    // A step beyond the axis takes one element, whatever its size; so it cannot overflow.
    int64_t by = std::clamp<int64_t>((*steps)[i], -graph::kMaxElements, graph::kMaxElements);
    if (by == 0) return node.fail("needs steps other than 0, but got " + listed(*steps));
    std::tie(start[axis], result[axis]) = range((*starts)[i], (*ends)[i], by, sizes[axis]);
    if (result[axis] == 0)
      return node.fail("needs a result with at least one element, but it takes none of the " +
                           std::to_string(sizes[axis]) + " along axis " + std::to_string(axis),
                       "leave the node out, and what reads it");
    step[axis] = result[axis] == 1 ? 1 : by;
  }
  return node.define(makeSlice(node, start, step, result));
}

/// How many elements of `size` each output of Split gets.
static std::optional<List> splitSizes(Node& node, int64_t size, int64_t outputs) {
  std::optional<List> sizes = listOf(node, "split", 1, 13);
  int64_t counted = node.since(18) ? node.integer("num_outputs", outputs) : outputs;
  if (node.failed()) return std::nullopt;
  if (!sizes) {
    if (counted != outputs) {
      (void)node.fail("needs num_outputs = " + std::to_string(outputs) + ", but got " +
                      std::to_string(counted));
      return std::nullopt;
    }
    int64_t each = (size + outputs - 1) / outputs;  // the last one may get less
    if (each * outputs != size && !node.since(18)) {
      (void)node.fail("needs an axis that " + std::to_string(outputs) +
                          " outputs divide, but got " + std::to_string(size) + " elements",
                      "give each output its size by `split`");
      return std::nullopt;
    }
    sizes = List(static_cast<size_t>(outputs), each);
    sizes->back() = size - each * (outputs - 1);
  }
  int64_t sum = 0;
  bool positive = llvm::all_of(*sizes, [&](int64_t n) { return n >= 1 && n <= size; });
  for (int64_t n : *sizes) sum += positive ? n : 0;
  if (positive && sum == size && static_cast<int64_t>(sizes->size()) == outputs) return sizes;
  (void)node.fail("needs " + std::to_string(outputs) + " positive sizes that add up to " +
                      std::to_string(size) + ", but got " + listed(*sizes),
                  "give each output its size; an output of size 0 is to be left out");
  return std::nullopt;
}

LogicalResult importSplit(Node& node) {
  if (failed(node.since(13) ? node.needInputs({"input"}, {"split"}) : node.needInputs({"input"})))
    return failure();
  RankedTensorType type = node.typeOf(0);
  int64_t axis = node.axis("axis", 0, type.getRank());
  if (node.places() < 1) return node.fail("needs at least one output, but got none");
  if (node.failed()) return failure();
  auto sizes = splitSizes(node, type.getDimSize(static_cast<unsigned>(axis)), node.places());
  if (!sizes) return failure();
  List start(type.getShape().size(), 0), step(start.size(), 1), shape(type.getShape());
  for (auto [i, size] : llvm::enumerate(*sizes)) {
    shape[static_cast<size_t>(axis)] = size;
    if (failed(node.define(static_cast<unsigned>(i), makeSlice(node, start, step, shape))))
      return failure();
    start[static_cast<size_t>(axis)] += size;
  }
  return success();
}

/// The number around the elements: one of the input's type. Nothing after an error.
static std::optional<double> padValue(Node& node) {
  if (!node.since(11)) return node.real("value", 0);
  if (!node.has(2)) return 0;
  const Tensor* value = node.constant(2);
  if (!value || value->count() != 1 ||
      node.typeOf(2).getElementType() != node.typeOf(0).getElementType()) {
    (void)node.fail("needs one constant of the data's type as constant_value, but got " +
                        node.titleOf(2) + " = " + titled(node.typeOf(2)),
                    "make it an initializer");
    return std::nullopt;
  }
  if (value->element->ours == "f32") return value->floats().front();
  return static_cast<double>(value->integers().front());
}

/// Pads for all axes: those in front, then those behind. Nothing after an error.
static std::optional<List> readPads(Node& node, int64_t rank) {
  std::optional<List> pads = listOf(node, "pads", 1, 11);
  if (node.failed()) return std::nullopt;
  List axes = llvm::to_vector(llvm::seq<int64_t>(0, rank));
  if (node.since(18) && node.has(3)) {
    auto given = constantList(node, 3, "axes");
    if (!given || !normalizeAxes(node, *given, rank)) return std::nullopt;
    axes = *given;
  }
  bool fits = pads && pads->size() == 2 * axes.size();
  List all(static_cast<size_t>(2 * rank), 0);
  for (size_t i = 0; fits && i < axes.size(); ++i) {
    all[static_cast<size_t>(axes[i])] = (*pads)[i];
    all[static_cast<size_t>(rank + axes[i])] = (*pads)[axes.size() + i];
  }
  for (int64_t pad : all) fits = fits && pad >= -graph::kMaxElements && pad <= graph::kMaxElements;
  if (fits) return all;
  (void)node.fail("needs " + std::to_string(2 * axes.size()) +
                  " pads of at most 2^40, one in front of and one behind each axis, but got " +
                  (pads ? listed(*pads) : "none"));
  return std::nullopt;
}

LogicalResult importPad(Node& node) {
  llvm::SmallVector<llvm::StringRef> optional = {"constant_value"};
  if (node.since(18)) optional.push_back("axes");
  if (failed(node.since(11) ? node.needInputs({"data", "pads"}, optional)
                            : node.needInputs({"data"})))
    return failure();
  std::string mode = node.text("mode", "constant");
  if (mode != "constant")
    return node.fail("needs mode = constant, but got " + mode,
                     "pad the data before the model, or train with zero padding");
  RankedTensorType type = node.typeOf(0);
  int64_t rank = type.getRank();
  std::optional<List> pads = readPads(node, rank);
  if (!pads) return failure();
  std::optional<double> value = padValue(node);
  if (!value || node.failed()) return failure();
  // A negative pad cuts off: a slice, then the pads that are left.
  List start, sizes, low, high;
  for (int64_t i = 0; i < rank; ++i) {
    int64_t front = (*pads)[static_cast<size_t>(i)], back = (*pads)[static_cast<size_t>(rank + i)];
    start.push_back(std::max<int64_t>(-front, 0));
    sizes.push_back(type.getDimSize(static_cast<unsigned>(i)) - start.back() -
                    std::max<int64_t>(-back, 0));
    low.push_back(std::max<int64_t>(front, 0));
    high.push_back(std::max<int64_t>(back, 0));
    if (sizes.back() < 1)
      return node.fail("needs pads that leave at least one element, but got " + listed(*pads) +
                       " for " + titled(type));
  }
  Value x = makeSlice(node, start, List(static_cast<size_t>(rank), 1), sizes);
  auto none = [](int64_t pad) { return pad == 0; };
  if (llvm::all_of(low, none) && llvm::all_of(high, none)) return node.define(x);
  NamedAttribute around =
      node.builder().getNamedAttr("value", node.builder().getF64FloatAttr(*value));
  return node.define(node.named(node.create<graph::PadOp>(
      x, {node.attribute("low", low), node.attribute("high", high), around})));
}

}  // namespace pelemay::onnx
