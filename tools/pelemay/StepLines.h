//===- StepLines.h - which step a place in NAME.cpp belongs to --------------------------------------===//
#pragma once

#include <map>
#include <optional>

#include "dialects/arena/Arena.h"
#include "llvm/ADT/StringMap.h"

namespace pelemay {

/// Read from the generated text: each step stands in one statement of NAME_run that names its
/// shape; one that runs by rows goes on where its driver's `.next(` stands.
class StepLines {
 public:
  StepLines(arena::ProgramOp program, llvm::StringRef source);

  /// The number of the step, as program.walk() meets them. Line and column count from 1.
  std::optional<size_t> stepAt(unsigned line, unsigned column) const;

 private:
  void addStatement(size_t step, size_t at);

  llvm::SmallVector<llvm::StringRef> lines_;
  std::map<unsigned, size_t> byLine_;
  llvm::StringMap<size_t> byDriver_;
};

}  // namespace pelemay
