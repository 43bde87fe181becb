//===- Certificate.h - does the witness prove the bound? ------------------===//
//
// Part of the validator, and like it a stranger to the solver: it knows only
// what Plan.h says that a witness proves, and works it out anew.
//===----------------------------------------------------------------------===//

#ifndef PELEMAY_COMPILER_PLANNER_CERTIFICATE_H
#define PELEMAY_COMPILER_PLANNER_CERTIFICATE_H

#include "compiler/planner/Plan.h"

namespace pelemay::planner {

/// Whether no plan can need less than `bytes`, because of the witness. Zero needs no witness.
bool isProven(const Problem& problem, Bytes bytes, const std::vector<BufferId>& witness);

/// Whether the two stand in different branches of one `if`.
bool neverRunTogether(const Problem& problem, BufferId a, BufferId b);

}  // namespace pelemay::planner

#endif  // PELEMAY_COMPILER_PLANNER_CERTIFICATE_H
