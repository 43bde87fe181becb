//===- Progress.cpp - tasks of which some have run ------------------------===//

#include "compiler/planner/Progress.h"

#include <algorithm>

namespace pelemay::planner {

Progress::Progress(const Tasks& tasks, const std::vector<std::vector<TaskId>>& followers,
                   Work& work)
    : tasks_(&tasks), followers_(&followers), work_(&work), left_(tasks.values.size()) {
  for (TaskId id = 0; id < tasks.count(); ++id) {
    waits_.push_back(static_cast<int32_t>(tasks.task(id).after.size()));
    if (waits_.back() == 0) ready_.push_back(id);
    for (ValueId value : tasks.task(id).touches) ++left_[static_cast<size_t>(value)];
  }
  for (size_t value = 0; value < tasks.values.size(); ++value) {
    const Value& each = tasks.values[value];
    born_.push_back(each.fromStart);
    if (each.fromStart && (left_[value] > 0 || each.toEnd)) live_ += each.bytes;
  }
}

Bytes Progress::during(TaskId id) const {
  ++work_->done;
  const Task& task = tasks_->task(id);
  Bytes bytes = live_ + task.scratch, saved = 0;
  for (ValueId value : task.touches) {
    if (!born_[static_cast<size_t>(value)]) bytes += tasks_->value(value).bytes;
  }
  for (const Task::InPlace& pair : task.inPlace) {
    if (born_[static_cast<size_t>(pair.born)] || !dies(pair.dies)) continue;
    Bytes both = std::min(tasks_->value(pair.dies).bytes, tasks_->value(pair.born).bytes);
    saved = std::max(saved, both);
  }
  return bytes - saved;
}

Bytes Progress::growth(TaskId id) const {
  Bytes bytes = 0;
  for (ValueId value : tasks_->task(id).touches) {
    if (!born_[static_cast<size_t>(value)]) bytes += tasks_->value(value).bytes;
    if (dies(value)) bytes -= tasks_->value(value).bytes;
  }
  return bytes;
}

void Progress::run(TaskId id) {
  live_ += growth(id);
  for (ValueId value : tasks_->task(id).touches) {
    born_[static_cast<size_t>(value)] = 1;
    --left_[static_cast<size_t>(value)];
  }
  auto found = std::find(ready_.begin(), ready_.end(), id);
  work_->done += 1 + (found - ready_.begin()) / 8;  // a quick look each
  ready_.erase(found);
  for (TaskId next : (*followers_)[static_cast<size_t>(id)]) {
    if (--waits_[static_cast<size_t>(next)] == 0) ready_.push_back(next);
  }
  ++done_;
  hash_.add(static_cast<uint64_t>(id));
}

void Progress::runSafe(Bytes peak, std::vector<TaskId>& path) {
  for (size_t i = 0; i < ready_.size() && !work_->isUsedUp();) {
    TaskId id = ready_[i];
    if (during(id) > peak || growth(id) > 0) {
      ++i;
      continue;
    }
    run(id);
    path.push_back(id);
    i = 0;
  }
}

}  // namespace pelemay::planner
