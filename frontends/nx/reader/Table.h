//===- Table.h - Nx's ops that can be imported, made from the op records ----------------------===//
#pragma once

#include "frontends/nx/reader/Node.h"

namespace pelemay::nx {

using ImportFunction = mlir::LogicalResult (*)(Node&);

/// The import function of Nx's op, or null.
ImportFunction findImport(llvm::StringRef op);

/// Nx's ops that can be imported, in alphabetical order: for help.
std::vector<llvm::StringRef> importableOps();

}  // namespace pelemay::nx
