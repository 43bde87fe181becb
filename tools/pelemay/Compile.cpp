//===- Compile.cpp - `pelemay compile` ---------------------------------------------------------------===//
#include "compiler/planner/Json.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include "tools/pelemay/Emit.h"
#include "tools/pelemay/Fits.h"
#include "tools/pelemay/Folder.h"
#include "tools/pelemay/Measure.h"
#include "tools/pelemay/Model.h"
#include "tools/pelemay/Progress.h"
#include "tools/pelemay/SelfTest.h"
#include "tools/pelemay/Verbs.h"

namespace pelemay {

/// The runtime's headers, to lie in pelemay/ beside the sources.
static Outcome<bool> addRuntime(const Data& data, std::vector<codegen::File>& files) {
  auto headers = filesBelow(data.runtime + "/pelemay");
  if (!headers) return headers.failure();
  for (const std::string& header : *headers) {
    auto text = readFile(data.runtime + "/pelemay/" + header);
    if (!text) return text.failure();
    files.push_back({"pelemay/" + header, std::move(*text)});
  }
  return true;
}

/// A failure that is none, for a note.
static std::string inALine(const Failure& failure) {
  return failure.what + (failure.help.empty() ? "" : ": " + failure.help);
}

/// Measures where that can be done; else says why not. Code that does not compile or does not fit
/// is a failure.
static Outcome<std::string> measured(const Target& target, const Data& data, Compiled& compiled,
                                     const std::vector<codegen::File>& sources,
                                     codegen::Report& report) {
  auto fits = checkFits(target, report);
  if (!fits && isFarTooLarge(report)) return fits.failure();
  for (const Tool* tool : {&target.compiler, &target.size})
    if (findTool(*tool).empty()) {
      if (!fits) return fits.failure();
      return inALine(missing(*tool, "measuring flash and stack"));
    }
  if (std::string why = tooLargeToLink(target, report); !why.empty())
    return "flash and stack were not measured: " + why;
  auto scratch = TemporaryFolder::make();
  if (!scratch) return inALine(scratch.failure());
  Build build(target, data, *scratch);
  if (auto added = build.addModel(sources); !added) return added.failure();
  if (auto done = measure(build, compiled.program, report, /*around=*/0); !done)
    return done.failure();
  return std::string();
}

/// A file's name of which C can take nothing is not replaced in silence.
static std::string nameNote(const Options& options, const codegen::Report& report) {
  if (!options.name.empty() || llvm::any_of(llvm::sys::path::stem(options.words[0]), llvm::isAlnum))
    return "";
  return "  name   " + report.name +
         ", as C takes nothing of the file's name; --name gives another\n";
}

static void print(const Options& options, const codegen::Report& report, const std::string& json,
                  const std::string& note, const std::string& folder,
                  const std::vector<codegen::File>& sources) {
  if (options.json) {
    llvm::outs() << json;
    return;
  }
  llvm::outs() << codegen::reportText(report, {options.verbose, note}) << "\n"
               << nameNote(options, report) << "  wrote  " << folder << ":";
  for (const codegen::File& file : sources) llvm::outs() << " " << file.name;
  llvm::outs() << "\n";
}

/// A flag that would do nothing beside the others is a mistake.
static Outcome<bool> checkTogether(const Options& options) {
  auto needs = [](const char* flag, const char* other) {
    return Failure{kUsage, "", std::string(flag) + " needs " + other + ", but got none"};
  };
  bool ir = options.emit != "cpp", tolerance = !options.atol.empty() || !options.rtol.empty();
  if (options.fullConstants && !ir) return needs("--full-constants", "--emit of a level of our IR");
  if (tolerance && options.selfTest.empty())
    return needs(options.atol.empty() ? "--rtol" : "--atol", "--self-test");
  if (ir && (options.json || !options.selfTest.empty()))
    return Failure{kUsage, "",
                   std::string(options.json ? "--json" : "--self-test") +
                       " needs --emit cpp, but got --emit " + options.emit};
  return true;
}

static Outcome<bool> compileTo(const Options& options, Progress& progress) {
  if (auto checked = checkTogether(options); !checked) return checked.failure();
  auto data = findData();
  if (!data) return data.failure();
  auto target = loadTarget(*data, options.target);
  if (!target) return target.failure();
  progress.stage("compiling the model");
  if (options.emit != "cpp") return emitIr(options, *target, progress);
  auto compiled = compileModel(options, *target);
  if (!compiled) return compiled.failure();
  std::vector<codegen::File> files = sourcesOf(*compiled, options);
  codegen::Report report = codegen::reportOf(compiled->program, target->name);

  const std::vector<codegen::File> model = files;  // what is measured
  if (!options.selfTest.empty()) {
    progress.stage("reading data for the self-test");
    if (auto added = addSelfTest(options, *compiled, files); !added) return added.failure();
  }
  std::string note = "flash and stack were not measured";
  if (options.noMeasure) {
    // Not to look at code is no reason to overlook what is certain without it.
    if (auto fits = checkFits(*target, report); !fits) return fits.failure();
  } else {
    progress.stage("measuring flash and stack for " + target->name);
    auto why = measured(*target, *data, *compiled, model, report);
    if (!why) return why.failure();
    note = *why;
  }
  std::string json = codegen::reportJson(report);
  files.push_back({"report.json", json});
  files.push_back({"plan.json", planner::writeJson(report.problem, report.plan)});
  size_t ours = files.size();
  if (options.runtime == "copy")
    if (auto added = addRuntime(*data, files); !added) return added.failure();

  std::string folder = options.output.empty() ? report.name : options.output;
  if (auto written = writeFolder(folder, files); !written) return written.failure();
  progress.stop();
  files.resize(ours);
  print(options, report, json, note, folder, files);
  return true;
}

int compile(const Options& options) {
  Progress progress;
  auto done = compileTo(options, progress);
  progress.stop();
  return done ? kOk : report(done.failure());
}

}  // namespace pelemay
