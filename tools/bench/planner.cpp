//===- planner.cpp - order and offsets of random-wired nets, and how long it takes ----------------===//
//
// pelemay-bench-planner [TASKS [NODES]]: ten nets of at least TASKS (default: 1000) ops in cells of
// NODES (default: 8), seeds 1 to 10, as a Markdown table. With cells of 8 all ten are proven; with
// 64 or 200 none is: the sets of tasks to go through double with each node. "Greedy" is the best
// first fit of the order in which the net stands, in the eight orders of placing that the planner
// knows.
//===---------------------------------------------------------------------------------------------===//

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <numeric>

#include "compiler/planner/Lives.h"
#include "compiler/planner/Solve.h"
#include "compiler/planner/Validate.h"
#include "tools/bench/RandomNets.h"

using namespace pelemay::planner;

static Bytes greedy(const Tasks& tasks) {
  std::vector<TaskId> order(tasks.tasks.size());
  std::iota(order.begin(), order.end(), 0);
  Problem problem = problemOf(tasks, order, 16);
  Bytes best = kMaxBytes;
  for (Rule rule : kRules) best = std::min(best, solveBy(rule, problem)->totalBytes());
  return best;
}

int main(int count, char** words) {
  Wiring wiring;
  if (count > 1) wiring.tasks = std::atoi(words[1]);
  if (count > 2) wiring.nodes = std::atoi(words[2]);
  if (count > 3 || wiring.tasks < 1 || wiring.nodes < 2) {
    std::fputs("usage: pelemay-bench-planner [TASKS [NODES]]\n", stderr);
    return 2;
  }
  std::puts("| seed | ops | greedy | planned | proven | order, s | offsets, s |");
  std::puts("|--:|--:|--:|--:|---|--:|--:|");
  for (wiring.seed = 1; wiring.seed <= 10; ++wiring.seed) {
    using Clock = std::chrono::steady_clock;
    auto seconds = [](Clock::time_point from, Clock::time_point to) {
      return std::chrono::duration<double>(to - from).count();
    };
    Tasks tasks = randomNet(wiring);
    Clock::time_point start = Clock::now();
    Schedule best = schedule(tasks);
    Clock::time_point ordered = Clock::now();
    Problem problem = problemOf(tasks, best.order, 16);
    Result<Plan> plan = solve(problem);
    Clock::time_point end = Clock::now();
    if (!plan || !validate(problem, *plan).empty()) {
      std::fprintf(stderr, "seed %u: the plan is wrong\n", wiring.seed);
      return 1;
    }
    bool proven = plan->totalBytes() == best.lowerBound;
    std::printf("| %u | %d | %lld | %lld | %s | %.3f | %.3f |\n", wiring.seed, tasks.count(),
                static_cast<long long>(greedy(tasks)), static_cast<long long>(plan->totalBytes()),
                proven ? "yes" : "no", seconds(start, ordered), seconds(ordered, end));
  }
  return 0;
}
