//===- PrintSource.cpp - NAME.cpp: a table of contents of the model ------------------------------===//
#include "compiler/codegen/Ends.h"
#include "compiler/codegen/Facts.h"
#include "compiler/codegen/Print.h"
#include "compiler/codegen/Variants.h"
#include "compiler/codegen/variants/Families.h"
#include "dialects/arena/Places.h"
#include "dialects/graph/Constants.h"
#include "dialects/graph/Graph.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;

namespace pelemay::codegen {

llvm::SmallVector<std::string> runParameters(
    arena::ProgramOp program);  // PrintHeader.cpp: one text for both files

namespace {

std::string elementType(Value slot) {
  return cType(cast<arena::SlotType>(slot.getType()).getTensor().getElementType());
}

/// "[0, 256)" of a planned slot, "caller" of one the caller passes.
std::string rangeText(arena::SlotOp slot) {
  if (!slot.getOffset()) return "caller";
  int64_t begin = *slot.getOffset();
  return "[" + std::to_string(begin) + ", " + std::to_string(begin + arena::storedBytes(slot)) +
         ")";
}

/// A call whose first argument may be a call itself.
struct Line {
  std::string callee;  // "layer", "Rows stem_rows"
  std::string inner;   // "conv<Stem>", or empty
  llvm::SmallVector<std::string> innerArguments;
  llvm::SmallVector<std::string> arguments;  // behind the inner call
};

/// The call on one line where it fits; else the inner call on lines of its own.
std::string formatted(const std::string& indent, const Line& line) {
  llvm::SmallVector<std::string> all;
  if (!line.inner.empty())
    all.push_back(line.inner + "(" + llvm::join(line.innerArguments, ", ") + ")");
  llvm::append_range(all, line.arguments);
  std::string flat = indent + line.callee + "(" + llvm::join(all, ", ") + ");\n";
  if (flat.size() <= 101) return flat;
  if (line.inner.empty()) return filled(indent + line.callee + "(", all, ");") + "\n";
  return indent + line.callee + "(\n" +
         filled(indent + "    " + line.inner + "(", line.innerArguments, "),") + "\n" +
         filled(indent + "    ", line.arguments, ");") + "\n";
}

class SourcePrinter {
 public:
  SourcePrinter(arena::ProgramOp program, const PrintOptions& options)
      : program_(program),
        options_(options),
        os_(text_),
        name_(program.getSymName().str()),
        NAME_(program.getSymName().upper()) {}

  std::string print() {
    os_ << banner(program_, name_ + ".cpp", "the model, step by step.",
                  {options_.version, options_.command});
    printTable();
    os_ << "\n#include \"" << name_ << ".h\"\n\n#include \"" << name_ << "_weights.h\"\n"
        << "#include \"pelemay/kernels.h\"\n\n"
        << "static_assert(PELEMAY_RUNTIME_ABI == 1, \"" << name_
        << ".cpp needs pelemay runtime ABI 1\");\n\n"
        << "namespace {\n\nusing namespace pelemay::rt;\n\n";
    printShapes();
    printProbes();
    os_ << "\n}  // namespace\n\n";
    printRun();
    return text_;
  }

 private:
  template <class Visit>
  void forEachStep(Visit visit) {
    int64_t number = 0;
    for (Operation& op : program_.getBody().front()) {
      if (!isa<arena::StepOp, arena::StreamOp>(op)) continue;
      op.walk([&](arena::StepOp step) { visit(step, number); });
      ++number;
    }
  }

  /// The steps and the arena map, as a comment.
  void printTable() {
    llvm::SmallVector<std::array<std::string, 4>> rows = {{"step", "op", "reads", "writes"}};
    forEachStep([&](arena::StepOp step, int64_t number) {
      std::string reads, writes;
      for (Value input : step.getInputs()) reads += (reads.empty() ? "" : ", ") + variableOf(input);
      for (Value output : step.getOutputs())
        writes += variableOf(output) + " " +
                  typeText(cast<arena::SlotType>(output.getType()).getTensor());
      rows.push_back({std::to_string(number), shortOps(opsText(step)), reads, writes});
    });
    os_ << "//\n";
    printRows(rows);
    bool rings = llvm::any_of(program_.getBody().front().getOps<arena::SlotOp>(),
                              [](arena::SlotOp slot) { return bool(slot.getRingAttr()); });
    llvm::SmallVector<std::array<std::string, 4>> map = {
        {"bytes", "value", "steps", rings ? "ring" : ""}};
    for (auto slot : program_.getBody().front().getOps<arena::SlotOp>()) {
      std::string live, ring;
      if (slot.getLive())
        live = std::to_string((*slot.getLive())[0]) + " .. " + std::to_string((*slot.getLive())[1]);
      if (arena::RingAttr kept = slot.getRingAttr())
        ring = std::to_string(kept.getRows()) + (kept.getRows() == 1 ? " row" : " rows");
      if (slot.getMemory()) map.push_back({rangeText(slot), slot.getName().str(), live, ring});
    }
    os_ << "//\n";
    printRows(map);
  }

  void printRows(llvm::ArrayRef<std::array<std::string, 4>> rows) {
    std::array<size_t, 4> width = {};
    for (auto& row : rows)
      for (size_t i = 0; i < 4; ++i) width[i] = std::max(width[i], row[i].size());
    for (auto& row : rows) {
      std::string line = "//  ";
      for (size_t i = 0; i < 4; ++i)
        line += " " + row[i] + std::string(width[i] - row[i].size() + 1, ' ');
      os_ << llvm::StringRef(line).rtrim() << "\n";
    }
  }

  void printShapes() {
    forEachStep([&](arena::StepOp step, int64_t) {
      if (!step.getShape()) return;
      std::string origins = originsText(step);
      if (!origins.empty()) os_ << "// " << origins << "\n";
      os_ << filled(
                 "using " + step.getName().str() + " = " + step.getShape()->getFamily().str() + "<",
                 shapeTerms(*step.getShape()), ">;")
          << "\n";
    });
  }

  static llvm::SmallVector<std::string> shapeTerms(arena::ShapeAttr shape) {
    llvm::SmallVector<std::string> terms;
    for (auto term : shape.getTerms().getAsRange<arena::TermAttr>()) {
      llvm::SmallVector<std::string> values;
      for (int64_t value : term.getValues().asArrayRef()) values.push_back(std::to_string(value));
      std::string list = llvm::join(values, ", ");
      terms.push_back(term.getName().empty() ? list : term.getName().str() + "<" + list + ">");
    }
    return terms;
  }

  /// One line a join point, so that the run function gains just one, too.
  void printProbes() {
    if (!hasProbes(program_)) return;
    os_ << "\n// op, node, type, rank, sizes and strides in the model's axis order; the value follows at run time\n"
           "const pelemay_chunk kProbes[] = {\n";
    forEachStep([&](arena::StepOp step, int64_t) {
      if (step.getOp() == arena::kProbeStep) os_ << "    " << chunkText(step) << ",\n";
    });
    os_ << "};\n\nvoid log(const pelemay_chunk& probe, const void* value) {\n"
        << "  pelemay_chunk chunk = probe;\n  chunk.data = value;\n  " << name_
        << "_log(&chunk);\n}\n";
  }

  static std::string chunkText(arena::StepOp step) {
    RankedTensorType type = operandType(step, 0);
    llvm::SmallVector<int64_t> axes = paramInts(step, "axes");
    if (axes.empty()) axes = llvm::to_vector(llvm::seq<int64_t>(0, type.getRank()));
    llvm::SmallVector<int64_t> strides(type.getRank(), 1);
    Value slot = slotOf(step, 0);
    for (int64_t i = type.getRank() - 2, last = i; i >= 0; --i)
      strides[i] =
          i == last && slot ? arena::pitchOf(slot) : strides[i + 1] * type.getDimSize(i + 1);
    llvm::SmallVector<std::string> sizes, steps;
    for (int64_t axis : axes) {
      sizes.push_back(std::to_string(type.getDimSize(axis)));
      steps.push_back(std::to_string(strides[axis]));
    }
    std::string element = typeText(RankedTensorType::get({}, type.getElementType()));
    auto text = [&](llvm::StringRef name) {
      return quoted(step.getParams().getAs<StringAttr>(name).getValue());
    };
    return "{" + text("op") + ", " + text("node") + ", PELEMAY_" +
           llvm::StringRef(element).upper() + ", " + std::to_string(type.getRank()) + ", {" +
           llvm::join(sizes, ", ") + "}, {" + llvm::join(steps, ", ") + "}, nullptr, -1, 0, 1, 1}";
  }

  /// A C string; what is not printable is written in octal, which ends after three digits.
  static std::string quoted(llvm::StringRef text) {
    std::string result = "\"";
    for (unsigned char c : text) {
      if (c >= 0x20 && c < 0x7f && c != '"' && c != '\\' && c != '?') {
        result += static_cast<char>(c);
        continue;
      }
      result += {'\\', static_cast<char>('0' + (c >> 6)), static_cast<char>('0' + ((c >> 3) & 7)),
                 static_cast<char>('0' + (c & 7))};
    }
    return result + "\"";
  }

  void printRun() {
    os_ << filled("extern \"C\" " + name_ + "_status " + name_ + "_run(", runParameters(program_),
                  ") {")
        << "\n";
    llvm::SmallVector<std::string> nulls = {"self == nullptr"};
    for (arena::SlotOp input : inputsOf(program_))
      if (!input.getMemory()) nulls.push_back(input.getName().str() + " == nullptr");
    for (arena::SlotOp output : outputsOf(program_))
      nulls.push_back(output.getName().str() + " == nullptr");
    os_ << filled("  if (", nulls, ") return " + NAME_ + "_ERR_NULL;", " ||") << "\n"
        << filled("  if (", misaligned(), ") return " + NAME_ + "_ERR_ALIGN;", " ||") << "\n\n";
    printPlaces();
    int64_t probe = 0;
    for (Operation& op : program_.getBody().front()) {
      if (auto step = dyn_cast<arena::StepOp>(op)) printStep(step, probe);
      if (auto stream = dyn_cast<arena::StreamOp>(op)) printStream(stream);
    }
    os_ << "  return " << NAME_ << "_OK;\n}\n";
  }

  /// Conditions under which an argument is not aligned as it is used; bytes always are.
  llvm::SmallVector<std::string> misaligned() {
    llvm::SmallVector<std::string> all = {"!is_aligned(self, " + NAME_ + "_ARENA_ALIGN)"};
    auto check = [&](arena::SlotOp slot) {
      int64_t size = graph::bytesOf(slot.getTensorType().getElementType());
      if (!slot.getMemory() && size > 1)
        all.push_back("!is_aligned(" + slot.getName().str() + ", " + std::to_string(size) + ")");
    };
    llvm::for_each(inputsOf(program_), check);
    llvm::for_each(outputsOf(program_), check);
    return all;
  }

  /// Slots and views that steps use, as local pointers; those of the caller are parameters already.
  void printPlaces() {
    llvm::DenseSet<Value> used;
    program_.walk([&](arena::StepOp step) {
      for (Value operand : step.getOperands())
        for (Value value = operand; value;) {
          used.insert(value);
          auto view = value.getDefiningOp<arena::ViewOp>();
          value = view ? view.getBase() : Value();
        }
    });
    bool planned = false;
    for (auto slot : program_.getBody().front().getOps<arena::SlotOp>())
      planned |= slot.getMemory() && used.contains(slot.getSlot());
    if (planned) os_ << "  unsigned char* const memory[] = {self->arena};\n";
    for (Operation& op : program_.getBody().front()) {
      if (op.getNumResults() == 0 || !used.contains(op.getResult(0))) continue;
      if (auto slot = dyn_cast<arena::SlotOp>(op); slot && slot.getMemory())
        os_ << "  " << elementType(slot) << "* const " << slot.getName() << " = at<"
            << elementType(slot) << ">(memory[" << *slot.getMemory() << "], " << *slot.getOffset()
            << ");\n";
      if (auto view = dyn_cast<arena::ViewOp>(op); view && hasVariable(view)) printView(view);
    }
    os_ << "\n";
  }

  void printView(arena::ViewOp view) {
    arena::Place place = arena::placeOf(view);
    bool readOnly = place.base.getLife() == arena::Life::input && !place.base.getMemory();
    std::string base = variableOf(view.getBase()), type = elementType(view);
    os_ << "  " << (readOnly ? "const " : "") << type << "* const " << view.getName() << " = ";
    int64_t at = static_cast<int64_t>(view.getAt());
    int64_t size = graph::bytesOf(
        cast<arena::SlotType>(view.getSlot().getType()).getTensor().getElementType());
    os_ << base;
    if (at != 0) os_ << " + " << at / size;
    os_ << ";\n";
  }

  /// `conv<Conv1>(digits_conv1_weight, digits_conv1_bias, Map{Relu{}})`, the driver's first
  /// argument.
  static Line kernelLine(arena::StepOp step, const KernelVariant& variant) {
    Call call = variant.call(step);
    Line line;
    line.inner = variant.name.str() + "<" + step.getName().str();
    for (const std::string& argument : call.templates) line.inner += ", " + argument;
    line.inner += ">";
    line.innerArguments = std::move(call.arguments);
    return line;
  }

  /// Operands that come by rows, or whole: the others the kernel is given by name.
  static unsigned rowOperands(arena::StepOp step) {
    if (step.getOp() == "lookup") return 1;  // the other is its table
    llvm::StringRef family = step.getShape()->getFamily();
    return family == "Elements" || family == "Chunks" ? operandCount(step) : 1;
  }

  /// C++ of each operand a driver or a whole kernel takes, in the op's order; constants by name.
  static llvm::SmallVector<std::string> operandTexts(arena::StepOp step) {
    llvm::SmallVector<std::string> texts;
    for (unsigned i = 0; i < rowOperands(step); ++i) {
      Value slot = slotOf(step, i);
      texts.push_back(slot ? variableOf(slot) : weightOf(step, i).getValue().str());
    }
    return texts;
  }

  void printStep(arena::StepOp step, int64_t& probe) {
    if (step.getOp() == arena::kProbeStep) {
      os_ << "  log(kProbes[" << probe++ << "], "
          << (step.getInputs().empty() ? weightOf(step, 0).getValue().str()
                                       : variableOf(step.getInputs()[0]))
          << ");\n";
      return;
    }
    const KernelVariant* variant = variantOf(step);
    assert(variant && "select-variants gave every step one");
    Line line = kernelLine(step, *variant);
    line.arguments = operandTexts(step);
    line.arguments.push_back(variableOf(step.getOutputs().front()));
    if (variant->byRows) {
      line.callee = step.getDown() ? "layer_down" : "layer";
    } else {
      line.callee = std::exchange(line.inner, "");
      llvm::append_range(line.arguments, line.innerArguments);
    }
    os_ << formatted("  ", line);
  }

  void printStream(arena::StreamOp stream) {
    os_ << "  {  // " << commentText(stream.getName()) << ", row by row\n";
    llvm::SmallVector<std::string> drivers;
    for (auto step : stream.getBody().front().getOps<arena::StepOp>()) {
      const KernelVariant* variant = variantOf(step);
      assert(variant && "select-variants gave every step one");
      std::string driver = variableOf(step.getOutputs().front()) + "_rows";
      Line line = kernelLine(step, *variant);
      line.callee = step.getDown() ? "auto " + driver + " = downward" : "Rows " + driver;
      for (unsigned i = 0; i < rowOperands(step); ++i)
        line.arguments.push_back(sourceText(step, i));
      line.arguments.push_back(sinkText(step));
      os_ << formatted("    ", line);
      drivers.push_back(driver);
    }
    for (auto phase : stream.getPhases().getAsRange<arena::PhaseAttr>()) printPhase(phase, drivers);
    os_ << "  }\n";
  }

  void printPhase(arena::PhaseAttr phase, llvm::ArrayRef<std::string> drivers) {
    std::string body;
    for (auto [driver, rows] : llvm::zip(drivers, phase.getRows().asArrayRef()))
      if (rows) body += (body.empty() ? "" : " ") + driver + ".next(" + std::to_string(rows) + ");";
    if (body.empty()) return;
    if (phase.getRepeat() == 1)
      os_ << "    " << body << "\n";
    else
      os_ << "    for (int i = 0; i < " << phase.getRepeat() << "; ++i) { " << body << " }\n";
  }

  arena::ProgramOp program_;
  const PrintOptions& options_;
  std::string text_;
  llvm::raw_string_ostream os_;
  std::string name_, NAME_;
};

}  // namespace

std::string printSource(arena::ProgramOp program, const PrintOptions& options) {
  return SourcePrinter(program, options).print();
}

}  // namespace pelemay::codegen
