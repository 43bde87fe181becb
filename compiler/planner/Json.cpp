//===- Json.cpp - writing plan.json ---------------------------------------===//

#include "compiler/planner/Json.h"

#include "compiler/planner/JsonGraph.h"
#include "compiler/planner/JsonText.h"

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

static std::string problemText(const Problem& problem) {
  std::vector<Json> memories, regions, buffers, pairs;
  for (const Memory& memory : problem.memories) memories.push_back(toJson(memory));
  for (const Region& region : problem.regions) regions.push_back(toJson(region));
  for (const Buffer& buffer : problem.buffers) buffers.push_back(toJson(problem, buffer));
  for (const Pair& pair : problem.pairs) pairs.push_back(toJson(pair));
  return "  \"problem\": {\n" + jsonList("memories", memories) + ",\n" +
         jsonList("regions", regions) + ",\n" + jsonList("buffers", buffers) + ",\n" +
         jsonList("pairs", pairs) + "\n  }";
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
  return "  \"plan\": {\n" + jsonList("placements", placements) + ",\n" + jsonList("peaks", peaks) +
         ",\n    \"optimality\": " + jsonLine(proof) + "\n  }";
}

static std::string head() { return "{\n  \"version\": " + std::to_string(kJsonVersion) + ",\n"; }

std::string writeJson(const Problem& problem) { return head() + problemText(problem) + "\n}\n"; }

std::string writeJson(const Document& document) {
  std::string text = head();
  if (document.graph) text += graphText(*document.graph);
  if (document.schedule) text += scheduleText(*document.schedule);
  text += problemText(document.problem);
  if (document.plan) text += ",\n" + planText(document.problem, *document.plan);
  return text + "\n}\n";
}

std::string writeJson(const Problem& problem, const Plan& plan) {
  return head() + problemText(problem) + ",\n" + planText(problem, plan) + "\n}\n";
}

}  // namespace pelemay::planner
