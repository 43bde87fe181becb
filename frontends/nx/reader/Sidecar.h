//===- Sidecar.h - array constants: a safetensors file ----------------------------------------===//
//
// 8 bytes: the header's length, little endian; the header, JSON: name -> dtype, shape,
// data_offsets; then the bytes. Every offset is checked against the file and the type.
//===------------------------------------------------------------------------------------------===//
#pragma once

#include <memory>

#include "frontends/nx/reader/Types.h"
#include "llvm/Support/MemoryBuffer.h"

namespace pelemay::nx {

class Sidecar {
 public:
  /// Reads the file's header. Null after an error, which is reported at `loc`.
  static std::unique_ptr<Sidecar> open(llvm::StringRef path, mlir::Location loc);

  /// The bytes of the tensor that `name` says, which must be of `type`.
  std::optional<llvm::ArrayRef<char>> bytes(const Field& name, mlir::RankedTensorType type) const;

  /// The whole file, for its hash.
  llvm::StringRef contents() const { return buffer_->getBuffer(); }

 private:
  std::unique_ptr<llvm::MemoryBuffer> buffer_;
  nlohmann::json header_;
  llvm::StringRef data_;
};

}  // namespace pelemay::nx
