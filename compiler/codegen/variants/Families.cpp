//===- Families.cpp - operands, parameters and shapes of steps -----------------------------------===//
#include "compiler/codegen/variants/Families.h"

#include "dialects/arena/Places.h"
#include "dialects/graph/Graph.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"

using namespace mlir;

namespace pelemay::codegen {

InFlightDiagnostic refuse(arena::StepOp step, const llvm::Twine& text, const llvm::Twine& help) {
  InFlightDiagnostic error = step.emitOpError(text);
  error.attachNote() << "help: " << help;
  return error;
}

using Names = llvm::SmallVector<llvm::StringRef>;

template <class... Texts>
static Names namesOf(int /*arity*/, Texts... parameters) {
  return Names{llvm::StringRef(parameters)...};
}

/// The parameters of each scalar op.
static const llvm::StringMap<Names>& scalars() {
  static const llvm::StringMap<Names> all = [] {
    llvm::StringMap<Names> map;
#define PELEMAY_SCALAR(Class, mnemonic, Functor, ...) map[mnemonic] = namesOf(__VA_ARGS__);
#include "dialects/graph/Scalars.inc"
#undef PELEMAY_SCALAR
    return map;
  }();
  return all;
}

bool isScalar(llvm::StringRef op) { return scalars().contains(op); }

llvm::ArrayRef<llvm::StringRef> scalarParameters(llvm::StringRef op) {
  auto found = scalars().find(op);
  return found == scalars().end() ? llvm::ArrayRef<llvm::StringRef>() : found->second;
}

bool hasParameters(llvm::StringRef op, DictionaryAttr values) {
  return llvm::all_of(scalarParameters(op), [&](llvm::StringRef name) {
    return values && values.getAs<FloatAttr>(name);
  });
}

std::string functorOf(llvm::StringRef op) {
  return llvm::convertToCamelFromSnakeCase(op, /*capitalizeFirst=*/true);
}

unsigned operandCount(arena::StepOp step) {
  return step.getOrder() ? step.getOrder()->size() : step.getInputs().size();
}

/// The entry of `order` for operand `i`: an input's number, or -1 - a weight's; absent when there
/// is none.
static std::optional<int64_t> entryOf(arena::StepOp step, unsigned i) {
  if (i >= operandCount(step)) return std::nullopt;
  return step.getOrder() ? (*step.getOrder())[i] : static_cast<int64_t>(i);
}

FlatSymbolRefAttr weightOf(arena::StepOp step, unsigned i) {
  std::optional<int64_t> entry = entryOf(step, i);
  if (!entry || *entry >= 0 || !step.getWeights()) return {};
  return cast<FlatSymbolRefAttr>(step.getWeightsAttr()[-1 - *entry]);
}

Value slotOf(arena::StepOp step, unsigned i) {
  std::optional<int64_t> entry = entryOf(step, i);
  return entry && *entry >= 0 ? Value(step.getInputs()[*entry]) : Value();
}

/// Whether operand `number` is the result, the first operand, or read by the epilogue alone.
static bool isFirst(arena::StepOp step, unsigned number) {
  size_t inputs = step.getInputs().size();
  if (number >= inputs) return number < inputs + step.getOutputs().size();
  for (unsigned i = 1; i < operandCount(step); ++i)
    if (entryOf(step, i) == static_cast<int64_t>(number)) return false;
  return true;
}

KernelVariant withPitch(KernelVariant variant) {
  variant.takesPitch = isFirst;
  return variant;
}

RankedTensorType operandType(arena::StepOp step, unsigned i) {
  std::optional<int64_t> entry = entryOf(step, i);
  if (!entry) return {};
  if (*entry >= 0) return cast<arena::SlotType>(step.getInputs()[*entry].getType()).getTensor();
  auto program = step->getParentOfType<arena::ProgramOp>();
  auto constant = program.lookupSymbol<arena::ConstantOp>(weightOf(step, i).getValue());
  return constant ? cast<RankedTensorType>(constant.getValue().getType()) : RankedTensorType();
}

RankedTensorType resultType(arena::StepOp step) {
  return cast<arena::SlotType>(step.getOutputs().front().getType()).getTensor();
}

int64_t paramInt(arena::StepOp step, llvm::StringRef name, int64_t otherwise) {
  auto value = step.getParams().getAs<IntegerAttr>(name);
  return value ? value.getInt() : otherwise;
}

llvm::SmallVector<int64_t> paramInts(arena::StepOp step, llvm::StringRef name,
                                     llvm::ArrayRef<int64_t> otherwise) {
  if (auto value = step.getParams().getAs<DenseI64ArrayAttr>(name))
    return llvm::to_vector(value.asArrayRef());
  if (auto value = step.getParams().getAs<DenseI32ArrayAttr>(name))
    return llvm::SmallVector<int64_t>(value.asArrayRef().begin(), value.asArrayRef().end());
  return llvm::to_vector(otherwise);
}

arena::ShapeAttr makeShape(MLIRContext* context, llvm::StringRef family,
                           llvm::ArrayRef<Term> terms) {
  while (!terms.empty() && !terms.back().otherwise.empty() &&
         terms.back().values == terms.back().otherwise)
    terms = terms.drop_back();
  llvm::SmallVector<Attribute> attributes;
  for (const Term& term : terms)
    attributes.push_back(arena::TermAttr::get(context, StringAttr::get(context, term.name),
                                              DenseI64ArrayAttr::get(context, term.values)));
  return arena::ShapeAttr::get(context, StringAttr::get(context, family),
                               ArrayAttr::get(context, attributes));
}

Term mapTerm(llvm::StringRef name, llvm::ArrayRef<int64_t> sizes, Value slot) {
  Term term{name, llvm::to_vector(sizes), {}};
  if (int64_t pitch = slot ? arena::placeOf(slot).pitch : 0) term.values.push_back(pitch);
  return term;
}

ArrayAttr makeRows(arena::StepOp step, arena::RowMapAttr first, llvm::ArrayRef<bool> whole) {
  MLIRContext* context = step.getContext();
  llvm::SmallVector<Attribute> maps;
  for (size_t i = 0; i < step.getInputs().size(); ++i) {
    bool all = i < whole.size() && whole[i];
    maps.push_back(i == 0 && !all ? first : arena::RowMapAttr::get(context, 1, 1, 0, 1, all));
  }
  return ArrayAttr::get(context, maps);
}

bool hasRows(RankedTensorType type) { return type.getRank() < 3 || type.getDimSize(0) == 1; }

}  // namespace pelemay::codegen
