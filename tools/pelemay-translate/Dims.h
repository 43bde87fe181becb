//===- Dims.h - `--dim NAME=SIZE`, shared by the importers ------------------------------------===//
#pragma once

#include <map>
#include <string>

#include "mlir/Support/LLVM.h"

namespace pelemay {

/// The sizes given on the command line. Failure has been printed.
mlir::FailureOr<std::map<std::string, int64_t>> dimsOption();

}  // namespace pelemay
