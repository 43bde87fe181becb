//===- JudgeOrder.cpp - is what a document says of its order true? --------===//

#include "compiler/planner/JudgeOrder.h"

#include <algorithm>

#include "compiler/planner/CheckSchedule.h"
#include "compiler/planner/Lives.h"

namespace pelemay::planner {

using Wrong = std::optional<std::string>;

static std::string str(int64_t value) { return std::to_string(value); }

/// By task: whether it must run before `task`, and whether it must wait for it. Tasks stand in an
/// order that is right, so one walk each way finds all.
static std::pair<std::vector<char>, std::vector<char>> around(const Tasks& tasks, TaskId task) {
  std::vector<char> before(tasks.tasks.size()), behind(tasks.tasks.size());
  before[static_cast<size_t>(task)] = behind[static_cast<size_t>(task)] = 1;
  for (TaskId id = task; id >= 0; --id) {
    if (!before[static_cast<size_t>(id)]) continue;
    for (TaskId other : tasks.task(id).after) before[static_cast<size_t>(other)] = 1;
  }
  for (TaskId id = task + 1; id < tasks.count(); ++id) {
    for (TaskId other : tasks.task(id).after) {
      if (behind[static_cast<size_t>(other)]) behind[static_cast<size_t>(id)] = 1;
    }
  }
  return {before, behind};
}

Bytes leastDuring(const Tasks& tasks, TaskId task) {
  auto [before, behind] = around(tasks, task);
  // A value is alive if somebody touched it by then, and somebody will.
  std::vector<char> born, needed;
  for (const Value& value : tasks.values) {
    born.push_back(value.fromStart);
    needed.push_back(value.toEnd);
  }
  for (size_t id = 0; id < tasks.tasks.size(); ++id) {
    for (ValueId value : tasks.tasks[id].touches) {
      if (before[id]) born[static_cast<size_t>(value)] = 1;
      if (behind[id]) needed[static_cast<size_t>(value)] = 1;
    }
  }
  Bytes bytes = tasks.task(task).scratch, saved = 0;
  for (size_t value = 0; value < tasks.values.size(); ++value) {
    if (born[value] && needed[value]) bytes += tasks.values[value].bytes;
  }
  for (const Task::InPlace& pair : tasks.task(task).inPlace) {
    saved = std::max(saved, std::min(tasks.value(pair.dies).bytes, tasks.value(pair.born).bytes));
  }
  return bytes - saved;
}

static Wrong wrongProof(const Tasks& tasks, const Schedule& schedule) {
  if (schedule.witness == kNone) {
    if (schedule.lowerBound == 0 || schedule.nodes > 0) return std::nullopt;
    return "schedule.lower_bound needs a proof, but has neither a witness nor nodes of a search";
  }
  if (schedule.witness < 0 || schedule.witness >= tasks.count()) {
    return "schedule.witness needs a task below " + str(tasks.count()) + ", but got " +
           str(schedule.witness);
  }
  Bytes least = leastDuring(tasks, schedule.witness);
  if (schedule.lowerBound <= least) return std::nullopt;
  return "schedule.lower_bound needs at most " + str(least) + " with task " +
         str(schedule.witness) + " as its witness, but got " + str(schedule.lowerBound);
}

/// Names are free, and so is a limit of the memory: plans within it are plans without.
static Wrong wrongProblem(const Problem& wanted, const Problem& problem) {
  if (problem.memories.size() != 1 || problem.memory(0).align != wanted.memory(0).align) {
    return "problem.memories needs one memory with the graph's alignment of " +
           str(wanted.memory(0).align);
  }
  if (problem.buffers.size() != wanted.buffers.size()) {
    return "problem.buffers needs " + str(wanted.bufferCount()) +
           ", one for each value and each task's scratch, but got " + str(problem.bufferCount());
  }
  auto text = [](const Buffer& buffer) {
    std::string lives;
    for (const Interval& when : buffer.live) {
      lives += (lives.empty() ? "[" : ", [") + str(when.first) + ", " + str(when.last) + "]";
    }
    return str(buffer.size) + " bytes, alive in " + lives +
           (buffer.region != kNone ? " of region " + str(buffer.region) : "");
  };
  for (BufferId id = 0; id < problem.bufferCount(); ++id) {
    const Buffer &mine = wanted.buffer(id), &theirs = problem.buffer(id);
    if (text(mine) == text(theirs)) continue;
    return "problem.buffers[" + str(id) + "] ('" + theirs.name + "') needs " + text(mine) +
           " in this order, but got " + text(theirs);
  }
  auto isSame = [](const Pair& a, const Pair& b) {
    return a.kind == b.kind && a.a == b.a && a.b == b.b && a.distance == b.distance;
  };
  if (!std::equal(wanted.pairs.begin(), wanted.pairs.end(), problem.pairs.begin(),
                  problem.pairs.end(), isSame)) {
    return "problem.pairs needs those that work in place in this order, " +
           std::to_string(wanted.pairs.size()) + ", but got others";
  }
  return std::nullopt;
}

std::vector<std::string> wrongWith(const Graph& graph, const Schedule& schedule,
                                   const Problem& problem) {
  const Tasks& tasks = graph.tasks;
  if (Wrong wrong = wrongOrder(tasks, schedule.order)) return {*wrong};
  std::vector<std::string> found;
  Bytes peak = *peakOf(tasks, schedule.order);
  if (schedule.peak != peak) {
    found.push_back("schedule.peak needs " + str(peak) +
                    ", the most bytes alive at once in this order, but got " + str(schedule.peak));
  }
  if (schedule.lowerBound > peak) {
    found.push_back("schedule.lower_bound needs at most the " + str(peak) +
                    " bytes of this order, but got " + str(schedule.lowerBound));
  } else if (Wrong wrong = wrongProof(tasks, schedule)) {
    found.push_back(*wrong);
  }
  if (schedule.proven != (schedule.lowerBound == peak)) {
    found.push_back(std::string("schedule.proven needs ") + (schedule.proven ? "false" : "true") +
                    " where the order needs " + str(peak) + " bytes and the bound is " +
                    str(schedule.lowerBound));
  }
  if (Wrong wrong = wrongProblem(problemOf(tasks, schedule.order, graph.align), problem)) {
    found.push_back(*wrong);
  }
  return found;
}

}  // namespace pelemay::planner
