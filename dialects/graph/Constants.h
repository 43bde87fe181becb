//===- Constants.h - tensors known at compile time, as bytes -------------------------------------===//
#pragma once

#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/Value.h"

namespace pelemay::graph {

/// Above this many bytes a constant is a resource blob: DenseElementsAttr is uniqued and never
/// freed.
inline constexpr size_t kBlobThreshold = 64 * 1024;

/// Bytes of one element as stored: at least 1.
int64_t bytesOf(mlir::Type element);

/// Bytes of a whole tensor, contiguous.
int64_t bytesOf(mlir::RankedTensorType type);

/// An attribute that holds `bytes` (little endian, row major, exactly bytesOf(type)).
mlir::ElementsAttr makeElements(mlir::RankedTensorType type, llvm::ArrayRef<char> bytes);

/// The bytes of a constant, splats expanded. Fails for encodings we do not make ourselves.
mlir::FailureOr<std::vector<char>> bytesOf(mlir::ElementsAttr value);

/// The constant behind `value`, or null.
mlir::ElementsAttr constantOf(mlir::Value value);

/// The same bytes as a vector of T. sizeof(T) must be the element's size.
template <class T>
mlir::FailureOr<std::vector<T>> valuesOf(mlir::ElementsAttr attr) {
  mlir::FailureOr<std::vector<char>> bytes = bytesOf(attr);
  if (mlir::failed(bytes) || bytesOf(attr.getElementType()) != static_cast<int64_t>(sizeof(T)))
    return mlir::failure();
  std::vector<T> values(bytes->size() / sizeof(T));
  std::copy(bytes->begin(), bytes->end(), reinterpret_cast<char*>(values.data()));
  return values;
}

template <class T>
mlir::ElementsAttr makeElements(mlir::RankedTensorType type, llvm::ArrayRef<T> values) {
  return makeElements(type, llvm::ArrayRef<char>(reinterpret_cast<const char*>(values.data()),
                                                 values.size() * sizeof(T)));
}

}  // namespace pelemay::graph
