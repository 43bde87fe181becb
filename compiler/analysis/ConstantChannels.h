//===- ConstantChannels.h - channels that can never leave one value, and who needs them ------===//
//
// A channel of an integer convolution whose output is the same at both ends of its interval has
// multiplier 0 and lo = hi. Its readers can do without it where they read it at its value and
// nowhere as padding of another: its products are a constant of their bias then. A depthwise
// convolution of such a channel is constant itself, and needs no channel whose result nobody needs.
//===-----------------------------------------------------------------------------------------===//
#pragma once

#include <optional>
#include <vector>

#include "dialects/graph/Graph.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace pelemay {

/// A convolution of stored integers whose sums are requantized, and by nobody else read.
struct StoredConv {
  graph::ConvOp conv;
  graph::RequantizeOp requantize;
  int64_t channels = 0;  // of its output
  bool depthwise = false;
  /// Of each output channel: the value it always has.
  std::vector<std::optional<int64_t>> value;
  /// Of each output channel: nobody needs it.
  std::vector<bool> dropped;
};

/// All of them, in the order they run.
std::vector<StoredConv> constantChannelsOf(mlir::func::FuncOp func);

}  // namespace pelemay
