//===- Integer.cpp - ConvInteger and MatMulInteger: exact sums in 32 bits ---------------------===//
//
//   sum of (x - x_zero) * (w - w_zero)    ==>    conv(x, w - w_zero, bias), padded with x_zero
//
// Ops of ours see plain integers: w's zero point goes into constant weights (or, where these do not
// fit into a byte then, into a second product), x's into a bias and, where there is padding, the
// fill. An x_zero that the model computes (DynamicQuantizeLinear) is subtracted behind: sum of x *
// w - x_zero * sum of w; padding is a frame of it then (Frame.h). What could leave 32 bits is
// refused.
//===------------------------------------------------------------------------------------------===//
#include "frontends/onnx/ops/Frame.h"
#include "frontends/onnx/ops/Linear.h"
#include "frontends/onnx/ops/Windows.h"

using namespace mlir;

namespace pelemay::onnx {

namespace {

/// The operands of the integer op that both operators become.
struct Product {
  int64_t zero = 0;  // of x
  Value weights;
  Value zeros;      // weights whose products are subtracted: w's zero points, one for all or each
  Value bias;       // null where it is 0
  Value zeroTimes;  // of a zero point that the model computes: it times the sums of the weights
};

/// Where output channels lie in the weights: the first axis of O, I, .. or the last of K, N.
struct Channels {
  int64_t count;
  bool first;

  int64_t of(int64_t element, int64_t elements) const {
    return first ? element / (elements / count) : element % count;
  }
};

/// The largest magnitude of a value minus its zero point.
int64_t reach(Type element, int64_t zero) {
  int64_t least = element.isUnsignedInteger() ? 0 : -128;
  return std::max(zero - least, least + 255 - zero);
}

/// Input `at` as zero points of input `of`: none, one, or one for each channel.
std::optional<llvm::SmallVector<int64_t>> readZeros(Node& node, unsigned at, unsigned of,
                                                    int64_t channels) {
  if (!node.has(at)) return llvm::SmallVector<int64_t>{0};
  RankedTensorType type = node.typeOf(at);
  const Tensor* zeros = node.constant(at);
  bool isOne = type.getRank() <= 1 && type.getNumElements() == 1;
  bool isEach = type.getRank() == 1 && type.getNumElements() == channels;
  if (!zeros)
    (void)node.fail("needs a zero point known at compile time, but " + node.titleOf(at) +
                        " is computed by the model",
                    "make it an initializer");
  else if (type.getElementType() != node.typeOf(of).getElementType() || !(isOne || isEach))
    (void)node.fail("needs one zero point" +
                    (channels ? " or " + std::to_string(channels) : std::string()) + " of type " +
                    elementName(node.typeOf(of).getElementType()) + " in " + node.titleOf(at) +
                    ", but got " + titled(type));
  if (node.failed()) return std::nullopt;
  return zeros->integers();
}

/// The sums stay within 32 bits whatever the input is.
LogicalResult checkSums(Node& node, const std::vector<int64_t>& magnitudes, int64_t reach) {
  for (int64_t each : magnitudes)
    if (each * reach > INT32_MAX)
      return node.fail("needs sums within 32 bits, but they may reach " +
                       std::to_string(each * reach));
  return success();
}

/// One byte, input `at`, in 32 bits: the sum of a window of one element.
Value widened(Node& node, unsigned at) {
  Value map = node.reshape(node.value(at), {1, 1, 1, 1});
  Value sum = node.create<graph::SumPoolOp>(
      map, {node.attribute("window", {1, 1}), node.attribute("stride", {1, 1}),
            node.attribute("pad", {0, 0, 0, 0})});
  return node.reshape(sum, {1});
}

/// The zero points of weights of `shape` as weights: of one channel where one serves all of them
/// and the sums of x are the same for all.
Value zeroWeights(Node& node, const Channels& channels, llvm::ArrayRef<int64_t> zeros,
                  bool grouped) {
  llvm::SmallVector<int64_t> shape(node.constant(1)->shape);
  int64_t elements = node.constant(1)->count();
  bool one = zeros.size() == 1 && !grouped;
  if (one) elements /= channels.count;
  if (one) (channels.first ? shape.front() : shape.back()) = 1;
  llvm::SmallVector<int64_t> values;
  for (int64_t i = 0; i < elements; ++i)
    values.push_back(zeros[zeros.size() > 1 ? channels.of(i, elements) : 0]);
  return node.makeConstant(makeIntegers(values, shape, node.constant(1)->element->ours));
}

/// Weights that are constants: their zero points, and what x's makes of them.
LogicalResult foldZeros(Node& node, const Channels& channels, llvm::ArrayRef<int64_t> zeros,
                        bool grouped, Product& product) {
  const Tensor& tensor = *node.constant(1);
  llvm::SmallVector<int64_t> stored = tensor.integers(), values = stored;
  std::vector<int64_t> sums(channels.count, 0), magnitudes(channels.count, 0);
  for (size_t i = 0; i < values.size(); ++i)
    values[i] -= zeros[zeros.size() > 1 ? channels.of(i, values.size()) : 0];
  bool shifted = values != stored;
  bool apart = shifted && llvm::any_of(values, [](int64_t v) { return v < -128 || v > 127; });
  for (size_t i = 0; i < values.size(); ++i) {
    int64_t channel = channels.of(i, values.size());
    sums[channel] += values[i];
    // Apart, the sums of what is stored and of the zero points are within 32 bits, too.
    magnitudes[channel] += std::abs(values[i]) + (apart ? std::abs(stored[i]) : 0);
  }
  bool computed = node.has(2) && !node.constant(2);
  // Any byte differs from any zero point by 255 at most.
  int64_t most = computed || apart ? 255 : reach(node.typeOf(0).getElementType(), product.zero);
  if (failed(checkSums(node, magnitudes, most))) return failure();
  product.weights = shifted && !apart
                        ? node.makeConstant(makeIntegers(values, tensor.shape, "i8"), tensor.name)
                        : node.value(1);
  if (apart) product.zeros = zeroWeights(node, channels, zeros, grouped);
  if (computed) {
    Value total = node.makeConstant(makeIntegers(sums, {channels.count}, "i32"));
    product.zeroTimes = node.create<graph::MulOp>({widened(node, 2), total});
    return success(bool(product.zeroTimes));
  }
  if (product.zero == 0) return success();
  for (int64_t& sum : sums) sum *= -product.zero;
  product.bias = node.makeConstant(makeIntegers(sums, {channels.count}, "i32"));
  return success();
}

/// Reads both zero points (inputs 2 and 3). `grouped`: channels read different parts of x.
std::optional<Product> readProduct(Node& node, const Channels& channels, bool grouped = false) {
  Product product;
  bool computed = node.has(2) && !node.constant(2) && node.constant(1);
  if (computed && (node.typeOf(2).getNumElements() != 1 ||
                   node.typeOf(2).getElementType() != node.typeOf(0).getElementType()))
    (void)node.fail("needs one zero point of type " + elementName(node.typeOf(0).getElementType()) +
                    " in " + node.titleOf(2) + ", but got " + titled(node.typeOf(2)));
  auto x = computed ? llvm::SmallVector<int64_t>{0} : readZeros(node, 2, 0, 0);
  auto w = readZeros(node, 3, 1, channels.count);
  if (!x || !w || node.failed()) return std::nullopt;
  product.zero = x->front();
  if (node.constant(1)) {
    if (failed(foldZeros(node, channels, *w, grouped, product))) return std::nullopt;
    return product;
  }
  if (product.zero != 0 || llvm::any_of(*w, [](int64_t zero) { return zero != 0; })) {
    (void)node.fail("needs zero points of 0 for weights at run time, but " + node.titleOf(1) +
                        " is computed by the model and has another",
                    "make the weights an initializer");
    return std::nullopt;
  }
  int64_t inner = node.typeOf(1).getNumElements() / channels.count;
  if (failed(checkSums(node, {inner * reach(node.typeOf(1).getElementType(), 0)},
                       reach(node.typeOf(0).getElementType(), 0))))
    return std::nullopt;
  product.weights = node.value(1);
  return product;
}

/// The op's result: sumsOf(weights, bias), less the parts of zero points that are no part of these.
Value resultOf(Node& node, const Product& product,
               llvm::function_ref<Value(Value weights, Value bias)> sumsOf) {
  Value y = sumsOf(product.weights, product.bias);
  if (product.zeros) y = node.create<graph::SubOp>({y, sumsOf(product.zeros, {})});
  if (product.zeroTimes) y = node.create<graph::SubOp>({y, product.zeroTimes});
  return y;
}

LogicalResult needBytes(Node& node) {
  for (unsigned i : {0u, 1u})
    if (!node.typeOf(i).getElementType().isInteger(8))
      return node.fail("needs int8 or uint8 in " + node.titleOf(i) + ", but got " +
                       titled(node.typeOf(i)));
  return success();
}

/// Input 0 as graph.conv's: where its zero point is computed, the padding is a part of it.
Value readMap(Node& node, llvm::SmallVector<NamedAttribute>& attributes, bool computed) {
  Value map = channelsLast(node, 0);
  for (NamedAttribute& each : attributes) {
    if (!computed || each.getName() != "pad") continue;
    auto pad = cast<DenseI64ArrayAttr>(each.getValue()).asArrayRef();
    if (llvm::all_of(pad, [](int64_t one) { return one == 0; })) continue;
    map = framed(node, map, pad, node.value(2));
    each = node.attribute("pad", {0, 0, 0, 0});
  }
  return map;
}

}  // namespace

LogicalResult importConvInteger(Node& node) {
  if (failed(node.needInputs({"x", "w"}, {"x_zero_point", "w_zero_point"})) ||
      failed(needBytes(node)))
    return failure();
  auto attributes = readConv(node, /*bias=*/false);
  if (!attributes) return failure();
  llvm::SmallVector<int64_t, 4> map = mapSizes(node, 1);
  if (node.typeOf(1).getNumElements() == 0)
    return node.fail("needs at least one element in " + node.titleOf(1) + ", but got " +
                     titled(node.typeOf(1)));
  bool grouped = node.integer("group", 1) != 1;
  auto product = readProduct(node, {map[0], /*first=*/true}, grouped);
  if (!product) return failure();
  Value x = readMap(node, *attributes, bool(product->zeroTimes));
  if (product->zero != 0) attributes->push_back(node.attribute("fill", product->zero));
  Value y = resultOf(node, *product, [&](Value w, Value bias) {
    if (node.typeOf(1).getRank() == 3) {
      llvm::ArrayRef<int64_t> shape = cast<RankedTensorType>(w.getType()).getShape();
      w = node.reshape(w, {shape[0], shape[1], 1, shape[2]});
    }
    llvm::SmallVector<Value> operands = {x, node.transpose(w, kChannelsLast)};
    if (bias) operands.push_back(bias);
    llvm::SmallVector<NamedAttribute> all(*attributes);
    all.push_back(segments(node, bool(bias)));
    return node.create<graph::ConvOp>(operands, all);
  });
  return defineMap(node, node.named(y, kChannelsSecond));
}

LogicalResult importMatMulInteger(Node& node) {
  if (failed(node.needInputs({"A", "B"}, {"a_zero_point", "b_zero_point"})) ||
      failed(needBytes(node)))
    return failure();
  std::optional<Matrices> sizes = readMatrices(node);
  if (!sizes) return failure();
  if (sizes->inner == 0 || sizes->columns == 0)
    return node.fail("needs at least one row and column, but got " + titled(node.typeOf(1)));
  auto product = readProduct(node, {sizes->columns, /*first=*/false});
  if (!product) return failure();
  Value x = tallMatrix(node, *sizes);
  Value y = resultOf(node, *product, [&](Value w, Value bias) {
    if (node.typeOf(1).getRank() > 2)
      w = node.reshape(w, cast<RankedTensorType>(w.getType()).getShape().take_back(2));
    if (!bias) return node.create<graph::MatmulOp>({x, w});
    return node.create<graph::LinearOp>({x, node.transpose(w, {1, 0}), bias}, segments(node, true));
  });
  y = node.named(y);
  return node.define(sizes->result.size() == 2 ? y : node.reshape(y, sizes->result));
}

}  // namespace pelemay::onnx
