#include "frontends/nx/reader/Json.h"

#include <set>

using nlohmann::json;

namespace pelemay::nx {

/// Deeper than any graph of ours; an `output_tree` is as deep as the user's containers.
static constexpr int kDeepest = 64;

namespace {
/// Watches the parser: notes the first repeated key, and drops what is nested too deep.
class Watch {
 public:
  bool operator()(int depth, json::parse_event_t event, json& value) {
    if (!problem.empty()) return false;
    if (event == json::parse_event_t::object_start) keys_.emplace_back();
    if (event == json::parse_event_t::object_end && !keys_.empty()) keys_.pop_back();
    if (event == json::parse_event_t::key && !keys_.empty()) {
      const std::string& key = value.get_ref<const std::string&>();
      if (!keys_.back().insert(key).second)
        problem = "needs each key of an object once, but got " + inQuotes(key) + " twice";
    }
    if (depth <= kDeepest) return true;
    problem = "needs an object that is nested at most " + std::to_string(kDeepest) +
              " deep, but this one is deeper";
    return false;
  }

  std::string problem;

 private:
  std::vector<std::set<std::string>> keys_;
};
}  // namespace

/// "line 3, column 7" of a byte of the text, counted from 1.
static std::string placeOf(llvm::StringRef text, size_t byte) {
  llvm::StringRef before = text.take_front(byte > 0 ? byte - 1 : 0);
  size_t line = before.count('\n') + 1, start = before.rfind('\n');
  size_t column = start == llvm::StringRef::npos ? before.size() + 1 : before.size() - start;
  return "line " + std::to_string(line) + ", column " + std::to_string(column);
}

std::optional<json> parseObject(llvm::StringRef text, std::string& problem) {
  Watch watch;
  auto callback = [&](int depth, json::parse_event_t event, json& value) {
    return watch(depth, event, value);
  };
  json value;
  try {
    value = json::parse(text.begin(), text.end(), callback);
  } catch (const json::parse_error& error) {
    problem =
        "needs a JSON object, but the text is no JSON from " + placeOf(text, error.byte) + " on";
    return {};
  } catch (const json::exception&) {
    problem = "needs JSON with numbers that fit into 64 bits";
    return {};
  }
  if (watch.problem.empty() && !value.is_object())
    watch.problem = "needs a JSON object, but got " + shown(value);
  problem = watch.problem;
  if (!problem.empty()) return {};
  return value;
}

std::string inQuotes(llvm::StringRef text) {
  constexpr size_t kLongest = 60;
  if (text.size() <= kLongest) return "\"" + text.str() + "\"";
  return "\"" + text.take_front(kLongest).str() + "..\"";
}

std::string shown(const json& value) {
  if (value.is_string()) return inQuotes(value.get_ref<const std::string&>());
  if (value.is_object()) return "an object";
  if (value.is_array()) return value.empty() ? "an empty list" : "a list";
  return value.dump();  // a number, true, false or null
}

}  // namespace pelemay::nx
