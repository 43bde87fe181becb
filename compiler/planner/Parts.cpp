//===- Parts.cpp - tasks that come before all others, or behind -----------===//

#include "compiler/planner/Parts.h"

#include <algorithm>

namespace pelemay::planner {

/// Where parts begin, and where the last one ends. Everything before a task leads to it if whoever
/// stands before has a follower no later than it; everything behind follows from it if whoever
/// stands behind waits for somebody no earlier.
static std::vector<TaskId> cutsOf(const Tasks& tasks) {
  TaskId count = tasks.count();
  size_t size = static_cast<size_t>(count);
  std::vector<TaskId> next(size, count), reach(size + 1, -1);
  for (TaskId id = 0; id < count; ++id) {
    for (TaskId before : tasks.task(id).after) {
      TaskId& first = next[static_cast<size_t>(before)];
      first = std::min(first, id);
    }
  }
  for (size_t id = 0; id < size; ++id) reach[id + 1] = std::max(reach[id], next[id]);
  std::vector<TaskId> cuts{count};
  TaskId waits = count;  // the earliest that somebody behind waits for at the latest
  for (TaskId id = count - 1; id >= 0; --id) {
    bool splits = reach[static_cast<size_t>(id)] <= id && waits >= id;
    if (splits && id + 1 < cuts.back()) cuts.push_back(id + 1);
    const auto& after = tasks.task(id).after;
    waits = std::min(waits, after.empty() ? -1 : *std::max_element(after.begin(), after.end()));
  }
  if (cuts.back() > 0) cuts.push_back(0);
  std::reverse(cuts.begin(), cuts.end());
  return cuts;
}

namespace {
class Splitter {
 public:
  Splitter(const Tasks& t, const std::vector<TaskId>& cuts)
      : tasks(t), parts(cuts.size() - 1), own(t.values.size(), {kNone, 0}) {
    for (size_t part = 0; part < parts.size(); ++part) {
      parts[part].begin = cuts[part];
      for (TaskId id = cuts[part]; id < cuts[part + 1]; ++id) partOf.push_back(part);
    }
  }

  std::vector<Part> run() {
    std::vector<std::vector<size_t>> touched(tasks.values.size());  // by value: parts, ascending
    for (TaskId id = 0; id < tasks.count(); ++id) {
      for (ValueId value : tasks.task(id).touches) {
        auto& list = touched[static_cast<size_t>(value)];
        size_t part = partOf[static_cast<size_t>(id)];
        if (list.empty() || list.back() != part) list.push_back(part);
      }
    }
    std::vector<Bytes> change(parts.size() + 1);  // of what passes, from this part on
    for (size_t value = 0; value < touched.size(); ++value) {
      const Value& each = tasks.values[value];
      const auto& list = touched[value];
      if (list.empty() && !(each.fromStart && each.toEnd)) continue;
      size_t first = each.fromStart ? 0 : list.front();
      size_t last = each.toEnd ? parts.size() - 1 : list.back();
      change[first] += each.bytes;
      change[last + 1] -= each.bytes;
      for (size_t part : list) {
        change[part] -= each.bytes;
        change[part + 1] += each.bytes;
      }
    }
    Bytes passing = 0;
    for (size_t part = 0; part < parts.size(); ++part) {
      passing += change[part];
      parts[part].passing = passing;
    }
    for (TaskId id = 0; id < tasks.count(); ++id) addTask(id, touched);
    return std::move(parts);
  }

 private:
  void addTask(TaskId id, const std::vector<std::vector<size_t>>& touched) {
    size_t number = partOf[static_cast<size_t>(id)];
    Part& part = parts[number];
    Task task = tasks.task(id);
    auto translate = [&](ValueId value) {
      auto [known, in] = own[static_cast<size_t>(value)];
      if (known == kNone || in != number) {
        const auto& list = touched[static_cast<size_t>(value)];
        Value copy = tasks.value(value);
        copy.fromStart |= list.front() < number;
        copy.toEnd |= list.back() > number;
        known = static_cast<ValueId>(part.tasks.values.size());
        own[static_cast<size_t>(value)] = {known, number};
        part.tasks.values.push_back(copy);
      }
      return known;
    };
    for (ValueId& value : task.touches) value = translate(value);
    for (Task::InPlace& pair : task.inPlace) {
      pair = {translate(pair.dies), translate(pair.born)};
    }
    // What runs in an earlier part has run.
    std::vector<TaskId> after;
    for (TaskId before : task.after) {
      if (before >= part.begin) after.push_back(before - part.begin);
    }
    task.after = after;
    part.tasks.tasks.push_back(task);
  }

  const Tasks& tasks;
  std::vector<Part> parts;
  std::vector<size_t> partOf;                   // by task
  std::vector<std::pair<ValueId, size_t>> own;  // by value: its number in the part that touched it
};
}  // namespace

std::vector<Part> partsOf(const Tasks& tasks) { return Splitter(tasks, cutsOf(tasks)).run(); }

}  // namespace pelemay::planner
