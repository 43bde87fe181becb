//===- DrawTest.cpp - pictures --------------------------------------------===//

#include "compiler/planner/Draw.h"

#include <gtest/gtest.h>

#include <sstream>

#include "Build.h"
#include "RandomProblems.h"
#include "compiler/planner/Solve.h"

namespace pelemay::planner {
namespace {

TEST(Draw, AChainWithAStepInPlace) {
  Problem problem = oneMemory(0, 16);
  add(problem, "image", 256, 0, 0);
  add(problem, "conv", 2048, 0, 1);
  add(problem, "relu", 2048, 1, 2);
  add(problem, "pool", 512, 2, 3);
  problem.pairs = {mayOverlap(1, 2, Direction::up, 0)};
  EXPECT_EQ(draw(problem, *solve(problem)),
            "sram: 2560 bytes\n"
            "      |0          |1          |2          |3\n"
            "    0 |conv-------|relu%%%%%%%|-----------|\n"
            " 2048 |image------|           |pool-------------------|\n"
            " 2304                         |.......................|\n"
            "offsets for these lifetimes: proven optimal\n");
}

/// Never wider than asked, whatever the program's length.
TEST(Draw, FitsInto100Columns) {
  Dice dice(5);
  for (int events : {1, 10, 40, 100, 1000, 1000000}) {
    Problem problem = oneMemory();
    for (int i = 0; i < 60; ++i) {
      Time first = dice.upTo(events - 1);
      add(problem, "a_rather_long_name", 1 + dice.upTo(5000), first,
          std::min<Time>(events - 1, first + dice.upTo(9)));
    }
    std::istringstream lines(draw(problem, *solve(problem)));
    int count = 0;
    for (std::string line; std::getline(lines, line); ++count) EXPECT_LE(line.size(), 100u) << line;
    EXPECT_LE(count, 43);
    EXPECT_GE(count, 4);
  }
}

TEST(Draw, ATinyProblem) {
  EXPECT_EQ(draw(oneMemory(), *solve(oneMemory())),
            "sram: 0 bytes\n\noffsets for these lifetimes: proven optimal\n");
}

}  // namespace
}  // namespace pelemay::planner
