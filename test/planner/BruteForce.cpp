//===- BruteForce.cpp - the least peak, by trying everything --------------===//

#include "BruteForce.h"

#include <algorithm>

#include "RandomProblems.h"

namespace pelemay::planner {

namespace {
/// Buffers tied together, each with its distance from the first.
using Group = std::vector<std::pair<size_t, Bytes>>;

std::vector<Group> groupsOf(const Problem& problem) {
  std::vector<Group> groups;
  std::vector<bool> done(problem.buffers.size());
  for (size_t first = 0; first < done.size(); ++first) {
    if (done[first]) continue;
    Group group{{first, 0}};
    done[first] = true;
    for (size_t i = 0; i < group.size(); ++i) {
      auto [from, delta] = group[i];
      for (const Pair& pair : problem.pairs) {
        if (pair.kind != Pair::Kind::sameAddress) continue;
        bool up = size_t(pair.a) == from, down = size_t(pair.b) == from;
        size_t to = size_t(up ? pair.b : pair.a);
        if ((!up && !down) || done[to]) continue;
        done[to] = true;
        group.push_back({to, delta + (up ? pair.distance : -pair.distance)});
      }
    }
    groups.push_back(group);
  }
  return groups;
}
/// Every order of placing, each group at the least offset that is free.
class BruteForce {
 public:
  explicit BruteForce(const Problem& p) : problem(p), groups(groupsOf(p)), done(groups.size()) {
    plan.placements.resize(p.buffers.size());
    limit = p.memories[0].size != 0 ? p.memories[0].size : 2000;  // more than a small problem needs
    best = limit + 1;
  }

  std::optional<Bytes> run() {
    place(0);
    return best <= limit ? std::optional<Bytes>(best) : std::nullopt;
  }

 private:
  bool isFixed(size_t group) const {
    for (auto [id, delta] : groups[group]) {
      if (problem.buffers[id].fixedOffset) return true;
    }
    return false;
  }

  bool fits(size_t group, Bytes at) {
    for (auto [id, delta] : groups[group]) {
      const Buffer& buffer = problem.buffers[id];
      Bytes offset = plan.placements[id].offset = at + delta;
      if (offset < 0 || offset % buffer.align != 0 || offset % problem.memories[0].align != 0 ||
          (buffer.fixedOffset && *buffer.fixedOffset != offset)) {
        return false;
      }
      for (size_t other : placed) {
        if (clash(problem, plan, id, other)) return false;
      }
    }
    return tiesHold(group);
  }

  /// Ties may contradict each other, or put two members on each other's bytes.
  bool tiesHold(size_t group) const {
    for (auto [id, delta] : groups[group]) {
      for (auto [other, otherDelta] : groups[group]) {
        if (id != other && clash(problem, plan, id, other)) return false;
      }
      for (const Pair& pair : problem.pairs) {
        if (pair.kind != Pair::Kind::sameAddress || size_t(pair.a) != id) continue;
        Bytes distance = plan.placements[size_t(pair.b)].offset - plan.placements[id].offset;
        if (distance != pair.distance) return false;
      }
    }
    return true;
  }

  void place(Bytes peak) {
    if (peak >= best) return;
    if (placed.size() == plan.placements.size()) best = peak;
    bool anyFixed = false;  // who cannot move comes first
    for (size_t g = 0; g < groups.size(); ++g) anyFixed |= !done[g] && isFixed(g);
    for (size_t g = 0; g < groups.size(); ++g) {
      if (done[g] || isFixed(g) != anyFixed) continue;
      Bytes at = -200;  // a member may lie so far below the first
      while (at < best && !fits(g, at)) ++at;
      if (at == best) return;  // later it has even less room
      Bytes top = peak;
      size_t before = placed.size();
      for (auto [id, delta] : groups[g]) {
        placed.push_back(id);
        top = std::max(top, at + delta + problem.buffers[id].size);
      }
      done[g] = true;
      place(top);
      done[g] = false;
      placed.resize(before);
    }
  }

  const Problem& problem;
  std::vector<Group> groups;
  std::vector<bool> done;
  std::vector<size_t> placed;
  Plan plan;
  Bytes limit = 0, best = 0;
};
}  // namespace

std::optional<Bytes> bruteForce(const Problem& problem) { return BruteForce(problem).run(); }

}  // namespace pelemay::planner
