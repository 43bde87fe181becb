//===- JsonGraph.cpp - tasks and their order, as part of plan.json --------===//

#include "compiler/planner/JsonGraph.h"

#include <set>

#include "compiler/planner/JsonText.h"

namespace pelemay::planner {

using Json = nlohmann::ordered_json;

namespace {
/// Ids below `count`, each once.
template <class Id>
void readIds(JsonReader& reader, const Place& array, int64_t count, std::vector<Id>& target) {
  std::set<Id> seen;
  reader.forEach(array, [&](const Place& p) {
    Id id = 0;
    if (count == 0) return reader.fail(p, "names what is not there: none stands before");
    reader.readInteger(p, 0, count - 1, id);
    if (!seen.insert(id).second) reader.fail(p, "stands there twice");
    target.push_back(id);
  });
}
}  // namespace

static void readValue(JsonReader& reader, const Place& place, Tasks& tasks) {
  if (!reader.isObject(place, {"size", "from_start", "to_end"})) return;
  Value value;
  reader.readInteger(reader.field(place, "size"), 0, kMaxBytes, value.bytes);
  reader.readBool(reader.optionalField(place, "from_start"), value.fromStart);
  reader.readBool(reader.optionalField(place, "to_end"), value.toEnd);
  tasks.values.push_back(value);
}

static void readInPlace(JsonReader& reader, const Place& place, int64_t values, Task& task) {
  if (!reader.isObject(place, {"dies", "born"})) return;
  Task::InPlace pair;
  reader.readInteger(reader.field(place, "dies"), 0, values - 1, pair.dies);
  reader.readInteger(reader.field(place, "born"), 0, values - 1, pair.born);
  for (ValueId value : {pair.dies, pair.born}) {
    bool touched = false;
    for (ValueId each : task.touches) touched |= each == value;
    if (!touched) reader.fail(place, "names a value that its task does not touch");
  }
  if (pair.dies == pair.born) reader.fail(place, "needs two different values");
  task.inPlace.push_back(pair);
}

static void readTask(JsonReader& reader, const Place& place, Tasks& tasks) {
  if (!reader.isObject(place, {"touches", "after", "in_place", "scratch"})) return;
  Task task;
  int64_t values = static_cast<int64_t>(tasks.values.size());
  readIds(reader, reader.field(place, "touches"), values, task.touches);
  readIds(reader, reader.optionalField(place, "after"), tasks.count(), task.after);
  reader.forEach(reader.optionalField(place, "in_place"),
                 [&](const Place& p) { readInPlace(reader, p, values, task); });
  reader.readInteger(reader.optionalField(place, "scratch"), 0, kMaxBytes, task.scratch);
  tasks.tasks.push_back(task);
}

void readGraph(JsonReader& reader, const Place& place, Graph& graph) {
  if (!reader.isObject(place, {"align", "values", "tasks"})) return;
  reader.readInteger(reader.optionalField(place, "align"), 1, kMaxAlign, graph.align);
  if ((graph.align & (graph.align - 1)) != 0) {
    reader.fail(
        place, "needs an alignment that is a power of two, but got " + std::to_string(graph.align));
  }
  reader.forEach(reader.field(place, "values"),
                 [&](const Place& p) { readValue(reader, p, graph.tasks); });
  reader.forEach(reader.field(place, "tasks"),
                 [&](const Place& p) { readTask(reader, p, graph.tasks); });
}

void readSchedule(JsonReader& reader, const Place& place, Schedule& schedule) {
  if (!reader.isObject(place, {"order", "peak", "lower_bound", "proven", "nodes", "witness"}))
    return;
  readIds(reader, reader.field(place, "order"), kMaxBuffers, schedule.order);
  reader.readInteger(reader.field(place, "peak"), 0, kMaxSum, schedule.peak);
  reader.readInteger(reader.field(place, "lower_bound"), 0, kMaxSum, schedule.lowerBound);
  reader.readBool(reader.field(place, "proven"), schedule.proven);
  reader.readInteger(reader.field(place, "nodes"), 0, INT64_MAX, schedule.nodes);
  reader.readInteger(reader.optionalField(place, "witness"), 0, kMaxBuffers, schedule.witness);
}

// ---- writing -------------------------------------------------------------------------------

static Json toJson(const Value& value) {
  Json json{{"size", value.bytes}};
  if (value.fromStart) json["from_start"] = true;
  if (value.toEnd) json["to_end"] = true;
  return json;
}

static Json toJson(const Task& task) {
  Json json{{"touches", task.touches}, {"after", task.after}};
  Json pairs = Json::array();
  for (const Task::InPlace& pair : task.inPlace) {
    pairs.push_back({{"dies", pair.dies}, {"born", pair.born}});
  }
  if (!pairs.empty()) json["in_place"] = pairs;
  if (task.scratch != 0) json["scratch"] = task.scratch;
  return json;
}

std::string graphText(const Graph& graph) {
  std::vector<Json> values, tasks;
  for (const Value& value : graph.tasks.values) values.push_back(toJson(value));
  for (const Task& task : graph.tasks.tasks) tasks.push_back(toJson(task));
  return "  \"graph\": {\n    \"align\": " + std::to_string(graph.align) + ",\n" +
         jsonList("values", values) + ",\n" + jsonList("tasks", tasks) + "\n  },\n";
}

std::string scheduleText(const Schedule& schedule) {
  Json json{{"order", schedule.order},
            {"peak", schedule.peak},
            {"lower_bound", schedule.lowerBound},
            {"proven", schedule.proven},
            {"nodes", schedule.nodes}};
  if (schedule.witness != kNone) json["witness"] = schedule.witness;
  return "  \"schedule\": " + jsonLine(json) + ",\n";
}

}  // namespace pelemay::planner
