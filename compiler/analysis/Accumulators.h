//===- Accumulators.h - exact integer sums behind float convolutions, products and averages --===//
#pragma once

#include "compiler/analysis/Quantized.h"

namespace pelemay {

/// What an op between dequantize and quantize computes, as exact 32-bit sums: value = sum *
/// scale[c].
struct Accumulators {
  mlir::Operation* op =
      nullptr;  // conv, linear, matmul, average_pool or reduce_mean; null: the stored tensor itself
  StoredTensor x;
  std::optional<StoredConstant> w;  // of a product
  std::vector<int64_t> bias;  // of a product, a channel: as stored, x's zero point not yet in it
  mlir::Operation* biasSource = nullptr;  // the constant that names it
  int64_t count = 1;                      // of an average: how many elements it divides by
  /// Of every channel (one for a pool): a unit of the sum, and all values the sum can take.
  std::vector<Rational> scale;
  std::vector<Interval> range;
  /// What runs between `op` and the value that was asked for: moves, and additions that are in the
  /// bias.
  llvm::SmallVector<mlir::Operation*> ops;
};

/// Found, or why not; an empty refusal where nothing is quantized.
using FoundAccumulators = std::variant<Accumulators, Refusal>;

FoundAccumulators accumulatorsOf(mlir::Value value);

}  // namespace pelemay
