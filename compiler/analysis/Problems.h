//===- Problems.h - a program as the planner's question, and its answer back ---------------------===//
#pragma once

#include "compiler/planner/Plan.h"
#include "dialects/arena/Arena.h"

namespace pelemay {

/// The slots that lie in memories of ours, in the order they stand: buffer i of the problem is slot
/// i.
llvm::SmallVector<arena::SlotOp> plannedSlots(arena::ProgramOp program);

/// The question: every planned slot with its size and life (assign-lifetimes must have run).
planner::Problem problemOf(arena::ProgramOp program);

/// The answer that stands in the program: its offsets and what solve-offsets said of them.
/// Every planned slot must have an offset.
planner::Plan planOf(arena::ProgramOp program);

/// What schedule-order leaves on the program: {bytes, searched, step}. No order needs fewer bytes,
/// because of the step of this name, or of a search of so many nodes.
inline constexpr llvm::StringLiteral kLeastBytes{"least_bytes"};

/// Attributes solve-offsets leaves on the program.
inline constexpr llvm::StringLiteral kArenaBytes{"arena_bytes"};  // array<i64>, one a memory
inline constexpr llvm::StringLiteral kOptimality{
    "optimality"};  // {proven, what, lower_bound, witness, searched}

}  // namespace pelemay
