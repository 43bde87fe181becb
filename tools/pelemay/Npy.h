//===- Npy.h - tensors as numpy.save writes them -------------------------------------------------===//
//
// Versions 1 to 3 of the format, little endian, in C's order or Fortran's. All else (big endian,
// objects, strings, records) is refused with what would cure it: no value is converted in silence.
//===---------------------------------------------------------------------------------------------===//
#pragma once

#include "frontends/onnx/TensorFile.h"
#include "tools/pelemay/Failure.h"

namespace pelemay {

Outcome<TensorFile> readNpy(const std::string& path);

/// Writes version 1.0. `bytes` must have the size that type and shape ask for.
Outcome<bool> writeNpy(const std::string& path, const TensorFile& tensor);

}  // namespace pelemay
