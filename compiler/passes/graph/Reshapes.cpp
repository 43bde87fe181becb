#include "compiler/passes/graph/Reshapes.h"

using namespace mlir;

namespace pelemay {

using namespace graph;

void mergeReshape(ReshapeOp reshape) {
  if (auto first = reshape.getX().getDefiningOp<ReshapeOp>()) reshape->setOperand(0, first.getX());
  if (reshape.getX().getType() == reshape.getY().getType())
    reshape.getY().replaceAllUsesWith(reshape.getX());
}

void eraseUnreadMoves(Block& block) {
  for (Operation& op : llvm::make_early_inc_range(llvm::reverse(block)))
    if (isa<TransposeOp, ReshapeOp, ConstantOp>(op) && op.use_empty()) op.erase();
}

}  // namespace pelemay
