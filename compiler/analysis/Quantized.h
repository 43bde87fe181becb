//===- Quantized.h - the integers behind float values ----------------------------------------===//
//
// Finds what a float value of a Q/DQ graph really is: a stored integer tensor, an integer constant,
// or the result of an op between dequantize and quantize. Looks through moves: transposes,
// reshapes, slices, pads with 0, largest and smallest elements give the same stored integers before
// and behind a quantization with one scale.
//===-----------------------------------------------------------------------------------------===//
#pragma once

#include <optional>

#include "compiler/analysis/Requantization.h"
#include "dialects/graph/Graph.h"

namespace pelemay {

/// On an op between quantized tensors: why it computes in floats, for the report.
inline constexpr llvm::StringLiteral kStaysFloat{"graph.float"};

/// Whether `op` only moves or selects values.
bool isMove(mlir::Operation* op);

/// A stored tensor with one scale, and the moves from it to the value, in the order they run.
struct StoredTensor {
  graph::DequantizeOp source;
  llvm::SmallVector<mlir::Operation*> moves;

  float scale() const;
  int64_t zero() const;
  mlir::Type element() const;
  /// All values it can hold, zero point subtracted.
  Interval range() const;
};
std::optional<StoredTensor> storedTensor(mlir::Value value);

/// An integer constant in the order of the value it is behind.
struct StoredConstant {
  mlir::ElementsAttr stored;
  std::vector<int64_t> values;     // zero point subtracted
  llvm::SmallVector<float> scale;  // one, or one for each index of `axis`
  llvm::SmallVector<int64_t> zero;
  int64_t axis = 0;
  mlir::Operation* source = nullptr;  // the graph.constant that names it

  mlir::RankedTensorType type() const;
  bool hasZeroPoint() const;
  float scaleOf(int64_t element) const;
};
std::optional<StoredConstant> storedConstant(mlir::Value value);

/// What lies between an op and the quantization of its result: moves, and clamps as one pair of
/// bounds (a clamp commutes with every move and with the rounding).
struct Tail {
  mlir::Value core;
  llvm::SmallVector<mlir::Operation*> ops;  // from the core on
  std::optional<float> lo, hi;
};
Tail tailOf(mlir::Value value);

/// The range of integers of 8 to 32 bits.
Interval rangeOf(mlir::Type element);

/// `y`'s zero point, and the range of its type cut at the bounds of the tail.
Stored storedRange(graph::QuantizeOp y, const Tail& tail);

}  // namespace pelemay
