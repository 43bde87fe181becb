//===- ImportOnnx.cpp - `--import-onnx` -------------------------------------------------------===//
#include "Dims.h"
#include "frontends/onnx/Import.h"
#include "llvm/Support/SourceMgr.h"
#include "mlir/Tools/mlir-translate/Translation.h"

using namespace mlir;

static OwningOpRef<Operation*> import(llvm::SourceMgr& sources, MLIRContext* context) {
  auto dims = pelemay::dimsOption();
  if (failed(dims)) return {};
  llvm::MemoryBufferRef model = *sources.getMemoryBuffer(sources.getMainFileID());
  auto module = pelemay::importOnnx(model, context, {std::move(*dims)});
  return module ? OwningOpRef<Operation*>(module.release()) : OwningOpRef<Operation*>();
}

static TranslateToMLIRRegistration registration("import-onnx", "ONNX model -> graph", import);
