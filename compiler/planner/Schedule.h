//===- Schedule.h - in which order to run, for the fewest bytes at once ---===//
//
// Tasks touch values; a value lives from the first task that touches it to the
// last. Any order that keeps `after` computes the same; `schedule` finds the one
// with the least peak of live bytes, and says whether that is proven.
//
//     conv1(x) -> a    conv2(a) -> b    side(x) -> c    b + c -> c, in place
//     ==> conv1, conv2, side, sum: x outlives a, and c need not wait for it
//===----------------------------------------------------------------------===//

#ifndef PELEMAY_COMPILER_PLANNER_SCHEDULE_H
#define PELEMAY_COMPILER_PLANNER_SCHEDULE_H

#include "compiler/planner/Problem.h"

namespace pelemay::planner {

using TaskId = int32_t;   // index into Tasks::tasks
using ValueId = int32_t;  // index into Tasks::values

/// Bytes that several tasks may write, each a part of them: a concatenation is one value.
struct Value {
  Bytes bytes = 0;
  bool fromStart = false;  // there before the first task
  bool toEnd = false;      // needed after the last
};

struct Task {
  /// If the task is the last to touch `dies` and the first to touch `born`, the latter may take the
  /// place of the former. One of a task's possibilities is used, the largest.
  struct InPlace {
    ValueId dies = kNone, born = kNone;
  };

  std::vector<ValueId> touches;  // each once
  std::vector<TaskId> after;     // what must have run
  std::vector<InPlace> inPlace;
  Bytes scratch = 0;  // only while it runs
};

/// Tasks stand in an order that is right: none comes before one of its `after`.
struct Tasks {
  std::vector<Value> values;
  std::vector<Task> tasks;

  const Value& value(ValueId id) const { return values[static_cast<size_t>(id)]; }
  const Task& task(TaskId id) const { return tasks[static_cast<size_t>(id)]; }
  TaskId count() const { return static_cast<TaskId>(tasks.size()); }
};

/// As a document holds it: tasks, and what offsets in the one memory are multiples of.
struct Graph {
  Bytes align = 1;
  Tasks tasks;
};

constexpr Bytes kMaxSum = Bytes{1} << 61;  // of the bytes of all values; kMaxBuffers of kMaxBytes

struct Schedule {
  std::vector<TaskId> order;
  Bytes peak = 0;        // most bytes alive while a task runs
  Bytes lowerBound = 0;  // no order needs less
  bool proven = false;   // the two are equal
  int64_t nodes = 0;     // states that were expanded

  /// The task that alone needs `lowerBound`, whenever it runs; kNone where a search is the proof.
  TaskId witness = kNone;
};

/// The order the tasks stand in, if none is better. Work is counted, not timed: the same tasks give
/// the same schedule on every machine.
Schedule schedule(const Tasks& tasks);

}  // namespace pelemay::planner

#endif  // PELEMAY_COMPILER_PLANNER_SCHEDULE_H
