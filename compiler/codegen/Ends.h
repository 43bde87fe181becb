//===- Ends.h - C++ of where a driver takes rows from, and where it puts them ---------------------===//
#pragma once

#include <string>

#include "dialects/arena/Arena.h"

namespace pelemay::codegen {

/// `Ring<const float>{conv1, 64, 3}` or `Whole<const float>{image, 24}`: graph operand `i`.
std::string sourceText(arena::StepOp step, unsigned i);

/// `Whole<float>{out, 64}`: the step's result.
std::string sinkText(arena::StepOp step);

}  // namespace pelemay::codegen
