//===- Origins.h - an op that is several of the model's nodes at once ----------------------------===//
#pragma once

#include "mlir/IR/Operation.h"

namespace pelemay {

/// What `other` made of `op`'s result, `op` now makes: its origins behind the op's own, each once,
/// and its location. The last origin is the one that a result is named after.
void joinOrigins(mlir::Operation* op, mlir::Operation* other);

/// What `other` made of `op`'s operand, `op` now does itself; the result is what it was.
void joinOriginsBefore(mlir::Operation* op, mlir::Operation* other);

}  // namespace pelemay
