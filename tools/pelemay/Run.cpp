//===- Run.cpp - `pelemay run` -----------------------------------------------------------------------===//
#include "compiler/codegen/Facts.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"
#include "tools/pelemay/Fits.h"
#include "tools/pelemay/Listen.h"
#include "tools/pelemay/Measure.h"
#include "tools/pelemay/Profile.h"
#include "tools/pelemay/Progress.h"
#include "tools/pelemay/Tensors.h"
#include "tools/pelemay/Verbs.h"

namespace pelemay {

namespace {

void takeOutputs(Compiled& compiled, const Heard& heard, codegen::ReportRun& run) {
  auto outputs = codegen::outputsOf(compiled.program);
  for (size_t i = 0; i < outputs.size(); ++i) {
    mlir::RankedTensorType type = outputs[i].getTensorType();
    codegen::ReportOutput output;
    output.name = nameOf(outputs[i], i, compiled.outputNames);
    output.type = codegen::typeText(mlir::RankedTensorType::get({}, type.getElementType()));
    output.shape.assign(type.getShape().begin(), type.getShape().end());
    output.values = valuesOf(output.type, heard.outputs[i]);
    run.outputs.push_back(std::move(output));
  }
}

void takeCounts(const Counts& counts, const std::string& image, arena::ProgramOp program,
                const std::vector<codegen::File>& sources, codegen::ReportRun& run,
                codegen::Report& report) {
  if (counts.stack.value_or(0) > 0) run.stack = counts.stack;
  run.read = counts.read;
  run.written = counts.written;
  for (const codegen::File& file : sources)
    if (file.name == program.getSymName().str() + ".cpp")
      addProfile(counts, image, program, file.text, report);
}

/// Before the model is compiled: a folder that cannot be made is known at once.
Outcome<bool> makeOutputDir(const Options& options) {
  if (options.outputDir.empty()) return true;
  std::error_code error =
      llvm::sys::fs::create_directories(options.outputDir, true, llvm::sys::fs::all_all);
  if (!error && llvm::sys::fs::is_directory(options.outputDir)) return true;
  return Failure{kRefused, "",
                 "--output-dir needs a folder that can be written, but got " + options.outputDir +
                     ": " + (error ? error.message() : "it is a file")};
}

Outcome<bool> writeOutputs(const Options& options, const Heard& heard,
                           const codegen::ReportRun& run) {
  if (options.outputDir.empty()) return true;
  for (size_t i = 0; i < run.outputs.size(); ++i) {
    TensorFile tensor;
    tensor.name = run.outputs[i].name;
    tensor.type = (run.outputs[i].type[0] == 'u' ? "ui" + run.outputs[i].type.substr(1)
                                                 : run.outputs[i].type);
    tensor.shape = run.outputs[i].shape;
    tensor.bytes = heard.outputs[i];
    std::string file =
        options.outputDir + "/output_" + std::to_string(i) + "." + options.outputFormat;
    if (auto written = writeTensor(file, tensor); !written) return written.failure();
  }
  return true;
}

Outcome<bool> runModel(const Options& options, Progress& progress) {
  if (auto seconds = timeoutOf(options); !seconds) return seconds.failure();
  auto data = findData();
  if (!data) return data.failure();
  auto target = loadTarget(*data, options.target);
  if (!target) return target.failure();
  if (auto made = makeOutputDir(options); !made) return made.failure();
  progress.stage("compiling the model");
  auto compiled = compileModel(options, *target);
  if (!compiled) return compiled.failure();
  auto inputs = readInputs(compiled->program, options.inputFiles, compiled->inputNames,
                           options.io == "quantized");
  if (!inputs) {
    Failure failure = inputs.failure();
    if (failure.where == codegen::fileOf(compiled->program)) failure.where = options.words[0];
    return failure;
  }
  codegen::Report report = codegen::reportOf(compiled->program, target->name);
  if (auto fits = checkFits(*target, report); !fits && isFarTooLarge(report)) return fits.failure();
  if (std::string why = tooLargeToLink(*target, report); !why.empty())
    return Failure{kRefused, options.words[0], why};

  progress.stage("building for " + target->name);
  auto scratch = TemporaryFolder::make();
  if (!scratch) return scratch.failure();
  Build build(*target, *data, *scratch);
  std::vector<codegen::File> sources = sourcesOf(*compiled, options);
  if (auto added = build.addModel(sources); !added) return added.failure();
  if (auto measured = measure(build, compiled->program, report, kStackOfMain); !measured)
    return measured.failure();
  auto image = runningImage(build, *scratch, compiled->program, {*inputs});
  if (!image) return image.failure();
  auto size = build.sizeOf(*image);
  if (!size) return size.failure();

  progress.stage("running on " + target->name);
  auto all = listen(options, *target, *data, *scratch, *image, compiled->program, 1, true);
  if (!all) return all.failure();
  const Heard& heard = all->runs.front();
  codegen::ReportRun run;
  takeOutputs(*compiled, heard, run);
  run.probes = heard.probes;
  if (heard.stack > 0) run.stack = heard.stack;
  run.imageFlash = size->flash;
  run.imageRam = size->ram;
  report.instructions = heard.instructions;
  if (all->counts) takeCounts(*all->counts, *image, compiled->program, sources, run, report);
  if (!report.stack) report.stack = run.stack;
  if (auto written = writeOutputs(options, heard, run); !written) return written.failure();

  progress.stop();
  report.run = run;
  if (options.json) {
    llvm::outs() << codegen::reportJson(report);
    return true;
  }
  for (const codegen::ReportProbe& probe : run.probes)
    llvm::outs() << "probe " << probe.op << " " << outputText(probe.value);
  for (const codegen::ReportOutput& output : run.outputs) llvm::outs() << outputText(output);
  llvm::outs() << "\n" << codegen::reportText(report, {options.verbose, all->note});
  return true;
}

}  // namespace

int run(const Options& options) {
  Progress progress;
  auto done = runModel(options, progress);
  progress.stop();
  return done ? kOk : report(done.failure());
}

}  // namespace pelemay
