//===- Targets.cpp - `pelemay targets` ---------------------------------------------------------------===//
#include <nlohmann/json.hpp>

#include "compiler/codegen/report/Report.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"
#include "tools/pelemay/Data.h"
#include "tools/pelemay/Execute.h"
#include "tools/pelemay/Verbs.h"

namespace pelemay {

using Json = nlohmann::ordered_json;

namespace {

/// Flash, where it is known, and all memories.
std::vector<TargetMemory> memoriesOf(const Target& target) {
  std::vector<TargetMemory> all = target.memories;
  if (target.flash.size > 0) all.insert(all.begin(), target.flash);
  return all;
}

std::string memoryText(const TargetMemory& memory) {
  return memory.name + " " +
         (memory.size > 0 ? codegen::grouped(memory.size) + " B" : "without a limit") +
         (memory.origin.empty() ? "" : " at " + memory.origin);
}

/// "arm-none-eabi-g++", or what would bring it here.
std::string toolText(const Tool& tool) {
  if (!findTool(tool).empty()) return tool.commands.front() + ", installed";
  return tool.commands.front() + ", not installed" +
         (tool.package.empty() ? "" : ": sudo apt-get install " + tool.package);
}

void row(const char* title, const std::string& text) {
  llvm::outs() << "  " << llvm::left_justify(title, 10) << text << "\n";
}

/// The packages that would bring what is not here; a tool whose package is not known by its name.
std::vector<std::string> lacking(const Target& target) {
  std::vector<std::string> packages;
  for (const Tool* tool : {&target.compiler, &target.size, &target.emulator})
    if (!tool->commands.empty() && findTool(*tool).empty())
      packages.push_back(tool->package.empty() ? tool->commands.front() : tool->package);
  return packages;
}

void printLine(const Target& target, size_t width) {
  std::vector<std::string> packages = lacking(target);
  llvm::outs() << llvm::left_justify(target.name, static_cast<unsigned>(width)) << "  "
               << target.description
               << (packages.empty() ? "" : " (needs " + listed(packages) + ")") << "\n";
}

void print(const Target& target) {
  llvm::outs() << target.name << ": " << target.description << "\n";
  std::vector<std::string> memories;
  for (const TargetMemory& memory : memoriesOf(target)) memories.push_back(memoryText(memory));
  row("memories", listed(memories));
  row("compiler", toolText(target.compiler));
  row("size", toolText(target.size));
  row("emulator", target.emulator.commands.empty() ? "none: images run on this computer"
                                                   : toolText(target.emulator));
  row("counts", target.plugin.empty() ? "nothing" : "instructions of a run");
  row("flags", llvm::join(target.flags, " "));
  row("warnings", llvm::join(target.warnings, " "));
  row("run", llvm::join(target.run, " "));
}

Json toolJson(const Tool& tool) {
  return {{"commands", tool.commands},
          {"installed", !findTool(tool).empty()},
          {"package", tool.package.empty() ? Json(nullptr) : Json(tool.package)}};
}

Json toJson(const Target& target) {
  Json memories = Json::array();
  for (const TargetMemory& memory : memoriesOf(target))
    memories.push_back({{"name", memory.name},
                        {"origin", memory.origin.empty() ? Json(nullptr) : Json(memory.origin)},
                        {"size", memory.size > 0 ? Json(memory.size) : Json(nullptr)},
                        {"align", memory.align}});
  bool emulated = !target.emulator.commands.empty();
  return {{"name", target.name},
          {"description", target.description},
          {"memories", memories},
          {"compiler", toolJson(target.compiler)},
          {"size", toolJson(target.size)},
          {"emulator", emulated ? toolJson(target.emulator) : Json(nullptr)},
          {"counts_instructions", !target.plugin.empty()}};
}

Outcome<std::vector<Target>> wanted(const Options& options) {
  auto data = findData();
  if (!data) return data.failure();
  std::vector<Target> targets;
  for (const std::string& name : options.words.empty() ? knownTargets(*data) : options.words) {
    auto target = loadTarget(*data, name);
    if (!target) return target.failure();
    targets.push_back(std::move(*target));
  }
  return targets;
}

}  // namespace

int targets(const Options& options) {
  auto all = wanted(options);
  if (!all) return report(all.failure());
  if (options.json) {
    Json list = Json::array();
    for (const Target& target : *all) list.push_back(toJson(target));
    Json document = {{"version", 1}, {"targets", list}};
    llvm::outs() << document.dump(2, ' ', false, Json::error_handler_t::replace) << "\n";
    return kOk;
  }
  size_t width = 0;
  for (const Target& target : *all) width = std::max(width, target.name.size());
  for (const Target& target : *all) {
    if (options.words.empty()) {
      printLine(target, width);
      continue;
    }
    if (&target != &all->front()) llvm::outs() << "\n";
    print(target);
  }
  return kOk;
}

}  // namespace pelemay
