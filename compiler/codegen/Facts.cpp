#include "compiler/codegen/Facts.h"

#include "compiler/codegen/variants/Families.h"
#include "dialects/graph/Constants.h"
#include "dialects/graph/Graph.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Format.h"

using namespace mlir;

namespace pelemay::codegen {

static llvm::SmallVector<arena::SlotOp> numbered(arena::ProgramOp program, arena::Life life) {
  llvm::SmallVector<arena::SlotOp> slots;
  for (auto slot : program.getBody().front().getOps<arena::SlotOp>())
    if (slot.getLife() == life) slots.push_back(slot);
  llvm::sort(slots, [](arena::SlotOp a, arena::SlotOp b) { return *a.getIo() < *b.getIo(); });
  return slots;
}

llvm::SmallVector<arena::SlotOp> inputsOf(arena::ProgramOp program) {
  return numbered(program, arena::Life::input);
}
llvm::SmallVector<arena::SlotOp> outputsOf(arena::ProgramOp program) {
  return numbered(program, arena::Life::output);
}

std::string fileOf(arena::ProgramOp program) {
  auto file = program.getModel().getAs<StringAttr>("file");
  return file ? file.str() : program.getSymName().str();
}

llvm::StringRef hashOf(arena::ProgramOp program) {
  auto hash = program.getModel().getAs<StringAttr>("sha256");
  bool usable = hash && hash.size() >= 16 && llvm::all_of(hash.getValue(), llvm::isHexDigit);
  return usable ? hash.getValue() : llvm::StringRef();
}

llvm::SmallVector<int64_t> memoryBytes(arena::ProgramOp program) {
  llvm::SmallVector<int64_t> bytes(program.getMemories().size(), 0);
  if (auto known = program->getAttrOfType<DenseI64ArrayAttr>("arena_bytes"))
    bytes.assign(known.asArrayRef().begin(), known.asArrayRef().end());
  return bytes;
}

int64_t weightBytes(arena::ProgramOp program) {
  int64_t bytes = 0;
  for (auto constant : program.getBody().front().getOps<arena::ConstantOp>())
    bytes += graph::bytesOf(cast<RankedTensorType>(constant.getValue().getType()));
  return bytes;
}

/// Elements of the result that the step computes: a stream leaves out rows that nobody reads.
static int64_t elementsComputed(arena::StepOp step) {
  RankedTensorType type = resultType(step);
  auto stream = step->getParentOfType<arena::StreamOp>();
  if (!stream || type.getRank() < 3) return type.getNumElements();
  auto index = std::distance(stream.getBody().front().begin(), step->getIterator());
  int64_t rows = 0;
  for (auto phase : stream.getPhases().getAsRange<arena::PhaseAttr>())
    rows += phase.getRepeat() * phase.getRows()[index];
  return type.getNumElements() / type.getDimSize(1) * rows;
}

int64_t macsOf(arena::StepOp step) {
  if (step.getOutputs().empty()) return 0;
  int64_t outputs = elementsComputed(step);
  if (step.getOp() == "conv") {
    llvm::ArrayRef<int64_t> w = operandType(step, 1).getShape();
    // A depthwise filter has been packed without its axis of size 1.
    return step.getVariant() == "depthwise" ? outputs * w[0] * w[1] : outputs * w[1] * w[2] * w[3];
  }
  if (step.getOp() == "linear" || step.getOp() == "matmul")
    return outputs * operandType(step, 0).getDimSize(1);
  return 0;
}

int64_t macsOf(arena::ProgramOp program) {
  int64_t macs = 0;
  program.walk([&](arena::StepOp step) { macs += macsOf(step); });
  return macs;
}

/// "f32", "i8", "u8": ui8 is MLIR's word.
static std::string elementText(Type element) {
  if (auto integer = llvm::dyn_cast<IntegerType>(element))
    return (integer.isUnsigned() ? "u" : "i") + std::to_string(integer.getWidth());
  return "f" + std::to_string(element.getIntOrFloatBitWidth());
}

std::string typeText(RankedTensorType type) {
  std::string text = elementText(type.getElementType());
  for (int64_t size : type.getShape()) text += "[" + std::to_string(size) + "]";
  return text;
}

std::string commentText(llvm::StringRef text) {
  std::string safe;
  for (char c : text) safe += llvm::isPrint(c) || static_cast<unsigned char>(c) >= 0x80 ? c : ' ';
  for (char& c : safe)
    if (c == '\\' || c == '?') c = '_';  // no line splice, no trigraph
  return safe;
}

std::string originsText(arena::StepOp step) {
  std::string text;
  for (Attribute origin :
       step.getOrigins() ? step.getOriginsAttr().getValue() : ArrayRef<Attribute>())
    text += (text.empty() ? "" : ", ") +
            commentText(cast<graph::OriginAttr>(origin).getNode().getValue());
  return text;
}

std::string opsText(arena::StepOp step) {
  std::string text = step.getOp().str();
  for (Attribute entry :
       step.getEpilogue() ? step.getEpilogueAttr().getValue() : ArrayRef<Attribute>()) {
    if (auto apply = dyn_cast<arena::ApplyAttr>(entry)) text += " + " + apply.getOp().str();
    if (isa<arena::RequantizeAttr>(entry)) text += " + requantize";
  }
  return text;
}

std::string shortOps(llvm::StringRef ops) {
  constexpr size_t kInFull = 5;
  llvm::SmallVector<llvm::StringRef> each;
  ops.split(each, " + ");
  if (each.size() <= kInFull) return ops.str();
  return (each[0] + " + " + each[1] + " + .. + " + each.back()).str() + " (" +
         std::to_string(each.size()) + " ops)";
}

/// The arguments of a call `name(..)`, whose first parenthesis is at `open`: split at commas that
/// no bracket holds.
static llvm::SmallVector<std::string> argumentsOf(const std::string& call, size_t open) {
  llvm::SmallVector<std::string> arguments(1);
  int depth = 0;
  for (char c : llvm::StringRef(call).slice(open + 1, call.size() - 1)) {
    if (llvm::StringRef("({<").contains(c)) ++depth;
    if (llvm::StringRef(")}>").contains(c)) --depth;
    if (c == ',' && depth == 0)
      arguments.emplace_back();
    else if (c != ' ' || !arguments.back().empty())
      arguments.back() += c;
  }
  return arguments;
}

std::string filled(const std::string& begin, llvm::ArrayRef<std::string> arguments,
                   const std::string& end, llvm::StringRef separator) {
  std::string text, line = begin;
  for (auto [i, argument] : llvm::enumerate(arguments)) {
    std::string word = argument + (i + 1 < arguments.size() ? separator.str() : end);
    if (i == 0 || line.size() + 1 + word.size() <= 100) {
      line += (i ? " " : "") + word;
      continue;
    }
    text += line + "\n";
    line = std::string(begin.size(), ' ') + word;
    size_t open = argument.find('(');
    if (line.size() <= 100 || open == std::string::npos || argument.back() != ')') continue;
    // A call too long for a line of its own is broken in its turn.
    line = filled(std::string(begin.size(), ' ') + argument.substr(0, open + 1),
                  argumentsOf(argument, open), word.substr(argument.size() - 1));
    size_t last = line.rfind('\n') + 1;  // 0 where there is one line
    text += line.substr(0, last);
    line.erase(0, last);
  }
  return text + (arguments.empty() ? line + end : line);
}

std::string bytesText(int64_t bytes) {
  if (bytes < 4096) return std::to_string(bytes) + " B";
  std::string text;
  bool mega = bytes >= int64_t(10) * 1024 * 1024;
  llvm::raw_string_ostream(text) << llvm::format("%.1f", bytes / (mega ? 1024.0 * 1024.0 : 1024.0))
                                 << (mega ? " MiB" : " KiB");
  return text;
}

std::string describedConstant(arena::ConstantOp constant) {
  auto type = cast<RankedTensorType>(constant.getValue().getType());
  llvm::StringRef tensor =
      constant.getTensor().empty() ? constant.getSymName() : constant.getTensor();
  std::string text =
      commentText(tensor) + ": " + typeText(type) + ", " + bytesText(graph::bytesOf(type));
  if (constant.getPack() != "dense") text += ", packed " + constant.getPack().str();
  return text;
}

std::string macroOf(llvm::StringRef model, llvm::StringRef name) {
  return model.upper() + "_" + name.upper();
}

bool hasProbes(arena::ProgramOp program) {
  bool found = false;
  program.walk([&](arena::StepOp step) { found |= step.getOp() == arena::kProbeStep; });
  return found;
}

std::string banner(arena::ProgramOp program, llvm::StringRef file, llvm::StringRef says,
                   const PrintedBy& by, llvm::StringRef comment) {
  std::string text;
  llvm::raw_string_ostream os(text);
  os << comment << " " << file << " - " << says << "\n";
  os << comment << " Generated by pelemay " << by.version << " from "
     << commentText(fileOf(program));
  if (llvm::StringRef hash = hashOf(program); !hash.empty()) {
    os << " (sha256 " << hash.take_front(12) << "..";
    if (auto opset = program.getModel().getAs<IntegerAttr>("opset"))
      os << ", opset " << opset.getInt();
    os << ")";
  }
  os << ".\n";
  if (!by.command.empty())
    os << comment << " Do not edit: run `" << commentText(by.command) << "` again.\n";
  os << comment << " This file is yours: Pelemay claims no rights in the code it generates.\n";
  return text;
}

}  // namespace pelemay::codegen
