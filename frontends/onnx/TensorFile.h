//===- TensorFile.h - ONNX tensors in files of their own: inputs and outputs of a run ---------===//
// `input_0.pb` and the like, as ONNX's test data has them: one TensorProto a file.
//===------------------------------------------------------------------------------------------===//
#pragma once

#include <string>
#include <vector>

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

namespace pelemay {

struct TensorFile {
  std::string name;
  std::string type;  // as MLIR spells it: "f32", "i8", "ui8", "i32" or "i64"
  std::vector<int64_t> shape;
  std::vector<char> bytes;  // little endian, row major
};

/// Reads a file that holds one TensorProto; checked as the importer checks initializers.
llvm::Expected<TensorFile> readTensorFile(llvm::StringRef path);

/// Writes one. `bytes` must have the size that type and shape ask for.
llvm::Error writeTensorFile(llvm::StringRef path, const TensorFile& tensor);

}  // namespace pelemay
