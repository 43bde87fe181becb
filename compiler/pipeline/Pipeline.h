//===- Pipeline.h - all passes, in order -----------------------------------------------------------===//
#pragma once

#include <string>

#include "mlir/Pass/PassManager.h"

namespace pelemay {

/// Where the passes stop, so that the model can be looked at there.
enum class Level {
  kGraph,    // as imported: no pass has run
  kFused,    // the graph as it will be computed: folded, lowered, fused
  kSteps,    // steps and slots, without kernels or offsets
  kPlanned,  // all that is printed
};

/// What a user may choose about the code that is made. Each option's words stand in the table of
/// tools/pelemay/Flags.cpp.
struct PipelineOptions {
  std::string input = "arena";       // where inputs lie: "arena" or "caller"
  std::string io = "model";          // borders: as the model has them, or "quantized"
  std::string probe;                 // advice: "after call(conv): log"; empty: none
  std::string memoryName = "arena";  // the target's memory for slots
  int64_t memorySize = 0;            // its bytes, 0: not limited
  int64_t align = 16;                // alignment of slots
};

/// From an imported graph module to a program that can be printed, or as far as `until`.
void buildPipeline(mlir::OpPassManager& passes, const PipelineOptions& options,
                   Level until = Level::kPlanned);

/// The second half alone, for programs written at the arena level. `placed`: every slot has its
/// offset.
void buildProgramPipeline(mlir::OpPassManager& program, bool placed);

}  // namespace pelemay
