//===- PrintHeader.cpp - NAME.h: what firmware includes, C11 and C++17 ---------------------------===//
#include <algorithm>

#include "compiler/codegen/Facts.h"
#include "compiler/codegen/Print.h"
#include "compiler/codegen/variants/Families.h"
#include "dialects/graph/Graph.h"

using namespace mlir;

namespace pelemay::codegen {
namespace {

class HeaderPrinter {
 public:
  HeaderPrinter(arena::ProgramOp program, const PrintOptions& options)
      : program_(program),
        options_(options),
        os_(text_),
        name_(program.getSymName().str()),
        NAME_(program.getSymName().upper()),
        inputs_(inputsOf(program)),
        outputs_(outputsOf(program)) {}

  std::string print() {
    printBanner();
    os_ << "#ifndef " << NAME_ << "_H\n#define " << NAME_ << "_H\n\n";
    os_ << "#include <stddef.h>\n#include <stdint.h>\n\n";
    if (hasProbes(program_)) os_ << "#include \"pelemay/probe.h\"\n\n";
    os_ << "// Where the arena goes, for firmware with sections of its own: `" << name_
        << "_t model PELEMAY_ARENA_ATTR;`\n"
           "#ifndef PELEMAY_ARENA_ATTR\n#define PELEMAY_ARENA_ATTR\n#endif\n\n";
    os_ << "#ifdef __cplusplus\nextern \"C\" {\n#endif\n\n";
    printMacros();
    printStatus();
    printArena();
    for (arena::SlotOp input : inputs_)
      if (input.getMemory()) printAccessor(input);
    printHook();
    printRun();
    os_ << "#ifdef __cplusplus\n}\n#endif\n#endif  // " << NAME_ << "_H\n";
    return text_;
  }

 private:
  void printBanner() {
    std::string says;
    for (auto [i, input] : llvm::enumerate(inputs_))
      says += (i ? ", " : "") + input.getName().str() + " " + typeText(input.getTensorType());
    says += " -> ";
    for (auto [i, output] : llvm::enumerate(outputs_))
      says += (i ? ", " : "") + output.getName().str() + " " + typeText(output.getTensorType());
    os_ << banner(program_, name_ + ".h", says, {options_.version, options_.command}, "///");
    os_ << "///\n///   RAM    " << bytesText(arenaBytes()) << " arena (`" << name_ << "_t`)\n"
        << "///   flash  " << bytesText(weightBytes(program_)) << " of weights\n"
        << "///   work   " << macsOf(program_) << " multiply-accumulates\n"
        << "///   flags  -std=c++17 -ffp-contract=off -fno-strict-aliasing (why: CMakeLists.txt)\n///\n";
    printExample();
  }

  void printExample() {
    os_ << "///   static " << name_
        << "_t model PELEMAY_ARENA_ATTR;      // static, stack, a section: your choice\n";
    for (arena::SlotOp input : inputs_) {
      std::string type = cType(input.getTensorType().getElementType());
      if (input.getMemory())
        os_ << "///   " << type << "* " << input.getName() << " = " << accessor(input)
            << "(&model);  // write " << length(input) << " values\n";
      else
        os_ << "///   static " << type << " " << input.getName() << "[" << length(input) << "];\n";
    }
    for (arena::SlotOp output : outputs_)
      os_ << "///   static " << cType(output.getTensorType().getElementType()) << " "
          << output.getName() << "[" << length(output) << "];\n";
    os_ << "///   if (" << name_ << "_run(&model";
    for (arena::SlotOp input : inputs_)
      if (!input.getMemory()) os_ << ", " << input.getName();
    for (arena::SlotOp output : outputs_) os_ << ", " << output.getName();
    os_ << ") != " << NAME_ << "_OK) { ... }\n";
  }

  void printMacros() {
    os_ << "#define " << NAME_ << "_ARENA_BYTES " << arenaBytes() << "u\n";
    os_ << "#define " << NAME_ << "_ARENA_ALIGN " << alignment() << "u\n";
    if (llvm::StringRef hash = hashOf(program_); !hash.empty())
      os_ << "#define " << NAME_ << "_MODEL_HASH 0x" << hash.take_front(16)
          << "ull  // the first 8 bytes of the model's sha256\n";
    os_ << "\n";
    for (arena::SlotOp slot : llvm::concat<arena::SlotOp>(inputs_, outputs_)) {
      os_ << "#define " << length(slot) << " "
          << std::max<int64_t>(slot.getTensorType().getNumElements(), 1) << "u  // "
          << typeText(slot.getTensorType()) << "\n";
      auto quant = llvm::dyn_cast_or_null<graph::QuantAttr>(slot.getQuantAttr());
      if (!quant) continue;
      std::string prefix = macroOf(name_, slot.getName());
      os_ << "#define " << prefix << "_SCALE "
          << floatText(quant.getScale().getValue().convertToFloat())
          << "  // real = (stored - zero) * scale\n";
      os_ << "#define " << prefix << "_ZERO (" << quant.getZero() << ")\n";
    }
    os_ << "\n";
  }

  void printStatus() {
    os_ << "/// What `" << name_ << "_run` can answer. Errors are negative, like errno's.\n"
        << "typedef enum " << name_ << "_status {\n"
        << "  " << NAME_ << "_OK = 0,\n"
        << "  " << NAME_ << "_ERR_NULL = -1,   ///< a pointer argument is null\n"
        << "  " << NAME_ << "_ERR_ALIGN = -2,  ///< `self` is not aligned to " << NAME_
        << "_ARENA_ALIGN, or a pointer not as its type\n"
        << "} " << name_ << "_status;\n\n";
  }

  void printArena() {
    os_ << "/// All the RAM the model needs. Nothing in it outlives a run, so it may share memory with whatever is\n"
           "/// idle meanwhile.\n";
    os_ << "typedef struct " << name_ << " {\n#ifdef __cplusplus\n  alignas(" << alignment()
        << ")\n#else\n  _Alignas(" << alignment() << ")\n#endif\n  uint8_t arena[" << NAME_
        << "_ARENA_BYTES" << (arenaBytes() ? "" : " + 1u") << "];\n} " << name_ << "_t;\n\n";
  }

  void printAccessor(arena::SlotOp input) {
    std::string type = cType(input.getTensorType().getElementType());
    os_ << "/// Where `" << input.getName() << "` goes: " << length(input)
        << " values, written before each run, which\n"
        << "/// may overwrite them.\n"
        << "static inline " << type << "* " << accessor(input) << "(" << name_ << "_t* self) {\n"
        << "  void* at = self->arena + " << *input.getOffset() << ";\n"
        << "#ifdef __cplusplus\n  return static_cast<" << type << "*>(at);\n"
        << "#else\n  return (" << type << "*)at;\n#endif\n}\n\n";
  }

  void printHook() {
    if (!hasProbes(program_)) return;
    os_ << "/// Yours to define: called with each value that is logged, in the order of the run. The chunk is valid\n"
           "/// during the call only.\n"
        << "void " << name_ << "_log(const pelemay_chunk* chunk);\n\n";
  }

  void printRun() {
    os_ << "/// Runs the model once. Bounded time, no heap, no recursion, no locks. Reentrant: two threads may run at\n"
           "/// once if each brings its own `self`.\n///\n"
        << "/// @param[in,out] self  the arena; need not be initialized but for the inputs\n";
    for (arena::SlotOp input : inputs_)
      if (!input.getMemory())
        os_ << "/// @param[in] " << input.getName() << "  " << length(input)
            << " values, aligned as their type; unchanged\n";
    for (arena::SlotOp output : outputs_)
      os_ << "/// @param[out] " << output.getName() << "  " << length(output)
          << " values, aligned as their type; must not overlap any other argument\n";
    os_ << filled(name_ + "_status " + name_ + "_run(", parameters(program_), ");") << "\n\n";
  }

 public:
  /// "digits_t* self", "const float* image", "float* probabilities"
  static llvm::SmallVector<std::string> parameters(arena::ProgramOp program) {
    llvm::SmallVector<std::string> all = {program.getSymName().str() + "_t* self"};
    for (arena::SlotOp input : inputsOf(program))
      if (!input.getMemory())
        all.push_back("const " + cType(input.getTensorType().getElementType()) + "* " +
                      input.getName().str());
    for (arena::SlotOp output : outputsOf(program))
      all.push_back(cType(output.getTensorType().getElementType()) + "* " + output.getName().str());
    return all;
  }

 private:
  std::string length(arena::SlotOp slot) { return macroOf(name_, slot.getName()) + "_LEN"; }
  std::string accessor(arena::SlotOp slot) { return name_ + "_" + slot.getName().str(); }
  int64_t arenaBytes() { return memoryBytes(program_)[0]; }
  int64_t alignment() { return cast<arena::MemoryAttr>(program_.getMemories()[0]).getAlign(); }

  arena::ProgramOp program_;
  const PrintOptions& options_;
  std::string text_;
  llvm::raw_string_ostream os_;
  std::string name_, NAME_;
  llvm::SmallVector<arena::SlotOp> inputs_, outputs_;
};

}  // namespace

std::string printHeader(arena::ProgramOp program, const PrintOptions& options) {
  return HeaderPrinter(program, options).print();
}

llvm::SmallVector<std::string> runParameters(arena::ProgramOp program) {
  return HeaderPrinter::parameters(program);
}

}  // namespace pelemay::codegen
