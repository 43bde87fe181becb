//===- Frame.h - a map within a frame of a zero point that the model computes -----------------===//
#pragma once

#include "frontends/onnx/Node.h"

namespace pelemay::onnx {

/// `map` (N, H, W, C of bytes) with `pad` (top, left, bottom, right) around it, each element worth
/// `zero`, a tensor of one element of the map's type. Null after an error.
mlir::Value framed(Node& node, mlir::Value map, llvm::ArrayRef<int64_t> pad, mlir::Value zero);

}  // namespace pelemay::onnx
