//===- Problem.h - why a model is refused -----------------------------------------------------===//
#pragma once

#include <string>

namespace pelemay::onnx {

/// What was needed and what was got; the cure, if there is one; and whose problem it is: `kind` is
/// "node", "initializer", .. or empty when the whole file is meant. `note` says what stands
/// elsewhere.
struct Problem {
  std::string text;
  std::string help = {};
  std::string kind = {}, name = {};
  std::string note = {};
};

}  // namespace pelemay::onnx
