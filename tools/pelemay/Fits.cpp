#include "tools/pelemay/Fits.h"

namespace pelemay {

using codegen::grouped;

static constexpr char kCure[] =
    "`pelemay targets` lists others, a FILE.json describes your part; a smaller or a quantized "
    "model needs less";

static Failure misfit(const Target& target, const TargetMemory& memory, int64_t needed,
                      const std::string& parts) {
  return {kRefused,
          "",
          target.name + " has too little " + memory.name + ": " +
              std::to_string(needed - memory.size) + " bytes are missing at least",
          {"needs " + grouped(needed) + " B (" + parts + ") of " + grouped(memory.size) + " B"},
          kCure};
}

Outcome<bool> checkFits(const Target& target, const codegen::Report& report) {
  if (target.flash.size > 0 && report.weights > target.flash.size)
    return misfit(target, target.flash, report.weights, "weights");
  const TargetMemory& memory = target.memories.front();
  int64_t model = report.arena + report.state + report.scratch;
  int64_t needed = model + report.io + target.stack;
  if (memory.size == 0 || needed <= memory.size) return true;
  return misfit(target, memory, needed,
                "arena " + grouped(model) + ", inputs and outputs " + grouped(report.io) +
                    ", stack " + grouped(target.stack));
}

bool isFarTooLarge(const codegen::Report& report) {
  return report.arena + report.state + report.scratch + report.io + report.weights >
         Target::kRoom / 4;
}

Outcome<bool> checkImage(const Target& target, const codegen::Report& report, int64_t flash,
                         int64_t ram) {
  std::string names, missing;
  std::vector<std::string> notes;
  auto check = [&](const TargetMemory& memory, int64_t needed, const std::string& parts) {
    if (memory.size == 0 || needed <= memory.size) return;
    names += (names.empty() ? "" : " and ") + memory.name;
    missing += (missing.empty() ? "" : " and ") + std::to_string(needed - memory.size);
    notes.push_back(memory.name + ": needs " + grouped(needed) + " B (" + parts + ") of " +
                    grouped(memory.size) + " B");
  };
  int64_t code = report.code.value_or(0), model = report.arena + report.state + report.scratch;
  check(target.flash, flash,
        "weights " + grouped(report.weights) + ", code " + grouped(code) + ", start-up " +
            grouped(flash - report.weights - code));
  if (target.memories.size() == 1)  // else only the linker knows what went where
    check(target.memories.front(), ram,
          "arena " + grouped(model) + ", inputs and outputs " + grouped(report.io) + ", stack " +
              grouped(target.stack) + ", start-up and alignment " +
              grouped(ram - model - report.io - target.stack));
  if (names.empty()) return true;
  return Failure{kRefused, "",
                 target.name + " has too little " + names + ": " + missing + " bytes are missing",
                 notes, kCure};
}

Outcome<bool> checkStack(const Target& target, const codegen::Report& report, int64_t around) {
  int64_t needed = report.stack.value_or(0) + around;
  if (target.stack == 0 || needed <= target.stack) return true;
  std::string rest = around > 0 ? " and " + grouped(around) + " B for the program around it" : "";
  return Failure{kRefused,
                 "",
                 target.name + " has too little stack: " + std::to_string(needed - target.stack) +
                     " bytes are missing",
                 {"needs " + grouped(report.stack.value_or(0)) + " B for " + report.name + "_run" +
                  rest + ", of " + grouped(target.stack) + " B"},
                 "`stack` in the target's file says how much is set aside"};
}

std::string tooLargeToLink(const Target& target, const codegen::Report& report) {
  constexpr int64_t kLimit = (int64_t{1} << 31) - (16 << 20);  // start-up and library apart
  int64_t needed = report.arena + report.state + report.scratch + report.io + report.weights;
  if (target.memories.front().size > 0 || needed <= kLimit) return "";
  return "a program for " + target.name +
         " holds 2 GiB of variables at most, but the model needs " + grouped(needed) + " B";
}

}  // namespace pelemay
