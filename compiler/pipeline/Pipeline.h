//===- Pipeline.h - all passes, in order -----------------------------------------------------------===//
#pragma once

#include <string>

#include "mlir/Pass/PassManager.h"

namespace pelemay {

/// What a user may choose about the code that is made. Each option's words stand in the table of
/// tools/pelemay/Flags.cpp.
struct PipelineOptions {
  std::string input = "arena";       // where inputs lie: "arena" or "caller"
  std::string probe;                 // advice: "after call(conv): log"; empty: none
  std::string memoryName = "arena";  // the target's memory for slots
  int64_t memorySize = 0;            // its bytes, 0: not limited
  int64_t align = 16;                // alignment of slots
};

/// From an imported graph module to a program that can be printed.
void buildPipeline(mlir::OpPassManager& passes, const PipelineOptions& options);

/// The second half alone, for programs written at the arena level. `placed`: every slot has its
/// offset.
void buildProgramPipeline(mlir::OpPassManager& program, bool placed);

}  // namespace pelemay
