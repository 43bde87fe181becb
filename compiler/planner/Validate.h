//===- Validate.h - is this plan right? -----------------------------------===//
//
// Runs on every plan and does not know how it was made: it walks through the
// events, looks at the byte ranges that live there, and names whatever is wrong.
// It shares no code with the solver, so a mistake must be made twice to pass.
//===----------------------------------------------------------------------===//

#ifndef PELEMAY_COMPILER_PLANNER_VALIDATE_H
#define PELEMAY_COMPILER_PLANNER_VALIDATE_H

#include "compiler/planner/Plan.h"

namespace pelemay::planner {

enum class Fault {
  badProblem,      // the problem itself makes no sense; nothing else is looked at
  missingBuffer,   // a buffer has no placement, or a memory no peak
  extraPlacement,  // there are more placements than buffers, or more peaks than memories
  wrongMemory,     // in a memory that does not exist or is not allowed
  negativeOffset,
  outOfMemory,   // ends behind the memory's last byte
  badAlignment,  // of the buffer or of the memory
  movedFixed,    // a fixed offset was not kept
  overlap,       // two live buffers share a byte, and no pair permits it
  tooClose,      // a mayOverlap pair, nearer than its distance
  brokenPair,    // a sameAddress pair whose distance was not kept
  peakMismatch,  // a memory's peak is not the end of what lies in it
  falseBound,    // the witness does not prove the lower bound
  falseProof,    // "proven" where peaks and bound differ
};

/// The fault's name as it is written above.
const char* nameOf(Fault fault);

struct Violation {
  Fault fault;
  BufferId a = kNone, b = kNone;  // the buffers in question, if any
  std::string message;            // for people: what was needed, what was got, where
};

/// Everything wrong with the plan, ordered by kind of check, then by id; empty if it is right.
std::vector<Violation> validate(const Problem& problem, const Plan& plan);

}  // namespace pelemay::planner

#endif  // PELEMAY_COMPILER_PLANNER_VALIDATE_H
