#include <algorithm>

#include "compiler/codegen/Facts.h"
#include "compiler/codegen/report/Report.h"
#include "compiler/planner/Draw.h"
#include "llvm/ADT/StringExtras.h"

namespace pelemay::codegen {

std::string grouped(int64_t number) {
  std::string text = std::to_string(number);
  for (int64_t at = static_cast<int64_t>(text.size()) - 3; at > (number < 0 ? 1 : 0); at -= 3)
    text.insert(static_cast<size_t>(at), ",");
  return text;
}

static std::string bytes(int64_t number) { return grouped(number) + " B"; }

/// The parts of a sum that are not 0: "arena 4,096 + stack 344 + io 40".
static std::string sumText(std::vector<std::pair<std::string, int64_t>> parts) {
  std::string text;
  for (auto& [name, value] : parts)
    if (value != 0) text += (text.empty() ? "" : " + ") + name + " " + grouped(value);
  return text;
}

static std::string ramLine(const Report& report) {
  std::vector<std::pair<std::string, int64_t>> parts = {
      {"arena", report.arena}, {"state", report.state}, {"scratch", report.scratch}};
  if (report.stack) parts.push_back({"stack", *report.stack});
  parts.push_back({"caller's inputs and outputs", report.io});
  int64_t known = 0;
  for (auto& part : parts) known += part.second;
  return bytes(known) + " = " + sumText(parts) + (report.stack ? "" : ", and the stack");
}

static std::string flashLine(const Report& report) {
  if (!report.code) return bytes(report.weights) + " of weights, and the code";
  return bytes(report.weights + *report.code) + " = weights " + grouped(report.weights) +
         " + code " + grouped(*report.code);
}

/// "  78,912 instructions", where they were counted.
static std::string instructionsText(const ReportStep& step, size_t width) {
  if (!step.instructions) return "";
  std::string text = grouped(*step.instructions);
  return "  " + std::string(width - text.size(), ' ') + text + " instructions";
}

/// One row a step; names on the left, numbers on the right.
static std::string table(const std::vector<const ReportStep*>& steps, int64_t allMacs) {
  size_t nameWidth = 0, opWidth = 0, macWidth = 0, byteWidth = 0, countWidth = 0;
  for (const ReportStep* step : steps) {
    nameWidth = std::max(nameWidth, step->name.size());
    opWidth = std::max(opWidth, shortOps(step->op).size());
    macWidth = std::max(macWidth, grouped(step->macs).size());
    byteWidth = std::max(byteWidth, grouped(step->bytes).size());
    countWidth = std::max(countWidth, grouped(step->instructions.value_or(0)).size());
  }
  std::string text;
  for (const ReportStep* step : steps) {
    std::string macs = grouped(step->macs), moved = grouped(step->bytes), op = shortOps(step->op);
    std::string share = std::to_string(allMacs ? (step->macs * 100 + allMacs / 2) / allMacs : 0);
    text += "    " + step->name + std::string(nameWidth - step->name.size() + 2, ' ') + op +
            std::string(opWidth - op.size() + 2 + macWidth - macs.size(), ' ') + macs + " MACs " +
            std::string(3 - std::min<size_t>(3, share.size()), ' ') + share + " %  " +
            std::string(byteWidth - moved.size(), ' ') + moved + " B moved" +
            instructionsText(*step, countWidth) + "\n";
  }
  return text;
}

static std::string stepsText(const Report& report, bool all) {
  std::vector<const ReportStep*> steps;
  for (const ReportStep& step : report.steps) steps.push_back(&step);
  if (!all) {
    std::stable_sort(steps.begin(), steps.end(), [](const ReportStep* a, const ReportStep* b) {
      return std::pair(a->macs, a->bytes) > std::pair(b->macs, b->bytes);
    });
    steps.resize(std::min<size_t>(3, steps.size()));
  }
  if (steps.empty()) return "";
  return std::string("\n  ") + (all ? "steps" : "most expensive steps") + "\n" +
         table(steps, report.macs);
}

/// What of a quantized model stays float, a line each.
static std::string floatsText(const Report& report, bool all) {
  constexpr size_t kShown = 6;
  std::string text;
  size_t count = 0;
  for (const ReportStep& step : report.steps)
    if (!step.floats.empty() && (++count <= kShown || all))
      text += "  float  " + step.name + " (" + shortOps(step.op) + "): " + step.floats + "\n";
  if (count > kShown && !all)
    text += "         and " + std::to_string(count - kShown) + " steps more; --verbose shows all\n";
  return text;
}

/// The values whose lives prove that no plan needs less.
static std::string witnessText(const Report& report) {
  std::string text;
  for (planner::BufferId id : report.plan.optimality.witness)
    text += (text.empty() ? "" : " + ") + report.problem.buffer(id).name;
  return text;
}

std::string reportText(const Report& report, const ReportTextOptions& options) {
  std::string text = report.name + " for " + report.target + "\n";
  text += "  RAM    " + ramLine(report) + "\n";
  text += "  flash  " + flashLine(report) + "\n";
  text += "  work   " + grouped(report.macs) + " multiply-accumulates";
  if (report.instructions)
    text += ", " + grouped(*report.instructions) + " instructions (not cycles)";
  text += "\n";
  if (!options.notMeasured.empty()) text += "  note   " + options.notMeasured + "\n";
  if (!report.stackOutside.empty())
    text += "  note   the stack of " + llvm::join(report.stackOutside, ", ") + " is not counted\n";
  text += floatsText(report, options.verbose);
  text += stepsText(report, options.verbose);
  planner::Plan plan = report.plan;
  plan.optimality.what = report.claim.what;  // the picture ends with what is proven
  text += options.verbose ? "\n" + planner::draw(report.problem, plan)
                          : "\n  arena  " + report.claim.what + "\n";
  std::string witness = witnessText(report);
  if (!witness.empty()) text += "         alive together: " + witness + "\n";
  return text;
}

}  // namespace pelemay::codegen
