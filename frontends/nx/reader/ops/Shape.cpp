//===- Shape.cpp - views ----------------------------------------------------------------------===//
#include "frontends/nx/reader/Table.h"

using namespace mlir;

namespace pelemay::nx {

LogicalResult import_reshape(Node& node) {
  if (failed(node.needOperands(1)) || failed(node.needAttributes({}))) return failure();
  if (node.typeOf(0).getNumElements() != node.declared().getNumElements())
    return node.fail("a shape with as many elements as " + titled(node.typeOf(0)),
                     titled(node.declared()));
  return node.define(node.reshape(node.operand(0), node.declared().getShape()));
}

}  // namespace pelemay::nx
