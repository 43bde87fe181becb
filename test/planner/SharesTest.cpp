//===- SharesTest.cpp - memories that do not know of each other -----------===//

#include "compiler/planner/Shares.h"

#include <gtest/gtest.h>

#include "Build.h"
#include "RandomProblems.h"
#include "compiler/planner/Solve.h"
#include "compiler/planner/Validate.h"

namespace pelemay::planner {
namespace {

/// As little as the planner has found without a limit: first fit alone runs out of that.
TEST(Shares, AMemoryThatNobodyUsesTakesNothing) {
  Dice dice(5);
  for (int i = 0; i < 60; ++i) {
    Problem problem = randomProblem(dice, 12, Spice{});
    problem.memories[0].size = 0;
    Result<Plan> free = solve(problem);
    ASSERT_TRUE(free);
    problem.memories[0].size = free->peaks[0];
    problem.memories.push_back({"idle", 0, 1, 1, false});
    Result<Plan> tight = solve(problem);
    ASSERT_TRUE(tight) << "problem " << i << ": " << tight.error().what;
    EXPECT_EQ(tight->peaks, (std::vector<Bytes>{free->peaks[0], 0}));
    EXPECT_EQ(tight->optimality.proven, free->optimality.proven);
    EXPECT_TRUE(validate(problem, *tight).empty());
  }
}

/// Two problems side by side, their buffers by turns, with pairs within and between.
TEST(Shares, EachMemoryIsAsGoodAsAlone) {
  Dice dice(6);
  Spice spice;
  spice.pairs = true;
  for (int i = 0; i < 60; ++i) {
    Problem one = randomProblem(dice, 9, spice), other = randomProblem(dice, 9, spice), both;
    one.memories = {{"one", 0, 1, 1, false}};
    other.memories = {{"other", 0, 4, 1, false}};
    Result<Plan> first = solve(one), second = solve(other);
    if (!first || !second) continue;  // pairs may contradict each other
    both.memories = {one.memories[0], other.memories[0]};
    for (BufferId id = 0; id < one.bufferCount(); ++id) {
      for (Problem* from : {&one, &other}) {
        Buffer buffer = from->buffer(id);
        buffer.where = from == &one ? 1 : 2;
        both.buffers.push_back(buffer);
      }
    }
    for (Problem* from : {&one, &other}) {
      for (Pair pair : from->pairs) {
        pair.a = pair.a * 2 + (from == &other);
        pair.b = pair.b * 2 + (from == &other);
        both.pairs.push_back(pair);
      }
    }
    both.pairs.push_back(mayOverlap(0, 1, Direction::up, 0));
    Result<Plan> plan = solve(both);
    ASSERT_TRUE(plan) << "problem " << i << ": " << plan.error().what;
    EXPECT_EQ(plan->peaks, (std::vector<Bytes>{first->peaks[0], second->peaks[0]}));
    EXPECT_TRUE(validate(both, *plan).empty());
  }
}

TEST(Shares, AChoiceKeepsTheProblemWhole) {
  Problem problem = oneMemory();
  problem.memories.push_back({"dram", 0, 1, 1, false});
  add(problem, "a", 8, 0, 1);
  EXPECT_EQ(sharesOf(problem).size(), 1u);
  at(problem, add(problem, "b", 8, 0, 1)).where = 3;
  EXPECT_TRUE(sharesOf(problem).empty());
}

/// The error names a buffer of the whole problem.
TEST(Shares, ARefusalIsThatOfTheMemory) {
  Problem problem = oneMemory(100);
  problem.memories.push_back({"dram", 10, 1, 1, false});
  add(problem, "a", 100, 0, 1);
  at(problem, add(problem, "b", 16, 0, 1)).where = 2;
  Result<Plan> plan = solve(problem);
  ASSERT_FALSE(plan);
  EXPECT_EQ(plan.error().buffer, 1);
  EXPECT_EQ(plan.error().what,
            "no room for 'b' in memory 'dram' of 10 bytes: no plan needs less than 16, the plan "
            "found needs 16");
}

/// What is refused needs more than there is.
TEST(Solve, ARefusalDoesNotContradictItself) {
  Dice dice(7);
  Spice spice;
  spice.memories = true;
  int refused = 0;
  for (int i = 0; i < 400; ++i) {
    Problem problem = randomProblem(dice, 10, spice);
    Result<Plan> plan = solve(problem);
    if (plan) {
      EXPECT_TRUE(validate(problem, *plan).empty());
      continue;
    }
    if (plan.error().kind != Error::Kind::outOfMemory) continue;
    ++refused;
    if (!plan.error().help.empty()) {
      EXPECT_GT(plan.error().needed, plan.error().available);
    }
  }
  EXPECT_GE(refused, 10);
}

}  // namespace
}  // namespace pelemay::planner
