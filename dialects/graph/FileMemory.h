//===- FileMemory.h - constants in files, mapped: they do not fill the heap ----------------------===//
//
// A model's weights lie in its file, those that a pass made in a temporary file without a name.
// Both are mapped: a page is in memory while it is read, and dropPages() lets it go.
//===---------------------------------------------------------------------------------------------===//
#pragma once

#include <memory>

#include "mlir/IR/AsmState.h"

namespace pelemay::graph {

/// A copy of the bytes in a temporary file of their own; in the heap where there is no room for
/// one. The file is gone with the blob.
mlir::AsmResourceBlob spooled(llvm::ArrayRef<char> bytes);

/// Bytes of a file that `owner` keeps mapped, read-only. They may lie at any address.
mlir::AsmResourceBlob borrowed(llvm::ArrayRef<char> bytes, std::shared_ptr<const void> owner);

/// Lets go of the pages of a blob's data, which come back from the file when they are read again.
/// Does nothing for blobs of other origin.
void dropPages(llvm::ArrayRef<char> blob);

/// The same for any bytes of a file that is mapped read-only. Never for memory of the heap: it
/// would lose its bytes with its pages.
void dropMappedPages(llvm::ArrayRef<char> bytes);

}  // namespace pelemay::graph
