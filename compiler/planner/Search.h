//===- Search.h - stack blocks within a height, or prove that none can ----===//
//
// Branch and bound over canonical packings. Of all packings within the capacity
// take one with the least sum of offsets: there each block lies as low as those
// below it let it, so placing blocks by rising offset, each at its least offset,
// finds it. What cannot lead to such a packing is not tried:
//   - a block that could lie below one already placed, unless one still to come
//     will push it up;
//   - a block above which another one of those left would fit in below;
//   - the second of two blocks that are alike.
// Blocks that no longer meet in time are searched apart, and a state that has
// failed once is remembered. Work is counted, not timed: the same on every machine.
//===----------------------------------------------------------------------===//

#ifndef PELEMAY_COMPILER_PLANNER_SEARCH_H
#define PELEMAY_COMPILER_PLANNER_SEARCH_H

#include <memory>

#include "compiler/planner/Packing.h"

namespace pelemay::planner {

class PackingSearch {
 public:
  enum class Outcome { found, none, gaveUp };

  explicit PackingSearch(const Packing& packing);
  ~PackingSearch();

  /// Looks for a packing of at most `capacity` bytes; gives up when `work` is used up. `none` is a
  /// proof if the packing is complete.
  Outcome run(Bytes capacity, int64_t work);

  /// By block; of the last run that found something.
  const std::vector<Bytes>& offsets() const;

  int64_t nodes() const;  // looked at so far, in all runs
  int64_t work() const;   // blocks looked at in all those nodes

 private:
  class State;
  std::unique_ptr<State> state;
};

}  // namespace pelemay::planner

#endif  // PELEMAY_COMPILER_PLANNER_SEARCH_H
