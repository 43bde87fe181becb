//===- Pointcut.h - reads "after call(conv): log" ---------------------------------------------===//
//
// The language that says what is watched, shared with Elixir's decorator. This reader knows all of
// its grammar and gives a meaning to a part: `after`, `call(GLOB, ..)` and `log`. The rest is
// refused by its column, so that nothing is silently never observed. Plain C++: no LLVM, no
// exceptions.
//===------------------------------------------------------------------------------------------===//
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "dialects/probe/Glob.h"

namespace pelemay::probe {

/// Why a text cannot be used.
struct Refusal {
  enum class Kind {
    kMistake,  // not in the language
    kNotYet,   // in the language, but without a meaning here so far
  };
  Kind kind;
  int column;  // 1 + the code points before it; the end of the text is its length + 1
  std::string text;
};

/// What stands in `call(...)`: chooses ops by our name of them or a frontend's.
struct CallName {
  std::string name;  // as it is written
  int column;
  Glob glob;
};

/// Chooses the ops that any of these choose.
struct Pointcut {
  std::vector<CallName> calls;
};

/// What is done at the join points: so far always "after it, log the result".
struct Advice {
  Pointcut pointcut;
};

/// A mistake anywhere is reported before what has no meaning yet; of either kind the leftmost
/// counts.
std::variant<Pointcut, Refusal> parsePointcut(std::string_view text);
std::variant<Advice, Refusal> parseAdvice(std::string_view text);

}  // namespace pelemay::probe
