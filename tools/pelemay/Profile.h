//===- Profile.h - counts of a run, by function and by step -------------------------------------------===//
#pragma once

#include "compiler/codegen/report/Report.h"
#include "tools/pelemay/Counter.h"

namespace pelemay {

/// Fills the report's functions, and the instructions of each step: those of its own lines in
/// NAME.cpp (`source`) and of all that was called from there.
void addProfile(const Counts& counts, const std::string& image, arena::ProgramOp program,
                llvm::StringRef source, codegen::Report& report);

}  // namespace pelemay
