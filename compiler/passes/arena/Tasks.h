//===- Tasks.h - a program's steps as tasks to be ordered ----------------------------------------===//
#pragma once

#include "compiler/planner/Schedule.h"
#include "dialects/arena/Arena.h"

namespace pelemay {

/// The steps and streams of a program, in the order they stand: task i is the i-th of them. A value
/// is a slot; what the caller holds has no bytes. A step waits
///   - for the writers of the bytes that it reads;
///   - where a slot's bytes may be written twice (inputs, state), for what comes before it there;
///   - for the probe before it, if it is one: logs come in the model's order.
struct StepTasks {
  planner::Tasks tasks;
  llvm::SmallVector<mlir::Operation*> steps;
  planner::Bytes padding = 0;  // the most that rounding up adds to a slot
};

/// `padded`: sizes are rounded up to the slots' alignment, as offsets will have it.
StepTasks tasksOf(arena::ProgramOp program, bool padded);

}  // namespace pelemay
