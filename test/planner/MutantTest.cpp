//===- MutantTest.cpp - solver, validator and oracle agree ----------------===//
//
// Every plan the solver makes must please both judges; then each plan is spoilt
// a little, hundreds of ways, and the two must still agree about every mutant.
//===----------------------------------------------------------------------===//

#include <gtest/gtest.h>

#include "RandomProblems.h"
#include "compiler/planner/Json.h"
#include "compiler/planner/Solve.h"
#include "compiler/planner/Validate.h"

namespace pelemay::planner {
namespace {

constexpr Spice kSpices[] = {
    {false, false, false, false, false}, {true, false, false, false, false},
    {true, true, false, false, false},   {true, false, true, false, false},
    {true, false, false, true, false},   {true, false, false, false, true},
    {true, true, true, true, true}};

std::string explain(const Problem& problem, const Plan& plan) {
  std::string text = writeJson(problem, plan);
  for (const Violation& v : validate(problem, plan)) {
    text += std::string(nameOf(v.fault)) + ": " + v.message + "\n";
  }
  return text;
}

/// All kinds of problems, some without a solution: what is solved, is solved rightly.
TEST(Random, EveryPlanIsAcceptedByValidatorAndOracle) {
  Dice dice(1);
  int solved = 0, refused = 0;
  for (int i = 0; i < 700; ++i) {
    Problem problem = randomProblem(dice, 4 + int(dice.upTo(16)), kSpices[i % 7]);
    Result<Plan> plan = solve(problem);
    if (!plan) {
      ++refused;
      EXPECT_NE(plan.error().kind, Error::Kind::badProblem) << plan.error().what;
      continue;
    }
    ++solved;
    EXPECT_TRUE(validate(problem, *plan).empty()) << explain(problem, *plan);
    EXPECT_TRUE(oracleAccepts(problem, *plan)) << explain(problem, *plan);
    EXPECT_LE(plan->optimality.lowerBound, plan->totalBytes());
  }
  RecordProperty("solved", solved);
  RecordProperty("refused", refused);
  EXPECT_GE(solved, 450);
  EXPECT_GE(refused, 20);
}

/// Changes one thing; false if it would make the problem meaningless.
bool mutate(Dice& dice, Problem& problem, Plan& plan) {
  size_t i = size_t(dice.upTo(int64_t(problem.buffers.size()) - 1));
  Buffer& buffer = problem.buffers[i];
  Placement& placement = plan.placements[i];
  Bytes sign = dice.oneIn(2) ? 1 : -1;
  switch (dice.upTo(9)) {
    case 0:
    case 1: placement.offset += sign * buffer.align; return true;
    case 2: placement.offset += sign; return true;
    case 3: return (buffer.size += sign) >= 0;
    case 4: return --buffer.live.back().last >= buffer.live.back().first;
    case 5: ++buffer.live.back().last; return true;
    case 6: buffer.align *= 2; return true;
    case 7: placement.memory = MemoryId(dice.upTo(problem.memoryCount() - 1)); return true;
    case 8:
      if (problem.pairs.empty()) return false;
      ++problem.pairs[size_t(dice.upTo(int64_t(problem.pairs.size()) - 1))].distance;
      return true;
    default:
      if (problem.pairs.empty()) return false;
      problem.pairs.pop_back();
      return true;
  }
}

TEST(Random, ValidatorAndOracleAgreeOnEveryMutant) {
  Dice dice(2);
  int good = 0, bad = 0;
  for (int i = 0; i < 400; ++i) {
    Problem problem = randomProblem(dice, 4 + int(dice.upTo(12)), kSpices[i % 7]);
    Result<Plan> solved = solve(problem);
    if (!solved) continue;
    for (int m = 0; m < 20; ++m) {
      Problem mutantProblem = problem;
      Plan mutant = *solved;
      if (!mutate(dice, mutantProblem, mutant)) continue;
      settlePeaks(mutantProblem, mutant);
      bool right = oracleAccepts(mutantProblem, mutant);
      ++(right ? good : bad);
      ASSERT_EQ(validate(mutantProblem, mutant).empty(), right) << explain(mutantProblem, mutant);
    }
  }
  RecordProperty("still_right", good);
  RecordProperty("wrong", bad);
  EXPECT_GE(good, 1000);
  EXPECT_GE(bad, 1000);
}

/// The solver's own answer, moved by one step of alignment in a plan without a gap, is never right
/// and the fault has the right name.
TEST(Random, ATightStackHasNoRoomToMove) {
  Problem problem;
  problem.memories.push_back({"sram", 64, 1, 1, false});
  for (int i = 0; i < 4; ++i) {
    Buffer buffer;
    buffer.name = "b" + std::to_string(i);
    buffer.size = buffer.align = 16;
    buffer.live = {{0, 1}};
    problem.buffers.push_back(buffer);
  }
  Result<Plan> solved = solve(problem);
  ASSERT_TRUE(solved);
  for (size_t i = 0; i < 4; ++i) {
    for (Bytes step : {-16, 16}) {
      Plan plan = *solved;
      plan.placements[i].offset += step;
      settlePeaks(problem, plan);
      std::vector<Violation> found = validate(problem, plan);
      ASSERT_EQ(found.size(), 1u);
      bool below = plan.placements[i].offset < 0, above = plan.placements[i].offset == 64;
      EXPECT_EQ(found[0].fault, below   ? Fault::negativeOffset
                                : above ? Fault::outOfMemory
                                        : Fault::overlap);
    }
  }
}

}  // namespace
}  // namespace pelemay::planner
