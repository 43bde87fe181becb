//===- Model.h - from a model's file to a program that can be printed ----------------------------===//
#pragma once

#include <memory>

#include "compiler/codegen/Print.h"
#include "compiler/pipeline/Pipeline.h"
#include "compiler/targets/Target.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/IR/OwningOpRef.h"
#include "tools/pelemay/Failure.h"

namespace pelemay {

struct Compiled {
  std::unique_ptr<mlir::MLIRContext> context;
  mlir::OwningOpRef<mlir::ModuleOp> module;
  arena::ProgramOp program;
  std::vector<std::string> inputNames, outputNames;  // the user's, by number
};

/// Imports options.words[0] and runs the passes; there is no program before Level::kSteps. What is
/// wrong with the model has been said on stderr when it fails.
Outcome<Compiled> compileModel(const Options& options, const Target& target,
                               Level until = Level::kPlanned);

/// The zoo's models are all called model.onnx: the name of the folder that holds such a file, as C
/// takes it; empty for other files.
std::string nameByFolder(const std::string& file);

/// What generated files say of their making.
codegen::PrintOptions printOptionsOf(const Options& options);

/// The generated sources; `compiled` must outlive them.
std::vector<codegen::File> sourcesOf(Compiled& compiled, const Options& options);

}  // namespace pelemay
