//===- Json.cpp - writing plan.json ---------------------------------------===//

#include "compiler/planner/Json.h"

#include <nlohmann/json.hpp>

namespace pelemay::planner {

using Json = nlohmann::ordered_json;

static const char* nameOf(Region::Kind kind) {
  switch (kind) {
    case Region::Kind::sequence: return "sequence";
    case Region::Kind::alternative: return "alternative";
    case Region::Kind::loop: return "loop";
    case Region::Kind::stream: return "stream";
  }
  return "?";
}

static Json toJson(const Memory& memory) {
  return {{"name", memory.name},
          {"size", memory.size},
          {"align", memory.align},
          {"cost_per_byte", memory.perByte},
          {"dma", memory.dma}};
}

static Json toJson(const Region& region) {
  Json json{{"kind", nameOf(region.kind)}};
  if (region.parent != kNone) json["parent"] = region.parent;
  return json;
}

static Json toJson(const Problem& problem, const Buffer& buffer) {
  Json where = Json::array(), live = Json::array();
  for (MemoryId id = 0; id < problem.memoryCount(); ++id) {
    if ((buffer.where >> id) & 1) where.push_back(problem.memory(id).name);
  }
  for (const Interval& when : buffer.live) live.push_back(Json::array({when.first, when.last}));
  Json json{{"name", buffer.name}, {"size", buffer.size}, {"align", buffer.align}};
  json["where"] = where;
  json["live"] = live;
  if (buffer.region != kNone) json["region"] = buffer.region;
  if (buffer.fixedOffset) json["fixed_offset"] = *buffer.fixedOffset;
  json["touched"] = buffer.touched;
  return json;
}

static Json toJson(const Pair& pair) {
  bool overlap = pair.kind == Pair::Kind::mayOverlap;
  Json json{{"kind", overlap ? "may_overlap" : "same_address"}, {"a", pair.a}, {"b", pair.b}};
  if (overlap) json["direction"] = pair.direction == Direction::up ? "up" : "down";
  json[overlap ? "min_distance" : "delta"] = pair.distance;
  return json;
}

/// One line, with a space after each colon and comma.
static std::string line(const Json& json) {
  if (json.is_primitive()) return json.dump(-1, ' ', false, Json::error_handler_t::replace);
  std::string text = json.is_object() ? "{" : "[";
  bool first = true;
  for (const auto& [key, value] : json.items()) {
    if (!first) text += ", ";
    first = false;
    if (json.is_object()) text += "\"" + key + "\": ";
    text += line(value);
  }
  return text + (json.is_object() ? "}" : "]");
}

/// `    "key": [` .. `    ]`, one element a line.
static std::string list(const char* key, const std::vector<Json>& elements) {
  std::string text = std::string("    \"") + key + "\": [";
  for (size_t i = 0; i < elements.size(); ++i) {
    text += (i == 0 ? "\n      " : ",\n      ") + line(elements[i]);
  }
  return text + (elements.empty() ? "]" : "\n    ]");
}

static std::string problemText(const Problem& problem) {
  std::vector<Json> memories, regions, buffers, pairs;
  for (const Memory& memory : problem.memories) memories.push_back(toJson(memory));
  for (const Region& region : problem.regions) regions.push_back(toJson(region));
  for (const Buffer& buffer : problem.buffers) buffers.push_back(toJson(problem, buffer));
  for (const Pair& pair : problem.pairs) pairs.push_back(toJson(pair));
  return "  \"problem\": {\n" + list("memories", memories) + ",\n" + list("regions", regions) +
         ",\n" + list("buffers", buffers) + ",\n" + list("pairs", pairs) + "\n  }";
}

static std::string planText(const Problem& problem, const Plan& plan) {
  std::vector<Json> placements, peaks;
  for (size_t i = 0; i < plan.placements.size(); ++i) {
    const Placement& placement = plan.placements[i];
    placements.push_back({{"buffer", problem.buffers[i].name},
                          {"memory", problem.memory(placement.memory).name},
                          {"offset", placement.offset}});
  }
  for (size_t i = 0; i < plan.peaks.size(); ++i) {
    peaks.push_back({{"memory", problem.memories[i].name}, {"bytes", plan.peaks[i]}});
  }
  const Optimality& optimality = plan.optimality;
  Json proof{{"proven", optimality.proven},
             {"what", optimality.what},
             {"lower_bound", optimality.lowerBound},
             {"witness", optimality.witness}};
  if (optimality.searched != 0) proof["searched"] = optimality.searched;
  return "  \"plan\": {\n" + list("placements", placements) + ",\n" + list("peaks", peaks) +
         ",\n    \"optimality\": " + line(proof) + "\n  }";
}

static std::string head() { return "{\n  \"version\": " + std::to_string(kJsonVersion) + ",\n"; }

std::string writeJson(const Problem& problem) { return head() + problemText(problem) + "\n}\n"; }

std::string writeJson(const Problem& problem, const Plan& plan) {
  return head() + problemText(problem) + ",\n" + planText(problem, plan) + "\n}\n";
}

}  // namespace pelemay::planner
