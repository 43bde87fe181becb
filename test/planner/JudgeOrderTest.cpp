//===- JudgeOrderTest.cpp - lies about an order, each told by its name -----===//

#include "compiler/planner/JudgeOrder.h"

#include <gtest/gtest.h>

#include "compiler/planner/Claim.h"
#include "compiler/planner/Lives.h"
#include "compiler/planner/Solve.h"

namespace pelemay::planner {
namespace {

/// Two branches of which the second is best begun when the first is gone.
struct Case {
  Graph graph;
  Schedule schedule;
  Problem problem;

  Case() {
    graph.align = 4;
    graph.tasks.values = {{8, false, false}, {8, false, false}, {1, false, true}};
    graph.tasks.tasks = {
        {{0}, {}, {}, 0}, {{1}, {}, {}, 2}, {{0}, {0}, {}, 0}, {{1, 2}, {1}, {{1, 2}}, 0}};
    schedule = planner::schedule(graph.tasks);
    problem = problemOf(graph.tasks, schedule.order, graph.align);
  }

  /// The first complaint.
  std::string wrong() const {
    std::vector<std::string> found = wrongWith(graph, schedule, problem);
    return found.empty() ? "" : found[0];
  }
};

TEST(JudgeOrder, WhatThePlannerSaysIsTrue) { EXPECT_EQ(Case().wrong(), ""); }

TEST(JudgeOrder, AnOrderIsEachTaskOnceAndNoneTooEarly) {
  Case missing, twice, strange, early;
  missing.schedule.order.pop_back();
  EXPECT_NE(missing.wrong().find("needs all 4 tasks, but task"), std::string::npos);
  twice.schedule.order[0] = twice.schedule.order[1];
  EXPECT_NE(twice.wrong().find("needs each task once, but got"), std::string::npos);
  strange.schedule.order[0] = 4;
  EXPECT_EQ(strange.wrong(), "schedule.order needs tasks below 4, but got 4");
  early.schedule.order = {0, 1, 3, 2};
  std::swap(early.schedule.order[0], early.schedule.order[3]);
  EXPECT_EQ(early.wrong(),
            "schedule.order needs task 0 before task 2, which waits for it, but got it behind");
}

TEST(JudgeOrder, PeakAndBoundAreCountedAnew) {
  Case peak, bound, witness, none, proven;
  peak.schedule.peak -= 1;
  EXPECT_EQ(peak.wrong(),
            "schedule.peak needs 10, the most bytes alive at once in this order, but got 9");
  bound.schedule.lowerBound += 1;
  EXPECT_EQ(bound.wrong(),
            "schedule.lower_bound needs at most the 10 bytes of this order, but got 11");
  witness.schedule.witness = 0;
  EXPECT_EQ(witness.wrong(),
            "schedule.lower_bound needs at most 8 with task 0 as its witness, but got 10");
  none.schedule.witness = kNone;
  EXPECT_EQ(none.wrong(),
            "schedule.lower_bound needs a proof, but has neither a witness nor nodes of a search");
  proven.schedule.lowerBound -= 1;
  EXPECT_EQ(proven.wrong(),
            "schedule.proven needs false where the order needs 10 bytes and the bound is 9");
}

/// The order decides the lives: offsets that are right for others prove nothing.
TEST(JudgeOrder, TheProblemIsThatOfTheOrder) {
  Case life, size, pair, align;
  life.problem.buffers[0].live[0].last += 1;
  EXPECT_NE(life.wrong().find("problem.buffers[0] ('value0') needs 8 bytes, alive in ["),
            std::string::npos);
  size.problem.buffers[1].size = 7;
  EXPECT_NE(size.wrong().find("but got 7 bytes"), std::string::npos);
  pair.problem.pairs.push_back({0, 1, Pair::Kind::mayOverlap, Direction::up, 0});
  EXPECT_NE(pair.wrong().find("problem.pairs needs those"), std::string::npos);
  align.problem.memories[0].align = 1;
  EXPECT_NE(align.wrong().find("the graph's alignment of 4"), std::string::npos);
}

/// Offsets that are optimal for an order say little where another order may be far better.
TEST(Claim, NamesWhatIsProven) {
  Plan plan;
  plan.peaks = {118784};
  plan.optimality.proven = true;
  plan.optimality.lowerBound = 118784;
  EXPECT_EQ(claimOf(plan), "offsets for these lifetimes: proven optimal");
  EXPECT_EQ(claimOf(plan, {61440, "", 20, ""}),
            "order and offsets: at most 57344 bytes above the optimum (93.3 %); "
            "offsets for this order: proven optimal");
  EXPECT_EQ(claimOf(plan, {118784, "task 3", 0, ""}),
            "order and offsets: proven optimal, as task 3 alone needs as much");
}

}  // namespace
}  // namespace pelemay::planner
