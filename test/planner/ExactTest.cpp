//===- ExactTest.cpp - what is said to be optimal is optimal --------------===//
//
// Small problems of all kinds against brute force, which tries every order of
// placing. The search must find the optimum and prove it, every time.
//===----------------------------------------------------------------------===//

#include <gtest/gtest.h>

#include "BruteForce.h"
#include "Build.h"
#include "RandomProblems.h"
#include "compiler/planner/Solve.h"
#include "compiler/planner/Validate.h"

namespace pelemay::planner {
namespace {

struct Counts {
  int solved = 0, optimal = 0, proven = 0, searched = 0;
};

/// What `solve` makes of random problems of `count` buffers, next to brute force.
Counts compare(uint32_t seed, int problems, int count, Spice spice) {
  Dice dice(seed);
  Counts counts;
  for (int i = 0; i < problems; ++i) {
    Problem problem = randomProblem(dice, count, spice);
    for (Pair& pair : problem.pairs) {
      if (pair.kind == Pair::Kind::mayOverlap) pair.distance = std::max<Bytes>(pair.distance, 1);
    }
    std::optional<Bytes> optimum = bruteForce(problem);
    Result<Plan> plan = solve(problem);
    EXPECT_EQ(plan.ok(), optimum.has_value()) << (plan ? "solved" : plan.error().what);
    if (!plan || !optimum) continue;
    EXPECT_TRUE(validate(problem, *plan).empty());
    EXPECT_LE(plan->optimality.lowerBound, *optimum);
    EXPECT_GE(plan->totalBytes(), *optimum);
    ++counts.solved;
    counts.optimal += plan->totalBytes() == *optimum;
    counts.proven += plan->optimality.proven;
    counts.searched += plan->optimality.searched > 0;
  }
  return counts;
}

TEST(Exact, AllOf120ProblemsAreSolvedAndProven) {
  Counts plain = compare(3, 60, 7, Spice{false, false, false, false, false});
  Counts aligned = compare(4, 60, 7, Spice{true, false, false, false, false});
  EXPECT_EQ(plain.optimal + aligned.optimal, 120);
  EXPECT_EQ(plain.proven + aligned.proven, 120);
  EXPECT_GE(plain.searched + aligned.searched, 10) << "some need more than any bound says";
}

TEST(Exact, BranchesOfAnIfShare) {
  Counts counts = compare(5, 60, 7, Spice{true, false, false, true, false});
  EXPECT_EQ(counts.optimal, counts.solved);
  EXPECT_EQ(counts.proven, counts.solved);
}

TEST(Exact, OthersGoAroundFixedOffsets) {
  Counts counts = compare(6, 80, 6, Spice{true, false, true, false, false});
  EXPECT_GE(counts.solved, 20);
  EXPECT_EQ(counts.optimal, counts.solved);
  EXPECT_EQ(counts.proven, counts.solved);
}

/// Ties of distances other than 0 leave holes that the search does not go into, and says so.
TEST(Exact, TiesAndOverlapsAreNeverProvenFalsely) {
  Counts counts = compare(7, 150, 6, Spice{false, false, false, false, true});
  EXPECT_GE(counts.solved, 50);
  EXPECT_GE(counts.optimal, counts.proven);
  EXPECT_GE(counts.proven * 10, counts.solved * 9);
}

/// Five buffers of which any four would fit into 12 bytes: the bound is 12, the optimum 13.
Problem awkward() {
  Dice dice(3);
  for (;;) {
    Problem problem = randomProblem(dice, 7, Spice{false, false, false, false, false});
    Result<Plan> plan = solve(problem);
    if (plan && plan->optimality.searched > 0) return problem;
  }
}

TEST(Exact, AProofBySearchIsCalledOne) {
  Problem problem = awkward();
  Plan plan = *solve(problem);
  EXPECT_TRUE(plan.optimality.proven);
  EXPECT_LT(plan.optimality.lowerBound, plan.totalBytes());
  EXPECT_EQ(plan.optimality.what, "offsets for these lifetimes: proven optimal by search (" +
                                      std::to_string(plan.optimality.searched) + " nodes)");
  EXPECT_TRUE(validate(problem, plan).empty());
  plan.optimality.searched = 0;
  std::vector<Violation> found = validate(problem, plan);
  ASSERT_EQ(found.size(), 1u) << "without the search nothing proves it";
  EXPECT_EQ(found[0].fault, Fault::falseProof);
}

TEST(Exact, ASearchIsNoProofOfWhatTheBoundProves) {
  Problem problem = oneMemory();
  add(problem, "a", 4, 0, 0);
  Plan plan = *solve(problem);
  plan.optimality.searched = 5;
  std::vector<Violation> found = validate(problem, plan);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].message,
            "a search is named as the proof where nothing, or the bound alone, is one");
}

/// First fit needs more than there is; the search finds the plan that fits.
TEST(Exact, APlanThatFirstFitMissesStillFits) {
  Dice dice(11);
  int rescued = 0;
  for (int i = 0; i < 200; ++i) {
    Problem problem = randomProblem(dice, 12, Spice{false, false, false, false, false});
    Bytes best = solve(problem)->totalBytes(), greedy = kMaxBytes;
    for (Rule rule : kRules) greedy = std::min(greedy, solveBy(rule, problem)->totalBytes());
    if (best == greedy) continue;
    problem.memories[0].size = best;
    Result<Plan> plan = solve(problem);
    ASSERT_TRUE(plan) << plan.error().what;
    EXPECT_TRUE(validate(problem, *plan).empty());
    problem.memories[0].size = best - 1;
    EXPECT_FALSE(solve(problem));
    ++rescued;
  }
  EXPECT_GE(rescued, 10);
}

TEST(Exact, EachMemoryIsSearched) {
  Dice dice(12);
  Problem both;
  both.memories = {{"a", 0, 1, 1, false}, {"b", 0, 1, 1, false}};
  Bytes apart = 0;
  for (MemoryId memory : {0, 1}) {
    Problem problem = awkward();
    apart += solve(problem)->totalBytes();
    for (Buffer& buffer : problem.buffers) {
      buffer.where = MemoryMask{1} << memory;
      both.buffers.push_back(buffer);
    }
  }
  Plan plan = *solve(both);
  EXPECT_TRUE(plan.optimality.proven);
  EXPECT_EQ(plan.totalBytes(), apart);
  EXPECT_TRUE(validate(both, plan).empty());
}

}  // namespace
}  // namespace pelemay::planner
