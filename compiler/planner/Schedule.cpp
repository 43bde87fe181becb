//===- Schedule.cpp - in which order to run -------------------------------===//
//
// In each part (Parts.h) a beam looks for a good order; where that does not meet
// the bound, sets of tasks are gone through by rising peak, and the first complete
// one is the best there is.
//===----------------------------------------------------------------------===//

#include "compiler/planner/Schedule.h"

#include <algorithm>
#include <numeric>
#include <queue>
#include <unordered_map>

#include "compiler/planner/CheckSchedule.h"
#include "compiler/planner/Parts.h"
#include "compiler/planner/Progress.h"

namespace pelemay::planner {

constexpr size_t kBeams[] = {1, 8, 64};
constexpr int64_t kWork = int64_t{1} << 24;  // tasks of all states, in a beam and in the search
constexpr int64_t kMostNodes = int64_t{1} << 17;
constexpr int64_t kLooks = int64_t{1} << 29;  // at tasks, in all parts together: a few seconds

using Path = std::vector<TaskId>;

namespace {
/// One part of all tasks; see Parts.h.
class Scheduler {
 public:
  struct Best {
    Bytes peak = 0, least = 0;  // found, and known to be needed
    Path path;
    int64_t nodes = 0;
  };

  Scheduler(const Part& part, Progress::Work& w)
      : tasks(part.tasks), work(w), followers(part.tasks.tasks.size()) {
    for (TaskId id = 0; id < tasks.count(); ++id) {
      for (TaskId before : tasks.task(id).after)
        followers[static_cast<size_t>(before)].push_back(id);
    }
  }

  /// A peak of `enough` is as good as any below it.
  Best run(Bytes enough) {
    Progress start(tasks, followers, work);
    best = asItStands(start);
    for (size_t width : kBeams) {
      if (best.peak <= enough) return best;
      beam(start, enough, width);
    }
    if (best.peak > enough) search(start, enough);
    return best;
  }

 private:
  Best asItStands(Progress progress) const {
    Best stands;
    for (TaskId id = 0; id < tasks.count(); ++id) {
      stands.peak = std::max(stands.peak, progress.during(id));
      progress.run(id);
      stands.path.push_back(id);
    }
    return stands;
  }

  struct Candidate {
    Progress progress;
    Bytes peak;
    Path path;
  };

  /// Only the `width` best of all states with as many decisions are followed.
  void beam(const Progress& start, Bytes least, size_t width) {
    std::vector<Candidate> now{{start, least, {}}};
    int64_t left = kWork / std::max<TaskId>(tasks.count(), 1);
    now[0].progress.runSafe(least, now[0].path);
    while (!now.empty()) {
      std::vector<Candidate> next;
      std::unordered_map<Hash, size_t, HashOfHash> seen;
      for (const Candidate& candidate : now) {
        if (candidate.progress.done() == tasks.count()) {
          if (candidate.peak < best.peak) {
            best.peak = candidate.peak;
            best.path = candidate.path;
          }
          continue;
        }
        for (TaskId id : candidate.progress.ready()) {
          Bytes peak = std::max(candidate.peak, candidate.progress.during(id));
          if (peak >= best.peak) continue;
          if (--left < 0 || work.isUsedUp()) return;
          Candidate made{candidate.progress, peak, candidate.path};
          step(made, id);
          auto [entry, fresh] = seen.try_emplace(made.progress.hash(), next.size());
          if (fresh) {
            next.push_back(std::move(made));
          } else if (next[entry->second].peak > made.peak) {
            next[entry->second] = std::move(made);
          }
        }
      }
      auto isBetter = [](const Candidate& a, const Candidate& b) {
        if (a.peak != b.peak) return a.peak < b.peak;
        if (a.progress.live() != b.progress.live()) return a.progress.live() < b.progress.live();
        return a.progress.done() > b.progress.done();
      };
      std::stable_sort(next.begin(), next.end(), isBetter);
      if (next.size() > width) next.erase(next.begin() + static_cast<ptrdiff_t>(width), next.end());
      now = std::move(next);
    }
  }

  static void step(Candidate& candidate, TaskId id) {
    candidate.progress.run(id);
    candidate.path.push_back(id);
    candidate.progress.runSafe(candidate.peak, candidate.path);
  }

  /// A state that waits: how it came to be, from which its progress can be made again.
  struct State {
    int32_t parent;
    Path moves;  // since the parent
  };

  void search(const Progress& start, Bytes least) {
    using Entry = std::tuple<Bytes, TaskId, int32_t>;  // peak, tasks left, state
    std::priority_queue<Entry, std::vector<Entry>, std::greater<Entry>> queue;
    std::unordered_map<Hash, Bytes, HashOfHash> seen;
    std::vector<State> states;
    int64_t size = tasks.count();
    int64_t allowed = std::min(kMostNodes, kWork / std::max<int64_t>(size * 4, 1));
    auto pathOf = [&](int32_t id) {
      Path path;
      for (; id >= 0; id = states[static_cast<size_t>(id)].parent) {
        const Path& moves = states[static_cast<size_t>(id)].moves;
        path.insert(path.end(), moves.rbegin(), moves.rend());
      }
      std::reverse(path.begin(), path.end());
      return path;
    };
    auto push = [&](const Candidate& made, int32_t parent) {
      auto [entry, fresh] = seen.try_emplace(made.progress.hash(), made.peak);
      if (!fresh && entry->second <= made.peak) return;
      entry->second = made.peak;
      queue.push({made.peak, tasks.count() - made.progress.done(), int32_t(states.size())});
      states.push_back({parent, made.path});
    };
    Candidate root{start, least, {}};
    root.progress.runSafe(least, root.path);
    push(root, -1);
    while (!queue.empty()) {
      auto [peak, left, id] = queue.top();
      if (peak >= best.peak) break;
      queue.pop();
      if (left == 0) {
        best.peak = peak;
        best.path = pathOf(id);
        break;
      }
      if (++best.nodes > allowed || work.isUsedUp()) {
        if (peak > least) best.least = peak;  // all below has been looked at
        return;
      }
      Candidate candidate{start, peak, {}};
      for (TaskId task : pathOf(id)) candidate.progress.run(task);
      auto known = seen.find(candidate.progress.hash());
      if (known->second < peak) continue;  // reached by a better way since
      for (TaskId task : candidate.progress.ready()) {
        Bytes higher = std::max(peak, candidate.progress.during(task));
        if (higher >= best.peak) continue;
        Candidate made{candidate.progress, higher, {}};
        step(made, task);
        push(made, id);
      }
    }
    if (best.peak > least) best.least = best.peak;
  }

  const Tasks& tasks;
  Progress::Work& work;
  std::vector<std::vector<TaskId>> followers;
  Best best;
};
}  // namespace

/// Bytes that the task needs whenever it runs: what it touches, less what lies in place.
static Bytes neededBy(const Tasks& tasks, const Task& task) {
  Bytes bytes = task.scratch, saved = 0;
  for (ValueId value : task.touches) bytes += tasks.value(value).bytes;
  for (const Task::InPlace& pair : task.inPlace) {
    Bytes both = std::min(tasks.value(pair.dies).bytes, tasks.value(pair.born).bytes);
    saved = std::max(saved, both);
  }
  return bytes - saved;
}

static void boundByTasks(const std::vector<Part>& parts, Schedule& result) {
  for (const Part& part : parts) {
    for (TaskId id = 0; id < part.tasks.count(); ++id) {
      Bytes bytes = part.passing + neededBy(part.tasks, part.tasks.task(id));
      if (bytes <= result.lowerBound) continue;
      result.lowerBound = bytes;
      result.witness = part.begin + id;
    }
  }
}

Schedule schedule(const Tasks& tasks) {
  std::vector<Part> parts = partsOf(tasks);
  Schedule result;
  boundByTasks(parts, result);
  result.peak = result.lowerBound;
  Progress::Work work;
  for (const Part& part : parts) {
    // Each part gets its share, and what those before it have left of theirs.
    int64_t end = part.begin + part.tasks.count();
    work.allowed = kLooks / tasks.count() * end;
    // What one part needs anyhow, the others may use too.
    Scheduler::Best best = Scheduler(part, work).run(result.peak - part.passing);
    result.peak = std::max(result.peak, part.passing + best.peak);
    result.nodes += best.nodes;
    if (best.least > 0 && part.passing + best.least > result.lowerBound) {
      result.lowerBound = part.passing + best.least;
      result.witness = kNone;
    }
    for (TaskId id : best.path) result.order.push_back(part.begin + id);
  }
  result.proven = result.peak == result.lowerBound;
  Path stands(tasks.tasks.size());
  std::iota(stands.begin(), stands.end(), 0);
  std::optional<Bytes> peak = peakOf(tasks, stands);
  if (peak && *peak <= result.peak) result.order = stands;
  return result;
}

}  // namespace pelemay::planner
