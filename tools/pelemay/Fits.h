//===- Fits.h - whether a program fits its target, and by how much it does not ------------------------===//
#pragma once

#include "compiler/codegen/report/Report.h"
#include "compiler/targets/Target.h"
#include "tools/pelemay/Failure.h"

namespace pelemay {

/// Refuses what no linker could fit: weights larger than flash; arena, the caller's tensors and the
/// stack larger than RAM. What code needs is only known later, from an image.
Outcome<bool> checkFits(const Target& target, const codegen::Report& report);

/// Whether an image can be linked to see how much is missing (checkImage), or that much is certain.
bool isFarTooLarge(const codegen::Report& report);

/// Refuses an image, linked as if there were more memory, that needs more flash or RAM than there
/// is; the stack that is set aside is among its RAM.
Outcome<bool> checkImage(const Target& target, const codegen::Report& report, int64_t flash,
                         int64_t ram);

/// Bytes of stack for our own main around a model, and for what prints.
inline constexpr int64_t kStackOfMain = 512;

/// Refuses what would grow its stack into other memory: the model's, as far as it was measured, and
/// that of the program around it.
Outcome<bool> checkStack(const Target& target, const codegen::Report& report, int64_t around);

/// Why a program of ours around the model cannot be linked, though the generated code is right; or
/// empty. Where memory is not limited, compilers still reach variables within 2 GiB only.
std::string tooLargeToLink(const Target& target, const codegen::Report& report);

}  // namespace pelemay
