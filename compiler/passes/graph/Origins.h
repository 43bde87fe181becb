//===- Origins.h - an op that is several of the model's nodes at once ----------------------------===//
#pragma once

#include "mlir/IR/Operation.h"

namespace pelemay {

/// What `other` was, `op` now is as well: its origins behind the op's own, each once, and its
/// location.
void joinOrigins(mlir::Operation* op, mlir::Operation* other);

}  // namespace pelemay
