//===- Tensors.h - tensors from files, and for people ------------------------------------------------===//
#pragma once

#include "compiler/codegen/report/Report.h"
#include "frontends/onnx/TensorFile.h"
#include "tools/pelemay/Failure.h"

namespace pelemay {

/// A tensor's file: numpy's where its name ends in .npy, else ONNX's.
Outcome<TensorFile> readTensor(const std::string& file);
/// The same for an input or output. `quantize`: floats become its integers, as --io=quantized
/// leaves to the caller.
Outcome<TensorFile> readTensorFor(arena::SlotOp slot, const std::string& file, bool quantize);
Outcome<bool> writeTensor(const std::string& file, const TensorFile& tensor);

/// "f32[1][8][8]" of a file's tensor, with the header's words.
std::string typeText(const TensorFile& tensor);

/// "1 input", "2 inputs"
std::string counted(size_t count, const std::string& thing);

/// The user's name of an input or output, or the slot's where the model has none.
std::string nameOf(arena::SlotOp slot, size_t number, const std::vector<std::string>& names);

/// Bytes of each input; each file must hold a tensor of its input's type and shape. `names`: the
/// user's; `quantize` as of readTensorFor.
Outcome<std::vector<std::vector<char>>> readInputs(arena::ProgramOp program,
                                                   const std::vector<std::string>& files,
                                                   const std::vector<std::string>& names,
                                                   bool quantize);

/// A value a number, as JSON writes it; where JSON has no word: nan, inf, -inf.
std::vector<std::string> valuesOf(llvm::StringRef type, llvm::ArrayRef<char> bytes);

/// "probabilities f32[1][10], largest at 5: 0.0012 0.99 .."
std::string outputText(const codegen::ReportOutput& output);

}  // namespace pelemay
