//===- Text.cpp - attributes as the runtime's C++ -------------------------------------------------===//
#include <charconv>
#include <cmath>

#include "compiler/codegen/variants/Families.h"
#include "dialects/arena/Places.h"
#include "dialects/graph/Constants.h"
#include "dialects/graph/Graph.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;

namespace pelemay::codegen {

bool hasVariable(Value slot) {
  auto view = slot.getDefiningOp<arena::ViewOp>();
  return !view || view.getAt() != 0 || view.getPitch() ||
         graph::bytesOf(view.getSlot().getType().getTensor()) !=
             graph::bytesOf(view.getBase().getType().getTensor());
}

std::string variableOf(Value slot) {
  if (auto op = slot.getDefiningOp<arena::SlotOp>()) return op.getName().str();
  auto view = slot.getDefiningOp<arena::ViewOp>();
  return hasVariable(view) ? view.getName().str() : variableOf(view.getBase());
}

std::string floatText(float value) {
  if (std::isnan(value)) return "__builtin_nanf(\"\")";
  if (std::isinf(value)) return value < 0 ? "-__builtin_inff()" : "__builtin_inff()";
  // Exact, and the same on every host. As a double even the smallest float begins with a 1.
  char text[32], *end = std::copy_n("-0x", 3, text);
  end = std::to_chars(end, std::end(text), std::fabs(static_cast<double>(value)),
                      std::chars_format::hex)
            .ptr;
  *end++ = 'f';
  return std::string(std::signbit(value) ? text : text + 1, end);
}

std::string cType(Type element) {
  if (element.isF32()) return "float";
  auto integer = llvm::cast<IntegerType>(element);
  return (integer.isUnsigned() ? "uint" : "int") + std::to_string(integer.getWidth()) + "_t";
}

std::string noBias(Type element) { return "no_bias<" + cType(element) + ">"; }

std::string listText(Attribute value) {
  if (auto symbol = dyn_cast<FlatSymbolRefAttr>(value))
    return "each(" + symbol.getValue().str() + ")";
  if (auto real = dyn_cast<FloatAttr>(value))
    return "one(" + floatText(real.getValue().convertToFloat()) + ")";
  auto integer = cast<IntegerAttr>(value);
  if (integer.getType().isInteger(64))
    return "one(INT64_C(" + std::to_string(integer.getInt()) + "))";
  return "one(" + std::to_string(integer.getInt()) + ")";
}

std::string requantizeText(arena::RequantizeAttr by) {
  std::string text = "requantize(" + listText(by.getMultiplier()) + ", " + listText(by.getShift()) +
                     ", " + std::to_string(by.getZero()) + ", " + listText(by.getLo()) + ", " +
                     listText(by.getHi());
  if (by.getTie()) text += ", " + listText(by.getTie());
  return text + ")";
}

/// A parameter as people write it: the shortest decimal that is this float.
static std::string decimalText(float value) {
  if (!std::isfinite(value)) return floatText(value);
  char text[32];
  for (int digits = 1; digits <= 9; ++digits) {
    snprintf(text, sizeof text, "%.*g", digits, static_cast<double>(value));
    if (strtof(text, nullptr) == value) break;
  }
  bool whole = llvm::StringRef(text).find_first_of(".e") == llvm::StringRef::npos;
  return std::string(text) + (whole ? ".0f" : "f");
}

std::string functorText(llvm::StringRef op, DictionaryAttr values) {
  llvm::SmallVector<std::string> parameters;
  for (llvm::StringRef name : scalarParameters(op))
    parameters.push_back(decimalText(values.getAs<FloatAttr>(name).getValue().convertToFloat()));
  return functorOf(op) + "{" + llvm::join(parameters, ", ") + "}";
}

/// A tensor of the result's shape, read beside the result. Its rows and pixels are those the kernel
/// counts, `pitch` elements apart.
static std::string elementText(arena::StepOp step, const std::string& operand, int64_t pitch,
                               int64_t ring, const std::string& functor) {
  int64_t row = resultType(step).getNumElements();
  for (auto term : step.getShapeAttr().getTerms().getAsRange<arena::TermAttr>())
    if (term.getName() == "Out") row = term.getValues()[1] * pitch;
  // CTAD reads the op's and the operand's type off the values.
  return "ByElement{" + functor + ", " + operand + ", " + std::to_string(row) + ", " +
         std::to_string(pitch) + ", " + std::to_string(ring) + "}";
}

/// A constant is one value a channel, or a tensor of the result's shape as a slot would be.
static std::string constantText(arena::StepOp step, FlatSymbolRefAttr symbol,
                                const std::string& functor) {
  auto constant =
      step->getParentOfType<arena::ProgramOp>().lookupSymbol<arena::ConstantOp>(symbol.getValue());
  int64_t elements = cast<RankedTensorType>(constant.getValue().getType()).getNumElements();
  std::string name = symbol.getValue().str();
  int64_t channels = resultType(step).getShape().back();
  if (elements != channels) return elementText(step, name, channels, 0, functor);
  return "ByChannel{" + functor + ", " + name + "}";
}

static std::string slotText(arena::StepOp step, Value input, const std::string& functor) {
  arena::RingAttr ring = arena::SlotOp(arena::placeOf(input).base).getRingAttr();
  return elementText(step, variableOf(input), arena::pitchOf(input), ring ? ring.getRows() : 0,
                     functor);
}

/// What a stored integer and the element of a residual become.
static std::string sumText(arena::StepOp step, arena::ApplyAttr apply) {
  std::string functor = "sum_of(" + llvm::join(sumArguments(apply.getAttributes()), ", ") + ")";
  // Its type has parameters of its own, which deduction finds.
  if (apply.getSwapped()) functor = "Swapped{" + functor + "}";
  if (apply.getWeight()) {
    int64_t channels = resultType(step).getShape().back();
    return elementText(step, apply.getWeight().getValue().str(), channels, 0, functor);
  }
  return slotText(step, step.getInputs()[apply.getInput()], functor);
}

static std::string entryText(arena::StepOp step, Attribute entry) {
  if (auto by = dyn_cast<arena::RequantizeAttr>(entry)) return requantizeText(by);
  auto apply = cast<arena::ApplyAttr>(entry);
  if (apply.getOp() == "add_requantize") return sumText(step, apply);
  if (apply.getOp() == "lookup")
    return "Map{Lookup{" + tableText(apply.getWeight(), resultType(step).getElementType()) + "}}";
  std::string functor = functorText(apply.getOp(), apply.getAttributes());
  if (apply.getSwapped()) functor = "Swapped<" + functorOf(apply.getOp()) + ">{" + functor + "}";
  if (apply.getWeight()) return constantText(step, apply.getWeight(), functor);
  if (apply.getInput() >= 0) return slotText(step, step.getInputs()[apply.getInput()], functor);
  return "Map{" + functor + "}";
}

void addEpilogue(arena::StepOp step, Call& call) {
  if (!step.getEpilogue() || step.getEpilogue()->empty()) return;
  llvm::SmallVector<std::string> entries;
  for (Attribute entry : step.getEpilogueAttr()) entries.push_back(entryText(step, entry));
  std::string text = entries.size() == 1 ? entries[0] : "then(" + llvm::join(entries, ", ") + ")";
  call.arguments.push_back(text);
}

}  // namespace pelemay::codegen
