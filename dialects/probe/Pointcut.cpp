//===- Pointcut.cpp - a recursive descent, one function a line of the grammar -----------------===//
//
//   advice   = ("before"|"after"|"around") pointcut ":" action {"," action} ;
//   action   = NAME ["(" arg {"," arg} ")"] ;           arg = WORD | STRING ;
//   pointcut = both {"||" both} ;    both = single {"&&" single} ;
//   single   = "!" single | "(" pointcut ")" | "@" NAME | "input" | "output"
//            | ("call"|"node"|"within"|"tag"|"type") "(" glob {"," glob} ")"
//            | "group" "(" title {"," title} ")" | "shape" "(" [size {"," size}] ")" ;
//   glob = WORD | STRING ;   title = STRING | WORD {WORD} ;   size = DIGITS | "*" | ".." ;
//   NAME = [A-Za-z_][A-Za-z0-9_-]* ;
//   WORD = one or more of  A-Z a-z 0-9 _ . * ? / : + $ # [ ] -  or any code point >= U+0080 ;
//   STRING = '"' {char | \" | \\ | \* | \?} '"' ;       space = " " \t \r \n, between any two
//   tokens
//
// What has no meaning yet calls notYet(): to give it one, replace that call by the node it builds.
//===------------------------------------------------------------------------------------------===//

#include "dialects/probe/Pointcut.h"

#include <optional>

#include "dialects/probe/PointcutWords.h"

namespace pelemay::probe {
namespace {

/// Hostile input must not reach the stack's end.
constexpr int kDeepest = 64;

bool isOneOf(char c, std::string_view signs) { return signs.find(c) != std::string_view::npos; }
bool isNameStart(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool isBeyondAscii(char c) { return static_cast<unsigned char>(c) >= 0x80; }
bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isNamePart(char c) { return isNameStart(c) || isDigit(c) || c == '-'; }
bool isWordPart(char c) { return isNamePart(c) || isBeyondAscii(c) || isOneOf(c, ".*?/:+$#[]"); }

std::string inQuotes(std::string_view text) { return "'" + std::string(text) + "'"; }

/// Functions answer false once a mistake is known: then nothing more is read.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  bool wholePointcut() { return pointcut() && end("expected '&&', '||' or the end"); }

  bool advice() {
    skip();
    size_t start = at_;
    std::string_view kind = word(isNameStart);
    bool ends = at_ == text_.size() || !(isDigit(text_[at_]) || isBeyondAscii(text_[at_]));
    if (!ends || (kind != "before" && kind != "after" && kind != "around"))
      return mistake(start, "expected 'before', 'after' or 'around'");
    if (kind != "after") notYet(start, inQuotes(kind) + " is not available yet: use 'after'");
    if (!pointcut() || !need(":")) return false;
    do {
      if (!action()) return false;
    } while (take(","));
    return end("expected ',' or the end");
  }

  /// What stands in the way of using the text, if anything.
  std::optional<Refusal> refusal() const { return mistake_ ? mistake_ : notYet_; }
  Pointcut result() { return Pointcut{std::move(names_)}; }

 private:
  // Tokens.

  void skip() {
    while (at_ < text_.size() && isOneOf(text_[at_], " \t\r\n")) ++at_;
  }
  bool peek(std::string_view sign) {
    skip();
    return text_.substr(at_, sign.size()) == sign;
  }
  bool take(std::string_view sign) {
    bool found = peek(sign);
    if (found) at_ += sign.size();
    return found;
  }
  bool need(std::string_view sign) {
    return take(sign) || mistake(at_, "expected " + inQuotes(sign));
  }
  bool end(const char* expected) {
    skip();
    return at_ == text_.size() || mistake(at_, expected);
  }
  /// The longest run of `part` from here; empty if there is none.
  std::string_view word(bool (*part)(char)) {
    size_t start = at_;
    while (at_ < text_.size() && part(text_[at_])) ++at_;
    return text_.substr(start, at_ - start);
  }
  std::string_view name() {
    return at_ < text_.size() && isNameStart(text_[at_]) ? word(isNamePart) : std::string_view();
  }

  // Refusals.

  /// Asked for ever later places, so counting goes on from the last one: long texts stay linear.
  int columnOf(size_t at) {
    if (at < counted_) counted_ = 0, column_ = 1;
    for (; counted_ < at; ++counted_)
      column_ += (static_cast<unsigned char>(text_[counted_]) & 0xC0) != 0x80;
    return column_;
  }
  bool mistake(size_t at, std::string text) {
    if (!mistake_) mistake_ = Refusal{Refusal::Kind::kMistake, columnOf(at), std::move(text)};
    return false;
  }
  void notYet(size_t at, std::string text) {
    if (!notYet_) notYet_ = Refusal{Refusal::Kind::kNotYet, columnOf(at), std::move(text)};
  }

  // The grammar.

  bool pointcut() {
    do {
      if (!both()) return false;
    } while (operation("||"));
    return true;
  }
  bool both() {
    do {
      if (!single()) return false;
    } while (operation("&&"));
    return true;
  }
  bool operation(std::string_view sign) {
    if (!take(sign)) return false;
    notYet(at_ - sign.size(), inQuotes(sign) + " is not available yet: use one call(NAME, ..)");
    return true;
  }

  bool single() {
    skip();
    size_t start = at_;
    if (peek("!") || peek("(")) {
      if (depth_ == kDeepest) return mistake(start, "nested deeper than 64");
      notYet(start, inQuotes(text_.substr(start, 1)) + " is not available yet");
      ++depth_;
      bool ok = take("!") ? single() : need("(") && pointcut() && need(")");
      --depth_;
      return ok;
    }
    if (take("@")) {
      std::string_view reference = name();
      if (reference.empty()) return mistake(at_, "expected a name after '@'");
      notYet(start, "named pointcuts (@" + std::string(reference) + ") are not available yet");
      return true;
    }
    std::string_view atom = name();
    if (atom.empty()) return mistake(start, "expected a pointcut, such as call(conv)");
    if (!isAtom(atom)) return mistake(start, "unknown pointcut " + inQuotes(atom));
    if (atom != "call") notYet(start, inQuotes(atom) + " is not available yet: use call(NAME, ..)");
    if (atom == "input" || atom == "output") return true;
    if (!need("(")) return false;
    if (atom == "shape" && peek(")")) return need(")");
    return items(atom) && need(")");
  }

  bool items(std::string_view atom) {
    int ranges = 0;
    do {
      skip();
      size_t start = at_;
      Pattern pattern;
      if (!item(atom, pattern)) return false;
      ranges += atom == "shape" && pattern.text == "..";
      if (ranges > 1) return mistake(start, "only one '..' in a shape");
    } while (take(","));
    return true;
  }

  bool item(std::string_view atom, Pattern& pattern) {
    size_t start = at_;
    if (!(peek("\"") ? quoted(pattern) : bare(pattern, atom == "group"))) return false;
    const std::string& text = pattern.text;
    if (atom == "group") return isGroup(text) || mistake(start, "unknown group " + inQuotes(text));
    if (atom == "shape") return isSize(text) || mistake(start, "expected a size, '*' or '..'");
    if (pattern.isEmpty()) return mistake(start, "empty pattern");
    if (atom == "type" && !mayBeType(pattern))
      return mistake(start, "unknown type " + inQuotes(text));
    if (atom == "call") names_.push_back({text, columnOf(start), Glob(pattern)});
    return true;
  }

  static bool isSize(std::string_view text) {
    if (text == "*" || text == "..") return true;
    for (char c : text)
      if (!isDigit(c)) return false;
    return !text.empty() && text.size() <= 18;
  }

  bool bare(Pattern& pattern, bool spaced) {
    do {
      std::string_view found = word(isWordPart);
      if (found.empty()) return mistake(at_, "expected a word");
      for (char c : found) pattern.add(c, c == '*' || c == '?');
      skip();
    } while (spaced && at_ < text_.size() && isWordPart(text_[at_]));
    return true;
  }

  bool quoted(Pattern& pattern) {
    size_t start = at_;
    for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
      bool escaped = text_[at_] == '\\';
      if (escaped) {
        bool known = at_ + 1 < text_.size() && isOneOf(text_[at_ + 1], "\"\\*?");
        if (!known) return mistake(at_, "after '\\' may stand '\"', '\\', '*' or '?'");
        ++at_;
      }
      pattern.add(text_[at_], !escaped && (text_[at_] == '*' || text_[at_] == '?'));
    }
    if (at_ == text_.size()) return mistake(start, "this quote is not closed");
    ++at_;
    return true;
  }

  bool action() {
    skip();
    size_t start = at_;
    std::string_view found = name();
    if (found.empty()) return mistake(at_, "expected an action, such as log");
    if (found != "log")
      notYet(start, "the action " + inQuotes(found) + " is not available yet: use log");
    if (++actions_ > 1) notYet(start, "more than one action is not available yet");
    if (!take("(")) return true;
    notYet(at_ - 1, "arguments of actions are not available yet");
    do {
      skip();
      Pattern argument;
      if (!(peek("\"") ? quoted(argument) : bare(argument, false))) return false;
    } while (take(","));
    return need(")");
  }

  std::string_view text_;
  size_t at_ = 0, counted_ = 0;
  int column_ = 1, depth_ = 0, actions_ = 0;
  std::vector<CallName> names_;
  std::optional<Refusal> mistake_, notYet_;
};

}  // namespace

std::variant<Pointcut, Refusal> parsePointcut(std::string_view text) {
  Reader reader(text);
  reader.wholePointcut();
  if (auto refusal = reader.refusal()) return *refusal;
  return reader.result();
}

std::variant<Advice, Refusal> parseAdvice(std::string_view text) {
  Reader reader(text);
  reader.advice();
  if (auto refusal = reader.refusal()) return *refusal;
  return Advice{reader.result()};
}

}  // namespace pelemay::probe
