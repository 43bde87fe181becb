//===- Result.h - a value, or an error that helps -------------------------===//
//
// An error says what was needed, what there was, where, and what would cure it.
//===----------------------------------------------------------------------===//

#ifndef PELEMAY_COMPILER_PLANNER_RESULT_H
#define PELEMAY_COMPILER_PLANNER_RESULT_H

#include <utility>
#include <variant>

#include "compiler/planner/Problem.h"

namespace pelemay::planner {

struct Error {
  enum class Kind {
    badProblem,   // the question makes no sense: an id, an alignment, a number out of range
    impossible,   // fixed offsets or pairs contradict each other: no plan exists
    outOfMemory,  // no plan found that fits; `what` says whether none exists
    badJson,      // the document is not a plan.json; `what` names the path
  };
  Kind kind = Kind::badProblem;
  std::string what;         // one sentence, without a full stop
  BufferId buffer = kNone;  // the buffer in question, if it is one
  Bytes needed = 0;         // outOfMemory only
  Bytes available = 0;      // outOfMemory only
  std::string help = {};    // what would cure it; may be empty
};

template <class T>
class Result {
 public:
  Result(T value) : state(std::move(value)) {}
  Result(Error error) : state(std::move(error)) {}

  bool ok() const { return state.index() == 0; }
  explicit operator bool() const { return ok(); }
  T& value() { return std::get<0>(state); }
  const T& value() const { return std::get<0>(state); }
  T& operator*() { return value(); }
  const T& operator*() const { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  const Error& error() const { return std::get<1>(state); }

 private:
  std::variant<T, Error> state;
};

}  // namespace pelemay::planner

#endif  // PELEMAY_COMPILER_PLANNER_RESULT_H
