//===- Diagnostics.h - errors that speak of the user's model ----------------------------------===//
//
//   digits.onnx: node /pool1/MaxPool: error: needs positive strides, but got [0, 2]
//     note: strides = [0, 2] is an attribute of this node
//     help: ..
//
// MLIR's own handler prints a location's file and line and drops its names: a model has names only.
// How a location says "node" or "input" stands in frontends/Locations.h.
//===------------------------------------------------------------------------------------------===//
#pragma once

#include "mlir/IR/Diagnostics.h"

namespace pelemay {

/// Prints every diagnostic of the context in that form, for as long as it lives.
class DiagnosticPrinter : public mlir::ScopedDiagnosticHandler {
 public:
  /// `file`: the model's, as the user said it. Locations know its name only: no folder of a user's
  /// gets into what is generated.
  DiagnosticPrinter(mlir::MLIRContext* context, llvm::raw_ostream& os, llvm::StringRef file = "");

  /// How many errors were printed.
  int errors() const { return errors_; }

 private:
  void print(mlir::Diagnostic& diagnostic);

  llvm::raw_ostream& os_;
  std::string file_;
  int errors_ = 0;
};

/// "digits.onnx: node /pool1/MaxPool", or "" for a location that knows nothing. `file` takes the
/// place of its own name.
std::string titleOf(mlir::Location location, llvm::StringRef file = "");

}  // namespace pelemay
