//===- Json.h - plan.json: problem and plan in one document ---------------===//
//
// The contract between planner, checker, report and tests; docs/plan.schema.json
// describes it. Same document, same bytes: keys in one order, one buffer a line.
//
//     {"version": 1, "problem": {"memories": [..], "buffers": [..], ..}, "plan": {..}}
//
// A document without "plan" is a problem that waits for its solver. One with "graph" asks for the
// order too: "schedule" is the answer, and the problem follows from both.
//===----------------------------------------------------------------------===//

#ifndef PELEMAY_COMPILER_PLANNER_JSON_H
#define PELEMAY_COMPILER_PLANNER_JSON_H

#include <string_view>

#include "compiler/planner/Plan.h"
#include "compiler/planner/Result.h"
#include "compiler/planner/Schedule.h"

namespace pelemay::planner {

constexpr int64_t kJsonVersion = 1;

struct Document {
  std::optional<Graph> graph;
  std::optional<Schedule> schedule;
  Problem problem;  // empty where a graph waits for its order
  std::optional<Plan> plan;
};

/// Bytes of names that are not UTF-8 come out as U+FFFD. Memories and buffers that ids in the
/// problem or plan refer to must exist: write what solve() took or gave.
std::string writeJson(const Problem& problem, const Plan& plan);
std::string writeJson(const Problem& problem);
std::string writeJson(const Document& document);

/// Refuses what the schema refuses, repeated keys too, with the path of the culprit:
/// "problem.buffers[3].size needs an integer from 0 to 70368744177664, but got -1".
/// Whether the problem makes sense is solve()'s question, whether the plan is right validate()'s.
Result<Document> readJson(std::string_view text);

}  // namespace pelemay::planner

#endif  // PELEMAY_COMPILER_PLANNER_JSON_H
