//===- KernelFacts.h - how the kernel of a step goes over its operands ---------------------------===//
//
// What a replay has to know of a kernel beyond the row maps, decided from the op's record, its
// parameters and the shape the kernel is given. What is not known here is assumed to be the worst:
// everything is read at once, and nothing may be written over.
//===---------------------------------------------------------------------------------------------===//
#pragma once

#include <string>

#include "dialects/arena/Arena.h"

namespace pelemay::check {

/// Whether the step's kernel computes its result one row of axis 1 at a time, so that later rows of
/// the operands may change meanwhile.
bool runsByRows(arena::StepOp step);

/// What is wrong with a row map: it promises fewer or other rows than the kernel reads. Empty:
/// nothing.
std::string faultOfRowMap(arena::StepOp step, unsigned input);

/// What is wrong with how the kernel goes from one pixel of operand `operand` (inputs, then
/// outputs) to the next: "16 elements apart, but they are 32". Empty: nothing.
std::string faultOfPitch(arena::StepOp step, unsigned operand);

/// Whether the kernel may write an element of its result over the element of `input` at the same
/// place.
bool mayWriteOver(arena::StepOp step, unsigned input);

}  // namespace pelemay::check
