#include "compiler/codegen/Print.h"

#include "compiler/codegen/Facts.h"

using namespace mlir;

namespace pelemay::codegen {

std::string printBuild(arena::ProgramOp program, const PrintOptions& options) {
  std::string text, name = program.getSymName().str();
  std::string runtime = program.getSymName().upper() + "_RUNTIME";  // each model its own
  llvm::raw_string_ostream os(text);
  os << banner(program, "CMakeLists.txt", "`add_subdirectory` this folder and link `" + name + "`.",
               {options.version, options.command}, "#");
  os << "cmake_minimum_required(VERSION 3.16)\nproject(" << name << " LANGUAGES CXX)\n\n"
     << "# The folder that holds pelemay/kernels.h.\n"
     << "set(" << runtime
     << " \"${CMAKE_CURRENT_SOURCE_DIR}\" CACHE PATH \"Pelemay's runtime headers\")\n\n"
     << "add_library(" << name << " STATIC " << name << ".cpp " << name << "_weights.cpp)\n"
     << "target_compile_features(" << name << " PUBLIC cxx_std_17)\n"
     << "target_include_directories(" << name
     << " PUBLIC \"${CMAKE_CURRENT_SOURCE_DIR}\" PRIVATE \"${" << runtime << "}\")\n"
     << "# Contraction off: the same floats on every target. Bytes of the arena change their type from step to\n"
        "# step, which strict aliasing must not reason about.\n"
     << "target_compile_options(" << name
     << " PRIVATE -ffreestanding -fno-exceptions -fno-rtti -ffp-contract=off\n"
        "                       -fno-strict-aliasing)\n";
  return text;
}

std::vector<File> print(arena::ProgramOp program, const PrintOptions& options) {
  std::string name = program.getSymName().str();
  return {{name + ".h", printHeader(program, options)},
          {name + ".cpp", printSource(program, options)},
          {name + "_weights.h", printWeightsHeader(program, options)},
          {name + "_weights.cpp", printWeightsSource(program, options)},
          {"CMakeLists.txt", printBuild(program, options)}};
}

}  // namespace pelemay::codegen
