//===- Compare.h - what a run gave beside what was stored -----------------------------------------===//
//
// |got - want| <= atol + rtol * max|want|, the maximum over all stored sets of that output: an
// output that is small in one set is not held to more digits there than in the others. Integers are
// equal, unless a tolerance was asked for. NaN is equal to NaN, infinity to itself.
//===---------------------------------------------------------------------------------------------===//
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tools/pelemay/Failure.h"

namespace pelemay {

struct Tolerance {
  std::optional<double> atol, rtol;  // absent: 1e-5 and 1e-4 for floats, nothing for integers
};

/// `--atol` and `--rtol`.
Outcome<Tolerance> toleranceOf(const Options& options);

/// What is allowed of an output whose stored values are these.
double allowedError(const std::string& type, const std::vector<std::vector<char>>& want,
                    const Tolerance& tolerance);

struct Comparison {
  double largest = 0, allowed = 0;  // errors; `largest` may be infinite
  size_t values = 0, missed = 0;
  size_t set = 0, at = 0;  // where the largest error is: the number of a set and of its element
  std::string got, want;   // there

  bool ok() const { return missed == 0; }
};

/// Compares an output over all sets. `type` as the header says it: "f32", "u8"; bytes by set, as
/// many of them as of the other.
Comparison compare(const std::string& type, const std::vector<std::vector<char>>& got,
                   const std::vector<std::vector<char>>& want, const Tolerance& tolerance);

}  // namespace pelemay
