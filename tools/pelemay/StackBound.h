//===- StackBound.h - the deepest the stack can get, from GCC's call graphs ------------------------===//
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tools/pelemay/StackInImage.h"

namespace pelemay {

struct StackBound {
  std::optional<int64_t> bytes;  // absent: recursion, a call by pointer, or a frame without a bound
  std::vector<std::string> outside;  // functions called that neither the graphs nor the image know
};

/// `graphs` are texts of .ci files (-fcallgraph-info=su); `image` was linked from the same objects.
/// Without one, what the graphs do not hold is outside.
StackBound stackBound(const std::vector<std::string>& graphs, const std::string& entry,
                      StackInImage* image);

}  // namespace pelemay
