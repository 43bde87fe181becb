//===- Skeleton.h - a model's message without its weights ------------------------------------------===//
//
// protobuf copies what it parses, and a model is weights almost entirely. So it parses a copy of
// the message without large raw_data, and those stay where they lie in the file.
//===------------------------------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/Support/MemoryBufferRef.h"

namespace onnx {
class ModelProto;
class TensorProto;
}  // namespace onnx

namespace pelemay::onnx {

/// raw_data that was left out, by its tensor, whose own raw_data is empty.
using Payloads = llvm::DenseMap<const ::onnx::TensorProto*, llvm::ArrayRef<char>>;

/// Bytes from which a copy costs more than to leave them out.
inline constexpr size_t kLargePayload = 64 * 1024;

/// Parses the message, which may be none: false. Payloads, of at least `large` bytes, lie in
/// `buffer`. Put back into their tensors they make the message that protobuf alone would have read.
bool parseModel(llvm::MemoryBufferRef buffer, ::onnx::ModelProto& model, Payloads& payloads,
                size_t large = kLargePayload);

}  // namespace pelemay::onnx
