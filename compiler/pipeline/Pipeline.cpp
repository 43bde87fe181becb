#include "compiler/pipeline/Pipeline.h"

#include "compiler/passes/Passes.h"
#include "mlir/Transforms/Passes.h"

using namespace mlir;

namespace pelemay {

void buildPipeline(OpPassManager& passes, const PipelineOptions& options, Level until) {
  if (until == Level::kGraph) return;
  // graph: what is computed.
  GraphImportVerifyOptions verify;
  verify.recordOps = !options.probe.empty();
  passes.addPass(createGraphImportVerify(verify));
  passes.addNestedPass<func::FuncOp>(createGraphFoldConstants());
  passes.addNestedPass<func::FuncOp>(createGraphLowerQuantization());
  if (options.io == "quantized") passes.addNestedPass<func::FuncOp>(createGraphQuantizeBorders());
  GraphFoldConstantsOptions rest;
  rest.dequantize =
      true;  // constants that stayed quantized: nobody asks for their integers any more
  passes.addNestedPass<func::FuncOp>(createGraphFoldConstants(rest));
  passes.addNestedPass<func::FuncOp>(createGraphSinkTransposes());
  passes.addNestedPass<func::FuncOp>(createGraphFoldConstants(rest));  // transposes of constants
  passes.addNestedPass<func::FuncOp>(createGraphSinkReshapes());
  passes.addNestedPass<func::FuncOp>(createGraphReadPlanes());
  passes.addNestedPass<func::FuncOp>(createGraphFusePads());
  passes.addPass(createCSEPass());
  if (!options.probe.empty()) {  // before fusion: what a pointcut names stays visible
    ProbeWeaveOptions weave;
    weave.advice = options.probe;
    passes.addPass(createProbeWeave(weave));
  }
  passes.addNestedPass<func::FuncOp>(createGraphFoldAffine());
  passes.addNestedPass<func::FuncOp>(createGraphFoldConstantChannels());
  passes.addNestedPass<func::FuncOp>(createGraphFuseElementwise());
  if (until == Level::kFused) return;

  // graph -> arena: where and when.
  GraphLowerToStepsOptions lower;
  lower.input = options.input;
  lower.align = options.align;
  lower.memoryName = options.memoryName;
  lower.memorySize = options.memorySize;
  passes.addPass(createGraphLowerToSteps(lower));
  if (until == Level::kSteps) return;
  buildProgramPipeline(passes.nest<arena::ProgramOp>(), /*placed=*/false);
}

void buildProgramPipeline(OpPassManager& program, bool placed) {
  program.addPass(createArenaSelectVariants());
  if (!placed) {
    program.addPass(createArenaStreamPools());
    program.addPass(createArenaPlaceParts());
    program.addPass(createArenaScheduleOrder());
  }
  program.addPass(createArenaPackWeights());
  program.addPass(createArenaAssignLifetimes());
  if (!placed) {
    program.addPass(createArenaPlanInPlace());
    program.addPass(createArenaSolveOffsets());
  }
  program.addPass(createArenaCheckPlan());
  program.addPass(createArenaName());
}

}  // namespace pelemay
