//===- ImportNx.cpp - `--import-nx` -----------------------------------------------------------===//
#include "frontends/nx/reader/Import.h"
#include "llvm/Support/SourceMgr.h"
#include "mlir/Tools/mlir-translate/Translation.h"

using namespace mlir;

static OwningOpRef<Operation*> import(llvm::SourceMgr& sources, MLIRContext* context) {
  auto module = pelemay::importNx(*sources.getMemoryBuffer(sources.getMainFileID()), context);
  return module ? OwningOpRef<Operation*>(module.release()) : OwningOpRef<Operation*>();
}

static TranslateToMLIRRegistration registration("import-nx", "graph traced from Nx -> graph",
                                                import);
