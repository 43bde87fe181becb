//===- Listen.h - runs a program of Harness.h and takes down what it prints -----------------------===//
#pragma once

#include "compiler/codegen/report/Report.h"
#include "tools/pelemay/Build.h"
#include "tools/pelemay/Counter.h"
#include "tools/pelemay/Model.h"

namespace pelemay {

/// What one run of the model said.
struct Heard {
  std::optional<int64_t> status;
  int64_t stack = 0;                    // by painting, where the board can
  std::optional<int64_t> instructions;  // where the emulator counts
  std::vector<std::vector<char>> outputs;
  std::vector<codegen::ReportProbe> probes;
};

/// Bytes of a run's inputs, by number.
using Inputs = std::vector<std::vector<char>>;

/// An image that runs the model on each of these, in order.
Outcome<std::string> runningImage(Build& build, const TemporaryFolder& scratch,
                                  arena::ProgramOp program, const std::vector<Inputs>& sets);

struct Listened {
  std::vector<Heard> runs;
  std::optional<Counts> counts;  // of all runs, those for probes too
  std::string note;              // why nothing was counted on a target that could; or empty
};

/// Runs the image: one answer for each of its `runs`. A program that ends badly or not at all is
/// the model's failure. `detail`: of the first run counts for Profile.h, memory accesses and stack.
Outcome<Listened> listen(const Options& options, const Target& target, const Data& data,
                         const TemporaryFolder& scratch, const std::string& image,
                         arena::ProgramOp program, size_t runs, bool detail);

/// `--timeout` as a number.
Outcome<unsigned> timeoutOf(const Options& options);

}  // namespace pelemay
