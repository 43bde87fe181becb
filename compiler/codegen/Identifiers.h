//===- Identifiers.h - names of a model as names of C and C++ ------------------------------------===//
#pragma once

#include <string>

#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/StringSet.h"

namespace pelemay::codegen {

/// `name` with every run of characters C does not allow replaced by one `_`, leading digits kept apart:
/// "/conv1/Conv" -> "conv1_Conv", "1x" -> "_1x" -> "n1x". Never empty, never starts with `_`.
std::string identifier(llvm::StringRef name);

/// The same in camel case, for type names: "conv1_out" -> "Conv1Out".
std::string camelCase(llvm::StringRef name);

/// Whether C, C++, <math.h>-like headers, the runtime or the run function have a use for `name`.
bool isReserved(llvm::StringRef name);

/// Names of one scope: each is given out once.
class Scope {
 public:
  /// `model`: no name may start with its public prefix in capitals or be it.
  explicit Scope(llvm::StringRef model);

  /// `name`, or name_2, name_3, .. where it is taken or reserved.
  std::string take(llvm::StringRef name);

 private:
  llvm::StringSet<> taken_;
};

}  // namespace pelemay::codegen
