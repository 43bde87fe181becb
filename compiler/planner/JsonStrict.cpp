//===- JsonStrict.cpp - is the text JSON, and is each key there once? -----===//

#include "compiler/planner/JsonStrict.h"

#include <nlohmann/json.hpp>
#include <set>
#include <vector>

namespace pelemay::planner {

constexpr size_t kMaxDepth = 8;  // plan.json itself needs 6

namespace {
/// Follows the parser's events; any `false` stops it.
class Strict : public nlohmann::json_sax<nlohmann::json> {
 public:
  std::string wrong;

  bool null() override { return step(); }
  bool boolean(bool) override { return step(); }
  bool number_integer(number_integer_t) override { return step(); }
  bool number_unsigned(number_unsigned_t) override { return step(); }
  bool number_float(number_float_t, const string_t&) override { return step(); }
  bool string(string_t&) override { return step(); }
  bool binary(binary_t&) override { return step(); }
  bool start_object(std::size_t) override { return open(false); }
  bool start_array(std::size_t) override { return open(true); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool key(string_t& name) override {
    Level& level = levels.back();
    level.name = name;
    if (level.seen.insert(name).second) return true;
    wrong = path() + " stands there twice";
    return false;
  }

  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception& e) override {
    wrong = e.what();
    // "[json.exception.parse_error.101] parse error at line 1, ..": the library's number says
    // nothing.
    if (size_t end = wrong.find("] "); end != std::string::npos) wrong.erase(0, end + 2);
    return false;
  }

 private:
  struct Level {
    bool isArray;
    size_t index = 0;
    std::string name{};
    std::set<std::string> seen{};
  };

  bool step() {
    if (!levels.empty()) ++levels.back().index;
    return true;
  }

  bool open(bool isArray) {
    if (levels.size() == kMaxDepth) {
      wrong = path() + " is nested too deep";
      return false;
    }
    levels.push_back({isArray});
    return true;
  }

  bool close() {
    levels.pop_back();
    return step();
  }

  std::string path() const {
    std::string text;
    for (const Level& level : levels) {
      if (level.isArray) {
        text += "[" + std::to_string(level.index) + "]";
      } else {
        text += (text.empty() ? "" : ".") + level.name;
      }
    }
    return text;
  }

  std::vector<Level> levels;
};
}  // namespace

std::optional<std::string> whatIsNotStrict(std::string_view text) {
  Strict strict;
  if (nlohmann::json::sax_parse(text.begin(), text.end(), &strict)) return std::nullopt;
  return strict.wrong;
}

}  // namespace pelemay::planner
