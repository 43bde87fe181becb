#include "compiler/targets/MemoryMap.h"

#include <cstdint>
#include <vector>

namespace pelemay {

namespace {

constexpr char kBareScript[] = "ports/bare/link.ld";

/// A range of addresses; a memory without an origin has none.
struct Range {
  std::string field;
  uint64_t begin, size;

  bool meets(const Range& other) const {
    return begin < other.begin + other.size && other.begin < begin + size;
  }
};

std::string field(size_t memory) { return "memories[" + std::to_string(memory) + "]"; }

std::vector<Range> rangesOf(const Target& target) {
  std::vector<Range> ranges;
  auto add = [&](const std::string& what, const TargetMemory& memory) {
    if (!memory.origin.empty())
      ranges.push_back(
          {what, std::stoull(memory.origin, nullptr, 16), static_cast<uint64_t>(memory.size)});
  };
  add("flash", target.flash);
  for (size_t i = 0; i < target.memories.size(); ++i) add(field(i), target.memories[i]);
  return ranges;
}

std::string wrongNames(const Target& target) {
  for (size_t i = 0; i < target.memories.size(); ++i)
    for (size_t j = 0; j < i; ++j)
      if (target.memories[i].name == target.memories[j].name)
        return field(i) + ".name needs a name of its own, but got '" + target.memories[i].name +
               "' again";
  return "";
}

std::string wrongPlaces(const Target& target) {
  std::vector<Range> ranges = rangesOf(target);
  for (const Range& range : ranges)
    if (range.size > 0 && range.begin > UINT64_MAX - range.size)
      return range.field + " ends beyond the last address of 64 bits";
  for (size_t i = 0; i < ranges.size(); ++i)
    for (size_t j = 0; j < i; ++j)
      if (ranges[i].meets(ranges[j]))
        return ranges[i].field + " needs addresses of its own, but shares some with " +
               ranges[j].field;
  return "";
}

std::string wrongOnBareMetal(const Target& target) {
  if (target.linkScript != kBareScript) return "";
  const TargetMemory& ram = target.memories.front();
  if (ram.name != "ram")
    return field(0) + ".name needs 'ram', into which " + target.linkScript +
           " places variables and stack, but got '" + ram.name + "'";
  if (ram.origin.empty() || ram.size == 0)
    return field(0) + " needs an origin and a size, without a system that gives memory out";
  if (target.flash.origin.empty() || target.flash.size == 0)
    return "flash needs an origin and a size, without a system that loads programs";
  if (target.stack == 0 || target.stack > ram.size)
    return "stack needs 1 to " + std::to_string(ram.size) + " bytes, the size of 'ram', but got " +
           std::to_string(target.stack);
  return "";
}

}  // namespace

std::string wrongMemories(const Target& target) {
  for (auto* check : {wrongNames, wrongPlaces, wrongOnBareMetal})
    if (std::string wrong = check(target); !wrong.empty()) return wrong;
  return "";
}

}  // namespace pelemay
