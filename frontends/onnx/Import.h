//===- Import.h - an ONNX model comes in, a graph module goes out -----------------------------===//
//
// The file is not trusted: everything is checked before it is used, and what is not understood is
// refused with the name of its node. One mistake gives one error, through MLIR's diagnostics;
// nothing is thrown. Besides the model, files in its folder are read if tensors lie there.
//===------------------------------------------------------------------------------------------===//
#pragma once

#include <map>
#include <string>

#include "llvm/Support/MemoryBufferRef.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"

namespace pelemay {

struct OnnxImportOptions {
  /// Sizes of symbolic dimensions: "batch" -> 1; a dimension without a name is "INPUT:AXIS".
  std::map<std::string, int64_t> dims;
};

/// Imports the model in `model`, whose identifier is the file's name. Null after an error.
mlir::OwningOpRef<mlir::ModuleOp> importOnnx(llvm::MemoryBufferRef model,
                                             mlir::MLIRContext* context,
                                             const OnnxImportOptions& options = {});

/// The same for a file on disk.
mlir::OwningOpRef<mlir::ModuleOp> importOnnxFile(llvm::StringRef path, mlir::MLIRContext* context,
                                                 const OnnxImportOptions& options = {});

}  // namespace pelemay
