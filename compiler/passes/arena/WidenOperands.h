//===- WidenOperands.h - operands that broadcast along more axes than kernels walk --------------===//
#pragma once

#include "dialects/arena/Arena.h"

namespace pelemay {

/// Where the operands of an element-wise step broadcast along axes by turns, copies of them into
/// slots of their own, in front of the step, make the axes few enough for a kernel:
///
///     "add"(%x: f32[2][3][4][7], %y: f32[3][1][7])
///                            ==>   "copy"(%y) -> (%wide: f32[2][3][1][7]), "add"(%x, %wide)
///
/// In a program whose slots have their places already nothing changes.
void widenOperands(arena::StepOp step);

}  // namespace pelemay
