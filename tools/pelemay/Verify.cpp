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

/// Sets that share an image: small ones many, large ones one, so that a device's flash holds them.
std::vector<size_t> batchesOf(const std::vector<Inputs>& inputs) {
  constexpr size_t kBytes = 64 << 10;
  std::vector<size_t> batches;
  size_t bytes = kBytes;
  for (const Inputs& set : inputs) {
    size_t size = 0;
    for (const std::vector<char>& each : set) size += each.size();
    if (bytes + size > kBytes) {
      batches.push_back(0);
      bytes = 0;
    }
    bytes += size;
    ++batches.back();
  }
  return batches;
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
  auto outputs = codegen::outputsOf(compiled->program);
  codegen::Report report = codegen::reportOf(compiled->program, target->name);
  if (auto fits = checkFits(*target, report); !fits) return fits.failure();
  if (std::string why = tooLargeToLink(*target, report); !why.empty())
    return Failure{kRefused, options.words[0], why};

  progress.stage("reading " + counted(sets->size(), "data set"));
  std::vector<Inputs> inputs;
  std::vector<std::vector<std::vector<char>>> want(outputs.size()), got(outputs.size());
  for (const DataSet& set : *sets) {
    auto in = readSetInputs(compiled->program, set, compiled->inputNames);
    auto out = readOutputs(compiled->program, set, compiled->outputNames);
    if (!in) return in.failure();
    if (!out) return out.failure();
    inputs.push_back(std::move(*in));
    for (size_t i = 0; i < outputs.size(); ++i) want[i].push_back(std::move((*out)[i]));
  }

  progress.stage("building for " + target->name);
  auto scratch = TemporaryFolder::make();
  if (!scratch) return scratch.failure();
  Build build(*target, *data, *scratch);
  if (auto added = build.addModel(sourcesOf(*compiled, options)); !added) return added.failure();
  Verdict verdict;
  verdict.target = target->name;
  auto next = inputs.begin();
  for (size_t count : batchesOf(inputs)) {
    auto number = static_cast<size_t>(next - inputs.begin());
    progress.stage("running set " + std::to_string(number + 1) + " of " +
                   std::to_string(inputs.size()) + " on " + target->name);
    auto end = next + static_cast<std::ptrdiff_t>(count);
    auto image = runningImage(build, *scratch, compiled->program, {next, end});
    if (!image) return image.failure();
    auto all = listen(options, *target, *data, *scratch, *image, compiled->program, count, false);
    if (!all) return all.failure();
    verdict.note = all->note;
    for (Heard& heard : all->runs) {
      for (size_t i = 0; i < outputs.size(); ++i) got[i].push_back(std::move(heard.outputs[i]));
      if (heard.instructions) verdict.instructions.push_back(*heard.instructions);
    }
    next = end;
  }
  for (size_t i = 0; i < outputs.size(); ++i) {
    mlir::RankedTensorType type = outputs[i].getTensorType();
    std::string element = codegen::typeText(mlir::RankedTensorType::get({}, type.getElementType()));
    verdict.outputs.push_back({nameOf(outputs[i], i, compiled->outputNames),
                               codegen::typeText(type),
                               {type.getShape().begin(), type.getShape().end()},
                               compare(element, got[i], want[i], *tolerance)});
  }
  verdict.sets = std::move(*sets);
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
