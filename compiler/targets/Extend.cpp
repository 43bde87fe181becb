#include "compiler/targets/Extend.h"

#include <algorithm>

#include "compiler/planner/JsonStrict.h"

namespace pelemay {

using Json = nlohmann::json;

/// One document of a chain; true: `json` holds it.
static bool readOne(const TargetText& text, Json& json, std::string& wrong) {
  if (std::optional<std::string> what = planner::whatIsNotStrict(text.text)) {
    wrong = *what;
    return false;
  }
  json = Json::parse(text.text, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object())
    wrong = "the document needs an object";
  else if (json.contains("extends") && !json["extends"].is_string())
    wrong = "extends needs the name of a target, or of a file that ends in .json";
  return wrong.empty();
}

static std::string circleText(const std::vector<TargetText>& chain, const TargetText& again) {
  std::string text = "extends goes round in a circle: ";
  bool within = false;
  for (const TargetText& each : chain) {
    within |= each.path == again.path;
    if (within) text += each.file + " extends ";
  }
  return text + again.file;
}

bool extended(TargetText start, const FindTarget& find, Json& merged, TargetError& error) {
  std::vector<TargetText> chain = {std::move(start)};
  std::vector<Json> documents;
  for (;;) {
    const TargetText& last = chain.back();
    error = {last.file, "", {}};
    Json& json = documents.emplace_back();
    if (!readOne(last, json, error.what)) return false;
    if (!json.contains("extends")) break;
    TargetText next;
    if (!find(json["extends"].get<std::string>(), last, next, error)) return false;
    json.erase("extends");
    for (const TargetText& each : chain)
      if (each.path == next.path) return error.what = circleText(chain, next), false;
    chain.push_back(std::move(next));
  }
  merged = std::move(documents.back());
  for (size_t i = documents.size() - 1; i-- > 0;) merged.merge_patch(documents[i]);
  error = {chain.front().file, "", {}};
  for (size_t i = 1; i < chain.size(); ++i) error.notes.push_back("it extends " + chain[i].file);
  return true;
}

}  // namespace pelemay
