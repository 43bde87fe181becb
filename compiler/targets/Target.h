//===- Target.h - what is known of a device -------------------------------===//
//
// One JSON file a target (docs/target.schema.json). The tool knows no device:
// compiler, flags, memories, start-up files and emulator all stand in the file,
// or in one that it extends, so that a new board needs no new code.
//===----------------------------------------------------------------------===//
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace pelemay {

/// A program of the user's computer.
struct Tool {
  std::vector<std::string> commands;  // the first that is installed is used
  std::string package;                // Debian's package that holds it; empty: unknown
};

struct TargetMemory {
  std::string name;
  std::string origin;  // address as text; empty: the linker's business
  int64_t size = 0;    // 0: not limited
  int64_t align = 16;
};

struct Target {
  std::string name, description;
  Tool compiler, size;
  std::vector<std::string> flags, warnings;  // `flags`: those that name the CPU come first
  std::string linkScript;  // in the runtime's folder, like `linkSources`; empty: the compiler's own
  std::vector<std::string> linkFlags, linkSources;
  TargetMemory flash;                  // size 0: not limited
  std::vector<TargetMemory> memories;  // at least one; slots go to the first
  int64_t stack = 0;                   // bytes the linker sets aside, 0: its default
  Tool emulator;                       // no commands: images run on this computer
  std::vector<std::string> run;        // how an image is run; "{image}" stands for its file
  std::vector<std::string> plugin;     // how QEMU loads a plugin: "{plugin}"; empty: it is none

  /// "-Wl,--defsym=__ram=0x20000000" and the like, which ports' linker scripts ask for: of each
  /// memory with an origin, and of flash, __NAME and __NAME_size; __stack_size. `roomy`: as if each
  /// had kRoom bytes, to see what a program needs.
  std::vector<std::string> linkSymbols(bool roomy = false) const;
  static constexpr int64_t kRoom = 256 << 20;
};

struct TargetText {
  std::string file;  // what messages call it
  std::string path;  // one document, one path
  std::string text;
};

struct TargetError {
  std::string file, what;
  std::vector<std::string> notes;
  std::string help = "docs/target.schema.json describes the file";
};

/// Finds what a document says it extends: a name, or a file, seen from the document's folder. False
/// and `error`, or true.
using FindTarget = std::function<bool(const std::string& name, const TargetText& from,
                                      TargetText& found, TargetError& error)>;

/// Reads a target's text, with what it extends. What is wrong is said with its path in the
/// document: "memories[0].size needs ..". Returns false and fills `error`, or true.
bool readTarget(TargetText text, const FindTarget& find, Target& target, TargetError& error);

}  // namespace pelemay
