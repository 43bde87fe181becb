//===- ValidateTest.cpp - each way to be wrong has a name -----------------===//

#include "compiler/planner/Validate.h"

#include <gtest/gtest.h>

#include "Build.h"
#include "compiler/planner/Solve.h"

namespace pelemay::planner {
namespace {

/// Two buffers that live together, one pair, a limit: small, but every rule is in it.
struct Spoil : testing::Test {
  Problem problem = oneMemory(64, 4);
  Plan plan;

  void SetUp() override {
    add(problem, "in", 16, 0, 1);
    add(problem, "out", 16, 1, 2);
    add(problem, "io", 8, 0, 2);
    at(problem, 2).fixedOffset = 56;
    plan.placements = {{0, 0}, {0, 16}, {0, 56}};
    plan.peaks = {64};
    plan.optimality.lowerBound = 64;
    plan.optimality.witness = {2};
    plan.optimality.proven = true;
    ASSERT_EQ(messages(), "");
  }

  std::string messages() const {
    std::string text;
    for (const Violation& v : validate(problem, plan)) {
      text += (text.empty() ? "" : "\n") + std::string(nameOf(v.fault)) + ": " + v.message;
    }
    return text;
  }
};

TEST_F(Spoil, Overlap) {
  plan.placements[1].offset = 12;
  EXPECT_EQ(messages(),
            "overlap: buffers 'in' [0, 16) and 'out' [12, 28) of memory 'sram' share bytes while "
            "both live at event 1");
}

TEST_F(Spoil, OverlapIsFineWhenNeverAliveTogether) {
  problem.buffers[1].live = {{2, 2}};
  plan.placements[1].offset = 0;
  EXPECT_EQ(messages(), "");
}

TEST_F(Spoil, TooClose) {
  problem.pairs = {mayOverlap(1, 0, Direction::up, 8)};
  plan.placements[1].offset = 8;
  EXPECT_EQ(messages(), "");
  plan.placements[1].offset = 4;
  EXPECT_EQ(messages(),
            "tooClose: buffers 'in' [0, 16) and 'out' [4, 20) of memory 'sram' may share bytes "
            "from a distance of 8 on, but got 4");
  problem.pairs[0].direction = Direction::down;
  plan.placements[1].offset = 8;
  EXPECT_NE(messages(), "") << "the wrong way round";
}

TEST_F(Spoil, BrokenPair) {
  problem.pairs = {sameAddress(0, 1, 16)};
  EXPECT_EQ(messages(), "");
  plan.placements[1].offset = 20;
  EXPECT_EQ(messages(),
            "brokenPair: buffers 'in' and 'out' must lie 16 bytes apart in one memory, but got 20");
}

TEST_F(Spoil, NegativeOffset) {
  plan.placements[0].offset = -4;
  EXPECT_EQ(messages(), "negativeOffset: buffer 'in' lies at offset -4");
}

TEST_F(Spoil, OutOfMemory) {
  problem.buffers[2].fixedOffset = plan.placements[2].offset = 60;
  plan.peaks[0] = plan.optimality.lowerBound = 68;
  EXPECT_EQ(messages(),
            "outOfMemory: buffer 'io' of 8 bytes at offset 60 does not fit into the 64 bytes of "
            "memory 'sram'");
}

TEST_F(Spoil, BadAlignment) {
  plan.placements[1].offset = 18;
  EXPECT_EQ(messages(), "badAlignment: buffer 'out' needs an offset that 4 divides, but got 18");
  problem.buffers[1].align = 16;
  plan.placements[1].offset = 20;
  EXPECT_EQ(messages(), "badAlignment: buffer 'out' needs an offset that 16 divides, but got 20");
}

TEST_F(Spoil, WrongMemory) {
  problem.memories.push_back({"psram", 0, 1, 1, false});
  plan.peaks.push_back(0);
  plan.placements[0].memory = 1;
  plan.peaks[1] = 16;
  plan.optimality = {};
  EXPECT_EQ(messages(), "wrongMemory: buffer 'in' may not lie in memory 'psram'");
  plan.placements[0].memory = 2;
  EXPECT_EQ(messages(), "wrongMemory: buffer 'in' lies in memory 2, but there are 2");
}

TEST_F(Spoil, MovedFixed) {
  plan.placements[2].offset = 52;
  plan.peaks[0] = 60;
  plan.optimality = {};
  EXPECT_EQ(messages(), "movedFixed: buffer 'io' must lie at offset 56, but got 52");
}

TEST_F(Spoil, PeakMismatch) {
  plan.peaks[0] = 63;
  plan.optimality = {};
  EXPECT_EQ(messages(), "peakMismatch: memory 'sram' is used up to byte 64, but the plan says 63");
}

TEST_F(Spoil, MissingAndExtra) {
  Plan sound = plan;
  plan.placements.pop_back();
  EXPECT_EQ(messages(), "missingBuffer: buffer 'io' has no placement");
  plan = sound;
  plan.placements.push_back({0, 0});
  EXPECT_EQ(messages(), "extraPlacement: needs 3 placements, but got 4");
  plan = sound;
  plan.peaks.clear();
  EXPECT_EQ(messages(), "missingBuffer: needs 1 peaks, one a memory, but got 0");
}

TEST_F(Spoil, FalseProof) {
  plan.optimality.lowerBound = 40;
  plan.optimality.witness = {0, 1, 2};
  EXPECT_EQ(messages(),
            "falseProof: said to be proven optimal, but uses 64 bytes where the bound is 40");
}

TEST_F(Spoil, FalseBound) {
  plan.optimality = {false, "", 41, {0, 1, 2}};
  EXPECT_EQ(messages(), "falseBound: the witness does not prove that 41 bytes are needed");
  plan.optimality = {false, "", 65, {2}};
  EXPECT_EQ(messages(),
            "falseBound: needs a lower bound up to the 64 bytes that the plan uses, but got 65");
  for (std::vector<BufferId> witness : {std::vector<BufferId>{}, {0, 0}, {0, 7}, {-1}}) {
    plan.optimality = {false, "", 20, witness};
    EXPECT_EQ(messages(), "falseBound: the witness does not prove that 20 bytes are needed");
  }
  problem.buffers[0].size = 13;  // padding counts below a neighbour, but not at the top
  problem.buffers[1].size = 14;
  plan.optimality = {false, "", 29, {0, 1}};
  EXPECT_EQ(messages(), "");
  plan.optimality = {false, "", 30, {0, 1}};
  EXPECT_EQ(messages(), "falseBound: the witness does not prove that 30 bytes are needed");
  problem.buffers[0].live = {{0, 0}};  // no longer alive together with `out`
  plan.optimality = {false, "", 16, {0, 1}};
  EXPECT_EQ(messages(), "falseBound: the witness does not prove that 16 bytes are needed");
}

TEST_F(Spoil, BadProblem) {
  Problem sound = problem;
  Bytes huge = Bytes{1} << 62;
  auto spoilt = [&](auto change) {
    problem = sound;
    change(problem);
    return messages();
  };
  const char* buffer =
      "badProblem: buffer 'in' has a size, alignment, region or lifetime out of range";
  EXPECT_EQ(spoilt([&](Problem& p) { p.buffers[0].size = huge; }), buffer);
  EXPECT_EQ(spoilt([&](Problem& p) { p.buffers[0].align = 3; }), buffer);
  EXPECT_EQ(spoilt([&](Problem& p) { p.buffers[0].live = {{2, 1}}; }), buffer);
  EXPECT_EQ(spoilt([&](Problem& p) { p.buffers[0].region = 5; }), buffer);
  EXPECT_EQ(spoilt([&](Problem& p) { p.memories[0].size = -1; }),
            "badProblem: memory 'sram' has a size or alignment out of range");
  EXPECT_EQ(spoilt([&](Problem& p) { p.regions = {{Region::Kind::loop, 0}}; }),
            "badProblem: region 0 needs a parent that stands before it");
  EXPECT_EQ(spoilt([&](Problem& p) { p.pairs = {sameAddress(0, 9, 0)}; }),
            "badProblem: pair 0 needs two different buffers and a distance in range");
}

/// Whatever numbers a document holds, looking at them is safe (run with -fsanitize=undefined).
TEST_F(Spoil, HostileNumbersInAPlan) {
  for (Bytes number : {INT64_MIN, INT64_MAX, Bytes{1} << 62, -(Bytes{1} << 62), Bytes{-1}}) {
    Plan sound = plan;
    plan.placements[0].offset = number;
    EXPECT_NE(messages(), "");
    plan = sound;
    plan.peaks[0] = number;
    EXPECT_NE(messages(), "");
    plan = sound;
    plan.optimality.lowerBound = number;
    EXPECT_NE(messages(), "");
    plan = sound;
    plan.placements[1].memory = MemoryId(number % 1000000007);
    EXPECT_NE(messages(), "");
    plan = sound;
  }
}

}  // namespace
}  // namespace pelemay::planner
