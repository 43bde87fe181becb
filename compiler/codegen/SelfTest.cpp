#include "compiler/codegen/SelfTest.h"

#include <cmath>
#include <cstring>

#include "compiler/codegen/Facts.h"
#include "compiler/codegen/variants/Families.h"
#include "dialects/graph/Constants.h"

using namespace mlir;

namespace pelemay::codegen {
namespace {

template <class T>
std::string literalOf(T value) {
  if constexpr (std::is_same_v<T, float>) {
    if (std::isnan(value)) return "__builtin_nanf(\"\")";
    if (std::isinf(value)) return value < 0 ? "-__builtin_inff()" : "__builtin_inff()";
    return floatText(value);
  } else {
    // No literal of its own type has the lowest value of 32 or 64 bits.
    if (std::is_signed_v<T> && sizeof(T) >= 4 && value == std::numeric_limits<T>::min())
      return sizeof(T) == 4 ? "INT32_MIN" : "INT64_MIN";
    std::string text = std::to_string(value);
    return sizeof(T) < 8 ? text : (std::is_signed_v<T> ? "INT64_C(" : "UINT64_C(") + text + ")";
  }
}

template <class T>
void printAs(llvm::raw_ostream& os, llvm::ArrayRef<char> bytes) {
  size_t column = 0;
  for (size_t i = 0; i < bytes.size() / sizeof(T); ++i) {
    T value;
    std::memcpy(&value, bytes.data() + i * sizeof(T), sizeof(T));
    std::string text = literalOf(value);
    bool wraps = column + text.size() + 2 > 98;
    os << (i == 0 ? "   " : wraps ? ",\n   " : ",") << " " << text;
    column = (i == 0 || wraps ? 3 : column) + text.size() + 2;
  }
  os << "\n";
}

void printValues(llvm::raw_ostream& os, Type element, llvm::ArrayRef<char> bytes) {
  if (element.isF32()) return printAs<float>(os, bytes);
  auto integer = llvm::cast<IntegerType>(element);
  bool isUnsigned = integer.isUnsigned();
  switch (integer.getWidth()) {
    case 16: return isUnsigned ? printAs<uint16_t>(os, bytes) : printAs<int16_t>(os, bytes);
    case 32: return isUnsigned ? printAs<uint32_t>(os, bytes) : printAs<int32_t>(os, bytes);
    case 64: return isUnsigned ? printAs<uint64_t>(os, bytes) : printAs<int64_t>(os, bytes);
    default: return isUnsigned ? printAs<uint8_t>(os, bytes) : printAs<int8_t>(os, bytes);
  }
}

class SelfTestPrinter {
 public:
  SelfTestPrinter(arena::ProgramOp program, const SelfTest& test, const PrintOptions& options)
      : program_(program),
        test_(test),
        options_(options),
        os_(text_),
        name_(program.getSymName().str()),
        NAME_(program.getSymName().upper()),
        inputs_(inputsOf(program)),
        outputs_(outputsOf(program)) {}

  std::string header() {
    int64_t flash = 0, ram = 0;
    for (arena::SlotOp output : outputs_) ram += graph::bytesOf(output.getTensorType());
    for (const SelfTestSet& set : test_.sets)
      for (const auto* tensors : {&set.inputs, &set.outputs})
        for (const std::vector<char>& bytes : *tensors) flash += static_cast<int64_t>(bytes.size());
    banner("self_test.h",
           "the model checks itself, on " + std::to_string(test_.sets.size()) +
               (test_.sets.size() == 1 ? " stored data set." : " stored data sets."));
    os_ << "#ifndef " << NAME_ << "_SELF_TEST_H\n#define " << NAME_ << "_SELF_TEST_H\n\n"
        << "#include \"" << name_ << ".h\"\n\n#ifdef __cplusplus\nextern \"C\" {\n#endif\n\n"
        << "/// Runs the model on each stored data set and compares its outputs with the stored ones. Takes "
        << bytesText(flash) << "\n/// of flash, and " << bytesText(ram)
        << " of RAM for outputs beside `self`: not reentrant.\n///\n"
        << "/// Answers 0 if all is well; N from 1 if set N is the first that misses; what "
        << name_ << "_run answered if\n/// that was an error, which is negative.\n"
        << "int " << name_ << "_self_test(" << name_ << "_t* self);\n\n"
        << "/// Yours to define, if you like: called with the first value that misses. Numbers of sets are from 1,\n"
           "/// of outputs and their elements from 0.\n"
        << "void " << name_ << "_self_test_missed(int set, int output, size_t element);\n\n"
        << "#ifdef __cplusplus\n}\n#endif\n#endif  // " << NAME_ << "_SELF_TEST_H\n";
    return text_;
  }

  std::string source() {
    banner("self_test.cpp", "stored inputs, stored outputs, and what compares.");
    os_ << "#include \"" << name_ << "_self_test.h\"\n\n"
        << "// Where stored data goes, for firmware with sections of its own.\n"
           "#ifndef PELEMAY_WEIGHTS_ATTR\n#define PELEMAY_WEIGHTS_ATTR\n#endif\n\n"
        << "extern \"C\" __attribute__((weak)) void " << name_
        << "_self_test_missed(int, int, size_t) {}\n\nnamespace {\n";
    for (size_t set = 0; set < test_.sets.size(); ++set) printSet(set);
    os_ << "\nstruct Set {\n";
    for (arena::SlotOp slot : llvm::concat<arena::SlotOp>(inputs_, outputs_))
      os_ << "  const " << type(slot) << "* " << slot.getName() << ";\n";
    os_ << "};\nconst Set kSets[] = {\n";
    for (size_t set = 0; set < test_.sets.size(); ++set) {
      llvm::SmallVector<std::string> names;
      for (auto [i, input] : llvm::enumerate(inputs_)) names.push_back(stored("input", set, i));
      for (auto [i, output] : llvm::enumerate(outputs_)) names.push_back(stored("output", set, i));
      os_ << filled("    {", names, "},") << "\n";
    }
    os_ << "};\n\n";
    for (auto [i, output] : llvm::enumerate(outputs_))
      os_ << type(output) << " got_" << i << "[" << length(output) << "];\n";
    printComparison();
    printRun();
    printMain();
    return text_;
  }

 private:
  void banner(const std::string& file, const std::string& says) {
    os_ << codegen::banner(program_, name_ + "_" + file, says,
                           {options_.version, options_.command});
  }

  void printSet(size_t set) {
    const SelfTestSet& data = test_.sets[set];
    auto print = [&](llvm::SmallVector<arena::SlotOp> slots, const char* what,
                     const std::vector<std::vector<char>>& bytes) {
      for (auto [i, slot] : llvm::enumerate(slots)) {
        os_ << "PELEMAY_WEIGHTS_ATTR const " << type(slot) << " " << stored(what, set, i) << "["
            << length(slot) << "] = {  // " << slot.getName() << "\n";
        printValues(os_, slot.getTensorType().getElementType(), bytes[i]);
        os_ << "};\n";
      }
    };
    os_ << "\n// Set " << set + 1 << ": " << commentText(data.name) << "\n";
    print(inputs_, "input", data.inputs);
    print(outputs_, "output", data.outputs);
  }

  bool hasOutput(bool floats) {
    return llvm::any_of(outputs_, [&](arena::SlotOp output) { return isFloat(output) == floats; });
  }

  void printComparison() {
    if (hasOutput(true))
      os_ << "\n/// NaN is equal to NaN, and infinity to itself.\n"
             "bool is_near(float got, float want, float allowed) {\n"
             "  const float distance = got < want ? want - got : got - want;\n"
             "  return distance <= allowed || got == want || (got != got && want != want);\n}\n";
    if (hasOutput(false))
      os_ << "\ntemplate <class T>\nbool is_near(T got, T want, uint64_t allowed) {\n"
             "  const uint64_t a = static_cast<uint64_t>(got), b = static_cast<uint64_t>(want);\n"
             "  return (got < want ? b - a : a - b) <= allowed;\n}\n";
    os_ << "\n/// Whether no value misses.\n"
           "template <class T, class Allowed>\n"
           "bool matches(int set, int output, const T* got, const T* want, size_t count, Allowed allowed) {\n"
           "  for (size_t i = 0; i < count; ++i) {\n"
           "    if (is_near(got[i], want[i], allowed)) continue;\n"
        << "    " << name_
        << "_self_test_missed(set, output, i);\n"
           "    return false;\n  }\n  return true;\n}\n";
  }

  void printRun() {
    os_ << "\n/// What " << name_ << "_self_test answers, for one set.\n"
        << "int check(" << name_ << "_t* self, int number, const Set& set) {\n";
    for (arena::SlotOp input : inputs_)
      if (input.getMemory())
        os_ << "  for (size_t i = 0; i < " << length(input) << "; ++i) " << name_ << "_"
            << input.getName() << "(self)[i] = set." << input.getName() << "[i];\n";
    llvm::SmallVector<std::string> arguments = {"self"};
    for (arena::SlotOp input : inputs_)
      if (!input.getMemory()) arguments.push_back("set." + input.getName().str());
    for (size_t i = 0; i < outputs_.size(); ++i) arguments.push_back("got_" + std::to_string(i));
    os_ << filled("  const int status = " + name_ + "_run(", arguments, ");")
        << "\n  if (status != " << NAME_ << "_OK) return status;\n";
    for (auto [i, output] : llvm::enumerate(outputs_)) {
      double allowed = test_.allowed[i];
      os_ << "  if (!matches(number, " << i << ", got_" << i << ", set." << output.getName() << ", "
          << length(output) << ", "
          << (isFloat(output) ? floatText(static_cast<float>(allowed))
                              : "uint64_t{" + std::to_string(static_cast<uint64_t>(allowed)) + "u}")
          << "))\n    return number;\n";
    }
    os_ << "  return 0;\n}\n\n}  // namespace\n\nextern \"C\" int " << name_ << "_self_test("
        << name_
        << "_t* self) {\n  int number = 0;\n  for (const Set& set : kSets) {\n"
           "    const int answer = check(self, ++number, set);\n"
           "    if (answer != 0) return answer;\n  }\n  return 0;\n}\n";
  }

  void printMain() {
    std::string print = NAME_ + "_SELF_TEST_PRINT";
    os_ << "\n#ifdef " << NAME_ << "_SELF_TEST_MAIN\n"
        << "// A program of its own. Without <stdio.h>: -D" << print
        << "=my_print, for a function\n"
        << "// that takes a text.\n#ifdef " << print << "\nextern \"C\" void " << print
        << "(const char*);\n#else\n#include <stdio.h>\n#define " << print
        << "(text) fputs(text, stdout)\n#endif\n\n";
    if (hasProbes(program_))
      os_ << "extern \"C\" __attribute__((weak)) void " << name_
          << "_log(const pelemay_chunk*) {}\n\n";
    auto say = [&](const char* text) {
      os_ << "    " << print << "(\"" << name_ << ": self-test " << text << "\\n\");\n";
    };
    os_ << "static " << name_ << "_t model;\n\nint main() {\n  const int answer = " << name_
        << "_self_test(&model);\n  if (answer == 0)\n";
    say("passed");
    os_ << "  else if (answer > 0)\n";
    say("FAILED: an output misses");
    os_ << "  else\n";
    say("FAILED: the run answered an error");
    os_ << "  return answer == 0 ? 0 : 1;\n}\n#endif\n";
  }

  static bool isFloat(arena::SlotOp slot) { return slot.getTensorType().getElementType().isF32(); }
  static std::string type(arena::SlotOp slot) {
    return cType(slot.getTensorType().getElementType());
  }
  static std::string stored(const char* what, size_t set, size_t i) {
    return std::string(what) + "_" + std::to_string(set + 1) + "_" + std::to_string(i);
  }
  std::string length(arena::SlotOp slot) { return macroOf(name_, slot.getName()) + "_LEN"; }

  arena::ProgramOp program_;
  const SelfTest& test_;
  const PrintOptions& options_;
  std::string text_;
  llvm::raw_string_ostream os_;
  std::string name_, NAME_;
  llvm::SmallVector<arena::SlotOp> inputs_, outputs_;
};

}  // namespace

std::string printSelfTestHeader(arena::ProgramOp program, const SelfTest& test,
                                const PrintOptions& options) {
  return SelfTestPrinter(program, test, options).header();
}

std::string printSelfTestSource(arena::ProgramOp program, const SelfTest& test,
                                const PrintOptions& options) {
  return SelfTestPrinter(program, test, options).source();
}

std::string selfTestBuild(arena::ProgramOp program) {
  std::string name = program.getSymName().str(), test = name + "_self_test",
              option = program.getSymName().upper() + "_SELF_TEST";
  return "\noption(" + option + " \"A program that runs the model on stored data\" OFF)\nif(" +
         option + ")\n  enable_testing()\n  add_executable(" + test + " " + test +
         ".cpp)\n  target_compile_definitions(" + test + " PRIVATE " + option +
         "_MAIN)\n  target_link_libraries(" + test + " PRIVATE " + name + ")\n  add_test(NAME " +
         test + " COMMAND " + test + ")\nendif()\n";
}

}  // namespace pelemay::codegen
