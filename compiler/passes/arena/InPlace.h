//===- InPlace.h - may a result lie where an operand lies? ---------------------------------------===//
#pragma once

#include "dialects/arena/Arena.h"

namespace pelemay {

/// Whether the result of `step` may take the place of its input `number`, if that input dies at
/// this step and the result is born there. Kernels walk upward; their records say whether they read
/// an element before they write the one at the same place. Needs variants, no lives.
bool mayTakePlace(arena::StepOp step, unsigned number);

}  // namespace pelemay
