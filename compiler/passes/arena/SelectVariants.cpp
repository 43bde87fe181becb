//===- SelectVariants.cpp - which kernel computes a step ------------------------------------------===//
//
// Each step is given the first kernel variant that can compute it, the shape type the kernel is
// compiled for, and, for a row kernel, which rows of each input an output row reads.
//
//     arena.step "conv"(%x) ..   ==>   arena.step "conv"(%x) .. variant "depthwise"
//                                        shape <"Window" [..]> rows [#arena.rows<window = 3, pad =
//                                        1>]
//
// What a hand-written program has decided already stays. Operands that broadcast along axes by
// turns are copied in front of the step (WidenOperands.h).
//===---------------------------------------------------------------------------------------------===//

#include "compiler/codegen/Facts.h"
#include "compiler/codegen/Variants.h"
#include "compiler/codegen/variants/Families.h"
#include "compiler/passes/Passes.h"
#include "compiler/passes/arena/WidenOperands.h"
#include "dialects/graph/Graph.h"
#include "pelemay/probe.h"

namespace pelemay {
#define GEN_PASS_DEF_ARENASELECTVARIANTS
#include "compiler/passes/Passes.h.inc"
}  // namespace pelemay

using namespace mlir;
using namespace pelemay;
using codegen::KernelVariant;

/// Kernels know f32 and integers of whole bytes.
static bool isKernelType(Type element) {
  return element.isF32() || element.isInteger(8) || element.isInteger(16) ||
         element.isInteger(32) || element.isInteger(64);
}

/// Kernels index with int: every size of a shape must fit, and so must the elements of its tensors.
static LogicalResult checkTensors(arena::StepOp step) {
  for (Value operand : step.getOperands()) {
    RankedTensorType type = cast<arena::SlotType>(operand.getType()).getTensor();
    if (!isKernelType(type.getElementType()))
      return codegen::refuse(
          step, "needs f32 or integers of 8, 16, 32 or 64 bits, but got " + codegen::typeText(type),
          "export the model with float32, or quantize it to 8 bits");
    if (type.getNumElements() < 1)
      return step.emitOpError("needs tensors with at least one element, but got ") << type;
    if (type.getNumElements() > std::numeric_limits<int32_t>::max())
      return codegen::refuse(
          step, "needs tensors of fewer than 2^31 elements, but got " + codegen::typeText(type),
          "no device holds it: export the model with smaller inputs");
  }
  return success();
}

/// Whether an entry of the epilogue has its operand and its parameters.
static bool isWhole(arena::StepOp step, arena::ApplyAttr apply) {
  if (apply.getOp() == "add_requantize")
    return graph::sumParametersOf(apply.getAttributes()) &&
           (apply.getInput() >= 0 || apply.getWeight());
  if (apply.getOp() == "lookup") return bool(apply.getWeight());
  return codegen::hasParameters(apply.getOp(), apply.getAttributes());
}

/// Whether the step has the operands and parameters that shapes are made of: those the verifier of
/// its graph op has seen, unless the program is hand-written.
static bool isWhole(arena::StepOp step) {
  llvm::StringRef op = step.getOp();
  if (step.getOutputs().size() != 1 || codegen::operandCount(step) == 0 ||
      !codegen::operandType(step, 0))
    return false;
  int64_t rank = codegen::operandType(step, 0).getRank(),
          results = codegen::resultType(step).getRank();
  auto size = [&](llvm::StringRef name) {
    return static_cast<int64_t>(codegen::paramInts(step, name).size());
  };
  auto rankOf = [&](unsigned i) {
    return i < codegen::operandCount(step) ? codegen::operandType(step, i).getRank() : 0;
  };
  auto areAxes = [&](llvm::ArrayRef<int64_t> axes) {
    return llvm::all_of(axes, [&](int64_t axis) { return axis >= 0 && axis < rank; });
  };
  for (Attribute entry :
       step.getEpilogue() ? step.getEpilogueAttr().getValue() : llvm::ArrayRef<Attribute>())
    if (auto apply = dyn_cast<arena::ApplyAttr>(entry); apply && !isWhole(step, apply))
      return false;
  if (op == "conv" || op.ends_with("_pool")) {
    bool window = op == "conv" ? rankOf(1) == 4 : size("window") == 2;
    bool dilation = !step.getParams().contains("dilation") || size("dilation") == 2;
    return rank == 4 && results == 4 && window && dilation && size("stride") == 2 &&
           size("pad") == 4;
  }
  if (op == "linear" || op == "matmul") return rank == 2 && results == 2 && rankOf(1) == 2;
  if (op == "softmax") return areAxes(codegen::paramInt(step, "axis", -1));
  if (op.starts_with("reduce_")) return areAxes(codegen::paramInts(step, "axes"));
  if (op == "transpose") return size("perm") == rank && areAxes(codegen::paramInts(step, "perm"));
  if (op == "concat") return areAxes(codegen::paramInt(step, "axis", -1));
  if (op == "slice") return size("start") == rank && size("step") == rank && results == rank;
  if (op == "pad")
    return size("low") == rank && size("high") == rank && results == rank &&
           step.getParams().getAs<FloatAttr>("value");
  if (op == "add_requantize")
    return codegen::operandCount(step) == 2 && graph::sumParametersOf(step.getParams());
  if (op == "mul_requantize")
    return codegen::operandCount(step) == 2 && size("zeros") == 2 &&
           step.getParams().getAs<graph::RequantizeAttr>("by");
  if (op == "softmax_requantize") return areAxes(codegen::paramInt(step, "axis", -1));
  if (op == "requantize") return bool(step.getParams().getAs<graph::RequantizeAttr>("by"));
  if (codegen::isScalar(op)) return codegen::hasParameters(op, step.getParams());
  if (op != "quantize" && op != "dequantize") return true;
  auto scale = step.getParams().getAs<DenseF32ArrayAttr>("scale");
  return scale && !scale.empty() && size("zero") > 0;
}

/// A probe is no kernel, but its chunk has a type and room for so many axes.
static LogicalResult checkLog(arena::StepOp step) {
  RankedTensorType type =
      codegen::operandCount(step) == 1 ? codegen::operandType(step, 0) : RankedTensorType();
  if (!type || !isKernelType(type.getElementType()) || type.getRank() > PELEMAY_MAX_RANK)
    return step.emitOpError("logs one tensor of at most ")
           << int(PELEMAY_MAX_RANK) << " axes of f32 or integers of 8, 16, 32 or 64 bits, but got "
           << type;
  return success();
}

static LogicalResult select(arena::StepOp step) {
  if (step.getOp() == arena::kProbeStep) return checkLog(step);
  if (step.getVariant()) return success();
  if (!isWhole(step))
    return step.emitOpError("needs the operands, the parameters and the result of graph.")
           << step.getOp();
  if (failed(checkTensors(step))) return failure();
  const KernelVariant* variant = codegen::variantFor(step);
  if (!variant)
    return step.getOp() == "conv"
               ? codegen::refuse(step, "has no kernel for weights that are no constants",
                                 "make weights and bias initializers of the model")
               : codegen::refuse(step, "has no kernel: no variant computes graph." + step.getOp(),
                                 "`pelemay explain " + step.getOp() + "` says what it needs");
  if (step.getEpilogue() && !variant->anyEpilogue)
    return step.emitOpError("has an epilogue, but kernel ") << variant->name << " applies none";
  return codegen::giveKernel(step, *variant);
}

namespace {
struct SelectVariants : pelemay::impl::ArenaSelectVariantsBase<SelectVariants> {
  void runOnOperation() override {
    llvm::SmallVector<arena::StepOp> steps;
    getOperation().walk([&](arena::StepOp step) { steps.push_back(step); });
    for (arena::StepOp step : steps) widenOperands(step);
    WalkResult result = getOperation().walk([](arena::StepOp step) {
      return failed(select(step)) ? WalkResult::interrupt() : WalkResult::advance();
    });
    if (result.wasInterrupted()) signalPassFailure();
  }
};
}  // namespace
