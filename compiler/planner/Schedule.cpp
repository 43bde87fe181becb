//===- Schedule.cpp - in which order to run -------------------------------===//
//
// Where one task comes before or after every other, the order falls into parts
// that do not know of each other. In each part: a beam for a good order, and
// where that does not meet the bound, sets of tasks by rising peak, the first
// complete one being the best there is.
//===----------------------------------------------------------------------===//

#include "compiler/planner/Schedule.h"

#include <algorithm>
#include <numeric>
#include <queue>
#include <unordered_map>

#include "compiler/planner/CheckSchedule.h"
#include "compiler/planner/Progress.h"

namespace pelemay::planner {

constexpr size_t kBeams[] = {1, 8, 64};
constexpr int64_t kWork = int64_t{1} << 24;  // tasks of all states that are expanded
constexpr int64_t kMostNodes = int64_t{1} << 17;

using Path = std::vector<TaskId>;

namespace {
/// Tasks [begin, end), which all run before the rest and after what comes before.
struct Part {
  TaskId begin = 0, end = 0;
  Bytes bound = 0;
  TaskId witness = kNone;
};

class Scheduler {
 public:
  explicit Scheduler(const Tasks& t) : tasks(t), followers(t.tasks.size()) {
    for (TaskId id = 0; id < t.count(); ++id) {
      for (TaskId before : t.task(id).after) followers[static_cast<size_t>(before)].push_back(id);
    }
  }

  Schedule run() {
    std::vector<Part> parts = partsOf();
    Schedule result;
    for (const Part& part : parts) {
      if (part.bound <= result.lowerBound) continue;
      result.lowerBound = part.bound;
      result.witness = part.witness;
    }
    result.peak = result.lowerBound;
    Progress progress(tasks, followers);
    for (const Part& part : parts) {
      Best best = solve(progress, part, result.peak);
      result.peak = std::max(result.peak, best.peak);
      result.nodes += best.nodes;
      if (best.least > result.lowerBound) {
        result.lowerBound = best.least;
        result.witness = kNone;
      }
      for (TaskId id : best.path) progress.run(id);
      result.order.insert(result.order.end(), best.path.begin(), best.path.end());
    }
    result.proven = result.peak == result.lowerBound;
    return result;
  }

 private:
  struct Best {
    Bytes peak = INT64_MAX, least = 0;  // found, and known to be needed
    Path path;
    int64_t nodes = 0;
  };

  // ---- parts -------------------------------------------------------------------------------

  /// A task splits the rest if everything before it leads to it and everything behind it follows
  /// from it: whoever stands before has a follower no later, whoever behind a reason no earlier.
  std::vector<Part> partsOf() const {
    TaskId count = tasks.count();
    std::vector<TaskId> soonest(static_cast<size_t>(count) + 1, -1);  // reach of all before
    for (TaskId id = 0; id < count; ++id) {
      const auto& list = followers[static_cast<size_t>(id)];
      TaskId next = list.empty() ? count : *std::min_element(list.begin(), list.end());
      soonest[static_cast<size_t>(id) + 1] = std::max(soonest[static_cast<size_t>(id)], next);
    }
    std::vector<Part> parts;
    TaskId latest = count, end = count;  // of what all behind wait for
    for (TaskId id = count - 1; id >= 0; --id) {
      bool splits = soonest[static_cast<size_t>(id)] <= id && latest >= id;
      if (splits && id + 1 < end) {
        parts.push_back(partOf(id + 1, end));
        end = id + 1;
      }
      const auto& after = tasks.task(id).after;
      latest = std::min(latest, after.empty() ? -1 : *std::max_element(after.begin(), after.end()));
    }
    if (end > 0) parts.push_back(partOf(0, end));
    std::reverse(parts.begin(), parts.end());
    return parts;
  }

  /// Each task needs what it touches, and what is only passed by needs its bytes too.
  Part partOf(TaskId begin, TaskId end) const {
    enum : char { kBefore = 1, kInside = 2, kBehind = 4 };
    std::vector<char> seen(tasks.values.size());
    for (TaskId id = 0; id < tasks.count(); ++id) {
      char where = id < begin ? kBefore : id < end ? kInside : kBehind;
      for (ValueId value : tasks.task(id).touches) seen[static_cast<size_t>(value)] |= where;
    }
    Bytes passing = 0;
    for (size_t i = 0; i < seen.size(); ++i) {
      bool before = (seen[i] & kBefore) || tasks.values[i].fromStart;
      bool behind = (seen[i] & kBehind) || tasks.values[i].toEnd;
      if (before && behind && !(seen[i] & kInside)) passing += tasks.values[i].bytes;
    }
    Part part{begin, end, 0, begin};
    for (TaskId id = begin; id < end; ++id) {
      Bytes bytes = passing + leastOf(tasks.task(id));
      if (bytes <= part.bound) continue;
      part.bound = bytes;
      part.witness = id;
    }
    return part;
  }

  Bytes leastOf(const Task& task) const {
    Bytes bytes = task.scratch, saved = 0;
    for (ValueId value : task.touches) bytes += tasks.value(value).bytes;
    for (const Task::InPlace& pair : task.inPlace) {
      Bytes both = std::min(tasks.value(pair.dies).bytes, tasks.value(pair.born).bytes);
      saved = std::max(saved, both);
    }
    return bytes - saved;
  }

  // ---- one part ----------------------------------------------------------------------------

  struct Candidate {
    Progress progress;
    Bytes peak;
    Path path;
  };

  /// `paid`: bytes that other parts need anyhow.
  Best solve(const Progress& start, const Part& part, Bytes paid) const {
    Bytes least = std::max(part.bound, paid);
    Best best = asItStands(start, part);
    best.least = part.bound;
    for (size_t width : kBeams) {
      if (best.peak <= least) return best;
      beam(start, part, least, width, best);
    }
    if (best.peak > least) search(start, part, least, best);
    return best;
  }

  Best asItStands(Progress progress, const Part& part) const {
    Best best;
    best.peak = 0;
    for (TaskId id = part.begin; id < part.end; ++id) {
      best.peak = std::max(best.peak, progress.during(id));
      progress.run(id);
      best.path.push_back(id);
    }
    return best;
  }

  /// Only the `width` best of all states with as many decisions are followed.
  void beam(const Progress& start, const Part& part, Bytes least, size_t width, Best& best) const {
    std::vector<Candidate> now{{start, least, {}}};
    now[0].progress.runSafe(least, part.end, now[0].path);
    while (!now.empty()) {
      std::vector<Candidate> next;
      std::unordered_map<Hash, size_t, HashOfHash> seen;
      for (const Candidate& candidate : now) {
        if (candidate.progress.done() == part.end) {
          if (candidate.peak < best.peak) {
            best.peak = candidate.peak;
            best.path = candidate.path;
          }
          continue;
        }
        for (TaskId id : candidate.progress.ready()) {
          Bytes peak = std::max(candidate.peak, candidate.progress.during(id));
          if (peak >= best.peak) continue;
          Candidate made{candidate.progress, peak, candidate.path};
          step(made, id, part);
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

  static void step(Candidate& candidate, TaskId id, const Part& part) {
    candidate.progress.run(id);
    candidate.path.push_back(id);
    candidate.progress.runSafe(candidate.peak, part.end, candidate.path);
  }

  /// A state that waits: how it came to be, from which its progress can be made again.
  struct State {
    int32_t parent;
    Path moves;  // since the parent
  };

  void search(const Progress& start, const Part& part, Bytes least, Best& best) const {
    using Entry = std::tuple<Bytes, TaskId, int32_t>;  // peak, tasks left, state
    std::priority_queue<Entry, std::vector<Entry>, std::greater<Entry>> queue;
    std::unordered_map<Hash, Bytes, HashOfHash> seen;
    std::vector<State> states;
    int64_t size = part.end - part.begin;
    int64_t allowed = std::min(kMostNodes, std::max<int64_t>(64, kWork / (size * 4)));
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
      queue.push({made.peak, part.end - made.progress.done(), int32_t(states.size())});
      states.push_back({parent, made.path});
    };
    Candidate root{start, least, {}};
    root.progress.runSafe(least, part.end, root.path);
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
      if (++best.nodes > allowed) {
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
        step(made, task, part);
        push(made, id);
      }
    }
    if (best.peak > least) best.least = best.peak;
  }

  const Tasks& tasks;
  std::vector<std::vector<TaskId>> followers;
};
}  // namespace

Schedule schedule(const Tasks& tasks) {
  Schedule best = Scheduler(tasks).run();
  Path stands(tasks.tasks.size());
  std::iota(stands.begin(), stands.end(), 0);
  std::optional<Bytes> peak = peakOf(tasks, stands);
  if (peak && *peak <= best.peak) best.order = stands;
  return best;
}

}  // namespace pelemay::planner
