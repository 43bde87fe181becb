//===- Shares.h - one problem a memory, where nobody has a choice ---------===//
//
// Buffers in different memories never meet. If each has but one memory it may go
// to, the problem falls apart into one a memory, each solved as if there were no
// other: a memory that nobody uses takes nothing from the plan of the rest.
//===----------------------------------------------------------------------===//

#ifndef PELEMAY_COMPILER_PLANNER_SHARES_H
#define PELEMAY_COMPILER_PLANNER_SHARES_H

#include "compiler/planner/Problem.h"

namespace pelemay::planner {

struct Share {
  MemoryId memory = kNone;
  std::vector<BufferId> buffers;  // the share's buffer i is this one of all
  Problem problem;                // of that memory alone
};

/// One for each memory that is used; none where a single problem is all there is: one memory, or a
/// buffer with a choice.
std::vector<Share> sharesOf(const Problem& problem);

}  // namespace pelemay::planner

#endif  // PELEMAY_COMPILER_PLANNER_SHARES_H
