//===- JsonText.h - how plan.json is laid out -----------------------------===//

#ifndef PELEMAY_COMPILER_PLANNER_JSONTEXT_H
#define PELEMAY_COMPILER_PLANNER_JSONTEXT_H

#include <nlohmann/json.hpp>

namespace pelemay::planner {

/// One line, with a space after each colon and comma.
inline std::string jsonLine(const nlohmann::ordered_json& json) {
  if (json.is_primitive())
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  std::string text = json.is_object() ? "{" : "[";
  bool first = true;
  for (const auto& [key, value] : json.items()) {
    if (!first) text += ", ";
    first = false;
    if (json.is_object()) text += "\"" + key + "\": ";
    text += jsonLine(value);
  }
  return text + (json.is_object() ? "}" : "]");
}

/// `    "key": [` .. `    ]`, one element a line.
inline std::string jsonList(const char* key, const std::vector<nlohmann::ordered_json>& elements) {
  std::string text = std::string("    \"") + key + "\": [";
  for (size_t i = 0; i < elements.size(); ++i) {
    text += (i == 0 ? "\n      " : ",\n      ") + jsonLine(elements[i]);
  }
  return text + (elements.empty() ? "]" : "\n    ]");
}

}  // namespace pelemay::planner

#endif  // PELEMAY_COMPILER_PLANNER_JSONTEXT_H
