//===- Field.h - a value of the file that knows where it stands -------------------------------===//
//
// Each read checks and reports: "nodes[6].attrs.axes needs a list, but got "all"". An empty
// optional means that the error is out.
//===------------------------------------------------------------------------------------------===//
#pragma once

#include "frontends/nx/reader/Json.h"
#include "llvm/ADT/ArrayRef.h"
#include "mlir/IR/Location.h"
#include "mlir/Support/LLVM.h"

namespace pelemay::nx {

class Field {
 public:
  /// Errors are reported at `loc`.
  Field(const nlohmann::json& value, std::string path, mlir::Location loc)
      : value_(&value), path_(std::move(path)), loc_(loc) {}

  const nlohmann::json& value() const { return *value_; }
  const std::string& path() const { return path_; }
  mlir::Location loc() const { return loc_; }
  /// The same value with a place that says more.
  Field at(mlir::Location loc) const { return Field(*value_, path_, loc); }

  /// "PATH needs `needed`, but got `got` (the value itself if empty)".
  mlir::LogicalResult fail(const llvm::Twine& needed, const llvm::Twine& got = "") const;

  // Objects.

  /// An object with all of the required keys and none besides these.
  mlir::LogicalResult needKeys(llvm::ArrayRef<llvm::StringRef> required,
                               llvm::ArrayRef<llvm::StringRef> optional = {}) const;
  bool has(llvm::StringRef key) const;
  /// A member whose presence has been checked.
  Field operator[](llvm::StringRef key) const;

  // Lists.

  std::optional<std::vector<Field>> list(size_t most = 1 << 20) const;
  std::optional<llvm::SmallVector<int64_t>> integers(int64_t least, int64_t most) const;

  // Others.

  std::optional<std::string> text() const;
  std::optional<int64_t> integer(int64_t least, int64_t most) const;
  std::optional<bool> truth() const;

 private:
  const nlohmann::json* value_;
  std::string path_;
  mlir::Location loc_;
};

/// "[1, 8]".
std::string listed(llvm::ArrayRef<int64_t> values);

}  // namespace pelemay::nx
