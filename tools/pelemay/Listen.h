//===- Listen.h - runs a program of Harness.h and takes down what it prints -----------------------===//
#pragma once

#include "compiler/codegen/report/Report.h"
#include "tools/pelemay/Build.h"
#include "tools/pelemay/Model.h"

namespace pelemay {

/// What one run of the model said.
struct Heard {
  std::optional<int64_t> status;
  int64_t instructions = 0, stack = 0;
  std::vector<std::vector<char>> outputs;
  std::vector<codegen::ReportProbe> probes;
};

/// Bytes of a run's inputs, by number.
using Inputs = std::vector<std::vector<char>>;

/// An image that runs the model on each of these, in order.
Outcome<std::string> runningImage(Build& build, const TemporaryFolder& scratch,
                                  arena::ProgramOp program, const std::vector<Inputs>& sets);

/// Runs the image: one answer for each of its `runs`. A program that ends badly or not at all is
/// the model's failure.
Outcome<std::vector<Heard>> listen(const Options& options, const Target& target,
                                   const TemporaryFolder& scratch, const std::string& image,
                                   arena::ProgramOp program, size_t runs);

/// `--timeout` as a number.
Outcome<unsigned> timeoutOf(const Options& options);

}  // namespace pelemay
