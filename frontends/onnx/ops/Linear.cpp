//===- Linear.cpp - convolutions and products -------------------------------------------------===//
#include "frontends/onnx/ops/Linear.h"

#include "frontends/onnx/ops/Windows.h"

using namespace mlir;

namespace pelemay::onnx {

NamedAttribute segments(Node& node, bool bias) {
  return node.builder().getNamedAttr("operandSegmentSizes",
                                     node.builder().getDenseI32ArrayAttr({1, 1, bias, 0}));
}

/// Channels and groups of Conv, in the user's terms.
static LogicalResult checkChannels(Node& node, int64_t groups, bool bias) {
  llvm::ArrayRef<int64_t> x = node.typeOf(0).getShape(), w = node.typeOf(1).getShape();
  if (groups < 1 || x[1] % groups != 0 || w[0] % groups != 0)
    return node.fail("needs a group that divides " + std::to_string(x[1]) + " input and " +
                     std::to_string(w[0]) +
                     " output channels, but got group = " + std::to_string(groups));
  if (w[1] != x[1] / groups)
    return node.fail("needs weights for " + std::to_string(x[1]) + " / " + std::to_string(groups) +
                     " input channels, but got " + node.described(1));
  if (bias && (node.typeOf(2).getRank() != 1 || node.typeOf(2).getDimSize(0) != w[0]))
    return node.fail("needs a bias of " + std::to_string(w[0]) + " values, but got " +
                     node.described(2));
  return success();
}

std::optional<llvm::SmallVector<NamedAttribute>> readConv(Node& node, bool bias) {
  if (failed(needMap(node, 0)) || failed(needMap(node, 1, "O, I, H, W"))) return std::nullopt;
  if (node.typeOf(0).getRank() != node.typeOf(1).getRank()) {
    (void)node.fail("needs as many axes in the weights as in the input, but got " +
                    node.described(1) + " and " + node.described(0));
    return std::nullopt;
  }
  int64_t groups = node.integer("group", 1);
  if (node.failed() || failed(checkChannels(node, groups, bias))) return std::nullopt;
  WindowRules rules;
  llvm::SmallVector<int64_t, 4> weights = mapSizes(node, 1);
  rules.weights = llvm::ArrayRef(weights).drop_front(2);
  std::optional<Window> window = readWindow(node, rules);
  if (!window) return std::nullopt;
  llvm::SmallVector<NamedAttribute> attributes = windowAttributes(node, *window);
  if (groups != 1) attributes.push_back(node.attribute("groups", groups));
  return attributes;
}

LogicalResult importConv(Node& node) {
  if (failed(node.needInputs({"X", "W"}, {"B"})) || failed(node.needFloat({0, 1, 2})))
    return failure();
  auto attributes = readConv(node, node.has(2));
  if (!attributes) return failure();
  attributes->push_back(segments(node, node.has(2)));
  llvm::SmallVector<Value> operands = {channelsLast(node, 0), channelsLast(node, 1)};
  if (node.has(2)) operands.push_back(node.value(2));
  return defineMap(node,
                   node.named(node.create<graph::ConvOp>(operands, *attributes), kChannelsSecond));
}

/// A one-element constant as a factor, for what cannot be folded.
static Value scaled(Node& node, Value x, float factor) {
  if (factor == 1.0f) return x;
  return node.create<graph::MulOp>({x, node.makeConstant(makeFloats({factor}, {}))});
}

/// A constant times a factor, under its own name.
static Value scaledConstant(Node& node, unsigned input, float factor,
                            llvm::ArrayRef<int64_t> shape) {
  const Tensor& tensor = *node.constant(input);
  llvm::SmallVector<float> values = tensor.floats();
  int64_t count = 1;
  for (int64_t size : shape) count *= size;
  if (values.size() == 1) values.resize(static_cast<size_t>(count), values.front());
  for (float& value : values) value *= factor;
  return node.makeConstant(makeFloats(values, shape), tensor.name);
}

/// C of Gemm as a vector of N values, where it is one: a constant that is the same in every row, or
/// a run-time vector that needs no factor. Null if it must be added to the result.
static Value biasOf(Node& node, int64_t columns, float beta) {
  llvm::ArrayRef<int64_t> shape = node.typeOf(2).getShape();
  bool sameInRows =
      shape.empty() || llvm::all_of(shape.drop_back(), [](int64_t n) { return n == 1; });
  if (!sameInRows) return {};
  if (node.constant(2)) return scaledConstant(node, 2, beta, {columns});
  return beta == 1.0f && shape.size() == 1 && shape[0] == columns ? node.value(2) : Value();
}

/// [M, K] of a Gemm operand, whatever order it is stored in.
static std::pair<int64_t, int64_t> matrix(Node& node, unsigned input, bool transposed) {
  llvm::ArrayRef<int64_t> shape = node.typeOf(input).getShape();
  return transposed ? std::pair(shape[1], shape[0]) : std::pair(shape[0], shape[1]);
}

/// Whether `shape` broadcasts to M, N without making it larger.
static bool broadcastsTo(llvm::ArrayRef<int64_t> shape, int64_t rows, int64_t columns) {
  if (shape.size() > 2) return false;
  bool fits = shape.empty() || shape.back() == 1 || shape.back() == columns;
  return fits && (shape.size() < 2 || shape[0] == 1 || shape[0] == rows);
}

LogicalResult importGemm(Node& node) {
  if (failed(node.needInputs({"A", "B"}, {"C"})) || failed(node.needFloat({0, 1, 2})) ||
      failed(node.needRank(0, 2, "M, K")) || failed(node.needRank(1, 2, "K, N")))
    return failure();
  float alpha = node.real("alpha", 1), beta = node.real("beta", 1);
  bool transA = node.integer("transA", 0) != 0, transB = node.integer("transB", 0) != 0;
  auto [rows, inner] = matrix(node, 0, transA);
  auto [innerB, columns] = matrix(node, 1, transB);
  if (inner != innerB)
    return node.fail("needs matrices of one inner size, but got " + std::to_string(inner) +
                     " and " + std::to_string(innerB) + ": " + node.described(0) + " and " +
                     node.described(1));
  if (inner == 0 || columns == 0)
    return node.fail("needs at least one row and column, but got " + node.described(1));
  if (node.has(2) && !broadcastsTo(node.typeOf(2).getShape(), rows, columns))
    return node.fail("needs C to broadcast to " + listed({rows, columns}) + ", but got " +
                     node.described(2));
  if (node.failed()) return failure();

  // alpha goes into constant weights; beta into a constant C.
  bool folded = alpha == 1.0f || node.constant(1);
  bool hasC = node.has(2) && beta != 0.0f;
  Value x = transA ? node.transpose(node.value(0), {1, 0}) : node.value(0);
  Value w = node.constant(1) && alpha != 1.0f
                ? scaledConstant(node, 1, alpha, node.typeOf(1).getShape())
                : node.value(1);
  if (!transB) w = node.transpose(w, {1, 0});
  Value bias = hasC && folded ? biasOf(node, columns, beta) : Value();
  llvm::SmallVector<Value> operands = {x, w};
  if (bias) operands.push_back(bias);
  Value y = node.create<graph::LinearOp>(operands, segments(node, bool(bias)));
  if (!folded) y = scaled(node, y, alpha);
  if (!hasC || bias) return node.define(node.named(y));
  Value c = node.constant(2) ? scaledConstant(node, 2, beta, node.typeOf(2).getShape())
                             : scaled(node, node.value(2), beta);
  return node.define(node.named(node.create<graph::AddOp>({y, c})));
}

static int64_t product(llvm::ArrayRef<int64_t> sizes) {
  int64_t all = 1;
  for (int64_t size : sizes) all *= size;
  return all;
}

std::optional<Matrices> readMatrices(Node& node) {
  llvm::ArrayRef<int64_t> a = node.typeOf(0).getShape(), b = node.typeOf(1).getShape();
  auto fail = [&](const llvm::Twine& text, const char* help = "") {
    (void)node.fail(text, help);
    return std::nullopt;
  };
  if (a.size() < 2 || b.size() < 2)
    return fail("needs matrices, but got " + node.described(0) + " and " + node.described(1),
                "reshape a vector to a matrix of one row or column");
  if (product(b.drop_back(2)) != 1)
    return fail("needs one matrix on the right, but got a stack: " + node.described(1));
  if (a.back() != b[b.size() - 2])
    return fail("needs matrices of one inner size, but got " + std::to_string(a.back()) + " and " +
                std::to_string(b[b.size() - 2]) + ": " + node.described(0) + " and " +
                node.described(1));
  Matrices sizes{llvm::SmallVector<int64_t>(a.drop_back()), a.back(), b.back()};
  sizes.result.push_back(b.back());
  while (sizes.result.size() < b.size()) sizes.result.insert(sizes.result.begin(), 1);
  return sizes;
}

Value tallMatrix(Node& node, const Matrices& sizes) {
  llvm::ArrayRef<int64_t> a = node.typeOf(0).getShape();
  if (a.size() == 2) return node.value(0);
  return node.reshape(node.value(0), {product(a.drop_back()), sizes.inner});
}

LogicalResult importMatMul(Node& node) {
  if (failed(node.needInputs({"A", "B"})) || failed(node.needFloat({0, 1}))) return failure();
  std::optional<Matrices> sizes = readMatrices(node);
  if (!sizes) return failure();
  Value right = node.value(1);
  llvm::ArrayRef<int64_t> b = node.typeOf(1).getShape();
  if (b.size() > 2) right = node.reshape(right, b.take_back(2));
  Value y = node.named(node.create<graph::MatmulOp>({tallMatrix(node, *sizes), right}));
  return node.define(sizes->result.size() == 2 ? y : node.reshape(y, sizes->result));
}

}  // namespace pelemay::onnx
