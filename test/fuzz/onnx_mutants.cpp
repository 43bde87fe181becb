//===- onnx_mutants.cpp - the importer against mutants of real models -------------------------===//
//
//   pelemay-fuzz-onnx COUNT SEED [--keep=DIR] MODEL..
//
// Each mutant must either become a module that verifies, or be refused with exactly one error. The
// same arguments make the same mutants. With --keep, those that were accepted are written to DIR,
// for other tools to judge. Built with sanitizers (-DCMAKE_CXX_FLAGS=-fsanitize=address,undefined)
// it finds what a crash alone would not show.
//===------------------------------------------------------------------------------------------===//
#include <cstdio>
#include <fstream>

#include "Files.h"
#include "Wire.h"
#include "frontends/onnx/Import.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/IR/Verifier.h"

using namespace pelemay;

namespace {
struct Outcome {
  bool accepted = false;
  std::string wrong;  // empty: as it should be
};
}  // namespace

static Outcome import(const std::string& bytes) {
  mlir::MLIRContext context(mlir::MLIRContext::Threading::DISABLED);
  std::vector<std::string> errors;
  mlir::ScopedDiagnosticHandler handler(
      &context, [&](mlir::Diagnostic& diagnostic) { errors.push_back(diagnostic.str()); });
  auto module = importOnnx(llvm::MemoryBufferRef(bytes, "mutant.onnx"), &context);
  if (!module) {
    if (errors.size() == 1) return {};
    return {false, "refused with " + std::to_string(errors.size()) + " errors"};
  }
  if (!errors.empty()) return {true, "accepted, but with an error: " + errors.front()};
  if (failed(mlir::verify(*module)))
    return {true, "accepted, but does not verify: " + errors.front()};
  return {true, ""};
}

int main(int argc, char** argv) {
  if (argc < 4) return std::puts("pelemay-fuzz-onnx COUNT SEED [--keep=DIR] MODEL.."), 2;
  int count = std::atoi(argv[1]), accepted = 0, wrong = 0;
  std::mt19937 random(static_cast<unsigned>(std::atoi(argv[2])));
  std::string keep;
  std::vector<std::string> models;
  for (int i = 3; i < argc; ++i) {
    std::string text = argv[i];
    if (text.rfind("--keep=", 0) == 0)
      keep = text.substr(7);
    else
      models.push_back(fuzz::readAll(text));
  }
  for (int i = 0; i < count; ++i) {
    std::string bytes = fuzz::mutant(models[static_cast<size_t>(i) % models.size()], random);
    if (!keep.empty()) std::ofstream(keep + "/last.onnx", std::ios::binary) << bytes;
    Outcome outcome = import(bytes);
    accepted += outcome.accepted;
    if (!outcome.wrong.empty()) std::printf("mutant %d: %s\n", i, outcome.wrong.c_str()), ++wrong;
    if (outcome.accepted && !keep.empty())
      std::ofstream(keep + "/" + std::to_string(i) + ".onnx", std::ios::binary) << bytes;
  }
  std::printf("%d mutants, %d accepted, %d wrong\n", count, accepted, wrong);
  return wrong == 0 ? 0 : 1;
}
