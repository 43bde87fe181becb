//===- Import.h - a function traced from Nx comes in, a graph module goes out -----------------===//
//
// Reads `pelemay-nx-graph` version 1: JSON, with array constants in a safetensors file beside it.
// The files are not trusted: everything is checked before it is used, and what is not understood is
// refused with its place in the file and the node. One mistake gives one error, through MLIR's
// diagnostics; nothing is thrown.
//===------------------------------------------------------------------------------------------===//
#pragma once

#include <string>

#include "llvm/Support/MemoryBufferRef.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"

namespace pelemay {

struct NxImportOptions {
  /// The file of array constants; empty: the graph's file with the ending `.safetensors`.
  std::string sidecar;
};

/// Imports the graph in `graph`, whose identifier is the file's path. Null after an error.
mlir::OwningOpRef<mlir::ModuleOp> importNx(llvm::MemoryBufferRef graph, mlir::MLIRContext* context,
                                           const NxImportOptions& options = {});

/// The same for a file on disk.
mlir::OwningOpRef<mlir::ModuleOp> importNxFile(llvm::StringRef path, mlir::MLIRContext* context,
                                               const NxImportOptions& options = {});

}  // namespace pelemay
