//===- Verify.cpp - `pelemay verify` -----------------------------------------------------------------===//
#include <nlohmann/json.hpp>

#include "compiler/codegen/Facts.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include "tools/pelemay/Compare.h"
#include "tools/pelemay/DataSet.h"
#include "tools/pelemay/Fits.h"
#include "tools/pelemay/Listen.h"
#include "tools/pelemay/Measure.h"
#include "tools/pelemay/Progress.h"
#include "tools/pelemay/Verbs.h"

namespace pelemay {

using Json = nlohmann::ordered_json;

namespace {

/// One output over all sets.
struct Verified {
  std::string name, type;  // "f32[1][10]"
  std::vector<int64_t> shape;
  Comparison result;
};

struct Verdict {
  std::string target;
  std::vector<DataSet> sets;
  std::vector<Verified> outputs;
  std::vector<int64_t> instructions;  // of each set; empty: not counted here
  std::string note;                   // why not, where the target could

  size_t misses() const {
    return static_cast<size_t>(
        llvm::count_if(outputs, [](const Verified& output) { return !output.result.ok(); }));
  }
};

/// [0, 5] for element 5 of [1, 10].
std::vector<int64_t> indexOf(const Verified& output) {
  std::vector<int64_t> index(output.shape.size());
  int64_t rest = static_cast<int64_t>(output.result.at);
  for (size_t i = index.size(); i-- > 0;) {
    index[i] = rest % output.shape[i];
    rest /= output.shape[i];
  }
  return index;
}

/// How many sets from `first` on share an image: one, and more while they have at most `bytes`.
size_t batchAt(const std::vector<Inputs>& inputs, size_t first, size_t bytes) {
  size_t count = 0, sum = 0;
  for (; first + count < inputs.size(); ++count) {
    for (const std::vector<char>& each : inputs[first + count]) sum += each.size();
    if (count > 0 && sum > bytes) break;
  }
  return count;
}

/// What is stored: inputs by set; outputs by number, then by set.
struct Stored {
  std::vector<Inputs> inputs;
  std::vector<std::vector<std::vector<char>>> outputs;
};

Outcome<Stored> readAll(Compiled& compiled, const std::vector<DataSet>& sets, bool quantize) {
  Stored stored;
  stored.outputs.resize(codegen::outputsOf(compiled.program).size());
  for (const DataSet& set : sets) {
    auto inputs = readSetInputs(compiled.program, set, compiled.inputNames, quantize);
    auto outputs = readOutputs(compiled.program, set, compiled.outputNames, quantize);
    if (!inputs) return inputs.failure();
    if (!outputs) return outputs.failure();
    stored.inputs.push_back(std::move(*inputs));
    for (size_t i = 0; i < outputs->size(); ++i)
      stored.outputs[i].push_back(std::move((*outputs)[i]));
  }
  return stored;
}

/// Builds the model once, runs it on all sets, and gives each set's run.
Outcome<Listened> runAll(const Options& options, const Target& target, const Data& data,
                         Compiled& compiled, const std::vector<Inputs>& inputs,
                         codegen::Report& report, Progress& progress) {
  progress.stage("building for " + target.name);
  auto scratch = TemporaryFolder::make();
  if (!scratch) return scratch.failure();
  Build build(target, data, *scratch);
  if (auto added = build.addModel(sourcesOf(compiled, options)); !added) return added.failure();
  if (target.stack > 0)  // nothing else would say that it is too small
    if (auto fits = measure(build, compiled.program, report, kStackOfMain); !fits)
      return fits.failure();
  Listened heard;
  size_t bytes = 64 << 10;
  while (heard.runs.size() < inputs.size()) {
    progress.stage("running set " + std::to_string(heard.runs.size() + 1) + " of " +
                   std::to_string(inputs.size()) + " on " + target.name);
    size_t count = batchAt(inputs, heard.runs.size(), bytes);
    auto begin = inputs.begin() + static_cast<std::ptrdiff_t>(heard.runs.size());
    auto image = runningImage(build, *scratch, compiled.program,
                              {begin, begin + static_cast<std::ptrdiff_t>(count)});
    if (!image && count > 1) {  // the flash that is left may hold one set, if not these
      bytes = 0;
      continue;
    }
    if (!image) return image.failure();
    auto all = listen(options, target, data, *scratch, *image, compiled.program, count,
                      /*detail=*/false);
    if (!all) return all.failure();
    heard.note = all->note;
    for (Heard& run : all->runs) heard.runs.push_back(std::move(run));
  }
  return heard;
}

Outcome<Verdict> verifyModel(const Options& options, Progress& progress) {
  if (auto seconds = timeoutOf(options); !seconds) return seconds.failure();
  auto tolerance = toleranceOf(options);
  if (!tolerance) return tolerance.failure();
  auto data = findData();
  if (!data) return data.failure();
  auto target = loadTarget(*data, options.target);
  if (!target) return target.failure();
  auto sets = findDataSets({options.words.begin() + 1, options.words.end()});
  if (!sets) return sets.failure();
  progress.stage("compiling the model");
  auto compiled = compileModel(options, *target);
  if (!compiled) return compiled.failure();
  codegen::Report report = codegen::reportOf(compiled->program, target->name);
  if (auto fits = checkFits(*target, report); !fits) return fits.failure();
  if (std::string why = tooLargeToLink(*target, report); !why.empty())
    return Failure{kRefused, options.words[0], why};
  progress.stage("reading " + counted(sets->size(), "data set"));
  auto stored = readAll(*compiled, *sets, options.io == "quantized");
  if (!stored) return stored.failure();
  auto heard = runAll(options, *target, *data, *compiled, stored->inputs, report, progress);
  if (!heard) return heard.failure();

  Verdict verdict{target->name, std::move(*sets), {}, {}, heard->note};
  for (const Heard& run : heard->runs)
    if (run.instructions) verdict.instructions.push_back(*run.instructions);
  for (auto [i, output] : llvm::enumerate(codegen::outputsOf(compiled->program))) {
    std::vector<std::vector<char>> got;
    for (Heard& run : heard->runs) got.push_back(std::move(run.outputs[i]));
    mlir::RankedTensorType type = output.getTensorType();
    std::string element = codegen::typeText(mlir::RankedTensorType::get({}, type.getElementType()));
    verdict.outputs.push_back({nameOf(output, i, compiled->outputNames),
                               codegen::typeText(type),
                               {type.getShape().begin(), type.getShape().end()},
                               compare(element, got, stored->outputs[i], *tolerance)});
  }
  return verdict;
}

/// As JSON writes a number; text where it has no word for it.
Json numberJson(const std::string& text) {
  Json number = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  return number.is_discarded() ? Json(text) : number;
}

void printJson(const Options& options, const Verdict& verdict) {
  Json sets = Json::array(), outputs = Json::array();
  for (const DataSet& set : verdict.sets) sets.push_back(set.name);
  for (const Verified& output : verdict.outputs) {
    const Comparison& result = output.result;
    Json largest = std::isinf(result.largest) ? Json("inf") : Json(result.largest);
    Json worst = nullptr;
    if (result.largest > 0)
      worst = {{"set", verdict.sets[result.set].name},
               {"index", indexOf(output)},
               {"got", numberJson(result.got)},
               {"want", numberJson(result.want)}};
    outputs.push_back({{"name", output.name},
                       {"type", llvm::StringRef(output.type).split('[').first.str()},
                       {"shape", output.shape},
                       {"ok", result.ok()},
                       {"largest_error", largest},
                       {"allowed_error", result.allowed},
                       {"values", result.values},
                       {"missed", result.missed},
                       {"worst", worst}});
  }
  Json counted = verdict.instructions.empty() ? Json(nullptr) : Json(verdict.instructions);
  Json document = {{"version", 1},
                   {"model", llvm::sys::path::filename(options.words[0]).str()},
                   {"target", verdict.target},
                   {"ok", verdict.misses() == 0},
                   {"sets", sets},
                   {"instructions", counted},
                   {"outputs", outputs}};
  llvm::outs() << document.dump(2, ' ', false, Json::error_handler_t::replace) << "\n";
}

void printText(const Verdict& verdict) {
  for (const Verified& output : verdict.outputs) {
    const Comparison& result = output.result;
    llvm::outs() << output.name << " " << output.type << ": largest error "
                 << llvm::format("%.3g", result.largest) << ", allowed "
                 << llvm::format("%.3g", result.allowed) << (result.ok() ? ": ok" : ": MISS")
                 << "\n";
    if (result.largest == 0) continue;
    llvm::outs() << "  at ";
    for (int64_t i : indexOf(output)) llvm::outs() << "[" << i << "]";
    llvm::outs() << (output.shape.empty() ? "" : " ") << "of " << verdict.sets[result.set].name
                 << ": got " << result.got << ", want " << result.want << "\n";
    if (!result.ok())
      llvm::outs() << "  " << result.missed << " of " << result.values << " values miss\n";
  }
  llvm::outs() << counted(verdict.sets.size(), "data set") << " on " << verdict.target;
  if (!verdict.instructions.empty())
    llvm::outs() << ", " << codegen::grouped(verdict.instructions.front())
                 << " instructions for the first";
  llvm::outs() << "\n";
  if (!verdict.note.empty()) llvm::outs() << "note " << verdict.note << "\n";
}

}  // namespace

int verify(const Options& options) {
  Progress progress;
  auto verdict = verifyModel(options, progress);
  progress.stop();
  if (!verdict) return report(verdict.failure());
  options.json ? printJson(options, *verdict) : printText(*verdict);
  if (verdict->misses() == 0) return kOk;
  llvm::outs().flush();
  return report({kRefused,
                 options.words[0],
                 std::to_string(verdict->misses()) + " of " +
                     counted(verdict->outputs.size(), "output") + " differs from what is stored",
                 {},
                 "`pelemay run --probe 'after call(conv): log'` shows values on the way there"});
}

}  // namespace pelemay
