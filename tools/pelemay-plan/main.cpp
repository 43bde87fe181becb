//===- main.cpp - `pelemay-plan`, the planner alone ------------------------------------------------===//
//
// For whoever has buffers and lives, and no model: a plan.json goes in, the same with a plan comes
// out. What the compiler asks of the planner can be asked again, changed by hand, or made by
// others.
//===---------------------------------------------------------------------------------------------===//

#include <cstdio>

#include "compiler/planner/CheckSchedule.h"
#include "compiler/planner/Claim.h"
#include "compiler/planner/Draw.h"
#include "compiler/planner/Json.h"
#include "compiler/planner/Lives.h"
#include "compiler/planner/Solve.h"
#include "compiler/planner/Validate.h"
#include "tools/pelemay-plan/Files.h"
#include "tools/pelemay-plan/Flags.h"
#include "tools/pelemay-plan/Judge.h"
#include "tools/pelemay/Progress.h"

using namespace pelemay;
using namespace pelemay::planner;

static int fail(int code, const std::string& what, const std::string& help = "") {
  std::fprintf(stderr, "pelemay-plan: error: %s\n", what.c_str());
  if (!help.empty()) std::fprintf(stderr, "  help: %s\n", help.c_str());
  return code;
}

static int fail(const Error& error, const std::string& where = "") {
  return fail(1, where + error.what, error.help);
}

/// Everything that is wrong with the plan goes to stderr.
static int check(const PlanOptions& options, const Document& document) {
  if (!document.plan) {
    return fail(1, options.file + ": needs a plan to be checked, but has none",
                "pelemay-plan without --check makes one");
  }
  Verdict verdict = judge(document);
  for (const std::string& wrong : verdict.wrong) {
    bool last = &wrong == &verdict.wrong.back();
    fail(1, options.file + ": " + wrong, last ? "pelemay-plan without --check plans it anew" : "");
  }
  if (!verdict.wrong.empty()) return 1;
  std::puts(verdict.text.c_str());
  return 0;
}

/// Orders the tasks if there are any, then places the buffers.
static int plan(const PlanOptions& options, Document& document) {
  Progress progress;
  if (document.graph) {
    const Tasks& tasks = document.graph->tasks;
    progress.stage("searching an order of " + std::to_string(tasks.count()) + " tasks");
    document.schedule = schedule(tasks);
    if (peakOf(tasks, document.schedule->order) != document.schedule->peak) {
      progress.stop();
      return fail(1, "the planner made an order that is wrong");
    }
    document.problem = problemOf(tasks, document.schedule->order, document.graph->align);
  }
  progress.stage("placing " + std::to_string(document.problem.bufferCount()) + " buffers");
  Result<Plan> solved = solve(document.problem);
  progress.stop();
  if (!solved) return fail(solved.error(), options.file + ": ");
  std::vector<Violation> found = validate(document.problem, *solved);
  if (!found.empty()) return fail(1, "the planner made a plan that is wrong: " + found[0].message);
  document.plan = *solved;
  if (document.schedule) {
    document.plan->optimality.what = claimOf(*solved, boundOf(*document.schedule));
  }
  return 0;
}

static int write(const PlanOptions& options, const Document& document) {
  std::string text = writeJson(document);
  if (!options.output.empty()) {
    if (auto error = writeOut(options.output, text)) return fail(*error);
    if (!options.draw) return 0;
  }
  if (options.draw) text = draw(document.problem, *document.plan);
  auto error = writeOut("", text);
  return error ? fail(*error) : 0;
}

int main(int count, char** words) {
  PlanOptions options;
  std::string wrong = parse(std::vector<std::string>(words + 1, words + count), options);
  if (!wrong.empty()) return fail(2, wrong, "pelemay-plan --help");
  if (options.help) {
    std::fputs(helpPage().c_str(), stdout);
    return 0;
  }
  Result<std::string> text = contents(options.file);
  if (!text) return fail(text.error());
  Result<Document> document = readJson(*text);
  if (!document) {
    return fail(1, options.file + ": " + document.error().what,
                "docs/plan.schema.json says what a plan.json holds");
  }
  if (options.check) return check(options, *document);
  if (int code = plan(options, *document)) return code;
  return write(options, *document);
}
