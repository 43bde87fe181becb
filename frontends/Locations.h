//===- Locations.h - where in the user's model something stands -------------------------------===//
// A model file has no lines; it has named things. A location is the thing's name, wrapped around
// its kind ("input", "initializer"; a node's kind is left out), wrapped around the file. The
// diagnostic handler (compiler/pipeline/Diagnostics.h) prints `digits.onnx: node /pool1/MaxPool:
// error: ..`.
//===------------------------------------------------------------------------------------------===//
#pragma once

#include "mlir/IR/Builders.h"
#include "mlir/IR/Location.h"

namespace pelemay {

inline mlir::Location fileLocation(mlir::MLIRContext* context, llvm::StringRef file) {
  return mlir::FileLineColLoc::get(context, file, 0, 0);
}

inline mlir::Location nodeLocation(mlir::Location file, llvm::StringRef node) {
  return mlir::NameLoc::get(mlir::StringAttr::get(file->getContext(), node), file);
}

inline mlir::Location thingLocation(mlir::Location file, llvm::StringRef kind,
                                    llvm::StringRef name) {
  return nodeLocation(nodeLocation(file, kind), name);
}

}  // namespace pelemay
