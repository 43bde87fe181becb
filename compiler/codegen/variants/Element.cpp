//===- Element.cpp - element-wise kernels, with broadcasting by strides --------------------------===//
//
// Kernels see rows, pixels and channels. A tensor with N = 1 and rank 4 keeps its own; any other is
// folded (compiler/analysis/Broadcast.h).
//===---------------------------------------------------------------------------------------------===//
#include "compiler/codegen/variants/Elements.h"

#include "compiler/analysis/Broadcast.h"
#include "compiler/codegen/Facts.h"
#include "compiler/codegen/variants/Families.h"
#include "dialects/arena/Places.h"

using namespace mlir;

namespace pelemay::codegen {

/// Whether nothing in the epilogue asks for the channel or the place of an element.
static bool ignoresPlaces(arena::StepOp step) {
  return !step.getEpilogue() || llvm::all_of(step.getEpilogueAttr(), [](Attribute entry) {
    auto apply = dyn_cast<arena::ApplyAttr>(entry);
    return apply && !apply.getWeight() && apply.getInput() < 0;
  });
}

FailureOr<arena::ShapeAttr> elementsShape(arena::StepOp step,
                                          llvm::ArrayRef<RankedTensorType> operands) {
  RankedTensorType result = resultType(step);
  llvm::SmallVector<BroadcastGroup> groups =
      broadcastGroups(result, operands, /*channels=*/!ignoresPlaces(step));
  if (groups.size() > kMostGroups)
    return refuse(step,
                  "broadcasts along axes that do not fold into rows, pixels and channels: " +
                      typeText(result),
                  "copy the smaller operand into a slot of the result's shape by a step \"copy\"");
  while (groups.size() < 3) groups.insert(groups.begin(), {1, 0});

  llvm::SmallVector<Term> terms = {
      mapTerm("Out", {groups[0].size, groups[1].size, groups[2].size}, step.getOutputs().front())};
  llvm::SmallVector<int64_t> packed = {groups[1].size * groups[2].size, groups[2].size, 1};
  for (size_t i = 0; i < operands.size(); ++i) {
    llvm::SmallVector<int64_t> strides(3, 0);
    Value slot = slotOf(step, i);
    int64_t next = 1, pitch = slot ? arena::placeOf(slot).pitch : 0;
    for (int g : {2, 1, 0}) {
      bool walks = !(groups[g].mask & (1u << i));
      if (walks) strides[g] = next;
      next = g == 2 && pitch ? pitch : walks ? next * groups[g].size : next;
    }
    // An axis of one element may be walked with any stride; the packed one lets the term vanish.
    for (int g : {0, 1})
      if (groups[g].size == 1 && !(groups[g].mask & (1u << i))) strides[g] = packed[g];
    terms.push_back({"Strides", strides, packed});
  }
  return makeShape(step.getContext(), "Elements", terms);
}

/// Three axes, or four of which the first has size 1: nothing to fold them for.
static bool hasRowsAndPixels(arena::StepOp step, unsigned) {
  RankedTensorType result = resultType(step);
  return step.getScratch().empty() &&
         (result.getRank() < 4 || (result.getRank() == 4 && result.getDimSize(0) == 1));
}

KernelVariant elementsWithPitch(KernelVariant variant) {
  variant.takesPitch = hasRowsAndPixels;
  return variant;
}

ArrayAttr elementsRows(arena::StepOp step) {
  RankedTensorType result = resultType(step);
  if (!hasRows(result)) return {};
  llvm::SmallVector<bool> whole;
  for (Value input : step.getInputs()) {
    RankedTensorType type = cast<arena::SlotType>(input.getType()).getTensor();
    if (!hasRows(type)) return {};
    whole.push_back(type.getShape() != result.getShape());
  }
  // Folded shapes walk a tensor as they like: only what keeps its own rows is a row step.
  if (result.getRank() == 3 || result.getRank() > 4) return {};
  return makeRows(step, arena::RowMapAttr::get(step.getContext(), 1, 1, 0, 1, false), whole);
}

namespace {

llvm::SmallVector<RankedTensorType> operandTypes(arena::StepOp step) {
  llvm::SmallVector<RankedTensorType> types;
  for (unsigned i = 0; i < operandCount(step); ++i) types.push_back(operandType(step, i));
  return types;
}

FailureOr<arena::ShapeAttr> mapShape(arena::StepOp step) {
  return elementsShape(step, operandTypes(step));
}

Call mapCall(arena::StepOp step) {
  Call call;
  if (scalarParameters(step.getOp()).empty())
    call.templates.push_back(functorOf(step.getOp()));
  else
    call.arguments.push_back(functorText(step.getOp(), step.getParams()));
  addEpilogue(step, call);
  return call;
}

Call copyCall(arena::StepOp step) {
  Call call;
  addEpilogue(step, call);
  return call;
}

KernelVariant sameElement(KernelVariant variant, Exactness exactness) {
  variant.overlay = Overlay::kSameElement;
  variant.exactness = exactness;
  return elementsWithPitch(variant);
}

}  // namespace

llvm::ArrayRef<KernelVariant> elementVariants() {
  static const KernelVariant records[] = {
      sameElement({"copy", "copy", /*byRows=*/true, nullptr, mapShape, elementsRows, copyCall},
                  Exactness::kExact),
      sameElement({"map", "", /*byRows=*/true, nullptr, mapShape, elementsRows, mapCall},
                  Exactness::kFloats),
  };
  return records;
}

}  // namespace pelemay::codegen
