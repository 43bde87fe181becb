//===- Fits.h - whether a program has a chance on its target, before a compiler is started ---------===//
#pragma once

#include "compiler/codegen/report/Report.h"
#include "compiler/targets/Target.h"
#include "tools/pelemay/Failure.h"

namespace pelemay {

/// Refuses what no linker could fit: weights larger than flash; arena, the caller's tensors and the
/// stack larger than RAM. What code needs is only known later, from the linker.
Outcome<bool> checkFits(const Target& target, const codegen::Report& report);

/// Refuses to run what would grow its stack into other memory; the stack must have been measured.
Outcome<bool> checkStack(const Target& target, const codegen::Report& report);

/// Why a program of ours around the model cannot be linked, though the generated code is right; or
/// empty. Where memory is not limited, compilers still reach variables within 2 GiB only.
std::string tooLargeToLink(const Target& target, const codegen::Report& report);

}  // namespace pelemay
