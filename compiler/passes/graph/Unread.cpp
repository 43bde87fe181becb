#include "compiler/passes/graph/Unread.h"

#include "dialects/graph/Graph.h"

using namespace mlir;

namespace pelemay {

void eraseUnreadConstants(func::FuncOp func) {
  llvm::SmallVector<graph::ConstantOp> constants;
  func.walk([&](graph::ConstantOp op) { constants.push_back(op); });
  for (graph::ConstantOp constant : constants)
    if (constant->use_empty()) constant->erase();
}

}  // namespace pelemay
