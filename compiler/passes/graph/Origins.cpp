#include "compiler/passes/graph/Origins.h"

#include "dialects/graph/Graph.h"

using namespace mlir;

namespace pelemay {

static void setJoined(Operation* op, llvm::ArrayRef<Operation*> sources) {
  llvm::SmallVector<Attribute> origins;
  llvm::SmallVector<Location> places;
  for (Operation* source : sources) {
    places.push_back(source->getLoc());
    for (graph::OriginAttr origin : graph::originsOf(source))
      if (!llvm::is_contained(origins, Attribute(origin))) origins.push_back(origin);
  }
  if (!origins.empty()) op->setAttr(graph::kOrigins, ArrayAttr::get(op->getContext(), origins));
  op->setLoc(FusedLoc::get(op->getContext(), places));
}

void joinOrigins(Operation* op, Operation* other) { setJoined(op, {op, other}); }

void joinOriginsBefore(Operation* op, Operation* other) { setJoined(op, {other, op}); }

}  // namespace pelemay
