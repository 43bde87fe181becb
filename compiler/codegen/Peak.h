//===- Peak.h - most bytes alive at once, before a plan is made -----------------------------------===//
#pragma once

#include "compiler/analysis/Lifetimes.h"

namespace pelemay::codegen {

/// Of the slots of `program` that `lives` holds and that lie in memories of ours. A result that
/// will take the place of an operand (arena-plan-in-place) is counted once.
int64_t peakOf(arena::ProgramOp program, const Lifetimes& lives);

}  // namespace pelemay::codegen
