//===- BatchNormalization.cpp - of inference: x * scale + bias for each channel ---------------===//
#include <cmath>

#include "frontends/onnx/Node.h"

using namespace mlir;

namespace pelemay::onnx {

/// What inference does not have: statistics of the batch.
static LogicalResult checkInference(Node& node) {
  (void)node.real("momentum", 0.9f);  // how fast training moves the statistics
  int64_t training = node.since(14) ? node.integer("training_mode", 0) : 0;
  int64_t spatial = node.since(9) ? 1 : node.integer("spatial", 1);
  if (training != 0 || node.outputs() > 1)
    return node.fail(
        "needs inference, but got " + (training != 0 ? "training_mode = " + std::to_string(training)
                                                     : std::to_string(node.outputs()) + " outputs"),
        "export the model in evaluation mode");
  if (spatial != 1)
    return node.fail(
        "needs one mean and variance a channel, but got spatial = " + std::to_string(spatial),
        "write it as Mul and Add of constants, or export the model with spatial = 1");
  return success();
}

/// `scale / sqrt(var + epsilon)` and `bias - mean * that`, in double and rounded once: two
/// constants that folding can move into the weights of a convolution.
LogicalResult importBatchNormalization(Node& node) {
  if (failed(node.needInputs({"X", "scale", "B", "input_mean", "input_var"})) ||
      failed(node.needFloat({0, 1, 2, 3, 4})))
    return failure();
  double epsilon = static_cast<double>(node.real("epsilon", 1e-5f));
  if (node.failed() || failed(checkInference(node))) return failure();
  RankedTensorType x = node.typeOf(0);
  int64_t channels = x.getRank() > 1 ? x.getDimSize(1) : 1;
  for (unsigned i : {1u, 2u, 3u, 4u}) {
    if (node.typeOf(i).getRank() != 1 || node.typeOf(i).getDimSize(0) != channels)
      return node.fail("needs " + std::to_string(channels) + " values in " + node.titleOf(i) +
                       ", but got " + titled(node.typeOf(i)));
    if (!node.constant(i))
      return node.fail("needs statistics known at compile time, but " + node.titleOf(i) +
                           " is computed by the model",
                       "make them initializers, or export the model in evaluation mode");
  }
  llvm::SmallVector<float> scale = node.constant(1)->floats(), bias = node.constant(2)->floats(),
                           mean = node.constant(3)->floats(), var = node.constant(4)->floats();
  for (size_t c = 0; c < scale.size(); ++c) {
    double factor = double(scale[c]) / std::sqrt(double(var[c]) + epsilon);
    bias[c] = static_cast<float>(double(bias[c]) - double(mean[c]) * factor);
    scale[c] = static_cast<float>(factor);
  }
  llvm::SmallVector<int64_t> shape(static_cast<size_t>(std::max<int64_t>(x.getRank() - 1, 1)), 1);
  shape[0] = channels;
  Value by = node.makeConstant(makeFloats(scale, shape), node.constant(1)->name);
  Value plus = node.makeConstant(makeFloats(bias, shape), node.constant(2)->name);
  Value scaled = node.create<graph::MulOp>({node.value(0), by});
  return node.define(node.named(node.create<graph::AddOp>({scaled, plus})));
}

}  // namespace pelemay::onnx
