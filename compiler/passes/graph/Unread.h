//===- Unread.h - constants that nobody reads any more --------------------------------------------===//
#pragma once

#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace pelemay {

void eraseUnreadConstants(mlir::func::FuncOp func);

}  // namespace pelemay
