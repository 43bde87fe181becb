//===- main.cpp - `pelemay`, the command for people --------------------------------------------------===//
#include <csignal>

#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/raw_ostream.h"
#include "tools/pelemay/Flags.h"
#include "tools/pelemay/Help.h"
#include "tools/pelemay/Model.h"
#include "tools/pelemay/Signals.h"
#include "tools/pelemay/Verbs.h"

using namespace pelemay;

static int help(const Options& options) {
  if (options.markdown) {
    llvm::outs() << markdownHelp();
    return kOk;
  }
  if (options.words.empty()) {
    llvm::outs() << shortHelp();
    return kOk;
  }
  std::vector<std::string> known;
  for (const Command& command : commands()) {
    known.push_back(command.name);
    if (options.words[0] != command.name) continue;
    llvm::outs() << helpOf(command.verb);
    return kOk;
  }
  return report({kUsage,
                 "",
                 "help needs a command, but got '" + options.words[0] + "'",
                 {"commands are " + listed(known)}});
}

static int perform(const Options& options) {
  if (options.version) {
    llvm::outs() << "pelemay " << PELEMAY_VERSION << "\n";
    return kOk;
  }
  if (options.help) {
    llvm::outs() << (options.verb == kNone ? shortHelp() : helpOf(options.verb));
    return kOk;
  }
  switch (options.verb) {
    case kCompile: return compile(options);
    case kRun: return run(options);
    case kVerify: return verify(options);
    case kExplain: return explain(options);
    case kTargets: return targets(options);
    default: return help(options);
  }
}

/// Who sees an error of `compile` believes that there are no files.
static std::vector<std::string> whatIsThere(const Options& options) {
  if (options.verb != kCompile || options.help || options.emit != "cpp") return {};
  return {"all files are written, what stdout was to get is in report.json"};
}

/// Whether all of stdout was written. Nobody's fault where the reader has left (`| head`); a full
/// disk or a closed stdout is said.
static int finished(int code, const Options& options) {
  llvm::outs().flush();
  std::error_code error = llvm::outs().error();
  llvm::outs().clear_error();  // LLVM's own end would be a crash
  llvm::errs().clear_error();
  if (!error || error == std::errc::broken_pipe) return code;
  Failure failure{kRefused, "", "needs to write to stdout, but got: " + error.message()};
  if (code == kOk) failure.notes = whatIsThere(options);
  int worse = report(failure);
  llvm::errs().clear_error();
  return code == kOk ? worse : code;
}

int main(int argc, char** argv) {
  watchSignals();
  llvm::InitLLVM init(argc, argv, /*InstallPipeSignalExitHandler=*/false);
  std::signal(SIGPIPE, [](int) {});  // not SIG_IGN, which programs we start would inherit
  auto options = parse(std::vector<std::string>(argv + 1, argv + argc));
  if (options && options->name.empty() && !options->words.empty())
    options->name = nameByFolder(options->words[0]);
  int code = options ? perform(*options) : report(options.failure());
  return finished(code, options ? *options : Options());
}
