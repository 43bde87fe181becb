//===- Facts.h - what the printed files and the report say of a program --------------------------===//
#pragma once

#include "dialects/arena/Arena.h"

namespace pelemay::codegen {

/// Inputs and outputs by number, each with the C names it goes by.
llvm::SmallVector<arena::SlotOp> inputsOf(arena::ProgramOp program);
llvm::SmallVector<arena::SlotOp> outputsOf(arena::ProgramOp program);

/// "digits.onnx"; the program's name where no file is known.
std::string fileOf(arena::ProgramOp program);

/// The model's sha256 as at least 16 hexadecimal digits, or empty.
llvm::StringRef hashOf(arena::ProgramOp program);

/// Bytes of each memory, as solve-offsets left them; at least one entry.
llvm::SmallVector<int64_t> memoryBytes(arena::ProgramOp program);

/// Bytes of all constants.
int64_t weightBytes(arena::ProgramOp program);

/// Multiply-accumulates of a run: of convolutions and products.
int64_t macsOf(arena::ProgramOp program);
int64_t macsOf(arena::StepOp step);

/// "f32[1][8][8][1]"
std::string typeText(mlir::RankedTensorType type);

/// Text of a model made safe for a // comment: no line breaks, no backslash, no trigraph.
std::string commentText(llvm::StringRef text);

/// "/conv1/Conv, /relu1/Relu": the nodes of the user's model that a step computes; may be empty.
std::string originsText(arena::StepOp step);

/// "conv + relu": the ops a step computes.
std::string opsText(arena::StepOp step);

/// "conv + add + .. + relu (17 ops)", for tables; a few ops stand in full.
std::string shortOps(llvm::StringRef ops);

/// `begin`, then the arguments, broken before those that would pass column 100 and aligned behind
/// `begin`.
std::string filled(const std::string& begin, llvm::ArrayRef<std::string> arguments,
                   const std::string& end, llvm::StringRef separator = ",");

/// "conv1.weight: f32[8][3][3][1], 288 B, packed row_col_channel", for a comment.
std::string describedConstant(arena::ConstantOp constant);

/// "4.0 KiB", "256 B"
std::string bytesText(int64_t bytes);

/// DIGITS_IMAGE from digits and image.
std::string macroOf(llvm::StringRef model, llvm::StringRef name);

/// Whether some step is a probe.
bool hasProbes(arena::ProgramOp program);

/// Lines every generated file starts with, as // comments.
struct PrintedBy {
  llvm::StringRef version, command;
};
std::string banner(arena::ProgramOp program, llvm::StringRef file, llvm::StringRef says,
                   const PrintedBy& by, llvm::StringRef comment = "//");

}  // namespace pelemay::codegen
