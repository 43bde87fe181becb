//===- PointcutWords.h - the closed lists of the pointcut language ----------------------------===//
//
// Atoms, element types and group titles are checked while a text is read: a misspelt one is an
// error at its column, never a pointcut that matches nothing.
//===------------------------------------------------------------------------------------------===//
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pelemay::probe {

/// A word or quoted text: `wild[i]` tells whether byte i is a wildcard sign rather than itself.
struct Pattern {
  std::string text;
  std::vector<bool> wild;

  void add(char c, bool isWild) {
    text += c;
    wild.push_back(isWild);
  }
  /// Nothing but slashes: it could match no name.
  bool isEmpty() const { return text.find_first_not_of('/') == std::string::npos; }
};

/// `call`, `group`, ..: what a pointcut may begin with.
bool isAtom(std::string_view name);

/// Whether some element type matches. A pattern with an inner slash is not judged.
bool mayBeType(const Pattern& pattern);

/// `Functions: Element-wise`, `:element_wise` and `Element wise` are one title.
bool isGroup(std::string_view title);

}  // namespace pelemay::probe
