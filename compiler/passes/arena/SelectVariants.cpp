//===- SelectVariants.cpp - which kernel computes a step ------------------------------------------===//
//
// Each step is given the first kernel variant that can compute it, the shape type the kernel is
// compiled for, and, for a row kernel, which rows of each input an output row reads.
//
//     arena.step "conv"(%x) ..   ==>   arena.step "conv"(%x) .. variant "depthwise"
//                                        shape <"Window" [..]> rows [#arena.rows<window = 3, pad = 1>]
//
// What a hand-written program has decided already stays.
//===---------------------------------------------------------------------------------------------===//

#include "compiler/codegen/Variants.h"
#include "compiler/passes/Passes.h"

namespace pelemay {
#define GEN_PASS_DEF_ARENASELECTVARIANTS
#include "compiler/passes/Passes.h.inc"
}  // namespace pelemay

using namespace mlir;
using namespace pelemay;
using codegen::KernelVariant;

/// Kernels know f32 and integers of whole bytes.
static bool isKernelType(Type element) {
  return element.isF32() || element.isInteger(8) || element.isInteger(16) || element.isInteger(32) ||
         element.isInteger(64);
}

/// Kernels index with int: every size of a shape must fit, and so must the elements of its tensors.
static LogicalResult checkTensors(arena::StepOp step) {
  for (Value operand : step.getOperands()) {
    RankedTensorType type = cast<arena::SlotType>(operand.getType()).getTensor();
    if (!isKernelType(type.getElementType()))
      return step.emitOpError("needs f32 or integers of 8, 16, 32 or 64 bits, but got ") << type;
    if (type.getNumElements() < 1)
      return step.emitOpError("needs tensors with at least one element, but got ") << type;
    if (type.getNumElements() > std::numeric_limits<int32_t>::max())
      return step.emitOpError("needs tensors of fewer than 2^31 elements, but got ") << type;
  }
  return success();
}

static LogicalResult select(arena::StepOp step) {
  if (step.getOp() == "log" || step.getVariant()) return success();  // a probe is no kernel
  if (failed(checkTensors(step))) return failure();
  const KernelVariant* variant = codegen::variantFor(step);
  if (!variant)
    return step.emitOpError("has no kernel for these operands: weights must be constants, and the operand "
                            "that comes by rows must not be one");
  if (step.getEpilogue() && !variant->anyEpilogue)
    return step.emitOpError("has an epilogue, but kernel ") << variant->name << " applies none";
  FailureOr<arena::ShapeAttr> shape = variant->shape(step);
  if (failed(shape)) return failure();
  step.setVariant(variant->name);
  step.setShapeAttr(*shape);
  if (ArrayAttr rows = variant->rows(step)) step.setRowsAttr(rows);
  if (variant->mayFail) step.setMayFail(true);
  return success();
}

namespace {
struct SelectVariants : pelemay::impl::ArenaSelectVariantsBase<SelectVariants> {
  void runOnOperation() override {
    WalkResult result = getOperation().walk([](arena::StepOp step) {
      return failed(select(step)) ? WalkResult::interrupt() : WalkResult::advance();
    });
    if (result.wasInterrupted()) signalPassFailure();
  }
};
}  // namespace
