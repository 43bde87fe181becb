//===- SolveTest.cpp - hand-made problems and their plans -----------------===//

#include "compiler/planner/Solve.h"

#include <gtest/gtest.h>

#include "Build.h"
#include "compiler/planner/Conflicts.h"
#include "compiler/planner/Validate.h"

namespace pelemay::planner {
namespace {

/// Solves and validates; an empty plan on an error, which has failed the test by then.
Plan planOf(const Problem& problem) {
  Result<Plan> plan = solve(problem);
  if (!plan) {
    ADD_FAILURE() << plan.error().what;
    return {};
  }
  for (const Violation& v : validate(problem, *plan)) ADD_FAILURE() << v.message;
  return *plan;
}

Error errorOf(const Problem& problem) {
  Result<Plan> plan = solve(problem);
  if (!plan) return plan.error();
  ADD_FAILURE() << "solved, but should not have been";
  return {};
}

TEST(Solve, AChainNeedsItsLargestStep) {
  Problem problem = oneMemory();
  add(problem, "image", 256, 0, 0);
  add(problem, "conv", 2048, 0, 1);
  add(problem, "pool", 512, 1, 2);
  add(problem, "scores", 40, 2, 2);
  Plan plan = planOf(problem);
  EXPECT_EQ(plan.totalBytes(), 2560);
  EXPECT_TRUE(plan.optimality.proven);
  EXPECT_EQ(plan.optimality.what, "offsets for these lifetimes: proven optimal");
}

TEST(Solve, NothingNeedsNothing) {
  Plan plan = planOf(oneMemory());
  EXPECT_EQ(plan.totalBytes(), 0);
  EXPECT_TRUE(plan.optimality.proven);
}

TEST(Solve, AnInputAndAnOutputOfOneStepNeverShare) {
  Problem problem = oneMemory();
  add(problem, "in", 10, 0, 1);
  add(problem, "out", 10, 1, 2);
  EXPECT_TRUE(conflicts(problem, 0, 1));
  EXPECT_EQ(planOf(problem).totalBytes(), 20);
}

TEST(Solve, BytesAreLentBetweenTwoIntervalsOfALife) {
  Problem problem = oneMemory();
  BufferId ring = add(problem, "ring", 64, 0, 1);
  at(problem, ring).live = {{0, 1}, {4, 5}};
  add(problem, "guest", 64, 2, 3);
  EXPECT_EQ(planOf(problem).totalBytes(), 64);
}

TEST(Solve, TheSameProblemGivesTheSamePlan) {
  Problem problem = oneMemory();
  for (int i = 0; i < 20; ++i) add(problem, "same", 8, i % 4, i % 4 + 2);
  Plan first = planOf(problem), second = planOf(problem);
  for (BufferId id = 0; id < 20; ++id) EXPECT_EQ(offsetOf(first, id), offsetOf(second, id));
}

TEST(Solve, AlignmentOfBufferAndMemoryBothHold) {
  Problem problem = oneMemory(0, 4);
  add(problem, "a", 3, 0, 0);
  at(problem, add(problem, "b", 3, 0, 0)).align = 64;
  add(problem, "c", 3, 0, 0);
  Plan plan = planOf(problem);
  EXPECT_EQ(offsetOf(plan, 1) % 64, 0);
  EXPECT_EQ(plan.totalBytes(), 11);
}

TEST(Solve, AFixedOffsetStaysAndOthersGoAround) {
  Problem problem = oneMemory();
  add(problem, "a", 16, 0, 1);
  at(problem, add(problem, "io", 16, 0, 1)).fixedOffset = 8;
  Plan plan = planOf(problem);
  EXPECT_EQ(offsetOf(plan, 1), 8);
  EXPECT_EQ(offsetOf(plan, 0), 24);
  for (Rule rule : kRules) EXPECT_TRUE(solveBy(rule, problem)) << "fixed ones come first";
}

TEST(Solve, TwoFixedOffsetsThatCollideAreRefused) {
  Problem problem = oneMemory();
  at(problem, add(problem, "a", 16, 0, 1)).fixedOffset = 0;
  at(problem, add(problem, "b", 16, 1, 2)).fixedOffset = 8;
  Error error = errorOf(problem);
  EXPECT_EQ(error.kind, Error::Kind::impossible);
  EXPECT_EQ(error.what,
            "fixed offsets leave no room for 'b': another fixed buffer or the memory's end is in "
            "its way");
}

TEST(Solve, AFixedOffsetMustBeAligned) {
  Problem problem = oneMemory(0, 16);
  at(problem, add(problem, "a", 16, 0, 1)).fixedOffset = 8;
  EXPECT_EQ(errorOf(problem).what,
            "the fixed offset 8 of 'a' is not aligned in any memory it may go to");
}

TEST(Memories, TheCheapestFirstThenTheNextWhenItIsFull) {
  Problem problem;
  problem.memories = {{"psram", 0, 1, 4, true}, {"dtcm", 100, 1, 1, false}};
  at(problem, add(problem, "map", 90, 0, 1)).where = 3;
  at(problem, add(problem, "row", 20, 0, 1)).where = 3;
  at(problem, 1).touched = 9000;  // small and hot
  Plan plan = planOf(problem);
  EXPECT_EQ(plan.placements[1].memory, 1);
  EXPECT_EQ(plan.placements[0].memory, 0);
  EXPECT_EQ(plan.peaks, (std::vector<Bytes>{90, 20}));
  EXPECT_TRUE(plan.optimality.proven);
}

TEST(Memories, AMaskIsKept) {
  Problem problem;
  problem.memories = {{"dtcm", 0, 1, 1, false}, {"dma", 0, 32, 2, true}};
  at(problem, add(problem, "a", 10, 0, 1)).where = 2;
  at(problem, add(problem, "b", 10, 0, 1)).where = 1;
  Plan plan = planOf(problem);
  EXPECT_EQ(plan.placements[0].memory, 1);
  EXPECT_EQ(plan.placements[1].memory, 0);
}

TEST(Memories, TooSmallSaysWhatWouldDo) {
  Problem problem = oneMemory(100);
  add(problem, "conv", 80, 0, 1);
  add(problem, "pool", 40, 1, 2);
  Error error = errorOf(problem);
  EXPECT_EQ(error.kind, Error::Kind::outOfMemory);
  EXPECT_EQ(error.needed, 120);
  EXPECT_EQ(error.available, 100);
  EXPECT_EQ(error.buffer, 1);
  EXPECT_EQ(error.what,
            "no room for 'pool' in memory 'sram' of 100 bytes: no plan needs less than 120, the "
            "plan found needs 120");
  EXPECT_EQ(error.help,
            "fewer bytes alive at once (finer steps, steps in place) or 120 bytes of 'sram' would "
            "do");
}

TEST(Regions, AlternativesShareAndLoopsDoNot) {
  for (Region::Kind kind : {Region::Kind::alternative, Region::Kind::loop, Region::Kind::stream,
                            Region::Kind::sequence}) {
    Problem problem = oneMemory();
    RegionId parent = add(problem, Region::Kind::sequence);
    at(problem, add(problem, "a", 10, 0, 0)).region = add(problem, kind, parent);
    at(problem, add(problem, "b", 10, 0, 0)).region = add(problem, kind, parent);
    EXPECT_EQ(planOf(problem).totalBytes(), kind == Region::Kind::alternative ? 10 : 20);
  }
}

TEST(Regions, BranchesOfDifferentIfsConflict) {
  Problem problem = oneMemory();
  RegionId first = add(problem, Region::Kind::sequence);
  RegionId second = add(problem, Region::Kind::sequence);
  at(problem, add(problem, "a", 10, 0, 0)).region = add(problem, Region::Kind::alternative, first);
  at(problem, add(problem, "b", 10, 0, 0)).region = add(problem, Region::Kind::alternative, second);
  EXPECT_EQ(planOf(problem).totalBytes(), 20);
}

TEST(Regions, ABufferDeepInABranchSharesWithTheOtherBranch) {
  Problem problem = oneMemory();
  RegionId branch = add(problem, Region::Kind::sequence);
  RegionId yes = add(problem, Region::Kind::alternative, branch);
  RegionId no = add(problem, Region::Kind::alternative, branch);
  RegionId loop = add(problem, Region::Kind::loop, yes);
  at(problem, add(problem, "a", 10, 0, 0)).region = loop;
  at(problem, add(problem, "b", 10, 0, 0)).region = no;
  at(problem, add(problem, "c", 10, 0, 0)).region = yes;
  EXPECT_TRUE(areAlternatives(problem, loop, no));
  EXPECT_FALSE(areAlternatives(problem, loop, yes));
  EXPECT_FALSE(areAlternatives(problem, kNone, yes));
  EXPECT_EQ(planOf(problem).totalBytes(), 20);
}

/// up: the writer stays behind the reader, so the output lies below its input.
TEST(Pairs, MayOverlapKeepsItsDistanceInItsDirection) {
  for (Direction direction : {Direction::up, Direction::down}) {
    Problem problem = oneMemory();
    add(problem, "in", 64, 0, 1);
    add(problem, "out", 64, 1, 2);
    problem.pairs = {mayOverlap(0, 1, direction, 16)};
    Plan plan = planOf(problem);
    EXPECT_EQ(plan.totalBytes(), 80);
    Bytes lead = offsetOf(plan, 0) - offsetOf(plan, 1);
    EXPECT_EQ(direction == Direction::up ? lead : -lead, 16);
  }
}

TEST(Pairs, InPlaceMeansDistanceZero) {
  Problem problem = oneMemory();
  add(problem, "x", 64, 0, 1);
  add(problem, "relu", 64, 1, 2);
  problem.pairs = {mayOverlap(0, 1, Direction::up, 0)};
  EXPECT_EQ(planOf(problem).totalBytes(), 64);
}

TEST(Pairs, OverlapIsAPermissionNotADuty) {
  Problem problem = oneMemory();
  add(problem, "in", 64, 0, 1);
  add(problem, "out", 64, 1, 2);
  problem.pairs = {mayOverlap(0, 1, Direction::up, 1000)};
  EXPECT_EQ(planOf(problem).totalBytes(), 128);
}

/// Both branches write the if's result where it is expected.
TEST(Pairs, SameAddressBindsIfResults) {
  Problem problem = oneMemory();
  RegionId branch = add(problem, Region::Kind::sequence);
  add(problem, "other", 8, 0, 4);
  BufferId result = add(problem, "result", 32, 3, 4);
  BufferId yes = add(problem, "then", 32, 1, 3), no = add(problem, "else", 32, 2, 3);
  at(problem, yes).region = add(problem, Region::Kind::alternative, branch);
  at(problem, no).region = add(problem, Region::Kind::alternative, branch);
  problem.pairs = {sameAddress(yes, result, 0), sameAddress(no, result, 0)};
  Plan plan = planOf(problem);
  EXPECT_EQ(plan.totalBytes(), 40);
  EXPECT_EQ(offsetOf(plan, yes), offsetOf(plan, result));
  EXPECT_EQ(offsetOf(plan, no), offsetOf(plan, result));
}

TEST(Pairs, DeltasAddUpAndAlignmentsAreKept) {
  Problem problem = oneMemory();
  add(problem, "blocker", 5, 0, 9);
  add(problem, "a", 8, 0, 1);
  at(problem, add(problem, "b", 8, 2, 3)).align = 16;
  add(problem, "c", 8, 4, 5);
  problem.pairs = {sameAddress(1, 2, 24), sameAddress(2, 3, -20)};
  Plan plan = planOf(problem);
  EXPECT_EQ(offsetOf(plan, 2), offsetOf(plan, 1) + 24);
  EXPECT_EQ(offsetOf(plan, 3), offsetOf(plan, 2) - 20);
  EXPECT_EQ(offsetOf(plan, 2) % 16, 0);
}

TEST(Pairs, ContradictionsAreRefused) {
  Problem circle = oneMemory();
  for (const char* name : {"a", "b", "c"}) add(circle, name, 4, 0, 0);
  circle.pairs = {sameAddress(0, 1, 4), sameAddress(1, 2, 4), sameAddress(0, 2, 9)};
  EXPECT_EQ(errorOf(circle).what, "pairs tie 'c' to both 9 and 8 bytes from 'a'");

  Problem fixed = oneMemory();
  at(fixed, add(fixed, "a", 4, 0, 0)).fixedOffset = 0;
  at(fixed, add(fixed, "b", 4, 1, 1)).fixedOffset = 8;
  fixed.pairs = {sameAddress(0, 1, 4)};
  EXPECT_EQ(errorOf(fixed).what,
            "the fixed offset 8 of 'b' contradicts what same-address pairs tie to it");

  Problem aligned = oneMemory(0, 16);
  add(aligned, "a", 4, 0, 0);
  add(aligned, "b", 4, 0, 0);
  aligned.pairs = {sameAddress(0, 1, 8)};
  EXPECT_EQ(errorOf(aligned).what,
            "no offset aligns both 'a' and all that same-address pairs tie to it");

  Problem apart;
  apart.memories = {{"m", 0, 1, 1, false}, {"n", 0, 1, 1, false}};
  add(apart, "a", 4, 0, 0);
  at(apart, add(apart, "b", 4, 0, 0)).where = 2;
  apart.pairs = {sameAddress(0, 1, 0)};
  EXPECT_EQ(errorOf(apart).what,
            "same-address pairs tie 'a' to 'b', but no memory is allowed to all that is tied "
            "together");
}

/// a = b and b = c are stated, a = c is not: the two live together and would clobber each other.
TEST(Pairs, SameAddressIsNotTransitive) {
  Problem problem = oneMemory();
  for (const char* name : {"a", "b", "c"}) add(problem, name, 4, 0, 1);
  problem.pairs = {sameAddress(0, 1, 0), sameAddress(1, 2, 0)};
  Error error = errorOf(problem);
  EXPECT_EQ(error.what, "same-address pairs put 'a' on bytes of 'c' while both are live");
  EXPECT_EQ(error.help, "a copy between the two would part them");
}

/// Numbers that would overflow a sum are refused before any is formed.
TEST(Hostile, NumbersOutOfRangeAreRefused) {
  Problem sound = oneMemory();
  add(sound, "a", 4, 0, 0);
  Bytes huge = Bytes{1} << 62;
  auto spoil = [&](auto change) {
    Problem problem = sound;
    change(problem);
    Error error = errorOf(problem);
    EXPECT_EQ(error.kind, Error::Kind::badProblem);
    return error.what;
  };
  EXPECT_EQ(spoil([&](Problem& p) { p.buffers[0].size = huge; }),
            "buffer 'a' needs a size from 0 to 70368744177664, but got 4611686018427387904");
  EXPECT_EQ(spoil([&](Problem& p) { p.buffers[0].align = 24; }),
            "buffer 'a' needs an alignment that is a power of two up to 1073741824, but got 24");
  EXPECT_EQ(spoil([&](Problem& p) { p.buffers[0].live = {{3, 2}}; }),
            "buffer 'a' needs intervals in ascending order from 0 to 2147483648, but got [3, 2] "
            "where 0 is the least");
  EXPECT_EQ(spoil([&](Problem& p) { p.buffers[0].live.clear(); }),
            "buffer 'a' needs at least one interval of life, but got none");
  EXPECT_EQ(spoil([&](Problem& p) { p.buffers[0].where = 2; }),
            "buffer 'a' allows a memory beyond the 1 there are");
  EXPECT_EQ(spoil([&](Problem& p) { p.buffers[0].where = 0; }),
            "buffer 'a' needs at least one memory, but its mask is empty");
  EXPECT_EQ(spoil([&](Problem& p) { p.buffers[0].region = 0; }),
            "buffer 'a' names region 0, but there are 0");
  EXPECT_EQ(spoil([&](Problem& p) { p.buffers[0].fixedOffset = -1; }),
            "buffer 'a' needs a fixed offset from 0 to 70368744177664, but got -1");
  EXPECT_EQ(spoil([&](Problem& p) { p.regions = {{Region::Kind::loop, 0}}; }),
            "region 0 needs a parent that stands before it, but got 0");
  EXPECT_EQ(spoil([&](Problem& p) { p.regions = {{Region::Kind::alternative, kNone}}; }),
            "region 0 is an alternative and so needs a parent, but got none");
  EXPECT_EQ(spoil([&](Problem& p) { p.pairs = {sameAddress(0, 0, 0)}; }),
            "pair 0 needs two different buffers below 1, but got 0 and 0");
  EXPECT_EQ(spoil([&](Problem& p) { p.memories.clear(); }), "needs 1 to 64 memories, but got 0");
  EXPECT_EQ(spoil([&](Problem& p) { p.memories[0].name.clear(); }),
            "needs a name of its own for each memory, but got ''");
  EXPECT_EQ(spoil([&](Problem& p) { p.memories[0].perByte = huge; }),
            "memory 'sram' costs 4611686018427387904 a byte, too much for 4 bytes of traffic to be "
            "added up");
  EXPECT_EQ(spoil([&](Problem& p) {
              add(p, "b", 4, 0, 0);
              p.pairs = {mayOverlap(0, 1, Direction::up, 0), mayOverlap(1, 0, Direction::up, 0)};
            }),
            "pair 1 is a second permission to overlap for 'b' and 'a', but the step between them "
            "walks one way only");
}

/// The largest numbers that are allowed still do not overflow anything.
TEST(Hostile, LargestNumbersAreAddedUpSafely) {
  Problem problem = oneMemory();
  for (int i = 0; i < 100; ++i) add(problem, "a", kMaxBytes, 0, kMaxTime);
  Error error = errorOf(problem);
  EXPECT_EQ(error.kind, Error::Kind::outOfMemory);
  EXPECT_EQ(error.needed, 100 * kMaxBytes);
}

}  // namespace
}  // namespace pelemay::planner
