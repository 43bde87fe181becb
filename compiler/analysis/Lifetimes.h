//===- Lifetimes.h - from which event to which a slot holds its value ----------------------------===//
//
// Steps are events, counted from 0; a stream is one event. A slot lives from the event that writes
// it, or a view of it, to the last that reads it, both included: what an event writes never shares
// bytes with what it reads. Inputs live from the start, since they are there before the run; state
// and outputs to the end.
//===---------------------------------------------------------------------------------------------===//
#pragma once

#include "dialects/arena/Arena.h"

namespace pelemay {

struct Lifetime {
  int64_t first = 0, last = 0;  // closed
};

using Lifetimes = llvm::DenseMap<mlir::Operation*, Lifetime>;

/// Of every slot of the program.
Lifetimes lifetimesOf(arena::ProgramOp program);

}  // namespace pelemay
