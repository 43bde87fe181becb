//===- CheckSchedule.cpp - what an order really needs ---------------------===//

#include "compiler/planner/CheckSchedule.h"

#include <algorithm>

namespace pelemay::planner {

/// By task: its place in the order; empty if the order is wrong.
static std::vector<TaskId> placesOf(const Tasks& tasks, const std::vector<TaskId>& order) {
  std::vector<TaskId> place(tasks.tasks.size(), kNone);
  if (order.size() != place.size()) return {};
  for (size_t i = 0; i < order.size(); ++i) {
    if (order[i] < 0 || order[i] >= tasks.count()) return {};
    if (place[static_cast<size_t>(order[i])] != kNone) return {};
    place[static_cast<size_t>(order[i])] = static_cast<TaskId>(i);
  }
  for (size_t id = 0; id < place.size(); ++id) {
    for (TaskId before : tasks.tasks[id].after) {
      if (place[static_cast<size_t>(before)] >= place[id]) return {};
    }
  }
  return place;
}

std::optional<Bytes> peakOf(const Tasks& tasks, const std::vector<TaskId>& order) {
  std::vector<TaskId> place = placesOf(tasks, order);
  if (place.size() != order.size() || place.size() != tasks.tasks.size()) return std::nullopt;
  // First and last place of each value; first > last: nobody touches it.
  std::vector<std::pair<TaskId, TaskId>> lives(tasks.values.size(), {tasks.count(), -1});
  for (size_t id = 0; id < place.size(); ++id) {
    for (ValueId value : tasks.tasks[id].touches) {
      auto& [first, last] = lives[static_cast<size_t>(value)];
      first = std::min(first, place[id]);
      last = std::max(last, place[id]);
    }
  }
  for (size_t value = 0; value < lives.size(); ++value) {
    if (tasks.values[value].fromStart) lives[value].first = 0;
    if (tasks.values[value].toEnd) lives[value].second = tasks.count() - 1;
  }
  Bytes peak = 0;
  for (TaskId now = 0; now < tasks.count(); ++now) {
    const Task& task = tasks.task(order[static_cast<size_t>(now)]);
    Bytes bytes = task.scratch, saved = 0;
    for (size_t value = 0; value < lives.size(); ++value) {
      auto [first, last] = lives[value];
      if (first <= now && now <= last) bytes += tasks.values[value].bytes;
    }
    for (const Task::InPlace& pair : task.inPlace) {
      bool dies =
          lives[static_cast<size_t>(pair.dies)].second == now && !tasks.value(pair.dies).toEnd;
      bool born =
          lives[static_cast<size_t>(pair.born)].first == now && !tasks.value(pair.born).fromStart;
      if (!dies || !born) continue;
      saved = std::max(saved, std::min(tasks.value(pair.dies).bytes, tasks.value(pair.born).bytes));
    }
    peak = std::max(peak, bytes - saved);
  }
  return peak;
}

}  // namespace pelemay::planner
