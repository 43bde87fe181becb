//===- ModelFile.h - a model's file comes in, whatever the frontend ---------------------------===//
// Every reader opens its file and ends where memory does with the same words.
//===------------------------------------------------------------------------------------------===//
#pragma once

#include <exception>
#include <memory>

#include "frontends/Locations.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/Diagnostics.h"

namespace pelemay {

/// The file's bytes, mapped where it is large; null after an error.
inline std::unique_ptr<llvm::MemoryBuffer> readModelFile(llvm::StringRef path,
                                                         mlir::MLIRContext* context) {
  auto buffer =
      llvm::MemoryBuffer::getFile(path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (buffer) return std::move(*buffer);
  mlir::InFlightDiagnostic error = emitError(fileLocation(context, llvm::sys::path::filename(path)))
                                   << "needs a file that can be read, but got: "
                                   << buffer.getError().message();
  error.attachNote() << "help: check the path and the file's permissions";
  return nullptr;
}

/// What `import()` returns, a module or null after an error. The libraries that read hostile files
/// throw where memory ends.
template <class Import>
mlir::OwningOpRef<mlir::ModuleOp> importGuarded(llvm::MemoryBufferRef model,
                                                mlir::MLIRContext* context, Import import) {
  try {
    return import();
  } catch (const std::exception& error) {
    emitError(fileLocation(context, llvm::sys::path::filename(model.getBufferIdentifier())))
        << "needs more memory than there is (" << error.what() << ")";
    return {};
  }
}

}  // namespace pelemay
