//===- Flags.h - every command and flag, in one table --------------------------------------------===//
//
// Parsing, --help, `pelemay help COMMAND`, docs/cli.md and the command in the banner of generated
// files all come from the tables in Flags.cpp: a flag is one entry there and one field of Options.
//===---------------------------------------------------------------------------------------------===//
#pragma once

#include "tools/pelemay/Failure.h"

namespace pelemay {

struct Command {
  Verb verb;
  const char* name;
  const char* usage;  // after the name: "MODEL [flags]"
  const char* summary;
  const char* text;  // paragraphs for its own help page
  unsigned minWords, maxWords;
  const char* words;  // "one model": what it needs of them
};
const std::vector<Command>& commands();

struct Flag {
  const char* name;      // with its dashes
  const char* argument;  // "DIR"; null: the flag stands alone
  const char* help;
  unsigned verbs;
  bool changesOutput;              // stands in the banner: files are made again by that command
  bool Options::* flag = nullptr;  // one of these three
  std::string Options::* text = nullptr;
  std::vector<std::string> Options::* list = nullptr;
  std::vector<std::string> values = {};  // what its argument may be; empty: anything
  bool hidden = false;                   // for the project itself
};
const std::vector<Flag>& flags();

/// argv without the program's name.
Outcome<Options> parse(const std::vector<std::string>& arguments);

/// The command that makes the same files again from `model`, a file's name: without folders, and
/// with those flags only that change what is generated.
std::string normalizedCommand(const Options& options, const std::string& model);

}  // namespace pelemay
