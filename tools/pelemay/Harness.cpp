#include "tools/pelemay/Harness.h"

#include "compiler/codegen/Facts.h"
#include "compiler/codegen/variants/Families.h"
#include "dialects/graph/Constants.h"
#include "llvm/ADT/STLExtras.h"

using namespace mlir;

namespace pelemay {

using codegen::inputsOf;
using codegen::outputsOf;

static int64_t bytesOf(arena::SlotOp slot) { return graph::bytesOf(slot.getTensorType()); }

static std::string elementOf(arena::SlotOp slot) {
  return codegen::cType(slot.getTensorType().getElementType());
}

/// `inputs`: an expression in front of an input's number: "input_" or "inputs[set][".
static std::string callText(arena::ProgramOp program, const std::string& inputs,
                            const std::string& behind = "") {
  std::string text = program.getSymName().str() + "_run(&model";
  for (auto [i, input] : llvm::enumerate(inputsOf(program)))
    if (!input.getMemory())
      text +=
          ", (const " + elementOf(input) + "*)(const void*)" + inputs + std::to_string(i) + behind;
  for (auto [i, output] : llvm::enumerate(outputsOf(program)))
    text += ", (" + elementOf(output) + "*)(void*)output_" + std::to_string(i);
  return text + ")";
}

/// The model's arena and outputs.
static void declarePlaces(llvm::raw_ostream& os, arena::ProgramOp program) {
  std::string name = program.getSymName().str();
  os << "#include \"" << name << ".h\"\n\nstatic " << name << "_t model;\n";
  for (auto [i, output] : llvm::enumerate(outputsOf(program)))
    os << "alignas(16) static unsigned char output_" << i << "[" << bytesOf(output) << "];\n";
}

std::string measuringProgram(arena::ProgramOp program) {
  std::string text;
  llvm::raw_string_ostream os(text);
  declarePlaces(os, program);
  for (auto [i, input] : llvm::enumerate(inputsOf(program)))
    if (!input.getMemory())
      os << "alignas(16) static unsigned char input_" << i << "[" << bytesOf(input) << "];\n";
  if (codegen::hasProbes(program))
    os << "extern \"C\" void " << program.getSymName() << "_log(const pelemay_chunk*) {}\n";
  os << "extern \"C\" int main() { return " << callText(program, "input_") << "; }\n";
  return text;
}

std::string emptyProgram() { return "extern \"C\" int main() { return 0; }\n"; }

/// A path inside a string of the assembler inside a string of C++.
static std::string quotedTwice(llvm::StringRef path) {
  std::string text;
  for (char c : path) text += c == '"' || c == '\\' ? std::string("\\\\\\") + c : std::string(1, c);
  return text;
}

/// Inputs by the assembler: as text of C++, a picture's bytes would cost the compiler seconds.
static void writeInputs(llvm::raw_ostream& os, const std::vector<std::vector<std::string>>& sets) {
  std::string table;
  for (auto [set, files] : llvm::enumerate(sets)) {
    table += "  {";
    for (auto [i, file] : llvm::enumerate(files)) {
      std::string name = "input_" + std::to_string(set) + "_" + std::to_string(i);
      os << "__asm__(\".pushsection .rodata\\n.balign 16\\n"
         << name << ":\\n.incbin \\\"" << quotedTwice(file) << "\\\"\\n.popsection\");\n"
         << "extern \"C\" const unsigned char " << name << "[] __asm__(\"" << name << "\");\n";
      table += name + ", ";
    }
    table += "nullptr},\n";
  }
  os << "static const unsigned char* const inputs[" << sets.size() << "]["
     << sets.front().size() + 1 << "] = {\n"
     << table << "};\n";
}

static const char* const kPrinting = R"(
static char line[65];
static void hex(const unsigned char* bytes, size_t count) {
  for (size_t i = 0; i < count;) {
    size_t n = 0;
    for (; i < count && n < 64; ++i) {
      line[n++] = "0123456789abcdef"[bytes[i] >> 4];
      line[n++] = "0123456789abcdef"[bytes[i] & 15];
    }
    line[n] = 0;
    board_write(line);
  }
}
static void number(const char* before, uint64_t value) {
  char digits[24];
  size_t at = sizeof digits - 1;
  digits[at] = 0;
  do {
    digits[--at] = (char)('0' + value % 10);
    value /= 10;
  } while (value != 0);
  board_write(before);
  board_write(digits + at);
}
)";

/// The model is run once unheard, to be measured, and once more if there is something to hear.
static const char* const kHook = R"(
static bool quiet = true;
template <class T>
static void elements(const pelemay_chunk& chunk) {
  pelemay::rt::walk<T>(chunk, [](T value) { hex((const unsigned char*)&value, sizeof value); });
}
static void print(const pelemay_chunk& chunk) {
  static const char* const types[] = {"", "f32", "f64", "i1", "i8", "u8", "i16", "u16", "i32", "u32", "i64", "u64"};
  board_write("@probe ");
  board_write(chunk.op);
  board_write(" ");
  board_write(types[chunk.type]);
  for (int32_t i = 0; i < chunk.rank; ++i) number(i ? "x" : " ", (uint64_t)chunk.sizes[i]);
  board_write(chunk.rank ? " " : " 1 ");
  switch (chunk.type) {
    case PELEMAY_F64: case PELEMAY_I64: case PELEMAY_U64: elements<uint64_t>(chunk); break;
    case PELEMAY_F32: case PELEMAY_I32: case PELEMAY_U32: elements<uint32_t>(chunk); break;
    case PELEMAY_I16: case PELEMAY_U16: elements<uint16_t>(chunk); break;
    default: elements<uint8_t>(chunk);
  }
  board_write(" ");
  board_write(chunk.name);
  board_write("\n");
}
)";

static void fillInputs(llvm::raw_ostream& os, arena::ProgramOp program) {
  os << "\nstatic void fill([[maybe_unused]] int set) {\n";
  for (auto [i, input] : llvm::enumerate(inputsOf(program)))
    if (input.getMemory())
      os << "  for (size_t i = 0; i < " << bytesOf(input) << "; ++i)\n    ((unsigned char*)(void*)"
         << program.getSymName() << "_" << input.getName() << "(&model))[i] = inputs[set][" << i
         << "][i];\n";
  os << "}\n";
}

std::string runningProgram(arena::ProgramOp program,
                           const std::vector<std::vector<std::string>>& sets) {
  std::string text, call = callText(program, "inputs[set][", "]");
  llvm::raw_string_ostream os(text);
  bool probes = codegen::hasProbes(program);
  declarePlaces(os, program);
  os << "#include \"ports/board.h\"\n" << (probes ? "#include \"pelemay/probe.h\"\n" : "");
  writeInputs(os, sets);
  os << kPrinting;
  if (probes)
    os << kHook << "extern \"C\" void " << program.getSymName()
       << "_log(const pelemay_chunk* chunk) { if (!quiet) print(*chunk); }\n";
  fillInputs(os, program);
  // Counter.h tells QEMU's plugin about these two by name; pelemay_call goes on after the call.
  os << "\nextern \"C\" __attribute__((noipa)) void pelemay_top() {\n"
        "  (void)*(const volatile unsigned char*)__builtin_dwarf_cfa();\n}\n"
        "extern \"C\" __attribute__((noipa)) int pelemay_call([[maybe_unused]] int set) {\n"
        "  pelemay_top();\n  const int status = (int)"
     << call << ";\n  __asm__ volatile(\"\");\n  return status;\n}\n";
  os << "\nstatic void go(int set) {\n"
     << (probes ? "  quiet = true;\n" : "")
     << "  fill(set);\n"
        "  board_stack_paint();\n"
        "  const int status = pelemay_call(set);\n"
        "  const uint32_t stack = board_stack_used();\n"
        "  number(status < 0 ? \"@status -\" : \"@status \", (uint64_t)(status < 0 ? -status : status));\n"
        "  number(\"\\n@stack \", stack);\n"
        "  board_write(\"\\n\");\n";
  if (probes) os << "  quiet = false;\n  fill(set);\n  (void)pelemay_call(set);\n";
  for (auto [i, output] : llvm::enumerate(outputsOf(program)))
    os << "  board_write(\"@output " << i << " \");\n  hex(output_" << i << ", sizeof output_" << i
       << ");\n  board_write(\"\\n\");\n";
  os << "}\n\nextern \"C\" int main() {\n  for (int set = 0; set < " << sets.size()
     << "; ++set) go(set);\n  return 0;\n}\n";
  return text;
}

}  // namespace pelemay
