#include "compiler/passes/arena/WidenOperands.h"

#include "compiler/analysis/Broadcast.h"
#include "compiler/analysis/Evaluate.h"
#include "compiler/codegen/variants/Families.h"
#include "dialects/graph/Constants.h"

using namespace mlir;

namespace pelemay {

static bool isPlaced(arena::ProgramOp program) {
  return llvm::any_of(program.getBody().front().getOps<arena::SlotOp>(),
                      [](arena::SlotOp slot) { return slot.getOffset().has_value(); });
}

/// Whether the epilogue asks for the channel or the place of an element.
static bool asksForPlaces(arena::StepOp step) {
  return step.getEpilogue() && !llvm::all_of(step.getEpilogueAttr(), [](Attribute entry) {
           auto apply = dyn_cast<arena::ApplyAttr>(entry);
           return apply && !apply.getWeight() && apply.getInput() < 0;
         });
}

/// `name`, or name_2, name_3, .. where the program has that symbol already.
static std::string uniqueSymbol(arena::ProgramOp program, const std::string& name) {
  std::string symbol = name;
  for (unsigned i = 2; program.lookupSymbol(symbol); ++i) symbol = name + "_" + std::to_string(i);
  return symbol;
}

/// The constant's elements under a larger type, each as often as it is read.
static ElementsAttr widened(ElementsAttr value, RankedTensorType type) {
  auto bytes = graph::bytesOf(value);
  if (failed(bytes)) return {};
  auto from = cast<RankedTensorType>(value.getType());
  size_t each = type.getElementTypeBitWidth() / 8;
  std::vector<char> all;
  for (int64_t place : broadcastPlaces(from, type)) {
    auto first = bytes->begin() + place * static_cast<int64_t>(each);
    all.insert(all.end(), first, first + each);
  }
  return graph::makeElements(type, llvm::ArrayRef<char>(all));
}

static FlatSymbolRefAttr wideConstant(arena::ProgramOp program, FlatSymbolRefAttr of,
                                      RankedTensorType type) {
  auto constant = program.lookupSymbol<arena::ConstantOp>(of.getValue());
  ElementsAttr value = widened(constant.getValue(), type);
  if (!value) return {};
  OpBuilder builder(constant);
  builder.setInsertionPointAfter(constant);
  std::string name = uniqueSymbol(program, constant.getSymName().str() + "_wide");
  builder.create<arena::ConstantOp>(constant.getLoc(), builder.getStringAttr(name), value,
                                    constant.getPackAttr(), constant.getMemoryAttr(),
                                    constant.getAlignAttr(), constant.getTensorAttr());
  return FlatSymbolRefAttr::get(builder.getContext(), name);
}

/// A slot of type `type`, and the step in front of `step` that fills it from `input`.
static Value wideSlot(arena::ProgramOp program, arena::StepOp step, Value input,
                      RankedTensorType type) {
  OpBuilder b(step);
  std::string name = step.getName().str() + "_wide";
  auto memory = cast<arena::MemoryAttr>(program.getMemories()[0]);
  auto slot = b.create<arena::SlotOp>(
      step.getLoc(), arena::SlotType::get(b.getContext(), type), b.getStringAttr(name),
      arena::LifeAttr::get(b.getContext(), arena::Life::arena), b.getI64IntegerAttr(0),
      IntegerAttr(), IntegerAttr(), arena::LayoutAttr(), arena::MarginAttr(), arena::RingAttr(),
      ArrayAttr(), DenseI64ArrayAttr(), IntegerAttr(), Attribute(), DenseI64ArrayAttr(),
      UnitAttr());
  slot.setAlign(memory.getAlign());
  b.create<arena::StepOp>(step.getLoc(), "copy", ValueRange(input), ValueRange{slot}, ValueRange(),
                          ArrayAttr(), b.getDictionaryAttr({}), ArrayAttr(), StringAttr(),
                          arena::ShapeAttr(), ArrayAttr(), /*down=*/false, /*mayFail=*/false,
                          b.getDenseI64ArrayAttr({0}), /*inPlace=*/IntegerAttr(), name,
                          step.getOriginsAttr());
  return slot;
}

/// Makes operand `i` of the step one of type `type`; false where that cannot be.
static bool widen(arena::ProgramOp program, arena::StepOp step, size_t i, RankedTensorType type) {
  if (FlatSymbolRefAttr weight = codegen::weightOf(step, i)) {
    FlatSymbolRefAttr wide = wideConstant(program, weight, type);
    if (!wide) return false;
    llvm::SmallVector<Attribute> weights(step.getWeightsAttr().getValue());
    weights[-1 - (*step.getOrder())[i]] = wide;
    step.setWeightsAttr(ArrayAttr::get(step.getContext(), weights));
    return true;
  }
  int64_t input = step.getOrder() ? (*step.getOrder())[i] : static_cast<int64_t>(i);
  step.getInputsMutable()[input].set(wideSlot(program, step, step.getInputs()[input], type));
  return true;
}

void widenOperands(arena::StepOp step) {
  auto program = dyn_cast<arena::ProgramOp>(step->getParentOp());
  if (!program || step.getVariant() || !codegen::isScalar(step.getOp()) ||
      step.getOutputs().size() != 1 || codegen::operandCount(step) != 2 || isPlaced(program))
    return;
  for (;;) {
    llvm::SmallVector<RankedTensorType> types = {codegen::operandType(step, 0),
                                                 codegen::operandType(step, 1)};
    if (!types[0] || !types[1]) return;
    auto next = neededWidening(codegen::resultType(step), types, asksForPlaces(step));
    if (!next || !widen(program, step, next->operand, next->type)) return;
  }
}

}  // namespace pelemay
