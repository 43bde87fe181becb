//===- Identifiers.h - names of a model as names of C and C++ ------------------------------------===//
#pragma once

#include <string>

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/StringSet.h"

namespace pelemay::codegen {

/// `name` with every run of characters C does not allow replaced by one `_`, leading digits kept
/// apart:
/// "/conv1/Conv" -> "conv1_Conv", "1x" -> "_1x" -> "n1x". Never empty, never starts with `_`.
std::string identifier(llvm::StringRef name);

/// The same in camel case, for type names: "conv1_out" -> "Conv1Out".
std::string camelCase(llvm::StringRef name);

/// Whether a header `name`.h of C would be hidden by the model's own.
bool isHeader(llvm::StringRef name);

/// Whether C, C++, <math.h>-like headers, the runtime or the run function have a use for `name`.
bool isReserved(llvm::StringRef name);

/// Whether a model can be called that: NAME.h and NAME_t are free.
bool isModelName(llvm::StringRef name);

/// Names of one scope: each is given out once.
class Scope {
 public:
  /// `model`: its own public names and macros are taken already.
  explicit Scope(llvm::StringRef model);

  /// Further names that come with a name: an input's accessor and macros.
  using Companions = llvm::function_ref<llvm::SmallVector<std::string>(llvm::StringRef name)>;

  /// `name`, or name_2, name_3, .. where it is reserved, or it or one of its companions is taken.
  std::string take(llvm::StringRef name, Companions companions = {});
  /// Whether `name` itself cannot be had any more.
  bool has(llvm::StringRef name) const;

 private:
  llvm::StringSet<> taken_;
};

}  // namespace pelemay::codegen
