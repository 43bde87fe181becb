//===- Window.cpp - convolutions and pools -------------------------------------------------------===//
#include "compiler/codegen/variants/Families.h"

using namespace mlir;

namespace pelemay::codegen {
namespace {

/// Rows and columns of the window: the weights' of a convolution, `window` of a pool.
llvm::SmallVector<int64_t> windowOf(arena::StepOp step) {
  if (step.getOp() != "conv") return paramInts(step, "window");
  llvm::ArrayRef<int64_t> w = operandType(step, 1).getShape();
  return {w[1], w[2]};
}

/// Whether the input is N, C, H, W.
bool isPlanar(arena::StepOp step) { return step.getParams().contains("planar"); }

FailureOr<arena::ShapeAttr> windowShape(arena::StepOp step) {
  llvm::SmallVector<int64_t> x(operandType(step, 0).getShape());
  llvm::ArrayRef<int64_t> y = resultType(step).getShape();
  if (x[0] != 1)
    return refuse(step, "needs a batch of 1, but got " + llvm::Twine(x[0]),
                  "export the model with a batch of 1, and run it once for each sample");
  if (isPlanar(step)) x = {x[0], x[2], x[3], x[1]};
  llvm::SmallVector<int64_t> pad = paramInts(step, "pad");
  return makeShape(step.getContext(), isPlanar(step) ? "PlanarWindow" : "Window",
                   {mapTerm("In", llvm::ArrayRef(x).drop_front(), slotOf(step, 0)),
                    mapTerm("Out", y.drop_front(), step.getOutputs().front()),
                    {"Kernel", windowOf(step), {}},
                    {"Stride", paramInts(step, "stride"), {1, 1}},
                    {"Pad", {pad[0], pad[1]}, {0, 0}},
                    {"Dilation", paramInts(step, "dilation", {1, 1}), {1, 1}},
                    {"Groups", {paramInt(step, "groups", 1)}, {1}},
                    {"Fill", {paramInt(step, "fill")}, {0}}});
}

ArrayAttr windowRows(arena::StepOp step) {
  return makeRows(step, arena::RowMapAttr::get(
                            step.getContext(), windowOf(step)[0], paramInts(step, "stride")[0],
                            paramInts(step, "pad")[0], paramInts(step, "dilation", {1, 1})[0],
                            /*whole=*/false));
}

/// Rows of an image in planes lie in all of its bytes: it is read as a whole.
ArrayAttr planarRows(arena::StepOp step) {
  return makeRows(step, arena::RowMapAttr(), /*whole=*/{true});
}

Call convCall(arena::StepOp step) {
  FlatSymbolRefAttr bias = weightOf(step, 2);
  Type element = operandType(step, 0).getElementType();
  Type acc = element.isF32() ? element : IntegerType::get(step.getContext(), 32);
  Call call;
  call.arguments = {weightOf(step, 1).getValue().str(), bias ? bias.getValue().str() : noBias(acc)};
  addEpilogue(step, call);
  return call;
}

/// Weights and bias must be constants: they are packed at compile time.
bool hasConstantWeights(arena::StepOp step) {
  return weightOf(step, 1) && (operandCount(step) < 3 || weightOf(step, 2));
}

bool isPlanarConv(arena::StepOp step) { return isPlanar(step) && hasConstantWeights(step); }

bool isDepthwise(arena::StepOp step) {
  int64_t channels = operandType(step, 0).getShape().back();
  return hasConstantWeights(step) && channels > 1 && paramInt(step, "groups", 1) == channels &&
         resultType(step).getShape().back() == channels;
}

Call poolCall(arena::StepOp step) {
  Call call;
  if (step.getOp() == "sum_pool") call.arguments.push_back("0");
  if (step.getOp() == "average_pool" && step.getParams().contains("count_pad"))
    call.templates.push_back("true");
  addEpilogue(step, call);
  return call;
}

/// Planes are read as they lie.
KernelVariant resultWithPitch(KernelVariant variant) {
  variant.takesPitch = [](arena::StepOp step, unsigned operand) {
    return operand == step.getInputs().size();
  };
  return variant;
}

KernelVariant pool(llvm::StringLiteral name, Exactness exactness) {
  KernelVariant variant{name, name, /*byRows=*/true, nullptr, windowShape, windowRows, poolCall};
  variant.exactness = exactness;
  return withPitch(variant);
}

}  // namespace

llvm::ArrayRef<KernelVariant> windowVariants() {
  static const KernelVariant records[] = {
      resultWithPitch({"conv_planar", "conv", /*byRows=*/true, isPlanarConv, windowShape,
                       planarRows, convCall}),
      withPitch({"depthwise", "conv", /*byRows=*/true, isDepthwise, windowShape, windowRows,
                 convCall, /*pack=*/"row_col_channel"}),
      withPitch(
          {"conv", "conv", /*byRows=*/true, hasConstantWeights, windowShape, windowRows, convCall}),
      pool("max_pool", Exactness::kExact),
      pool("average_pool", Exactness::kFloats),
      pool("sum_pool", Exactness::kExact),
  };
  return records;
}

}  // namespace pelemay::codegen
