//===- Failure.h - what went wrong, and what would cure it ---------------------------------------===//
//
//   pelemay: error: needs a target that is known, but got 'cortex-m5'
//     note: known are cortex-m4, host
//     help: did you mean 'cortex-m4'?
//===---------------------------------------------------------------------------------------------===//
#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "tools/pelemay/Options.h"

namespace pelemay {

struct Failure {
  ExitCode code = kRefused;
  std::string where;  // the model's file, or empty: the command line
  std::string what;   // empty: it has been said already
  std::vector<std::string> notes = {};
  std::string help = {};
};

/// Says it on stderr and returns the exit code.
int report(const Failure& failure);

/// A value, or why there is none.
template <class T>
class Outcome {
 public:
  Outcome(T value) : state_(std::move(value)) {}
  Outcome(Failure failure) : state_(std::move(failure)) {}

  explicit operator bool() const { return state_.index() == 0; }
  T& operator*() { return std::get<0>(state_); }
  T* operator->() { return &std::get<0>(state_); }
  const Failure& failure() const { return std::get<1>(state_); }

 private:
  std::variant<T, Failure> state_;
};

/// The word of `known` that is nearest to `word`, if it is near enough to be meant; else empty.
std::string nearest(const std::string& word, const std::vector<std::string>& known);

/// Those as near as the nearest, each once.
std::vector<std::string> nearAll(const std::string& word, const std::vector<std::string>& known);

/// "cortex-m4, host"
std::string listed(const std::vector<std::string>& words);

}  // namespace pelemay
