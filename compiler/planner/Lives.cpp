//===- Lives.cpp - tasks in their order, as a problem of offsets ----------===//

#include "compiler/planner/Lives.h"

#include <algorithm>

namespace pelemay::planner {

static Buffer bufferOf(std::string name, Bytes size, Time first, Time last) {
  Buffer buffer;
  buffer.name = std::move(name);
  buffer.size = size;
  buffer.live = {{first, last}};
  return buffer;
}

Problem problemOf(const Tasks& tasks, const std::vector<TaskId>& order, Bytes align) {
  Problem problem;
  problem.memories = {{"arena", 0, align, 1, false}};
  Time end = std::max<Time>(tasks.count() - 1, 0);
  std::vector<Interval> lives(tasks.values.size(), {end + 1, -1});
  for (Time now = 0; now < tasks.count(); ++now) {
    for (ValueId value : tasks.task(order[static_cast<size_t>(now)]).touches) {
      Interval& life = lives[static_cast<size_t>(value)];
      life.first = std::min(life.first, now);
      life.last = now;
    }
  }
  for (size_t i = 0; i < lives.size(); ++i) {
    const Value& value = tasks.values[i];
    bool touched = lives[i].last >= 0;
    if (value.fromStart || !touched) lives[i].first = 0;
    if (value.toEnd) lives[i].last = end;
    bool needed = touched || (value.fromStart && value.toEnd);
    problem.buffers.push_back(bufferOf("value" + std::to_string(i), needed ? value.bytes : 0,
                                       lives[i].first, std::max<Time>(lives[i].last, 0)));
  }
  for (Time now = 0; now < tasks.count(); ++now) {
    const Task& task = tasks.task(order[static_cast<size_t>(now)]);
    const Task::InPlace* chosen = nullptr;
    Bytes most = 0;
    for (const Task::InPlace& pair : task.inPlace) {
      bool dies =
          lives[static_cast<size_t>(pair.dies)].last == now && !tasks.value(pair.dies).toEnd;
      bool born =
          lives[static_cast<size_t>(pair.born)].first == now && !tasks.value(pair.born).fromStart;
      Bytes both = std::min(tasks.value(pair.dies).bytes, tasks.value(pair.born).bytes);
      if (!dies || !born || both <= most) continue;
      chosen = &pair;
      most = both;
    }
    if (chosen != nullptr) {
      problem.pairs.push_back(
          {chosen->dies, chosen->born, Pair::Kind::sameAddress, Direction::up, 0});
    }
    if (task.scratch == 0) continue;
    problem.buffers.push_back(bufferOf("scratch" + std::to_string(now), task.scratch, now, now));
  }
  return problem;
}

}  // namespace pelemay::planner
