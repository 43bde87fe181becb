//===- Report.h - what a compiled program needs ---------------------------------------------------===//
//
// Facts about a program that can be printed: as report.json (docs/report.schema.json) and as the
// text at the end of a compile. What only a compiler or a run can tell stays absent until it has
// been measured; nothing is estimated.
//===---------------------------------------------------------------------------------------------===//
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/analysis/Claim.h"
#include "compiler/planner/Plan.h"
#include "dialects/arena/Arena.h"

namespace pelemay::codegen {

struct ReportStep {
  std::string name, op;  // "conv1", "conv + relu"
  std::vector<std::string> origins;
  std::string variant;
  std::string compute;  // what it computes in: "f32", "i32", or "i8" where it moves or selects
  std::string floats;   // why that is f32 in a model that is quantized; empty: it is not
  int64_t macs = 0, bytes = 0;  // `bytes`: of all it reads and writes, weights included
  std::optional<int64_t> instructions;
  std::vector<std::string> reads, writes;
};

/// Of the generated code or the runtime; `instructions` without those of what it calls.
struct ReportFunction {
  std::string name;  // as C++ writes it
  int64_t instructions = 0;
};

struct ReportTensor {
  std::string name, type;
  std::vector<int64_t> shape;
  int64_t bytes = 0;
  std::string memory;             // empty: the caller's
  std::optional<int64_t> offset;  // in its memory
  std::string life;
  std::optional<std::pair<int64_t, int64_t>> live;  // first and last step
  std::optional<std::pair<double, int64_t>> quant;  // scale and zero point
};

/// One output of a run, and what it took.
struct ReportOutput {
  std::string name, type;
  std::vector<int64_t> shape;
  std::vector<std::string> values;  // as JSON writes numbers
};

/// A value that was logged, in the user's axis order; `name` is the node's.
struct ReportProbe {
  std::string op;
  ReportOutput value;
};

struct ReportRun {
  std::vector<ReportOutput> outputs;
  std::vector<ReportProbe> probes;              // in the order of the run
  std::optional<int64_t> stack;                 // bytes that the run touched
  std::optional<int64_t> read, written;         // bytes, of all memory
  std::optional<int64_t> imageFlash, imageRam;  // of the linked image, harness and inputs included
};

struct Report {
  std::string name, file, sha256, frontend, producer;
  std::optional<int64_t> opset;
  std::string target;
  int64_t arena = 0, state = 0, scratch = 0, io = 0, weights = 0, macs = 0;
  std::optional<int64_t> stack, code, instructions;
  std::vector<std::string> stackOutside;  // functions that `stack` does not cover
  std::vector<ReportStep> steps;
  std::vector<ReportFunction> functions;  // empty: not counted; the first is the most expensive
  std::vector<ReportTensor> tensors;
  planner::Problem problem;
  planner::Plan plan;
  Claim claim;
  std::optional<ReportRun> run;

  std::optional<int64_t> ram() const {
    if (!stack) return std::nullopt;
    return arena + state + scratch + *stack + io;
  }
};

/// What the program itself says; it must be named and solved.
Report reportOf(arena::ProgramOp program, const std::string& target);

/// The document, ended by a line break. Same report, same bytes.
std::string reportJson(const Report& report);

struct ReportTextOptions {
  bool verbose = false;     // all steps and the picture of the arena
  std::string notMeasured;  // why flash and stack, or instructions, are not known
};

/// The text that people quote.
std::string reportText(const Report& report, const ReportTextOptions& options);

/// "4,096"
std::string grouped(int64_t number);

}  // namespace pelemay::codegen
