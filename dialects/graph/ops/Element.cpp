//===- Element.cpp - element-wise ops: nothing but the shared verifier ---------------------------===//
#include <cmath>  // INFINITY, a default

#include "dialects/graph/Graph.h"

using namespace mlir;

#define GET_OP_CLASSES
#include "dialects/graph/ops/Element.cpp.inc"

namespace pelemay::graph {

void GraphDialect::addElementOps() {
  addOperations<
#define GET_OP_LIST
#include "dialects/graph/ops/Element.cpp.inc"
      >();
}

}  // namespace pelemay::graph
