//===- CheckSchedule.cpp - what an order really needs ---------------------===//

#include "compiler/planner/CheckSchedule.h"

#include <algorithm>

namespace pelemay::planner {

static std::string str(int64_t value) { return std::to_string(value); }

std::optional<std::string> wrongOrder(const Tasks& tasks, const std::vector<TaskId>& order) {
  std::vector<int64_t> place(tasks.tasks.size(), kNone);
  for (size_t i = 0; i < order.size(); ++i) {
    if (order[i] < 0 || order[i] >= tasks.count()) {
      return "schedule.order needs tasks below " + str(tasks.count()) + ", but got " +
             str(order[i]);
    }
    int64_t& mine = place[static_cast<size_t>(order[i])];
    if (mine != kNone)
      return "schedule.order needs each task once, but got " + str(order[i]) + " twice";
    mine = static_cast<int64_t>(i);
  }
  for (TaskId id = 0; id < tasks.count(); ++id) {
    if (place[static_cast<size_t>(id)] == kNone) {
      return "schedule.order needs all " + str(tasks.count()) + " tasks, but task " + str(id) +
             " is missing";
    }
    for (TaskId before : tasks.task(id).after) {
      if (place[static_cast<size_t>(before)] < place[static_cast<size_t>(id)]) continue;
      return "schedule.order needs task " + str(before) + " before task " + str(id) +
             ", which waits for it, but got it behind";
    }
  }
  return std::nullopt;
}

std::optional<Bytes> peakOf(const Tasks& tasks, const std::vector<TaskId>& order) {
  if (wrongOrder(tasks, order)) return std::nullopt;
  std::vector<TaskId> place(order.size());  // by task
  for (size_t i = 0; i < order.size(); ++i)
    place[static_cast<size_t>(order[i])] = static_cast<TaskId>(i);
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
