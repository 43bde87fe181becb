//===- Linear.h - what float and integer convolutions and products share ----------------------===//
#pragma once

#include "frontends/onnx/Node.h"

namespace pelemay::onnx {

/// `operandSegmentSizes` of x, w, b?, extras.
mlir::NamedAttribute segments(Node& node, bool bias);

/// Checks inputs 0 and 1 of Conv and ConvInteger, whether `bias`, input 2, fits, and reads the
/// attributes: those of graph.conv but for segments. Nothing after an error.
std::optional<llvm::SmallVector<mlir::NamedAttribute>> readConv(Node& node, bool bias);

/// A product of two matrices; and of stacks of matrices on the left, which are one tall matrix when
/// the right is not a stack itself.
struct Matrices {
  llvm::SmallVector<int64_t> result;  // the shape that the user knows
  int64_t inner, columns;
};

/// Checks the shapes of inputs 0 and 1. Nothing after an error.
std::optional<Matrices> readMatrices(Node& node);
/// Input 0 with two axes.
mlir::Value tallMatrix(Node& node, const Matrices& sizes);

}  // namespace pelemay::onnx
