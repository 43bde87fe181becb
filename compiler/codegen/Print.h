//===- Print.h - a named program as C++ ------------------------------------------------------------===//
//
// The printer walks and prints: everything it says stands in the program. Same program, same bytes.
//===---------------------------------------------------------------------------------------------===//
#pragma once

#include <string>
#include <vector>

#include "dialects/arena/Arena.h"

namespace pelemay::codegen {

struct File {
  std::string name;  // without a folder
  std::string text;
};

struct PrintOptions {
  std::string version;  // of the compiler
  std::string
      command;  // what regenerates the files: `pelemay compile digits.onnx --target cortex-m4`
};

/// NAME.h, NAME.cpp, NAME_weights.h, NAME_weights.cpp and CMakeLists.txt. The program must have
/// been through arena-name; steps have variants and slots offsets.
std::vector<File> print(arena::ProgramOp program, const PrintOptions& options);

std::string printHeader(arena::ProgramOp program, const PrintOptions& options);
std::string printSource(arena::ProgramOp program, const PrintOptions& options);
std::string printWeightsHeader(arena::ProgramOp program, const PrintOptions& options);
std::string printWeightsSource(arena::ProgramOp program, const PrintOptions& options);
std::string printBuild(arena::ProgramOp program, const PrintOptions& options);

}  // namespace pelemay::codegen
