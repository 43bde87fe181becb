#include "compiler/passes/graph/Origins.h"

#include "dialects/graph/Graph.h"

using namespace mlir;

namespace pelemay {

void joinOrigins(Operation* op, Operation* other) {
  llvm::SmallVector<Attribute> origins;
  for (Operation* each : {op, other})
    for (graph::OriginAttr origin : graph::originsOf(each))
      if (!llvm::is_contained(origins, Attribute(origin))) origins.push_back(origin);
  if (!origins.empty()) op->setAttr(graph::kOrigins, ArrayAttr::get(op->getContext(), origins));
  op->setLoc(FusedLoc::get(op->getContext(), {op->getLoc(), other->getLoc()}));
}

}  // namespace pelemay
