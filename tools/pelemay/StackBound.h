//===- StackBound.h - the deepest the stack can get, from GCC's call graphs ------------------------===//
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace pelemay {

struct StackBound {
  std::optional<int64_t> bytes;  // absent: recursion, a call by pointer, or a frame without a bound
  std::vector<std::string> outside;  // functions called that the graphs do not hold
};

/// `graphs` are texts of .ci files (-fcallgraph-info=su).
StackBound stackBound(const std::vector<std::string>& graphs, const std::string& entry);

}  // namespace pelemay
