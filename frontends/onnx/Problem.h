//===- Problem.h - why a model is refused -----------------------------------------------------===//
#pragma once

#include <string>

namespace pelemay::onnx {

/// The cure where a file breaks ONNX's own rules.
inline constexpr const char* kCheckerHelp =
    "onnx.checker.check_model(onnx.load(\"MODEL\")) says what else breaks ONNX's rules";

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
