//===- Source.h - where a model's bytes lie ---------------------------------------------------===//
#pragma once

#include "frontends/onnx/External.h"
#include "frontends/onnx/Skeleton.h"

namespace pelemay::onnx {

struct Source {
  std::shared_ptr<llvm::MemoryBuffer> file;  // mapped and read-only; null if it must not be kept
  Payloads payloads;
  External external;

  /// The mapped file that `data` lies in, if it does: only such bytes may stay where they are.
  std::shared_ptr<llvm::MemoryBuffer> holderOf(llvm::ArrayRef<char> data) const {
    bool model =
        file && data.data() >= file->getBufferStart() && data.data() < file->getBufferEnd();
    return model ? file : external.holderOf(data);
  }
};

}  // namespace pelemay::onnx
