//===- Quantization.cpp - the steps that know scales and zero points -----------------------------===//
#include "compiler/codegen/variants/Elements.h"
#include "compiler/codegen/variants/Families.h"
#include "dialects/graph/Graph.h"

using namespace mlir;

namespace pelemay::codegen {

llvm::SmallVector<std::string> sumArguments(DictionaryAttr parameters) {
  auto sum = *graph::sumParametersOf(parameters);
  llvm::SmallVector<std::string> arguments;
  for (int i : {0, 1})
    arguments.push_back("{" + std::to_string(sum.zeros[i]) + ", " +
                        std::to_string(sum.multipliers[i]) + "}");
  for (int64_t value : {sum.shift, sum.zero, sum.lo, sum.hi})
    arguments.push_back(std::to_string(value));
  if (sum.ties)
    arguments.push_back("SumTie{" + std::to_string((*sum.ties)[0]) + ", " +
                        std::to_string((*sum.ties)[1]) + ", " + std::to_string((*sum.ties)[2]) +
                        "}");
  return arguments;
}

std::string tableText(FlatSymbolRefAttr table, Type element) {
  return table.getValue().str() + (element.isUnsignedInteger() ? "" : " + 128");
}

namespace {

FailureOr<arena::ShapeAttr> oneOperand(arena::StepOp step) {
  return elementsShape(step, {operandType(step, 0)});
}

FailureOr<arena::ShapeAttr> twoOperands(arena::StepOp step) {
  return elementsShape(step, {operandType(step, 0), operandType(step, 1)});
}

/// quantize and dequantize: scales a channel are a constant by now, zero points are one for all.
FailureOr<arena::ShapeAttr> scaledShape(arena::StepOp step) {
  llvm::SmallVector<int64_t> zeros = paramInts(step, "zero");
  bool byChannel = isa<FlatSymbolRefAttr>(step.getParams().get("scale")) ||
                   cast<DenseF32ArrayAttr>(step.getParams().get("scale")).size() > 1;
  if (!llvm::all_equal(zeros))
    return refuse(step, "needs one zero point for all channels at run time",
                  "quantize each channel symmetrically, with 0 as its zero point");
  if (byChannel && paramInt(step, "axis") + 1 != resultType(step).getRank())
    return refuse(step,
                  "needs scales along the last axis at run time, but got axis " +
                      llvm::Twine(paramInt(step, "axis")),
                  "quantize activations with one scale a tensor");
  return oneOperand(step);
}

std::string scaleText(arena::StepOp step) {
  Attribute scale = step.getParams().get("scale");
  if (isa<FlatSymbolRefAttr>(scale)) return listText(scale);
  return "one(" + floatText(cast<DenseF32ArrayAttr>(scale)[0]) + ")";
}

Call quantizeCall(arena::StepOp step) {
  auto type = cast<IntegerType>(resultType(step).getElementType());
  int64_t lo = type.isUnsigned() ? 0 : -(int64_t(1) << (type.getWidth() - 1));
  int64_t hi = lo + (int64_t(1) << type.getWidth()) - 1;
  Call call;
  call.arguments = {scaleText(step), std::to_string(paramInts(step, "zero")[0]), std::to_string(lo),
                    std::to_string(hi)};
  return call;
}

Call dequantizeCall(arena::StepOp step) {
  Call call;
  call.arguments = {scaleText(step), std::to_string(paramInts(step, "zero")[0])};
  return call;
}

/// A requantization of its own is a copy with that epilogue.
Call requantizeCall(arena::StepOp step) {
  Call call;
  call.arguments = {requantizeText(cast<arena::RequantizeAttr>(step.getParams().get("by")))};
  return call;
}

Call addRequantizeCall(arena::StepOp step) {
  Call call;
  call.arguments = sumArguments(step.getParams());
  return call;
}

Call mulRequantizeCall(arena::StepOp step) {
  Call call;
  for (int64_t zero : paramInts(step, "zeros")) call.arguments.push_back(std::to_string(zero));
  call.arguments.push_back(requantizeText(cast<arena::RequantizeAttr>(step.getParams().get("by"))));
  return call;
}

bool hasTable(arena::StepOp step) { return bool(weightOf(step, 1)); }

Call lookupCall(arena::StepOp step) {
  Call call;
  call.arguments = {tableText(weightOf(step, 1), operandType(step, 0).getElementType())};
  return call;
}

FailureOr<arena::ShapeAttr> softmaxShape(arena::StepOp step) {
  return extentShape(step, paramInt(step, "axis"), paramInt(step, "axis"));
}

ArrayAttr opaque(arena::StepOp) { return {}; }

Call softmaxCall(arena::StepOp step) {
  Call call;
  call.arguments = {weightOf(step, 1).getValue().str(),
                    "INT64_C(" + std::to_string(paramInt(step, "multiplier")) + ")"};
  for (llvm::StringRef name : {"shift", "zero", "lo", "hi"})
    call.arguments.push_back(std::to_string(paramInt(step, name)));
  return call;
}

KernelVariant exact(KernelVariant variant, bool anyEpilogue, Overlay overlay) {
  variant.exactness = Exactness::kExact;
  variant.anyEpilogue = anyEpilogue;
  variant.overlay = overlay;
  // A kernel of whole tensors knows of no pixels.
  return variant.byRows ? elementsWithPitch(variant) : variant;
}

}  // namespace

llvm::ArrayRef<KernelVariant> quantizationVariants() {
  static const KernelVariant records[] = {
      exact({"quantize", "quantize", /*byRows=*/true, nullptr, scaledShape, elementsRows,
             quantizeCall},
            /*anyEpilogue=*/false, Overlay::kNone),
      exact({"dequantize", "dequantize", /*byRows=*/true, nullptr, scaledShape, elementsRows,
             dequantizeCall},
            /*anyEpilogue=*/false, Overlay::kNone),
      exact({"copy", "requantize", /*byRows=*/true, nullptr, oneOperand, elementsRows,
             requantizeCall},
            /*anyEpilogue=*/false, Overlay::kNone),
      exact({"add_requantize", "add_requantize", /*byRows=*/true, nullptr, twoOperands,
             elementsRows, addRequantizeCall},
            /*anyEpilogue=*/false, Overlay::kSameElement),
      exact({"mul_requantize", "mul_requantize", /*byRows=*/true, nullptr, twoOperands,
             elementsRows, mulRequantizeCall},
            /*anyEpilogue=*/false, Overlay::kSameElement),
      exact({"lookup", "lookup", /*byRows=*/true, hasTable, oneOperand, elementsRows, lookupCall},
            /*anyEpilogue=*/false, Overlay::kSameElement),
      exact({"softmax_requantize", "softmax_requantize", /*byRows=*/false, hasTable, softmaxShape,
             opaque, softmaxCall},
            /*anyEpilogue=*/false, Overlay::kSameElement),
  };
  return records;
}

}  // namespace pelemay::codegen
