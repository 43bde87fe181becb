//===- Constants.h - tensors known at compile time, as bytes -------------------------------------===//
#pragma once

#include <cstring>
#include <memory>

#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/Value.h"

namespace pelemay::graph {

/// Above this many bytes a constant is a resource blob in a file (FileMemory.h): DenseElementsAttr
/// is uniqued and never freed.
inline constexpr size_t kBlobThreshold = 64 * 1024;

/// Bytes of one element as stored: at least 1.
int64_t bytesOf(mlir::Type element);

/// Bytes of a whole tensor, contiguous.
int64_t bytesOf(mlir::RankedTensorType type);

/// An attribute that holds `bytes` (little endian, row major, exactly bytesOf(type)).
mlir::ElementsAttr makeElements(mlir::RankedTensorType type, llvm::ArrayRef<char> bytes);

/// The same for bytes of a file that `owner` keeps mapped: large ones stay there.
mlir::ElementsAttr makeElements(mlir::RankedTensorType type, llvm::ArrayRef<char> bytes,
                                std::shared_ptr<const void> owner);

/// The same elements under another type of as many; large ones are shared, not copied.
mlir::ElementsAttr retyped(mlir::ElementsAttr value, mlir::RankedTensorType type);

/// The bytes of a constant where they lie; splats are expanded. Pages of a file that were read
/// leave memory with the view.
class Bytes {
 public:
  /// Fails for encodings we do not make ourselves.
  static mlir::FailureOr<Bytes> of(mlir::ElementsAttr value);

  Bytes(Bytes&& other) : bytes_(other.bytes_), owned_(std::move(other.owned_)) {
    other.bytes_ = {};
  }
  Bytes& operator=(Bytes&&) = delete;
  ~Bytes();

  llvm::ArrayRef<char> ref() const { return bytes_; }
  /// Element `i`; they may lie at odd addresses.
  template <class T>
  T at(size_t i) const {
    T value;
    std::memcpy(&value, bytes_.data() + i * sizeof(T), sizeof(T));
    return value;
  }

 private:
  explicit Bytes(llvm::ArrayRef<char> bytes) : bytes_(bytes) {}
  explicit Bytes(std::vector<char> bytes) : bytes_(bytes), owned_(std::move(bytes)) {}

  llvm::ArrayRef<char> bytes_;
  std::vector<char> owned_;
};

/// The same as a vector of their own.
mlir::FailureOr<std::vector<char>> bytesOf(mlir::ElementsAttr value);

/// The constant behind `value`, or null.
mlir::ElementsAttr constantOf(mlir::Value value);

/// The same bytes as a vector of T. sizeof(T) must be the element's size.
template <class T>
mlir::FailureOr<std::vector<T>> valuesOf(mlir::ElementsAttr attr) {
  if (bytesOf(attr.getElementType()) != static_cast<int64_t>(sizeof(T))) return mlir::failure();
  mlir::FailureOr<Bytes> bytes = Bytes::of(attr);
  if (mlir::failed(bytes)) return mlir::failure();
  std::vector<T> values(bytes->ref().size() / sizeof(T));
  std::copy(bytes->ref().begin(), bytes->ref().end(), reinterpret_cast<char*>(values.data()));
  return values;
}

template <class T>
mlir::ElementsAttr makeElements(mlir::RankedTensorType type, llvm::ArrayRef<T> values) {
  return makeElements(type, llvm::ArrayRef<char>(reinterpret_cast<const char*>(values.data()),
                                                 values.size() * sizeof(T)));
}

}  // namespace pelemay::graph
