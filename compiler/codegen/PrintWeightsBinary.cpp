//===- PrintWeightsBinary.cpp - NAME_weights.{S,bin}: constants that no C++ compiler has to read --===//
//
// A hundred megabytes as C++ take a compiler minutes and gigabytes, .incbin a second. The assembly
// is of directives alone, so that it is the same for every ELF target, with GNU's assembler and
// LLVM's.
//===---------------------------------------------------------------------------------------------===//
#include "compiler/codegen/Facts.h"
#include "compiler/codegen/Print.h"
#include "dialects/graph/Constants.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace pelemay::codegen {

/// More than any kernel asks of a load, so that constants lie in flash as they lie in the file.
static constexpr int64_t kAlign = 16;

/// Up to here weights are text, which people can read and compare.
static constexpr int64_t kTextLimit = 1 << 20;

bool hasBinaryWeights(arena::ProgramOp program, const PrintOptions& options) {
  return options.weights == "binary" ||
         (options.weights == "auto" && weightBytes(program) > kTextLimit);
}

static const char* const kDirectives = R"(#ifndef __ELF__
#error "needs an assembler for ELF; with --weights text the constants are C++"
#endif

// Where weights go, for firmware with sections of its own. A section for each, so that the linker
// can leave out what nobody reads.
#ifdef PELEMAY_WEIGHTS_SECTION
#define SECTION(name) PELEMAY_WEIGHTS_SECTION
#else
#define SECTION(name) .rodata.pelemay.name
#endif

#define CONSTANT(name, offset, bytes) \
  .section SECTION(name), "a", %progbits; \
  .balign 16; \
  .globl name; \
  .type name, %object; \
  .size name, bytes; \
name: \
  .incbin FILE, offset, bytes

)";

std::string printWeightsAssembly(arena::ProgramOp program, const PrintOptions& options) {
  std::string text, name = program.getSymName().str();
  llvm::raw_string_ostream os(text);
  os << banner(program, name + "_weights.S",
               "the model's constants: " + bytesText(weightBytes(program)) + " of " + name +
                   "_weights.bin, which -I finds.",
               {options.version, options.command});
  os << "\n#define FILE \"" << name << "_weights.bin\"\n" << kDirectives;
  int64_t offset = 0;
  for (auto constant : program.getBody().front().getOps<arena::ConstantOp>()) {
    int64_t bytes = graph::bytesOf(cast<RankedTensorType>(constant.getValue().getType()));
    os << "// " << describedConstant(constant) << "\nCONSTANT(" << constant.getSymName() << ", "
       << offset << ", " << bytes << ")\n";
    offset = llvm::alignTo(offset + bytes, kAlign);
  }
  os << "\n// Nothing here asks for a stack that can be executed.\n"
        ".section .note.GNU-stack, \"\", %progbits\n";
  return text;
}

void printWeightsBinary(llvm::raw_ostream& os, arena::ProgramOp program) {
  for (auto constant : program.getBody().front().getOps<arena::ConstantOp>()) {
    FailureOr<graph::Bytes> bytes = graph::Bytes::of(constant.getValue());
    assert(succeeded(bytes) && "constants are bytes we made");
    os.write(bytes->ref().data(), bytes->ref().size());
    os.write_zeros(llvm::offsetToAlignment(bytes->ref().size(), llvm::Align(kAlign)));
  }
}

}  // namespace pelemay::codegen
