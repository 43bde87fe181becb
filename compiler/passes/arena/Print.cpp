//===- Print.cpp - the program as C++, on standard output -----------------------------------------===//
//
// For lit and for the curious: `pelemay compile` writes the same texts to files. Each file is preceded
// by a line `// ===- name`.
//===---------------------------------------------------------------------------------------------===//

#include "compiler/codegen/Print.h"

#include "compiler/passes/Passes.h"

namespace pelemay {
#define GEN_PASS_DEF_ARENAPRINT
#include "compiler/passes/Passes.h.inc"
}  // namespace pelemay

using namespace mlir;
using namespace pelemay;

namespace {
struct Print : pelemay::impl::ArenaPrintBase<Print> {
  void runOnOperation() override {
    for (const codegen::File& file : codegen::print(getOperation(), {PELEMAY_VERSION, ""}))
      llvm::outs() << "// ===- " << file.name << "\n" << file.text;
    markAllAnalysesPreserved();
  }
};
}  // namespace
