#include "dialects/probe/Probe.h"

#include "mlir/IR/Builders.h"

using namespace mlir;

#include "dialects/probe/Dialect.cpp.inc"
#define GET_OP_CLASSES
#include "dialects/probe/Ops.cpp.inc"

namespace pelemay::probe {

void ProbeDialect::initialize() {
  addOperations<
#define GET_OP_LIST
#include "dialects/probe/Ops.cpp.inc"
      >();
}

LogicalResult LogOp::verify() {
  if (!getAxes()) return success();
  llvm::SmallVector<int64_t> axes(*getAxes());
  llvm::sort(axes);
  auto type = cast<RankedTensorType>(getX().getType());
  if (llvm::equal(axes, llvm::seq<int64_t>(0, type.getRank()))) return success();
  return emitOpError("needs each axis of ") << type << " once (C1)";
}

}  // namespace pelemay::probe
