//===- Options.h - what a user asked for ---------------------------------------------------------===//
#pragma once

#include <string>
#include <vector>

namespace pelemay {

/// Exit codes of every command; `pelemay --help` and docs/cli.md state them from here.
enum ExitCode {
  kOk = 0,
  kRefused = 1,      // the model or an input was refused, or a run failed
  kUsage = 2,        // the command line makes no sense
  kEnvironment = 3,  // a compiler, an emulator or our own data is missing
};

/// One bit a command, so that a flag can say where it belongs.
enum Verb : unsigned {
  kNone = 0,
  kCompile = 1,
  kRun = 2,
  kVerify = 4,
  kExplain = 8,
  kTargets = 16,
  kHelp = 32,
};

struct Options {
  Verb verb = kNone;
  bool help = false, version = false;
  std::vector<std::string> words;  // what is no flag: the model, its data, the topic of help

  std::string output;
  std::string emit = "cpp";
  bool fullConstants = false;
  std::string name;  // C prefix; empty: from the model's file or folder
  std::string target = "host";
  std::string input = "arena";
  std::string io = "model";
  std::string probe;
  std::vector<std::string> dims;
  std::string weights = "auto";
  std::string runtime = "copy";
  std::string selfTest;  // folder with data sets; empty: none
  bool noMeasure = false, json = false, verbose = false, markdown = false;

  std::vector<std::string> inputFiles;
  std::string outputDir;
  std::string outputFormat = "pb";
  std::string timeout = "120";
  std::string atol, rtol;  // empty: Compare.h's
};

}  // namespace pelemay
