//===- Run.cpp - `pelemay run` -----------------------------------------------------------------------===//
#include "compiler/codegen/Facts.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"
#include "tools/pelemay/Harness.h"
#include "tools/pelemay/Measure.h"
#include "tools/pelemay/Model.h"
#include "tools/pelemay/Progress.h"
#include "tools/pelemay/Tensors.h"
#include "tools/pelemay/Verbs.h"

namespace pelemay {

namespace {

/// What the program of Harness.h printed.
struct Heard {
  std::optional<int64_t> status;
  int64_t instructions = 0, stack = 0;
  std::vector<std::vector<char>> outputs;
  std::vector<codegen::ReportProbe> probes;
};

std::vector<char> bytesOf(llvm::StringRef hex) {
  std::string bytes;
  if (!llvm::tryGetFromHex(hex, bytes)) return {};
  return std::vector<char>(bytes.begin(), bytes.end());
}

/// "conv f32 1x8x8x8 0000.. /conv1/Conv", as the harness writes it.
codegen::ReportProbe probeOf(llvm::StringRef line) {
  auto [op, afterOp] = line.split(' ');
  auto [type, afterType] = afterOp.split(' ');
  auto [sizes, afterSizes] = afterType.split(' ');
  auto [hex, name] = afterSizes.split(' ');
  codegen::ReportOutput value{name.str(), type.str(), {}, valuesOf(type, bytesOf(hex))};
  llvm::SmallVector<llvm::StringRef> parts;
  sizes.split(parts, 'x');
  for (llvm::StringRef part : parts) {
    int64_t size = 0;
    if (!part.getAsInteger(10, size)) value.shape.push_back(size);
  }
  return {op.str(), value};
}

Heard listen(llvm::StringRef text) {
  Heard heard;
  llvm::SmallVector<llvm::StringRef> lines;
  text.split(lines, '\n');
  for (llvm::StringRef line : lines) {
    int64_t number = 0;
    if (line.consume_front("@status ") && !line.getAsInteger(10, number)) heard.status = number;
    if (line.consume_front("@instructions ")) (void)line.getAsInteger(10, heard.instructions);
    if (line.consume_front("@stack ")) (void)line.getAsInteger(10, heard.stack);
    if (line.consume_front("@output ")) heard.outputs.push_back(bytesOf(line.split(' ').second));
    if (line.consume_front("@probe ")) heard.probes.push_back(probeOf(line));
  }
  return heard;
}

/// Runs the image; a program that ends badly or not at all is the model's failure.
Outcome<Heard> start(const Options& options, const Target& target, const TemporaryFolder& scratch,
                     const std::string& image, unsigned seconds) {
  std::vector<std::string> command;
  for (const std::string& part : target.run) {
    std::string word = part;
    if (size_t at = word.find("{image}"); at != std::string::npos) word.replace(at, 7, image);
    command.push_back(word);
  }
  if (!target.emulator.commands.empty()) {
    Tool emulator = target.emulator;
    command[0] = findTool(emulator);
    if (command[0].empty()) return missing(emulator, "running on " + target.name);
  }
  auto done = execute(command, scratch, seconds);
  if (!done) return done.failure();
  if (done->timedOut)
    return Failure{kRefused,
                   "",
                   "the run did not end within " + options.timeout + " s on " + target.name,
                   {},
                   "--timeout SECONDS gives it longer"};
  if (done->status != 0)
    return Failure{
        kRefused, "",
        "the run ended with status " + std::to_string(done->status) + " on " + target.name,
        done->err.empty() ? std::vector<std::string>() : std::vector<std::string>{done->err}};
  return listen(done->out);
}

Outcome<bool> takeOutputs(Compiled& compiled, const Heard& heard, codegen::ReportRun& run) {
  auto outputs = codegen::outputsOf(compiled.program);
  if (!heard.status || heard.outputs.size() != outputs.size())
    return Failure{kRefused, "", "the run ended early: its output is incomplete"};
  if (*heard.status != 0)
    return Failure{kRefused, "",
                   compiled.program.getSymName().str() + "_run answered status " +
                       std::to_string(*heard.status)};
  for (size_t i = 0; i < outputs.size(); ++i) {
    mlir::RankedTensorType type = outputs[i].getTensorType();
    codegen::ReportOutput output;
    output.name = i < compiled.outputNames.size() && !compiled.outputNames[i].empty()
                      ? compiled.outputNames[i]
                      : outputs[i].getName().str();
    output.type = codegen::typeText(mlir::RankedTensorType::get({}, type.getElementType()));
    output.shape.assign(type.getShape().begin(), type.getShape().end());
    output.values = valuesOf(output.type, heard.outputs[i]);
    if (static_cast<int64_t>(output.values.size()) != type.getNumElements())
      return Failure{kRefused, "", "the run ended early: output " + output.name + " is incomplete"};
    run.outputs.push_back(std::move(output));
  }
  return true;
}

/// Before the model is compiled: a folder that cannot be made is known at once.
Outcome<bool> makeOutputDir(const Options& options) {
  if (options.outputDir.empty()) return true;
  std::error_code error = llvm::sys::fs::create_directories(options.outputDir);
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
    std::string file = options.outputDir + "/output_" + std::to_string(i) + ".pb";
    if (llvm::Error error = writeTensorFile(file, tensor))
      return Failure{kRefused, "", "needs to write " + llvm::toString(std::move(error))};
  }
  return true;
}

Outcome<bool> runModel(const Options& options, Progress& progress) {
  unsigned seconds = 0;
  if (llvm::StringRef(options.timeout).getAsInteger(10, seconds) || seconds == 0)
    return Failure{kUsage, "",
                   "--timeout needs a number of seconds from 1, but got '" + options.timeout + "'"};
  auto data = findData();
  if (!data) return data.failure();
  auto target = loadTarget(*data, options.target);
  if (!target) return target.failure();
  if (auto made = makeOutputDir(options); !made) return made.failure();
  progress.stage("compiling the model");
  auto compiled = compileModel(options, *target);
  if (!compiled) return compiled.failure();
  auto inputs = readInputs(compiled->program, options.inputFiles, compiled->inputNames);
  if (!inputs) return inputs.failure();
  codegen::Report report = codegen::reportOf(compiled->program, target->name);

  progress.stage("building for " + target->name);
  auto scratch = TemporaryFolder::make();
  if (!scratch) return scratch.failure();
  Build build(*target, *data, *scratch);
  if (auto added = build.addModel(sourcesOf(*compiled, options)); !added) return added.failure();
  if (auto measured = measure(build, compiled->program, report); !measured)
    return measured.failure();
  auto image = build.image("run", runningProgram(compiled->program, *inputs), true);
  if (!image) return image.failure();
  auto size = build.sizeOf(*image);
  if (!size) return size.failure();

  progress.stage("running on " + target->name);
  auto heard = start(options, *target, *scratch, *image, seconds);
  if (!heard) return heard.failure();
  codegen::ReportRun run;
  if (auto taken = takeOutputs(*compiled, *heard, run); !taken) return taken.failure();
  run.probes = heard->probes;
  if (heard->stack > 0) run.stack = heard->stack;
  run.imageFlash = size->flash;
  run.imageRam = size->ram;
  if (target->countsInstructions) report.instructions = heard->instructions;
  if (!report.stack) report.stack = run.stack;
  if (auto written = writeOutputs(options, *heard, run); !written) return written.failure();

  progress.stop();
  report.run = run;
  if (options.json) {
    llvm::outs() << codegen::reportJson(report);
    return true;
  }
  for (const codegen::ReportProbe& probe : run.probes)
    llvm::outs() << "probe " << probe.op << " " << outputText(probe.value);
  for (const codegen::ReportOutput& output : run.outputs) llvm::outs() << outputText(output);
  llvm::outs() << "\n" << codegen::reportText(report, {options.verbose, ""});
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
