//===- Units.cpp - buffers that move together -----------------------------===//

#include "compiler/planner/Units.h"

#include <algorithm>

namespace pelemay::planner {

static std::string name(const Problem& problem, BufferId id) {
  return "'" + problem.buffer(id).name + "'";
}

static Error impossible(std::string what, BufferId buffer, std::string help = {}) {
  return {Error::Kind::impossible, std::move(what), buffer, 0, 0, std::move(help)};
}

namespace {
struct Tie {
  BufferId to;
  Bytes delta;
};
}  // namespace
using Ties = std::vector<std::vector<Tie>>;

static Ties tiesOf(const Problem& problem) {
  Ties ties(problem.buffers.size());
  for (const Pair& pair : problem.pairs) {
    if (pair.kind != Pair::Kind::sameAddress) continue;
    ties[static_cast<size_t>(pair.a)].push_back({pair.b, pair.distance});
    ties[static_cast<size_t>(pair.b)].push_back({pair.a, -pair.distance});
  }
  return ties;
}

/// Everything tied to `first`, which gets delta 0 for now.
static Result<Unit> collect(const Problem& problem, const Ties& ties, BufferId first,
                            std::vector<std::optional<Bytes>>& delta) {
  Unit unit;
  unit.members.push_back({first, 0});
  delta[static_cast<size_t>(first)] = 0;
  for (size_t i = 0; i < unit.members.size(); ++i) {
    Member from = unit.members[i];
    for (const Tie& tie : ties[static_cast<size_t>(from.buffer)]) {
      std::optional<Bytes>& known = delta[static_cast<size_t>(tie.to)];
      if (!known) {
        known = from.delta + tie.delta;
        unit.members.push_back({tie.to, *known});
      } else if (*known != from.delta + tie.delta) {
        return impossible(
            "pairs tie " + name(problem, tie.to) + " to both " + std::to_string(*known) + " and " +
                std::to_string(from.delta + tie.delta) + " bytes from " + name(problem, first),
            tie.to);
      }
    }
  }
  std::sort(unit.members.begin(), unit.members.end(),
            [](const Member& a, const Member& b) { return a.buffer < b.buffer; });
  return unit;
}

static std::optional<Error> settle(const Problem& problem, Unit& unit) {
  Bytes least = unit.members[0].delta;
  for (const Member& member : unit.members) least = std::min(least, member.delta);
  unit.where = ~MemoryMask{0};
  for (Member& member : unit.members) {
    const Buffer& buffer = problem.buffer(member.buffer);
    member.delta -= least;
    unit.where &= buffer.where;
    unit.extent = std::max(unit.extent, member.delta + buffer.size);
    if (!buffer.fixedOffset) continue;
    Bytes fixed = *buffer.fixedOffset - member.delta;
    if (fixed < 0 || (unit.fixed && *unit.fixed != fixed)) {
      return impossible("the fixed offset " + std::to_string(*buffer.fixedOffset) + " of " +
                            name(problem, member.buffer) +
                            " contradicts what same-address pairs tie to it",
                        member.buffer);
    }
    unit.fixed = fixed;
  }
  if (unit.where != 0) return std::nullopt;
  return impossible("same-address pairs tie " + name(problem, unit.members[0].buffer) + " to " +
                        name(problem, unit.members[1].buffer) +
                        ", but no memory is allowed to all that is tied together",
                    unit.members[0].buffer);
}

static std::optional<Error> checkInside(const Problem& problem, const Neighbors& neighbors,
                                        const Unit& unit) {
  for (const Member& member : unit.members) {
    for (const Neighbor& neighbor : neighbors[static_cast<size_t>(member.buffer)]) {
      auto other = std::lower_bound(
          unit.members.begin(), unit.members.end(), neighbor.other,
          [](const Member& candidate, BufferId id) { return candidate.buffer < id; });
      if (other == unit.members.end() || other->buffer != neighbor.other) continue;
      Bytes distance = member.delta - other->delta;
      if (distance >= neighbor.above || distance <= -neighbor.below) continue;
      return impossible("same-address pairs put " + name(problem, member.buffer) + " on bytes of " +
                            name(problem, other->buffer) + " while both are live",
                        member.buffer, "a copy between the two would part them");
    }
  }
  return std::nullopt;
}

std::optional<Grid> gridOf(const Problem& problem, const Unit& unit, MemoryId memory) {
  Grid grid;
  for (const Member& member : unit.members) {
    Bytes align = std::max(problem.buffer(member.buffer).align, problem.memory(memory).align);
    Bytes residue = (align - member.delta % align) % align;
    // Both are powers of two, so one divides the other.
    Bytes common = std::min(align, grid.step);
    if (residue % common != grid.residue % common) return std::nullopt;
    if (align > grid.step) grid = {align, residue};
  }
  return grid;
}

static std::optional<Error> checkGrid(const Problem& problem, const Unit& unit) {
  for (MemoryId memory = 0; memory < problem.memoryCount(); ++memory) {
    if (((unit.where >> memory) & 1) == 0) continue;
    std::optional<Grid> grid = gridOf(problem, unit, memory);
    if (grid && (!unit.fixed || *unit.fixed % grid->step == grid->residue)) return std::nullopt;
  }
  BufferId first = unit.members[0].buffer;
  if (unit.members.size() == 1) {
    return impossible("the fixed offset " + std::to_string(*unit.fixed) + " of " +
                          name(problem, first) + " is not aligned in any memory it may go to",
                      first);
  }
  return impossible("no offset aligns both " + name(problem, first) +
                        " and all that same-address pairs tie to it",
                    first);
}

Result<std::vector<Unit>> formUnits(const Problem& problem, const Neighbors& neighbors) {
  Ties ties = tiesOf(problem);
  std::vector<std::optional<Bytes>> delta(problem.buffers.size());
  std::vector<Unit> units;
  for (BufferId id = 0; id < problem.bufferCount(); ++id) {
    if (delta[static_cast<size_t>(id)]) continue;  // tied to an earlier one
    Result<Unit> unit = collect(problem, ties, id, delta);
    if (!unit) return unit.error();
    if (auto error = settle(problem, *unit)) return *error;
    if (auto error = checkInside(problem, neighbors, *unit)) return *error;
    if (auto error = checkGrid(problem, *unit)) return *error;
    units.push_back(std::move(*unit));
  }
  return units;
}

}  // namespace pelemay::planner
