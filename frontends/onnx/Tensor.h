//===- Tensor.h - a TensorProto as type, shape and bytes --------------------------------------===//
#pragma once

#include <cstring>
#include <optional>
#include <vector>

#include "frontends/onnx/Problem.h"
#include "frontends/onnx/Source.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include "mlir/IR/BuiltinTypes.h"

namespace pelemay::onnx {

/// An element type that we import; bool, "i1", as a constant alone.
struct Element {
  int32_t code;              // TensorProto.DataType
  llvm::StringLiteral name;  // ONNX's name: "float32"
  llvm::StringLiteral ours;  // MLIR's spelling: "f32"
  int64_t bytes;
};

/// The element type of a number in TensorProto.DataType, or null when we do not import it.
const Element* elementOf(int32_t code);
/// The same by MLIR's spelling.
const Element* elementOf(llvm::StringRef ours);

/// "float8e4m3fn" for 17, "77 (not a type of ONNX)" for 77.
std::string elementName(int32_t code);
/// ONNX's name of one of our types: "float32" for f32.
std::string elementName(mlir::Type element);

mlir::Type typeOf(const Element& element, mlir::MLIRContext* context);

/// The problem with an element type that is not imported.
Problem unsupportedElement(int32_t code);

/// How many elements a shape has; null if a size is negative or the product exceeds kMaxElements.
std::optional<int64_t> countOf(llvm::ArrayRef<int64_t> shape);

/// A tensor of the model. `bytes` (little endian, row major) lie in `owned` or in the parsed model.
struct Tensor {
  std::string name;
  const Element* element = nullptr;
  llvm::SmallVector<int64_t> shape;
  llvm::ArrayRef<char> bytes;
  std::vector<char> owned;

  Tensor() = default;
  Tensor(Tensor&&) = default;
  Tensor& operator=(Tensor&&) = default;

  /// The same tensor; bytes of the model stay where they are.
  Tensor copy() const;

  mlir::RankedTensorType type(mlir::MLIRContext* context) const;
  /// Bools tell a node what to do; no op of ours computes with them.
  bool isBool() const { return element->ours == "i1"; }
  int64_t count() const { return static_cast<int64_t>(bytes.size()) / element->bytes; }

  /// Element `i`, for T of the element's size.
  template <class T>
  T at(int64_t i) const {
    T value;
    std::memcpy(&value, bytes.data() + i * sizeof(T), sizeof(T));
    return value;
  }
  /// All elements as 64-bit integers; the element type is an integer.
  llvm::SmallVector<int64_t> integers() const;
  llvm::SmallVector<float> floats() const;
};

/// Reads a TensorProto, whose bytes must outlive the result; they may lie in `source` instead.
/// Sizes are checked before anything is allocated, data must have exactly the size that shape and
/// type ask for. Constants may be bool, too.
std::optional<Tensor> readTensor(const ::onnx::TensorProto& tensor, Source& source,
                                 Problem& problem);

/// A tensor of integers, each within the range of `element`, or of floats.
Tensor makeIntegers(llvm::ArrayRef<int64_t> values, llvm::ArrayRef<int64_t> shape,
                    llvm::StringRef element = "i64");
Tensor makeFloats(llvm::ArrayRef<float> values, llvm::ArrayRef<int64_t> shape);

}  // namespace pelemay::onnx
