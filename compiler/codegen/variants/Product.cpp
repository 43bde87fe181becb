//===- Product.cpp - matrix products -------------------------------------------------------------===//
#include "compiler/codegen/variants/Families.h"
#include "dialects/arena/Places.h"

using namespace mlir;

namespace pelemay::codegen {
namespace {

FailureOr<arena::ShapeAttr> productShape(arena::StepOp step) {
  llvm::ArrayRef<int64_t> x = operandType(step, 0).getShape(), y = resultType(step).getShape();
  llvm::SmallVector<int64_t> values = {x[0], x[1], y[1]};
  Value left = slotOf(step, 0);
  int64_t from = left ? arena::pitchOf(left) : x[1];
  int64_t to = arena::pitchOf(step.getOutputs().front());
  if (from != x[1] || to != y[1]) values.append({/*batch=*/1, /*right_stride=*/0, from, to});
  return makeShape(step.getContext(), "Product", {{"", values, {}}});
}

ArrayAttr productRows(arena::StepOp step) {
  llvm::SmallVector<bool> whole(step.getInputs().size(), false);
  // A right operand computed by the model is read whole for every row of the left one.
  for (size_t i = 1; i < operandCount(step); ++i)
    if (!weightOf(step, i)) whole[step.getOrder() ? (*step.getOrder())[i] : i] = true;
  return makeRows(step, arena::RowMapAttr::get(step.getContext(), 1, 1, 0, 1, false), whole);
}

/// The C name of graph operand `i`: a constant, or a slot.
std::string operandName(arena::StepOp step, unsigned i) {
  if (FlatSymbolRefAttr weight = weightOf(step, i)) return weight.getValue().str();
  return variableOf(slotOf(step, i));
}

Call linearCall(arena::StepOp step) {
  Type element = operandType(step, 0).getElementType();
  Type acc = element.isF32() ? element : IntegerType::get(step.getContext(), 32);
  Call call;
  call.arguments = {operandName(step, 1),
                    operandCount(step) > 2 ? operandName(step, 2) : noBias(acc)};
  addEpilogue(step, call);
  return call;
}

Call matmulCall(arena::StepOp step) {
  Call call;
  call.arguments = {operandName(step, 1)};
  addEpilogue(step, call);
  return call;
}

}  // namespace

llvm::ArrayRef<KernelVariant> productVariants() {
  static const KernelVariant records[] = {
      withPitch(
          {"linear", "linear", /*byRows=*/true, nullptr, productShape, productRows, linearCall}),
      withPitch(
          {"matmul", "matmul", /*byRows=*/true, nullptr, productShape, productRows, matmulCall}),
  };
  return records;
}

}  // namespace pelemay::codegen
