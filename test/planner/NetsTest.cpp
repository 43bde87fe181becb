//===- NetsTest.cpp - the checker rejects all spoilt plans of real nets, and no other ---------===//
//
// nets/*.json are questions that the compiler asked of the planner (nets/make.py). Each is planned
// and then spoilt, 1,000 times at least and each time another way: a buffer needs a byte more than
// was planned, lies one alignment further, lives a step longer on either side; up to four such
// changes at once. The oracle, which writes owners into bytes step by step, says what is still
// right.
//===------------------------------------------------------------------------------------------===//

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "RandomProblems.h"
#include "compiler/planner/Json.h"
#include "compiler/planner/Lives.h"
#include "compiler/planner/Solve.h"
#include "compiler/planner/Validate.h"
#include "tools/bench/RandomNets.h"

namespace pelemay::planner {
namespace {

struct Net {
  std::string name;
  Problem problem;
};

std::vector<Net> storedNets() {
  std::vector<Net> nets;
  for (const auto& entry : std::filesystem::directory_iterator(PELEMAY_NETS)) {
    if (entry.path().extension() != ".json") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    std::string text(std::istreambuf_iterator<char>(file), {});
    Result<Document> document = readJson(text);
    EXPECT_TRUE(document) << entry.path() << ": " << document.error().what;
    if (document) nets.push_back({entry.path().stem().string(), document->problem});
  }
  std::sort(nets.begin(), nets.end(), [](const Net& a, const Net& b) { return a.name < b.name; });
  return nets;
}

/// Randomly wired ones, each with its best order.
std::vector<Net> randomNets() {
  std::vector<Net> nets;
  for (uint32_t seed = 1; seed <= 3; ++seed) {
    Wiring wiring;
    wiring.seed = seed;
    wiring.tasks = 80;
    Tasks tasks = randomNet(wiring);
    nets.push_back({"random" + std::to_string(seed), problemOf(tasks, schedule(tasks).order, 16)});
  }
  return nets;
}

/// One change; false if it would leave what the problem can say.
bool spoil(Dice& dice, Problem& problem, Plan& plan) {
  size_t i = size_t(dice.upTo(int64_t(problem.buffers.size()) - 1));
  Buffer& buffer = problem.buffers[i];
  Bytes step = std::max(buffer.align, problem.memories[0].align);
  switch (dice.upTo(4)) {
    case 0: ++buffer.size; return true;
    case 1: plan.placements[i].offset += step; return true;
    case 2: plan.placements[i].offset -= step; return true;
    case 3: ++buffer.live.back().last; return true;
    default: return --buffer.live.front().first >= 0;
  }
}

/// All that a mutant is, to tell it from others.
std::vector<int64_t> factsOf(const Problem& problem, const Plan& plan) {
  std::vector<int64_t> facts;
  for (size_t i = 0; i < problem.buffers.size(); ++i) {
    const Buffer& buffer = problem.buffers[i];
    for (int64_t fact : {buffer.size, buffer.live.front().first, buffer.live.back().last,
                         plan.placements[i].offset}) {
      facts.push_back(fact);
    }
  }
  return facts;
}

struct Verdicts {
  int wrong = 0, accepted = 0;  // of those that are wrong
  int right = 0, rejected = 0;  // of those that are right
};

Verdicts judgeMutants(const Problem& problem, const Plan& plan, uint32_t seed) {
  Dice dice(seed);
  Verdicts verdicts;
  std::set<std::vector<int64_t>> seen;
  for (int tries = 0; tries < 20000 && verdicts.wrong < 1000; ++tries) {
    Problem mutantProblem = problem;
    Plan mutant = plan;
    bool meant = true;
    for (int64_t changes = dice.upTo(3); changes >= 0; --changes) {
      meant = meant && spoil(dice, mutantProblem, mutant);
    }
    if (!meant || !seen.insert(factsOf(mutantProblem, mutant)).second) continue;
    settlePeaks(mutantProblem, mutant);
    bool accepted = validate(mutantProblem, mutant).empty();
    if (oracleAccepts(mutantProblem, mutant)) {
      ++verdicts.right;
      verdicts.rejected += !accepted;
    } else {
      ++verdicts.wrong;
      verdicts.accepted += accepted;
    }
  }
  return verdicts;
}

TEST(Nets, EveryWrongMutantIsRejectedAndNoRightOne) {
  std::vector<Net> nets = storedNets();
  EXPECT_GE(nets.size(), 10u) << PELEMAY_NETS;
  for (Net& net : randomNets()) nets.push_back(std::move(net));
  uint32_t seed = 1;
  for (const Net& net : nets) {
    SCOPED_TRACE(net.name);
    Result<Plan> plan = solve(net.problem);
    ASSERT_TRUE(plan) << plan.error().what;
    ASSERT_TRUE(oracleAccepts(net.problem, *plan));
    Verdicts verdicts = judgeMutants(net.problem, *plan, seed++);
    EXPECT_GE(verdicts.wrong, 1000);
    EXPECT_EQ(verdicts.accepted, 0) << "of " << verdicts.wrong << " wrong ones";
    EXPECT_EQ(verdicts.rejected, 0) << "of " << verdicts.right << " right ones";
    RecordProperty(net.name + "_wrong", verdicts.wrong);
    RecordProperty(net.name + "_right", verdicts.right);
  }
}

/// What the compiler asks of real nets is answered exactly.
TEST(Nets, EveryStoredNetIsProvenOptimal) {
  for (const Net& net : storedNets()) {
    Result<Plan> plan = solve(net.problem);
    ASSERT_TRUE(plan) << net.name;
    EXPECT_TRUE(plan->optimality.proven) << net.name << ": " << plan->optimality.what;
    for (Rule rule : kRules) {
      EXPECT_LE(plan->totalBytes(), solveBy(rule, net.problem)->totalBytes()) << net.name;
    }
  }
}

}  // namespace
}  // namespace pelemay::planner
