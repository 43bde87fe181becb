#include "compiler/codegen/Print.h"

#include "compiler/codegen/Facts.h"

using namespace mlir;

namespace pelemay::codegen {

std::string printBuild(arena::ProgramOp program, const PrintOptions& options) {
  std::string text, name = program.getSymName().str();
  std::string runtime = program.getSymName().upper() + "_RUNTIME";  // each model its own
  bool binary = hasBinaryWeights(program, options);
  llvm::raw_string_ostream os(text);
  os << banner(program, "CMakeLists.txt", "`add_subdirectory` this folder and link `" + name + "`.",
               {options.version, options.command}, "#");
  os << "cmake_minimum_required(VERSION 3.16)\nproject(" << name << " LANGUAGES CXX"
     << (binary ? " ASM" : "") << ")\n\n"
     << "# The folder that holds pelemay/kernels.h.\n"
     << "set(" << runtime
     << " \"${CMAKE_CURRENT_SOURCE_DIR}\" CACHE PATH \"Pelemay's runtime headers\")\n\n"
     << "add_library(" << name << " STATIC " << name << ".cpp " << name << "_weights"
     << (binary ? ".S" : ".cpp") << ")\n"
     << "target_compile_features(" << name << " PUBLIC cxx_std_17)\n"
     << "target_include_directories(" << name
     << " PUBLIC \"${CMAKE_CURRENT_SOURCE_DIR}\" PRIVATE \"${" << runtime << "}\")\n"
     << "# Contraction off: the same floats on every target. Bytes of the arena change their type from step to\n"
        "# step, which strict aliasing must not reason about.\n"
     << "target_compile_options(" << name
     << " PRIVATE -ffreestanding -fno-exceptions -fno-rtti -ffp-contract=off\n"
        "                       -fno-strict-aliasing)\n";
  if (binary)
    os << "# The assembler finds NAME_weights.bin along the include path; CMake must be told.\n"
       << "set_source_files_properties(" << name
       << "_weights.S PROPERTIES\n  OBJECT_DEPENDS \"${CMAKE_CURRENT_SOURCE_DIR}/" << name
       << "_weights.bin\")\n";
  return text;
}

std::vector<File> print(arena::ProgramOp program, const PrintOptions& options) {
  std::string name = program.getSymName().str();
  std::vector<File> files = {{name + ".h", printHeader(program, options)},
                             {name + ".cpp", printSource(program, options)},
                             {name + "_weights.h", printWeightsHeader(program, options)}};
  if (hasBinaryWeights(program, options)) {
    files.push_back({name + "_weights.S", printWeightsAssembly(program, options)});
    files.push_back({name + "_weights.bin", "",
                     [=](llvm::raw_ostream& os) { printWeightsBinary(os, program); }});
  } else {
    files.push_back({name + "_weights.cpp", "",
                     [=](llvm::raw_ostream& os) { printWeightsSource(os, program, options); }});
  }
  files.push_back({"CMakeLists.txt", printBuild(program, options)});
  return files;
}

}  // namespace pelemay::codegen
