//===- Measure.h - flash and stack of a model, as its target's compiler makes them ---------------===//
#pragma once

#include "compiler/codegen/report/Report.h"
#include "tools/pelemay/Build.h"

namespace pelemay {

/// Fills code and stack of the report: code is what an image with the model has more than one
/// without, weights apart. The build must hold the model. A model that does not fit is refused,
/// with what is missing; of the stack, the program around the model takes `around` bytes.
Outcome<bool> measure(Build& build, arena::ProgramOp program, codegen::Report& report,
                      int64_t around);

}  // namespace pelemay
