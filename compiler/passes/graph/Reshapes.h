//===- Reshapes.h - what passes that move reshapes and transposes leave behind -------------------===//
#pragma once

#include "dialects/graph/Graph.h"

namespace pelemay {

/// Two reshapes in a row are one; one that changes nothing is none.
void mergeReshape(graph::ReshapeOp reshape);

/// Erases transposes, reshapes and constants that nobody reads.
void eraseUnreadMoves(mlir::Block& block);

}  // namespace pelemay
