//===- JsonRead.cpp - reading plan.json -----------------------------------===//

#include "compiler/planner/Json.h"
#include "compiler/planner/JsonGraph.h"
#include "compiler/planner/JsonReader.h"
#include "compiler/planner/JsonStrict.h"

namespace pelemay::planner {

using Json = nlohmann::json;

namespace {
class Reader : public JsonReader {
 public:
  void read(const Json& json, Document& document) {
    Place root{&json, ""};
    if (!isObject(root, {"version", "graph", "schedule", "problem", "plan"})) return;
    int64_t version = 0;
    readInteger(field(root, "version"), kJsonVersion, kJsonVersion, version);
    if (Place graph = optionalField(root, "graph"); graph.json != nullptr) {
      readGraph(*this, graph, document.graph.emplace());
      Place schedule = optionalField(root, "schedule");
      if (schedule.json != nullptr) readSchedule(*this, schedule, document.schedule.emplace());
    } else if (optionalField(root, "schedule").json != nullptr) {
      fail(root, "has a schedule, but no graph that it orders");
    }
    bool derived = document.graph && root.json->find("problem") == root.json->end();
    if (derived && optionalField(root, "plan").json == nullptr) return;
    readProblem(field(root, "problem"), document.problem);
    Place plan = optionalField(root, "plan");
    if (plan.json == nullptr) return;
    document.plan.emplace();
    readPlan(plan, document.problem, *document.plan);
  }

 private:
  void readMemoryName(const Place& place, const Problem& problem, MemoryId& target) {
    std::string name;
    readString(place, name);
    if (place.json == nullptr || !wrong.empty()) return;
    for (MemoryId id = 0; id < problem.memoryCount(); ++id) {
      if (problem.memory(id).name != name) continue;
      target = id;
      return;
    }
    fail(place, "names memory '" + name + "', which problem.memories does not have");
  }

  // ---- the problem -------------------------------------------------------------------------

  void readProblem(const Place& place, Problem& problem) {
    if (!isObject(place, {"memories", "regions", "buffers", "pairs"})) return;
    forEach(field(place, "memories"), [&](const Place& p) { readMemory(p, problem); });
    if (problem.memories.size() > kMaxMemories) {
      return fail(place, "needs at most " + std::to_string(kMaxMemories) + " memories");
    }
    forEach(optionalField(place, "regions"), [&](const Place& p) { readRegion(p, problem); });
    forEach(field(place, "buffers"), [&](const Place& p) { readBuffer(p, problem); });
    forEach(optionalField(place, "pairs"), [&](const Place& p) { readPair(p, problem); });
  }

  void readMemory(const Place& place, Problem& problem) {
    if (!isObject(place, {"name", "size", "align", "cost_per_byte", "dma"})) return;
    Memory memory;
    readString(field(place, "name"), memory.name);
    readInteger(optionalField(place, "size"), 0, kMaxBytes, memory.size);
    readInteger(optionalField(place, "align"), 1, kMaxAlign, memory.align);
    readInteger(optionalField(place, "cost_per_byte"), 0, kMaxCost, memory.perByte);
    readBool(optionalField(place, "dma"), memory.dma);
    for (const Memory& other : problem.memories) {
      if (other.name == memory.name) fail(place, "repeats the name '" + memory.name + "'");
    }
    problem.memories.push_back(memory);
  }

  void readRegion(const Place& place, Problem& problem) {
    if (!isObject(place, {"kind", "parent"})) return;
    Region region;
    readChoice(field(place, "kind"), {"sequence", "alternative", "loop", "stream"}, region.kind);
    Place parent = optionalField(place, "parent");
    if (problem.regions.empty() && parent.json != nullptr) {
      fail(parent, "names a region, but none stands before this one");
    }
    readInteger(parent, 0, static_cast<int64_t>(problem.regions.size()) - 1, region.parent);
    problem.regions.push_back(region);
  }

  void readBuffer(const Place& place, Problem& problem) {
    if (!isObject(place, {"name", "size", "align", "where", "live", "region", "fixed_offset",
                          "touched"})) {
      return;
    }
    Buffer buffer;
    buffer.where = 0;
    readString(field(place, "name"), buffer.name);
    readInteger(field(place, "size"), 0, kMaxBytes, buffer.size);
    readInteger(optionalField(place, "align"), 1, kMaxAlign, buffer.align);
    forEach(field(place, "where"), [&](const Place& p) {
      MemoryId id = 0;
      readMemoryName(p, problem, id);
      buffer.where |= MemoryMask{1} << id;
    });
    forEach(field(place, "live"), [&](const Place& p) { readInterval(p, buffer.live); });
    Place region = optionalField(place, "region");
    if (problem.regions.empty() && region.json != nullptr) {
      fail(region, "names a region, but problem.regions has none");
    }
    readInteger(region, 0, static_cast<int64_t>(problem.regions.size()) - 1, buffer.region);
    Place fixed = optionalField(place, "fixed_offset");
    if (fixed.json != nullptr) readInteger(fixed, 0, kMaxBytes, buffer.fixedOffset.emplace(0));
    readInteger(optionalField(place, "touched"), 0, kMaxBytes, buffer.touched);
    problem.buffers.push_back(buffer);
  }

  void readInterval(const Place& place, Intervals& live) {
    if (!place.json->is_array() || place.json->size() != 2) {
      return fail(place, "needs the first and the last event, like [0, 3]");
    }
    Interval when;
    readInteger(Place{&(*place.json)[0], place.path + "[0]"}, 0, kMaxTime, when.first);
    readInteger(Place{&(*place.json)[1], place.path + "[1]"}, when.first, kMaxTime, when.last);
    live.push_back(when);
  }

  void readPair(const Place& place, Problem& problem) {
    if (!isObject(place, {"kind", "a", "b", "direction", "min_distance", "delta"})) return;
    Pair pair;
    readChoice(field(place, "kind"), {"may_overlap", "same_address"}, pair.kind);
    bool overlap = pair.kind == Pair::Kind::mayOverlap;
    bool known = overlap ? isObject(place, {"kind", "a", "b", "direction", "min_distance"})
                         : isObject(place, {"kind", "a", "b", "delta"});
    if (!known) return;
    readInteger(field(place, "a"), 0, problem.bufferCount() - 1, pair.a);
    readInteger(field(place, "b"), 0, problem.bufferCount() - 1, pair.b);
    if (overlap) readChoice(field(place, "direction"), {"up", "down"}, pair.direction);
    Place distance = field(place, overlap ? "min_distance" : "delta");
    readInteger(distance, -kMaxBytes, kMaxBytes, pair.distance);
    problem.pairs.push_back(pair);
  }

  // ---- the plan ----------------------------------------------------------------------------

  void readPlan(const Place& place, const Problem& problem, Plan& plan) {
    if (!isObject(place, {"placements", "peaks", "optimality"})) return;
    forEach(field(place, "placements"), [&](const Place& p) { readPlacement(p, problem, plan); });
    forEach(field(place, "peaks"), [&](const Place& p) { readPeak(p, problem, plan); });
    readOptimality(field(place, "optimality"), plan.optimality);
  }

  void readPlacement(const Place& place, const Problem& problem, Plan& plan) {
    if (!isObject(place, {"buffer", "memory", "offset"})) return;
    std::string name;
    readString(field(place, "buffer"), name);
    size_t index = plan.placements.size();
    if (index >= problem.buffers.size()) {
      return fail(place, "places a buffer that problem.buffers does not have");
    }
    if (name != problem.buffers[index].name) {
      fail(place, "needs buffer '" + problem.buffers[index].name + "', in the problem's order, " +
                      "but got '" + name + "'");
    }
    Placement placement;
    readMemoryName(field(place, "memory"), problem, placement.memory);
    readInteger(field(place, "offset"), 0, kMaxBytes, placement.offset);
    plan.placements.push_back(placement);
  }

  void readPeak(const Place& place, const Problem& problem, Plan& plan) {
    if (!isObject(place, {"memory", "bytes"})) return;
    MemoryId id = kNone;
    readMemoryName(field(place, "memory"), problem, id);
    if (id != static_cast<MemoryId>(plan.peaks.size())) {
      fail(place, "needs the memories in the problem's order");
    }
    readInteger(field(place, "bytes"), 0, kMaxBytes, plan.peaks.emplace_back());
  }

  void readOptimality(const Place& place, Optimality& optimality) {
    if (!isObject(place, {"proven", "what", "lower_bound", "witness", "searched"})) return;
    readBool(field(place, "proven"), optimality.proven);
    readString(field(place, "what"), optimality.what);
    readInteger(field(place, "lower_bound"), 0, kMaxBytes, optimality.lowerBound);
    forEach(field(place, "witness"), [&](const Place& p) {
      readInteger(p, 0, static_cast<int64_t>(kMaxBuffers) - 1, optimality.witness.emplace_back());
    });
    readInteger(optionalField(place, "searched"), 0, INT64_MAX, optimality.searched);
  }
};
}  // namespace

Result<Document> readJson(std::string_view text) {
  auto bad = [](std::string what) {
    return Error{Error::Kind::badJson, std::move(what), kNone, 0, 0, {}};
  };
  if (std::optional<std::string> wrong = whatIsNotStrict(text)) return bad(*wrong);
  Document document;
  Reader reader;
  reader.read(Json::parse(text.begin(), text.end(), nullptr, false), document);
  if (!reader.wrong.empty()) return bad(reader.wrong);
  return document;
}

}  // namespace pelemay::planner
