//===- Known.h - values that are known while importing ------------------------------------------===//
// Exporters compute shapes by nodes: Shape, Gather, Concat, Mul. What only constants went into is a
// constant of the model again, so that Reshape and its like find a list that they can read.
//===------------------------------------------------------------------------------------------===//
#pragma once

#include "frontends/onnx/Tensor.h"
#include "mlir/IR/Value.h"

namespace pelemay::onnx {

/// The value, if it is a small tensor of int64 and everything it is computed from is constant. Its
/// ops stay, for graph-fold-constants to remove.
std::optional<Tensor> knownTensor(mlir::Value value);

}  // namespace pelemay::onnx
