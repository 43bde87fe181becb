//===- Emit.h - `pelemay compile --emit LEVEL`: a model in our IR ----------------------------------===//
#pragma once

#include "compiler/targets/Target.h"
#include "tools/pelemay/Failure.h"
#include "tools/pelemay/Progress.h"

namespace pelemay {

/// Writes the module at options.emit to -o, or to stdout. Large constants are left out unless they
/// are asked for: what is left is for people.
Outcome<bool> emitIr(const Options& options, const Target& target, Progress& progress);

}  // namespace pelemay
