#include "tools/pelemay/Help.h"

#include "tools/pelemay/Flags.h"

namespace pelemay {

static const char* const kExitCodes[][2] = {
    {"0", "all is well"},
    {"1",
     "the model or an input was refused, a run failed, an output misses, or a file cannot be written"},
    {"2", "the command line makes no sense"},
    {"3", "a compiler, an emulator or Pelemay's own data is missing"},
    {"130, 143",
     "as a shell sees it: a signal ended it (Ctrl-C, SIGTERM); nothing half is left behind"},
};

static std::string padded(const std::string& text, size_t width) {
  return text + std::string(text.size() < width ? width - text.size() : 1, ' ');
}

static std::string spelling(const Flag& flag) {
  return flag.argument ? std::string(flag.name) + " " + flag.argument : flag.name;
}

static std::string codesText() {
  std::string text = "exit codes:\n";
  for (auto& [code, meaning] : kExitCodes) text += "  " + padded(code, 10) + meaning + "\n";
  return text;
}

std::string shortHelp() {
  std::string text =
      "pelemay - trained models in, readable heap-free C++17 out\n\n"
      "usage: pelemay COMMAND ..\n"
      "commands:\n";
  for (const Command& command : commands())
    text +=
        "  " + padded(std::string(command.name) + " " + command.usage, 28) + command.summary + "\n";
  text +=
      "\n"
      "try:\n"
      "  pelemay compile digits.onnx --target cortex-m4 -o out\n"
      "  pelemay run digits.onnx --input-file input_0.npy\n"
      "  pelemay help compile\n\n"
      "  --help       this page\n"
      "  --version    version of the compiler\n\n";
  return text + codesText();
}

std::string helpOf(Verb verb) {
  std::string text;
  for (const Command& command : commands()) {
    if (command.verb != verb) continue;
    text += std::string("pelemay ") + command.name + " - " + command.summary +
            "\n\nusage: pelemay " + command.name + " " + command.usage + "\n\n" + command.text +
            "\n\nflags:\n";
  }
  for (const Flag& flag : flags())
    if ((flag.verbs & verb) && !flag.hidden)
      text += "  " + padded(spelling(flag), 21) + flag.help + "\n";
  return text + "\n" + codesText();
}

std::string markdownHelp() {
  std::string text =
      "# The command `pelemay`\n\nPrinted by `pelemay help --markdown` from the tables in "
      "`tools/pelemay/Flags.cpp`; a test compares.\n";
  for (const Command& command : commands()) {
    text += std::string("\n## ") + command.name + "\n\n`pelemay " + command.name + " " +
            command.usage + "`: " + command.summary + ".\n\n" + command.text +
            "\n\n| flag | what it does |\n|---|---|\n";
    for (const Flag& flag : flags())
      if ((flag.verbs & command.verb) && !flag.hidden)
        text += "| `" + spelling(flag) + "` | " + flag.help + " |\n";
  }
  text += "\n## Exit codes\n\n| code | meaning |\n|---|---|\n";
  for (auto& [code, meaning] : kExitCodes)
    text += std::string("| ") + code + " | " + meaning + " |\n";
  return text;
}

}  // namespace pelemay
