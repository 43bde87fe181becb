//===- Harness.h - programs around a model: to measure it and to run it --------------------------===//
#pragma once

#include "dialects/arena/Arena.h"

namespace pelemay {

/// A program that calls the model once and does nothing else: what it needs more than
/// emptyProgram() is what the model needs.
std::string measuringProgram(arena::ProgramOp program);
std::string emptyProgram();

/// A program that runs the model on each set of inputs (files with their bytes, by number) and
/// prints for each, a line each:
///   @status S          what NAME_run answered
///   @stack N           bytes
///   @probe OP TYPE SIZES HEX NAME   each value that is logged, in logical order
///   @output K HEX      the bytes of output K
std::string runningProgram(arena::ProgramOp program,
                           const std::vector<std::vector<std::string>>& sets);

}  // namespace pelemay
