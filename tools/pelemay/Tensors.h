//===- Tensors.h - inputs from files, outputs for people ---------------------------------------------===//
#pragma once

#include "compiler/codegen/report/Report.h"
#include "frontends/onnx/TensorFile.h"
#include "tools/pelemay/Failure.h"

namespace pelemay {

/// Bytes of each input; each file must hold a tensor of its input's type and shape. `names`: the
/// user's.
Outcome<std::vector<std::vector<char>>> readInputs(arena::ProgramOp program,
                                                   const std::vector<std::string>& files,
                                                   const std::vector<std::string>& names);

/// A value a number, as JSON writes it; where JSON has no word: nan, inf, -inf.
std::vector<std::string> valuesOf(llvm::StringRef type, llvm::ArrayRef<char> bytes);

/// "probabilities f32[1][10], largest at 5: 0.0012 0.99 .."
std::string outputText(const codegen::ReportOutput& output);

}  // namespace pelemay
