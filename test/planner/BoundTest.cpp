//===- BoundTest.cpp - what no plan can get below -------------------------===//

#include <gtest/gtest.h>

#include "Build.h"
#include "RandomProblems.h"
#include "compiler/planner/Bound.h"
#include "compiler/planner/Solve.h"
#include "compiler/planner/Validate.h"

namespace pelemay::planner {
namespace {

TEST(Bound, SolveIsNeverWorseThanAnyOneOrder) {
  Dice dice(4);
  int better = 0;
  for (int i = 0; i < 60; ++i) {
    Problem problem = randomProblem(dice, 40, Spice{i % 6 == 0, false, false, false, false});
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
