//===- BoundTest.cpp - never below the bound, seldom above the optimum ----===//

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "Build.h"
#include "RandomProblems.h"
#include "compiler/planner/Bound.h"
#include "compiler/planner/Solve.h"
#include "compiler/planner/Validate.h"

namespace pelemay::planner {
namespace {

bool meet(const Buffer& a, const Buffer& b) {
  for (const Interval& x : a.live) {
    for (const Interval& y : b.live) {
      if (x.first <= y.last && y.first <= x.last) return true;
    }
  }
  return false;
}

/// The least peak of one memory, by placing in every order. (Placing by rising offsets of an
/// optimal plan puts nobody higher than there, so one of the orders is optimal.)
Bytes bruteForce(const Problem& problem) {
  std::vector<size_t> order(problem.buffers.size());
  std::iota(order.begin(), order.end(), size_t{0});
  Bytes best = kMaxBytes;
  do {
    std::vector<Bytes> offset(order.size(), -1);
    Bytes peak = 0;
    for (size_t i : order) {
      const Buffer& buffer = problem.buffers[i];
      auto isFree = [&](Bytes at) {
        for (size_t j = 0; j < order.size(); ++j) {
          const Buffer& other = problem.buffers[j];
          if (offset[j] < 0 || !meet(buffer, other)) continue;
          if (at < offset[j] + other.size && offset[j] < at + buffer.size) return false;
        }
        return true;
      };
      Bytes at = 0;
      while (!isFree(at)) at += buffer.align;
      offset[i] = at;
      peak = std::max(peak, at + buffer.size);
    }
    best = std::min(best, peak);
  } while (std::next_permutation(order.begin(), order.end()));
  return best;
}

TEST(Bound, IsBelowTheOptimumAndTheSolverMostlyReachesIt) {
  Dice dice(3);
  int optimal = 0, proven = 0;
  constexpr int kProblems = 120;
  for (int i = 0; i < kProblems; ++i) {
    Spice spice;
    spice.alignments = i % 2 == 0;
    Problem problem = randomProblem(dice, 7, spice);
    Bytes optimum = bruteForce(problem);
    Result<Plan> plan = solve(problem);
    ASSERT_TRUE(plan);
    EXPECT_LE(plan->optimality.lowerBound, optimum);
    EXPECT_GE(plan->totalBytes(), optimum);
    optimal += plan->totalBytes() == optimum;
    proven += plan->optimality.proven;
    EXPECT_TRUE(!plan->optimality.proven || plan->totalBytes() == optimum);
  }
  RecordProperty("optimal_of_120", optimal);
  RecordProperty("proven_of_120", proven);
  EXPECT_GE(optimal, 114);
  EXPECT_GE(proven, 90);
}

TEST(Bound, SolveIsNeverWorseThanAnyOneOrder) {
  Dice dice(4);
  int better = 0;
  for (int i = 0; i < 60; ++i) {
    Problem problem = randomProblem(dice, 40, Spice{});
    Result<Plan> best = solve(problem);
    ASSERT_TRUE(best);
    for (Rule rule : kRules) {
      Result<Plan> one = solveBy(rule, problem);
      ASSERT_TRUE(one);
      EXPECT_TRUE(validate(problem, *one).empty());
      EXPECT_LE(best->totalBytes(), one->totalBytes());
      better += best->totalBytes() < one->totalBytes();
    }
  }
  EXPECT_GT(better, 0);
}

TEST(Bound, CountsThePaddingOfAllButTheTopmost) {
  Problem problem = oneMemory(0, 16);
  add(problem, "a", 10, 0, 0);
  add(problem, "b", 20, 0, 0);
  EXPECT_EQ(lowerBound(problem, 1).bytes, 36);  // a padded to 16, b on top
  EXPECT_EQ(solve(problem)->totalBytes(), 36);
}

TEST(Bound, LeavesOutWhatIsLessAligned) {
  Problem problem = oneMemory();
  at(problem, add(problem, "a", 17, 0, 0)).align = 16;
  at(problem, add(problem, "b", 17, 0, 0)).align = 16;
  add(problem, "c", 1, 0, 0);
  EXPECT_EQ(lowerBound(problem, 1).bytes, 49);  // 32 + 17; c finds room in the padding
  Result<Plan> plan = solve(problem);
  EXPECT_TRUE(plan->optimality.proven);
  EXPECT_EQ(plan->optimality.witness, (std::vector<BufferId>{0, 1}));
}

TEST(Bound, OfAlternativesTheHeavierCounts) {
  Problem problem = oneMemory();
  RegionId branch = add(problem, Region::Kind::sequence);
  add(problem, "always", 10, 0, 2);
  at(problem, add(problem, "then", 30, 1, 1)).region =
      add(problem, Region::Kind::alternative, branch);
  at(problem, add(problem, "else", 40, 1, 1)).region =
      add(problem, Region::Kind::alternative, branch);
  EXPECT_EQ(lowerBound(problem, 1).bytes, 50);
  EXPECT_EQ(lowerBound(problem, 1).witness, (std::vector<BufferId>{0, 2}));
}

TEST(Bound, SubtractsWhatPairsMayShare) {
  Problem problem = oneMemory();
  add(problem, "in", 100, 0, 1);
  add(problem, "out", 80, 1, 2);
  problem.pairs = {mayOverlap(0, 1, Direction::up, 30)};
  EXPECT_EQ(lowerBound(problem, 1).bytes, 130);  // 100 + 80 - (80 - 30)
  Result<Plan> plan = solve(problem);
  EXPECT_TRUE(plan->optimality.proven);
  EXPECT_TRUE(validate(problem, *plan).empty());
}

TEST(Bound, AFixedEndIsABound) {
  Problem problem = oneMemory();
  at(problem, add(problem, "io", 16, 0, 0)).fixedOffset = 100;
  Result<Plan> plan = solve(problem);
  EXPECT_EQ(plan->optimality.lowerBound, 116);
  EXPECT_TRUE(plan->optimality.proven);
  EXPECT_TRUE(validate(problem, *plan).empty());
}

}  // namespace
}  // namespace pelemay::planner
