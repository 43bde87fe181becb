//===- Claim.h - how good a program's plan is, order and offsets together ------------------------===//
#pragma once

#include <string>

#include "dialects/arena/Arena.h"

namespace pelemay {

/// The steps as they are: whole tensors, element-wise results and sums in place, pools fed row by
/// row. What could be gained by other steps (rings through several layers) is another class.
inline constexpr llvm::StringLiteral kLayerwise{"layerwise+inplace"};

/// What has been proven of a solved program. Where schedule-order has run, of all orders and all
/// offsets; else of the offsets for the order at hand.
struct Claim {
  std::string className;  // kLayerwise; empty where only offsets were looked at
  bool proven = false;
  std::string what;                 // for people: what is proven, or how far away the proof is
  int64_t lowerBound = 0;           // bytes: no plan of the class needs less
  int64_t gap = 0;                  // bytes of the plan above that
  int64_t orders = 0, offsets = 0;  // nodes of the searches that are part of the proof
};

Claim claimOf(arena::ProgramOp program);

}  // namespace pelemay
