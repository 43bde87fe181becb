//===- External.h - tensors whose data lie in files beside the model --------------------------===//
//
// A tensor may name a file, an offset and a length instead of holding its data. Such a file is read
// only inside of the model's folder, whatever the name or a link says, and is mapped like the
// model.
//===------------------------------------------------------------------------------------------===//
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "frontends/onnx/Problem.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/MemoryBuffer.h"

namespace onnx {
class TensorProto;
}

namespace pelemay::onnx {

class External {
 public:
  /// `folder`: the model's; empty if the model is no file, and then nothing is read.
  explicit External(std::string folder = "") : folder_(std::move(folder)) {}

  /// The `bytes` bytes of `tensor`'s data; they live as long as this.
  std::optional<llvm::ArrayRef<char>> read(const ::onnx::TensorProto& tensor, int64_t bytes,
                                           Problem& problem);
  /// The mapped file that `data` lies in, if it does.
  std::shared_ptr<llvm::MemoryBuffer> holderOf(llvm::ArrayRef<char> data) const;

 private:
  std::shared_ptr<llvm::MemoryBuffer> open(const std::string& location, Problem& problem);

  std::string folder_;
  std::map<std::string, std::shared_ptr<llvm::MemoryBuffer>> files_;
};

}  // namespace pelemay::onnx
