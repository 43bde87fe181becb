#include "frontends/nx/reader/ops/Plain.h"

using namespace mlir;

namespace pelemay::nx {

/// Floats, unless integers are known to mean the same: Nx's integers wrap around. In 8 bits C++'s
/// do, as they are computed in int and stored in 8; in 32 bits an overflow is undefined.
static LogicalResult checkElement(Node& node) {
  if (node.op() == "max" || node.op() == "min") return node.needElement({"f32", "s8", "u8", "s32"});
  bool wraps = node.op() == "add" || node.op() == "subtract" || node.op() == "multiply" ||
               node.op() == "negate";
  if (wraps) return node.needElement({"f32", "s8", "u8"});
  return node.needElement({"f32"});
}

LogicalResult readElementwise(Node& node, unsigned arity) {
  return failure(failed(node.needOperands(arity)) || failed(node.needAttributes({})) ||
                 failed(checkElement(node)) || failed(node.unifyTypes()));
}

}  // namespace pelemay::nx
