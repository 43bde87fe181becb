//===- RandomProblems.h - small problems by seed, and a naive judge -------===//
//
// The oracle is a third opinion next to solver and validator, slow on purpose:
// it writes the owner into every byte at every event and looks for two names
// (bytes between two edges of buffers are alike, so the first stands for them).
//===----------------------------------------------------------------------===//

#ifndef PELEMAY_TEST_PLANNER_RANDOMPROBLEMS_H
#define PELEMAY_TEST_PLANNER_RANDOMPROBLEMS_H

#include <random>

#include "compiler/planner/Plan.h"

namespace pelemay::planner {

/// The same everywhere: std::mt19937 is fixed by the standard, distributions are not.
class Dice {
 public:
  explicit Dice(uint32_t seed) : engine(seed) {}
  int64_t upTo(int64_t most) { return int64_t(engine()) % (most + 1); }  // 0 .. most
  bool oneIn(int64_t n) { return upTo(n - 1) == 0; }

 private:
  std::mt19937 engine;
};

struct Spice {
  bool alignments = true, memories = false, fixed = false, regions = false, pairs = false;
};

/// `count` buffers of up to 40 bytes within 12 events. May have no solution (limits, fixed, pairs).
Problem randomProblem(Dice& dice, int count, Spice spice);

/// Whether placements are right by every rule of Problem.h. Peaks and proof are not asked.
bool oracleAccepts(const Problem& problem, const Plan& plan);

/// Whether x and y share a byte while both live, and no rule permits it; by what they are given in
/// `plan`, whose memories are not looked at.
bool clash(const Problem& problem, const Plan& plan, size_t x, size_t y);

/// Peaks as they follow from the placements, and no claim about optimality.
void settlePeaks(const Problem& problem, Plan& plan);

}  // namespace pelemay::planner

#endif  // PELEMAY_TEST_PLANNER_RANDOMPROBLEMS_H
