//===- Glob.h - patterns of names, as .gitignore has them -------------------------------------===//
//
// `*` and `?` stand for code points within a segment, `**` as a whole segment for any run of
// segments. A pattern without an inner or leading slash may begin at any segment of a name, others
// begin at its first; slashes around a name do not count; `a/**` is below `a`, never `a` itself.
//===------------------------------------------------------------------------------------------===//
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "dialects/probe/PointcutWords.h"

namespace pelemay::probe {

class Glob {
 public:
  explicit Glob(const Pattern& pattern);

  bool covers(std::string_view name) const;

 private:
  struct Sign {
    char32_t code;
    bool wild;
  };
  using Segment = std::vector<Sign>;
  static bool isRun(const Segment& segment);

  std::vector<std::optional<Segment>> parts_;  // nothing: `**`
};

}  // namespace pelemay::probe
