#include "dialects/probe/Glob.h"

#include <algorithm>

namespace pelemay::probe {
namespace {

/// Does `pattern` cover all of `items`? many(p): p stands for any run of them; one(p, item): p
/// stands for item. Walks the set of places that the pattern so far can end at: no backtracking, so
/// no hostile pattern is slow.
template <class P, class Item, class Many, class One>
bool coversAll(const std::vector<P>& pattern, const std::vector<Item>& items, Many many, One one) {
  std::vector<bool> reach(items.size() + 1, false);
  reach[0] = true;
  for (const P& p : pattern) {
    std::vector<bool> next(items.size() + 1, false);
    for (size_t i = 0; i <= items.size(); ++i)
      next[i] = many(p) ? reach[i] || (i > 0 && next[i - 1])
                        : i > 0 && reach[i - 1] && one(p, items[i - 1]);
    reach = next;
  }
  return reach[items.size()];
}

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

/// The byte numbers at which code points begin, and the end. A stray byte is part of the one
/// before.
std::vector<size_t> starts(std::string_view text) {
  std::vector<size_t> found;
  for (size_t i = 0; i < text.size(); ++i)
    if (i == 0 || !continues(text[i])) found.push_back(i);
  found.push_back(text.size());
  return found;
}

/// The bytes of one code point as a number: equal if and only if the code points are.
char32_t codeOf(std::string_view bytes) {
  char32_t code = 0;
  for (char c : bytes) code = code << 8 | static_cast<unsigned char>(c);
  return code;
}

std::vector<std::vector<char32_t>> pathOf(std::string_view name) {
  std::vector<std::vector<char32_t>> path(1);
  std::vector<size_t> at = starts(name);
  for (size_t i = 0; i + 1 < at.size(); ++i) {
    char32_t code = codeOf(name.substr(at[i], at[i + 1] - at[i]));
    if (code == '/')
      path.emplace_back();
    else
      path.back().push_back(code);
  }
  path.erase(std::remove_if(path.begin(), path.end(), [](auto& part) { return part.empty(); }),
             path.end());
  return path;
}

}  // namespace

bool Glob::isRun(const Segment& segment) {
  return segment.size() == 2 && std::all_of(segment.begin(), segment.end(), [](const Sign& sign) {
           return sign.wild && sign.code == '*';
         });
}

Glob::Glob(const Pattern& pattern) {
  std::vector<Segment> segments(1);
  std::vector<size_t> at = starts(pattern.text);
  for (size_t i = 0; i + 1 < at.size(); ++i) {
    char32_t code = codeOf(std::string_view(pattern.text).substr(at[i], at[i + 1] - at[i]));
    if (code == '/')
      segments.emplace_back();
    else
      segments.back().push_back({code, pattern.wild[at[i]]});
  }
  bool rooted = std::any_of(segments.begin() + 1, segments.end(),
                            [](const Segment& segment) { return !segment.empty(); });
  const Segment any = {{'*', true}};
  if (!rooted) parts_.push_back(std::nullopt);
  for (Segment& segment : segments) {
    if (segment.empty()) continue;
    if (!isRun(segment))
      parts_.push_back(std::move(segment));
    else if (rooted)
      parts_.push_back(std::nullopt);
    else
      parts_.push_back(any);
  }
  if (rooted && !parts_.back()) parts_.push_back(any);
}

bool Glob::covers(std::string_view name) const {
  auto path = pathOf(name);
  auto segmentCovers = [](const std::optional<Segment>& segment,
                          const std::vector<char32_t>& codes) {
    return coversAll(
        *segment, codes, [](const Sign& sign) { return sign.wild && sign.code == '*'; },
        [](const Sign& sign, char32_t code) {
          return (sign.wild && sign.code == '?') || sign.code == code;
        });
  };
  auto many = [](const std::optional<Segment>& segment) { return !segment; };
  return !name.empty() && coversAll(parts_, path, many, segmentCovers);
}

}  // namespace pelemay::probe
