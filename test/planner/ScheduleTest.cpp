//===- ScheduleTest.cpp - what order needs the fewest bytes at once -------===//
//
// Small random graphs with everything that a value may be (an input, an output,
// written by several, taken over in place) against brute force over all orders;
// larger ones against the independent count of CheckSchedule.h.
//===----------------------------------------------------------------------===//

#include "compiler/planner/Schedule.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "RandomProblems.h"
#include "compiler/planner/CheckSchedule.h"
#include "compiler/planner/JudgeOrder.h"
#include "compiler/planner/Lives.h"
#include "compiler/planner/Progress.h"
#include "compiler/planner/Solve.h"
#include "compiler/planner/Validate.h"
#include "tools/bench/RandomNets.h"

namespace pelemay::planner {
namespace {

std::vector<TaskId> asItStands(const Tasks& tasks) {
  std::vector<TaskId> order(tasks.tasks.size());
  std::iota(order.begin(), order.end(), 0);
  return order;
}

/// Each task writes a value of its own or a part of an earlier one, and reads up to three.
Tasks randomTasks(Dice& dice, int count) {
  Tasks tasks;
  std::vector<std::vector<TaskId>> writers, readers;
  auto addValue = [&] {
    tasks.values.push_back({1 + dice.upTo(29), dice.oneIn(8), dice.oneIn(8)});
    writers.emplace_back();
    readers.emplace_back();
    return ValueId(tasks.values.size()) - 1;
  };
  addValue();
  tasks.values[0].fromStart = true;
  for (TaskId id = 0; id < count; ++id) {
    Task task;
    ValueId known = ValueId(tasks.values.size());
    std::vector<ValueId> reads;
    for (int64_t i = dice.upTo(3); i >= 0; --i) reads.push_back(ValueId(dice.upTo(known - 1)));
    bool part = dice.oneIn(4);
    ValueId made = part ? ValueId(dice.upTo(known - 1)) : addValue();
    for (ValueId value : reads) {
      for (TaskId writer : writers[size_t(value)]) task.after.push_back(writer);
      readers[size_t(value)].push_back(id);
      if (value == made) continue;
      if (dice.oneIn(2)) task.inPlace.push_back({value, made});
    }
    // A part is not written while somebody still reads what was there.
    if (part) {
      for (TaskId reader : readers[size_t(made)]) {
        if (reader != id) task.after.push_back(reader);
      }
    }
    writers[size_t(made)].push_back(id);
    task.touches = reads;
    task.touches.push_back(made);
    if (dice.oneIn(5)) task.scratch = dice.upTo(20);
    for (auto* list : {&task.touches, &task.after}) {
      std::sort(list->begin(), list->end());
      list->erase(std::unique(list->begin(), list->end()), list->end());
    }
    tasks.tasks.push_back(task);
  }
  return tasks;
}

/// The least peak of all orders, each counted anew.
Bytes bruteForce(const Tasks& tasks) {
  std::vector<TaskId> order = asItStands(tasks);
  Bytes best = kMaxBytes;
  do {
    if (std::optional<Bytes> peak = peakOf(tasks, order)) best = std::min(best, *peak);
  } while (std::next_permutation(order.begin(), order.end()));
  return best;
}

TEST(Schedule, AllOf150GraphsAreOptimalAndProven) {
  Dice dice(21);
  int better = 0, searched = 0;
  for (int i = 0; i < 150; ++i) {
    Tasks tasks = randomTasks(dice, 4 + i % 4);
    Schedule best = schedule(tasks);
    EXPECT_EQ(peakOf(tasks, best.order), best.peak);
    EXPECT_EQ(best.peak, bruteForce(tasks)) << "graph " << i;
    EXPECT_EQ(best.lowerBound, best.peak) << "graph " << i;
    EXPECT_TRUE(best.proven);
    Graph graph{1, tasks};
    EXPECT_TRUE(wrongWith(graph, best, problemOf(tasks, best.order, 1)).empty()) << "graph " << i;
    for (TaskId id = 0; id < tasks.count(); ++id) EXPECT_LE(leastDuring(tasks, id), best.peak);
    better += best.peak < *peakOf(tasks, asItStands(tasks));
    searched += best.witness == kNone;
  }
  EXPECT_GE(better, 15);
  EXPECT_GE(searched, 10) << "the bound of a single task is not always met";
}

TEST(Schedule, NothingToRunNeedsNothing) {
  Schedule none = schedule({});
  EXPECT_TRUE(none.proven);
  EXPECT_EQ(none.peak, 0);
  EXPECT_TRUE(none.order.empty());
}

/// A block of a residual net: the short way need not wait for the long one, nor come first.
TEST(Schedule, TheDownsamplingWaitsUntilTheMapsAreSmall) {
  Tasks tasks;
  tasks.values = {{32, true, false},
                  {16, false, false},
                  {16, false, false},
                  {4, false, false},
                  {16, false, true}};
  tasks.tasks = {{{0, 1}, {}, {}, 0},                // side(x)
                 {{0, 2}, {}, {}, 0},                // conv1(x)
                 {{2, 3}, {1}, {}, 0},               // conv2
                 {{1, 3, 4}, {0, 2}, {{1, 4}}, 0}};  // conv3 + side, in place
  Schedule best = schedule(tasks);
  EXPECT_EQ(*peakOf(tasks, asItStands(tasks)), 64);
  EXPECT_EQ(best.peak, 52);
  EXPECT_EQ(best.order, (std::vector<TaskId>{1, 2, 0, 3}));
  EXPECT_TRUE(best.proven);
}

/// Equal orders stay as the model has them.
TEST(Schedule, ChangesNothingForNothing) {
  Tasks tasks;
  tasks.values = {{8, true, false}, {4, false, true}, {4, false, true}};
  tasks.tasks = {{{0, 1}, {}, {}, 0}, {{0, 2}, {}, {}, 0}};
  EXPECT_EQ(schedule(tasks).order, asItStands(tasks));
}

/// Work is counted: where it ends, what has run has run.
TEST(Schedule, WhatCostsNothingRunsWhileThereIsWorkLeft) {
  Tasks tasks;
  for (TaskId id = 0; id < 100; ++id) {
    tasks.values.push_back({4, true, false});
    tasks.tasks.push_back({{id}, {}, {}, 0});
  }
  std::vector<std::vector<TaskId>> followers(tasks.tasks.size());
  for (int64_t allowed : {1000, 20}) {
    Progress::Work work{0, allowed};
    Progress progress(tasks, followers, work);
    std::vector<TaskId> path;
    progress.runSafe(400, path);
    EXPECT_EQ(progress.done(), TaskId(path.size()));
    EXPECT_EQ(path.size() == 100, allowed == 1000) << path.size();
    EXPECT_EQ(progress.live(), 400 - 4 * Bytes(path.size()));
  }
}

TEST(Schedule, WrongOrdersHaveNoPeak) {
  Tasks tasks;
  tasks.values = {{8, false, false}};
  tasks.tasks = {{{0}, {}, {}, 0}, {{0}, {0}, {}, 0}};
  EXPECT_EQ(peakOf(tasks, {0, 1}), 8);
  EXPECT_EQ(peakOf(tasks, {1, 0}), std::nullopt) << "the second waits for the first";
  EXPECT_EQ(peakOf(tasks, {0}), std::nullopt);
  EXPECT_EQ(peakOf(tasks, {0, 0}), std::nullopt);
  EXPECT_EQ(peakOf(tasks, {0, 2}), std::nullopt);
}

/// Where the work does not suffice, the bound is still one, and the order still right.
TEST(Schedule, AGapIsSaid) {
  Wiring wiring;
  wiring.tasks = 200;
  wiring.nodes = 24;
  Tasks tasks = randomNet(wiring);
  Schedule best = schedule(tasks);
  EXPECT_FALSE(best.proven);
  EXPECT_LT(best.lowerBound, best.peak);
  EXPECT_EQ(peakOf(tasks, best.order), best.peak);
}

/// The ten nets of 1,000 ops. tools/bench/planner measures the time.
TEST(RandomNets, TenOfAThousandOpsAreProvenAndGreedyIsNot) {
  int greedyIsWorse = 0;
  for (uint32_t seed = 1; seed <= 10; ++seed) {
    Wiring wiring;
    wiring.seed = seed;
    Tasks tasks = randomNet(wiring);
    EXPECT_GE(tasks.count(), 1000);
    Schedule best = schedule(tasks);
    EXPECT_TRUE(best.proven) << "seed " << seed;
    EXPECT_EQ(peakOf(tasks, best.order), best.peak);
    Problem problem = problemOf(tasks, best.order, 16);
    Plan plan = *solve(problem);
    EXPECT_TRUE(validate(problem, plan).empty());
    EXPECT_TRUE(plan.optimality.proven) << "seed " << seed;
    EXPECT_EQ(plan.totalBytes(), best.lowerBound) << "no order and no offsets need less";
    Problem standing = problemOf(tasks, asItStands(tasks), 16);
    Bytes greedy = kMaxBytes;
    for (Rule rule : kRules) {
      greedy = std::min(greedy, solveBy(rule, standing)->totalBytes());
      EXPECT_LE(plan.totalBytes(), solveBy(rule, problem)->totalBytes());
    }
    EXPECT_LE(plan.totalBytes(), greedy);
    greedyIsWorse += plan.totalBytes() < greedy;
  }
  EXPECT_GE(greedyIsWorse, 5);
}

}  // namespace
}  // namespace pelemay::planner
