#include "tools/pelemay/Flags.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Path.h"

namespace pelemay {

const std::vector<Command>& commands() {
  static const std::vector<Command> table = {
      {kCompile, "compile", "MODEL [flags]", "a model becomes C++ sources and a report",
       "MODEL is an ONNX file, a graph written by Pelemay's Nx exporter (.json), or our own IR (.mlir), as\n"
       "--emit writes it. The folder gets NAME.h, NAME.cpp, NAME_weights.h, NAME_weights.cpp, CMakeLists.txt,\n"
       "report.json, plan.json and the runtime's headers in pelemay/, so that\n"
       "`g++ -std=c++17 -O2 -ffp-contract=off -fno-strict-aliasing -I DIR -c DIR/*.cpp` compiles it. Weights\n"
       "above 1 MiB are NAME_weights.S and NAME_weights.bin instead: add DIR/*.S. All files are written, or\n"
       "none. Flash and stack are measured with the target's compiler where it is installed.",
       1, 1, "one model"},
      {kRun, "run", "MODEL [flags]", "compiles a model and runs it, here or emulated",
       "Compiles MODEL with a main program around it, runs that on this computer or in the target's\n"
       "emulator, and prints outputs, instructions and stack. Input tensors are ONNX .pb or numpy\n"
       ".npy files, one --input-file for each input, in the model's order.",
       1, 1, "one model"},
      {kVerify, "verify", "MODEL DATASET..", "runs a model on stored data and compares",
       "DATASET is a folder with input_0.pb, .., output_0.pb, .. (or .npy), or with such folders. Compiles MODEL\n"
       "once, runs it on every set, and prints for each output the largest error, what is allowed, and\n"
       "where: |got - want| <= atol + rtol * max|want|, the maximum over all sets of that output. Integers\n"
       "must be equal unless --atol or --rtol is given. Exit code 1 if a value misses.",
       2, ~0u, "a model and folders with data sets"},
      {kExplain, "explain", "[OP]", "what an op means, its limits, who calls it what",
       "OP is ours (conv), ONNX's (Conv, BatchNormalization) or Nx's (negate): its meaning, its numbered\n"
       "constraints, the frontends' names for it, its kernels and what they promise, and an example.\n"
       "Without OP: all ops by group.",
       0, 1, "one op at most"},
      {kTargets, "targets", "[T]", "devices, and whether their tools are installed",
       "A line each, with the packages that would bring what is not installed. Of T alone: memories, compiler,\n"
       "emulator and flags. T may be a target's own FILE.json.",
       0, 1, "one target at most"},
      {kHelp, "help", "[COMMAND]", "explains a command and its flags",
       "Without COMMAND: the short help.", 0, 1, "one command at most"},
  };
  return table;
}

const std::vector<Flag>& flags() {
  static const std::vector<Flag> table = [] {
    std::vector<Flag> all;
    auto alone = [&](const char* name, bool Options::* field, unsigned verbs, const char* help) {
      all.push_back({name, nullptr, help, verbs, false, field});
    };
    auto text = [&](const char* name, const char* argument, std::string Options::* field,
                    unsigned verbs, bool changes, const char* help,
                    std::vector<std::string> values = {}) {
      all.push_back(
          {name, argument, help, verbs, changes, nullptr, field, nullptr, std::move(values)});
    };
    auto list = [&](const char* name, const char* argument,
                    std::vector<std::string> Options::* field, unsigned verbs, bool changes,
                    const char* help) {
      all.push_back({name, argument, help, verbs, changes, nullptr, nullptr, field});
    };
    text("-o", "DIR", &Options::output, kCompile, false,
         "folder for the files; default: the model's name. What else is in it stays");
    text("--emit", "LEVEL", &Options::emit, kCompile, false,
         "cpp (default); in our IR, to stdout or the file -o: graph, fused, steps, planned",
         {"cpp", "graph", "fused", "steps", "planned"});
    alone("--full-constants", &Options::fullConstants, kCompile,
          "with --emit: constants of more than 16 elements, too; compile reads that again");
    constexpr unsigned kModel = kCompile | kRun | kVerify;
    text("--name", "NAME", &Options::name, kCompile, true,
         "prefix of all names in C; default: from the model's file, of model.onnx from its folder");
    text("--target", "T", &Options::target, kModel, true,
         "device: host (default), host-asan, cortex-m4, linux-aarch64, or a FILE.json of your own");
    text("--input", "WHERE", &Options::input, kModel, true,
         "where inputs lie: in the arena (default) or with the caller, as const pointers",
         {"arena", "caller"});
    text(
        "--io", "WHAT", &Options::io, kModel, true,
        "what the caller hands over: the model's types (default), or integers where it is quantized",
        {"model", "quantized"});
    list("--dim", "NAME=SIZE", &Options::dims, kModel, true,
         "size of a symbolic dimension; may be repeated");
    text("--probe", "ADVICE", &Options::probe, kCompile | kRun, true,
         "log values while the model runs: 'after call(conv): log'");
    text("--weights", "HOW", &Options::weights, kModel, true,
         "weights as text (C++), as binary (.S and .bin), or auto (default): binary above 1 MiB",
         {"text", "binary", "auto"});
    text("--runtime", "HOW", &Options::runtime, kCompile, true,
         "the runtime's headers: copy them beside the sources (default), or none",
         {"copy", "none"});
    text("--self-test", "DATASET", &Options::selfTest, kCompile, true,
         "add NAME_self_test.cpp, which runs the model on that data and says whether it passes");
    alone("--no-measure", &Options::noMeasure, kCompile,
          "do not look for flash and stack with the target's compiler");
    list("--input-file", "FILE", &Options::inputFiles, kRun, false,
         "a tensor for the next input, as .pb or .npy; repeated for each input");
    text("--output-dir", "DIR", &Options::outputDir, kRun, false,
         "write output_0.pb, output_1.pb, .. there");
    text("--output-format", "F", &Options::outputFormat, kRun, false,
         "how to write them: ONNX's pb (default) or numpy's npy", {"pb", "npy"});
    text("--atol", "A", &Options::atol, kCompile | kVerify, true,
         "error that is allowed of any value; default 1e-5 for floats");
    text("--rtol", "R", &Options::rtol, kCompile | kVerify, true,
         "error that is allowed of the largest value; default 1e-4 for floats");
    text("--timeout", "SECONDS", &Options::timeout, kRun | kVerify, false,
         "give up on a run after that long, a whole number from 1; default 120");
    alone("--json", &Options::json, kModel | kTargets, "print JSON instead (docs/*.schema.json)");
    alone("--verbose", &Options::verbose, kCompile | kRun, "report all steps, and draw the arena");
    alone("--markdown", &Options::markdown, kHelp, "print docs/cli.md");
    all.back().hidden = true;
    alone("--help", &Options::help, ~0u, "explain the command");
    return all;
  }();
  return table;
}

static const Command* commandNamed(const std::string& name) {
  for (const Command& command : commands())
    if (name == command.name) return &command;
  return nullptr;
}

static Failure usage(std::string what, std::string help) {
  return {kUsage, "", std::move(what), {}, std::move(help)};
}

static std::string seeHelp(const Command& command) {
  return std::string("`pelemay help ") + command.name + "` shows its flags";
}

static Failure unknownFlag(const Command& command, const std::string& name) {
  std::vector<std::string> known;
  for (const Flag& flag : flags())
    if ((flag.verbs & command.verb) && !flag.hidden) known.push_back(flag.name);
  std::string near = nearest(name, known);
  return usage("`" + std::string(command.name) + "` has no flag " + name,
               near.empty() ? seeHelp(command) : "did you mean " + near + "?");
}

static Outcome<bool> set(Options& options, const Flag& flag, const std::string& value) {
  if (!flag.values.empty() && !llvm::is_contained(flag.values, value))
    return usage(std::string(flag.name) + " needs one of " + listed(flag.values) + ", but got '" +
                     value + "'",
                 "");
  if (value.empty() && flag.text != &Options::probe)
    return usage(std::string(flag.name) + " needs " + flag.argument + ", but got nothing", "");
  if (flag.text) options.*flag.text = value;
  if (flag.list) (options.*flag.list).push_back(value);
  return true;
}

/// Takes the flag at arguments[i], and its value, which may be the next argument.
static Outcome<bool> takeFlag(const Command& command, const std::vector<std::string>& arguments,
                              size_t& i, Options& options) {
  auto [name, attached] = llvm::StringRef(arguments[i]).split('=');
  bool hasValue = name.size() < arguments[i].size();
  const Flag* found = nullptr;
  for (const Flag& flag : flags())
    if (name == flag.name && (flag.verbs & command.verb)) found = &flag;
  if (!found) return unknownFlag(command, name.str());
  if (found->flag) {
    if (hasValue)
      return usage(name.str() + " takes no value, but got '" + attached.str() + "'", "");
    options.*found->flag = true;
    return true;
  }
  if (hasValue) return set(options, *found, attached.str());
  if (i + 1 == arguments.size())
    return usage(name.str() + " needs " + found->argument + ", but got nothing", seeHelp(command));
  return set(options, *found, arguments[++i]);
}

static Outcome<bool> checkWords(const Command& command, const Options& options) {
  size_t count = options.words.size();
  if (options.help || (count >= command.minWords && count <= command.maxWords)) return true;
  return usage(std::string("`") + command.name + "` needs " + command.words + ", but got " +
                   (count ? "'" + llvm::join(options.words, "', '") + "'" : "none"),
               std::string("pelemay ") + command.name + " " + command.usage);
}

Outcome<Options> parse(const std::vector<std::string>& arguments) {
  Options options;
  if (arguments.empty() || arguments[0] == "--help" || arguments[0] == "-h") {
    options.help = true;
    if (arguments.empty())
      return usage("needs a command, but got none", "`pelemay --help` shows them");
    return options;
  }
  if (arguments[0] == "--version") {
    options.version = true;
    return options;
  }
  const Command* command = commandNamed(arguments[0]);
  if (!command) {
    std::vector<std::string> known;
    for (const Command& each : commands()) known.push_back(each.name);
    std::string near = nearest(arguments[0], known);
    return usage(
        "there is no command '" + arguments[0] + "'",
        near.empty() ? "`pelemay --help` shows the commands" : "did you mean `" + near + "`?");
  }
  options.verb = command->verb;
  bool flagsEnd = false;
  for (size_t i = 1; i < arguments.size(); ++i) {
    llvm::StringRef word = arguments[i];
    if (word == "--" && !flagsEnd) {
      flagsEnd = true;
    } else if (flagsEnd || !word.starts_with("-") || word == "-") {
      options.words.push_back(word.str());
    } else if (word == "-h") {
      options.help = true;
    } else if (auto taken = takeFlag(*command, arguments, i, options); !taken) {
      return taken.failure();
    }
  }
  if (auto checked = checkWords(*command, options); !checked) return checked.failure();
  return options;
}

/// As a shell would take it back.
static std::string quoted(const std::string& word) {
  const char* plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./=:,+@%";
  if (!word.empty() && word.find_first_not_of(plain) == std::string::npos) return word;
  std::string text = "'";
  for (char c : word) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text + "'";
}

std::string normalizedCommand(const Options& options, const std::string& model) {
  static const Options defaults;
  std::string command = "pelemay compile " + quoted(model);
  for (const Flag& flag : flags()) {
    if (!flag.changesOutput) continue;
    if (flag.text && options.*flag.text != defaults.*flag.text) {
      llvm::StringRef value = options.*flag.text;
      if (flag.text == &Options::target || flag.text == &Options::selfTest)
        value = llvm::sys::path::filename(value.rtrim('/'));
      command += std::string(" ") + flag.name + " " + quoted(value.str());
    }
    if (flag.list) {
      std::vector<std::string> values = options.*flag.list;
      llvm::sort(values);
      for (const std::string& value : values)
        command += std::string(" ") + flag.name + " " + quoted(value);
    }
  }
  return command;
}

}  // namespace pelemay
