//===- Print.h - a named program as C++ ------------------------------------------------------------===//
//
// The printer walks and prints: everything it says stands in the program. Same program, same bytes.
//===---------------------------------------------------------------------------------------------===//
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "dialects/arena/Arena.h"

namespace pelemay::codegen {

struct File {
  std::string name;  // without a folder
  std::string text;
  // Instead of `text`, for what may be as large as the model.
  std::function<void(llvm::raw_ostream&)> print = nullptr;

  void writeTo(llvm::raw_ostream& os) const {
    if (print) return print(os);
    os << text;
  }
};

struct PrintOptions {
  std::string version;  // of the compiler
  std::string
      command;  // what regenerates the files: `pelemay compile digits.onnx --target cortex-m4`
  std::string weights = "text";  // or "binary", or "auto": what suits their size
};

/// NAME.h, NAME.cpp, NAME_weights.h, CMakeLists.txt, and the weights: NAME_weights.cpp, or
/// NAME_weights.S and .bin. The program must have been through arena-name, steps have variants and
/// slots offsets. It must outlive the files, as large ones are printed when they are written.
std::vector<File> print(arena::ProgramOp program, const PrintOptions& options);

std::string printHeader(arena::ProgramOp program, const PrintOptions& options);
std::string printSource(arena::ProgramOp program, const PrintOptions& options);
std::string printWeightsHeader(arena::ProgramOp program, const PrintOptions& options);
void printWeightsSource(llvm::raw_ostream& os, arena::ProgramOp program,
                        const PrintOptions& options);
/// NAME_weights.S, which takes the bytes out of NAME_weights.bin.
std::string printWeightsAssembly(arena::ProgramOp program, const PrintOptions& options);
void printWeightsBinary(llvm::raw_ostream& os, arena::ProgramOp program);
/// Whether the constants go to a .bin.
bool hasBinaryWeights(arena::ProgramOp program, const PrintOptions& options);
std::string printBuild(arena::ProgramOp program, const PrintOptions& options);

}  // namespace pelemay::codegen
