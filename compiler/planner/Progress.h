//===- Progress.h - tasks of which some have run --------------------------===//
//
// Which have run decides which bytes are alive, whatever their order was; that
// is why a search over sets of tasks finds the best order.
//===----------------------------------------------------------------------===//

#ifndef PELEMAY_COMPILER_PLANNER_PROGRESS_H
#define PELEMAY_COMPILER_PLANNER_PROGRESS_H

#include "compiler/planner/Hash.h"
#include "compiler/planner/Schedule.h"

namespace pelemay::planner {

class Progress {
 public:
  /// What it costs: tasks looked at, by all copies of one progress together.
  struct Work {
    int64_t done = 0, allowed = 0;
    bool isUsedUp() const { return done >= allowed; }
  };

  /// Nothing has run. All three must outlive it.
  Progress(const Tasks& tasks, const std::vector<std::vector<TaskId>>& followers, Work& work);

  const std::vector<TaskId>& ready() const { return ready_; }
  TaskId done() const { return done_; }
  Bytes live() const { return live_; }
  const Hash& hash() const { return hash_; }  // of the set that has run

  Bytes during(TaskId id) const;  // bytes alive while it runs next
  Bytes growth(TaskId id) const;  // of the bytes alive, if it runs next
  void run(TaskId id);

  /// Runs what costs nothing: tasks during which no more than `peak` bytes live and behind which no
  /// more live than before. Whatever else runs first, they can only profit from it: values they
  /// free stay free, and the bytes they add could only be fewer later. What it leaves when the work
  /// is used up is right too, but less far.
  void runSafe(Bytes peak, std::vector<TaskId>& path);

 private:
  bool isLast(ValueId value) const { return left_[static_cast<size_t>(value)] == 1; }
  bool dies(ValueId value) const {
    return isLast(value) && !tasks_->values[static_cast<size_t>(value)].toEnd;
  }

  const Tasks* tasks_;
  const std::vector<std::vector<TaskId>>* followers_;
  Work* work_;
  std::vector<int32_t> waits_;  // by task: how many must run before it
  std::vector<int32_t> left_;   // by value: tasks that touch it and have not run
  std::vector<char> born_;      // by value
  std::vector<TaskId> ready_;
  TaskId done_ = 0;
  Bytes live_ = 0;
  Hash hash_;
};

}  // namespace pelemay::planner

#endif  // PELEMAY_COMPILER_PLANNER_PROGRESS_H
