#include "dialects/probe/PointcutWords.h"

#include <algorithm>
#include <iterator>

#include "dialects/probe/Glob.h"

namespace pelemay::probe {
namespace {

constexpr std::string_view kAtoms[] = {"call",  "group", "node",   "within", "type",
                                       "shape", "input", "output", "tag"};

constexpr std::string_view kTypes[] = {"bool",      "u2",   "u4",  "u8",  "u16", "u32", "u64",
                                       "s2",        "s4",   "s8",  "s16", "s32", "s64", "f8",
                                       "f8_e4m3fn", "bf16", "f16", "f32", "f64", "c64", "c128"};

// As isGroup() reduces them: lower case, without spaces, dashes and underscores.
constexpr std::string_view kGroups[] = {
    "aggregates", "aggregation",   "aggregate",     "backend",   "conversion",    "creation",
    "cumulative", "elementwise",   "element",       "indexed",   "ndim",          "shape",
    "type",       "vectorization", "window",        "linalg",    "linearalgebra", "controlflow",
    "linear",     "sort",          "normalization", "recurrent", "quantization"};

template <size_t n>
bool contains(const std::string_view (&list)[n], std::string_view word) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

}  // namespace

bool isAtom(std::string_view name) { return contains(kAtoms, name); }

bool mayBeType(const Pattern& pattern) {
  size_t first = pattern.text.find_first_not_of('/'), last = pattern.text.find_last_not_of('/');
  if (first == std::string::npos) return false;
  if (pattern.text.find('/', first) < last) return true;
  Glob glob(pattern);
  return std::any_of(std::begin(kTypes), std::end(kTypes),
                     [&](std::string_view type) { return glob.covers(type); });
}

bool isGroup(std::string_view title) {
  std::string plain;
  for (char c : title) {
    if (c == ' ' || c == '-' || c == '_') continue;
    plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  for (std::string_view prefix : {"functions:", ":"}) {
    if (plain.compare(0, prefix.size(), prefix) != 0) continue;
    plain.erase(0, prefix.size());
    break;
  }
  return contains(kGroups, plain);
}

}  // namespace pelemay::probe
