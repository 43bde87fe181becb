//===- Solve.cpp - Problem -> Plan ----------------------------------------===//

#include "compiler/planner/Solve.h"

#include <algorithm>
#include <iterator>

#include "compiler/planner/Bound.h"
#include "compiler/planner/Check.h"
#include "compiler/planner/Claim.h"
#include "compiler/planner/Exact.h"
#include "compiler/planner/Shares.h"

namespace pelemay::planner {

constexpr int64_t kRounds = 48;                // of improving one order
constexpr int64_t kVisits = int64_t{1} << 27;  // of neighbours, in all rounds: a few seconds

static bool isBetter(const Attempt& a, const Attempt& b) {
  if (a.failed != kNone || b.failed != kNone) return a.placed > b.placed;
  if (a.cost != b.cost) return a.cost < b.cost;
  return a.total < b.total;
}

namespace {
/// What does not depend on the order.
struct Search {
  const Problem& problem;
  std::vector<Unit> units;
  Neighbors neighbors;
  Bound bound;
  FirstFit fit;

  Search(const Problem& p, std::vector<Unit> u, Neighbors n, Bound b)
      : problem(p),
        units(std::move(u)),
        neighbors(std::move(n)),
        bound(std::move(b)),
        fit(problem, units, neighbors) {}
  Search(const Search&) = delete;  // `fit` refers to the members

  bool isOptimal(const Attempt& attempt) const {
    return attempt.failed == kNone && attempt.total <= bound.bytes &&
           attempt.cost <= fit.leastCost();
  }

  Order order(Rule rule) const { return orderBy(rule, problem, units, neighbors, bound.witness); }

  /// The unit that found no room, or those that reach the top of the fullest memory.
  std::vector<UnitId> whoSticksOut(const Attempt& attempt) const {
    if (attempt.failed != kNone) return {attempt.failed};
    auto fullest = std::max_element(attempt.peaks.begin(), attempt.peaks.end());
    MemoryId memory = static_cast<MemoryId>(fullest - attempt.peaks.begin());
    std::vector<UnitId> result;
    for (size_t id = 0; id < units.size(); ++id) {
      for (const Member& member : units[id].members) {
        const Placement& placement = attempt.placements[static_cast<size_t>(member.buffer)];
        Bytes end = placement.offset + problem.buffer(member.buffer).size;
        if (placement.memory != memory || end != *fullest) continue;
        result.push_back(static_cast<UnitId>(id));
        break;
      }
    }
    return result;
  }

  /// To the front, but behind the units that cannot move.
  Order promote(const Order& order, const std::vector<UnitId>& chosen) const {
    auto rank = [&](UnitId id) {
      if (units[static_cast<size_t>(id)].fixed) return 0;
      return std::find(chosen.begin(), chosen.end(), id) != chosen.end() ? 1 : 2;
    };
    Order result;
    for (int wanted : {0, 1, 2}) {
      std::copy_if(order.begin(), order.end(), std::back_inserter(result),
                   [&](UnitId id) { return rank(id) == wanted; });
    }
    return result;
  }

  /// Of each order: all there are for nets, fewer where very many live at once.
  int64_t rounds() const {
    int64_t visits = static_cast<int64_t>(units.size());  // of one first fit
    for (const auto& list : neighbors) visits += static_cast<int64_t>(list.size());
    int64_t all = kVisits / std::max<int64_t>(visits, 1);
    return std::clamp<int64_t>(all / static_cast<int64_t>(std::size(kRules)), 1, kRounds);
  }

  Attempt best() const {
    const int64_t most = rounds();
    Attempt best;
    bool first = true;
    for (Rule rule : kRules) {
      Order next = order(rule);
      for (int64_t round = 0; round < most; ++round) {
        Attempt attempt = fit.run(next);
        if (first || isBetter(attempt, best)) best = attempt;
        first = false;
        if (isOptimal(best)) return best;
        Order promoted = promote(next, whoSticksOut(attempt));
        if (promoted == next) break;
        next = std::move(promoted);
      }
    }
    return best;
  }
};
}  // namespace

static Plan makePlan(const Search& search, const Attempt& attempt, const Exact& exact) {
  Plan plan{attempt.placements, attempt.peaks, {}};
  Optimality& optimality = plan.optimality;
  optimality.lowerBound = search.bound.bytes;
  optimality.witness = search.bound.witness;
  Bytes gap = attempt.total - search.bound.bytes;
  optimality.proven = gap == 0 || exact.proven;
  if (gap != 0 && exact.proven) optimality.searched = std::max<int64_t>(exact.nodes, 1);
  optimality.what = claimOf(plan);
  return plan;
}

/// Units with fixed offsets stand first in every order: if one of them finds no room, none will.
static std::optional<Error> checkFixed(const Search& search) {
  Order fixed;
  for (size_t id = 0; id < search.units.size(); ++id) {
    if (search.units[id].fixed) fixed.push_back(static_cast<UnitId>(id));
  }
  Attempt attempt = search.fit.run(fixed);
  if (attempt.failed == kNone) return std::nullopt;
  BufferId id = search.units[static_cast<size_t>(attempt.failed)].members[0].buffer;
  return Error{Error::Kind::impossible,
               "fixed offsets leave no room for '" + search.problem.buffer(id).name +
                   "': another fixed buffer or the memory's end is in its way",
               id,
               0,
               0,
               {}};
}

static Result<Plan> solveWith(const Problem& problem, const Rule* rule);

/// First fit ran out of memory. Lifts the limit of the last memory the unlucky unit may use: what
/// the search makes of that may keep the limit after all; if not, it says how much would do.
static Result<Plan> planBeyond(const Search& search, const Attempt& attempt, const Rule* rule) {
  const Unit& unit = search.units[static_cast<size_t>(attempt.failed)];
  const Problem& problem = search.problem;
  MemoryId last = kNone;
  Bytes room = 0;
  for (MemoryId id = 0; id < problem.memoryCount(); ++id) {
    if (((unit.where >> id) & 1) == 0) continue;
    const Memory& memory = problem.memory(id);
    room += memory.size != 0 ? memory.size : kMaxBytes;
    if (last == kNone || memory.perByte >= problem.memory(last).perByte) last = id;
  }
  Error error{Error::Kind::outOfMemory, {}, unit.members[0].buffer, 0, 0, {}};
  const Memory& memory = problem.memory(last);
  const std::string name = "'" + problem.buffer(error.buffer).name + "'";
  error.available = memory.size != 0 ? memory.size : kMaxBytes;
  error.what = "no room for " + name + " in memory '" + memory.name + "' of " +
               std::to_string(error.available) + " bytes";
  Bytes least = lowerBound(problem, unit.where).bytes;
  if (least > room) {
    error.needed = error.available + (least - room);
    error.what += ": no plan needs less than " + std::to_string(error.needed);
  } else {
    error.needed = unit.extent;
  }
  if (memory.size == 0) return error;  // more than kMaxBytes in all
  Problem larger = problem;
  larger.memories[static_cast<size_t>(last)].size = 0;
  Result<Plan> plan = solveWith(larger, rule);
  if (!plan) return error;
  Bytes peak = plan->peaks[static_cast<size_t>(last)];
  if (peak <= memory.size) return plan;  // every other memory has kept its limit anyhow
  error.needed = peak;
  error.what += std::string(least > room ? "," : ":") + " the plan found needs " +
                std::to_string(error.needed);
  error.help = "fewer bytes alive at once (finer steps, steps in place) or " +
               std::to_string(error.needed) + " bytes of '" + memory.name + "' would do";
  return error;
}

/// Each memory by itself.
static Result<Plan> solveApart(const Search& search, const std::vector<Share>& shares) {
  Attempt attempt;
  attempt.placements.resize(search.problem.buffers.size());
  attempt.peaks.resize(search.problem.memories.size());
  Exact exact;
  exact.proven = true;
  for (const Share& share : shares) {
    Result<Plan> plan = solveWith(share.problem, nullptr);
    if (!plan) {
      Error error = plan.error();
      if (error.buffer != kNone) error.buffer = share.buffers[static_cast<size_t>(error.buffer)];
      return error;
    }
    for (size_t i = 0; i < share.buffers.size(); ++i) {
      attempt.placements[static_cast<size_t>(share.buffers[i])] = {share.memory,
                                                                   plan->placements[i].offset};
    }
    attempt.peaks[static_cast<size_t>(share.memory)] = plan->peaks[0];
    attempt.total += plan->peaks[0];
    exact.proven &= plan->optimality.proven;
    exact.nodes += plan->optimality.searched;
  }
  return makePlan(search, attempt, exact);
}

static Result<Plan> solveWith(const Problem& problem, const Rule* rule) {
  if (std::optional<Error> wrong = check(problem)) return *wrong;
  Result<Neighbors> around = neighbors(problem);
  if (!around) return around.error();
  Result<std::vector<Unit>> units = formUnits(problem, *around);
  if (!units) return units.error();
  Search search(problem, std::move(*units), std::move(*around),
                lowerBound(problem, ~MemoryMask{0}));
  if (std::optional<Error> wrong = checkFixed(search)) return *wrong;
  std::vector<Share> shares = rule ? std::vector<Share>() : sharesOf(problem);
  if (!shares.empty()) return solveApart(search, shares);
  Attempt attempt = rule ? search.fit.run(search.order(*rule)) : search.best();
  if (attempt.failed != kNone) return planBeyond(search, attempt, rule);
  Exact exact;
  if (!rule && !search.isOptimal(attempt)) {
    exact = improve(search.problem, search.units, search.neighbors, attempt);
  }
  return makePlan(search, attempt, exact);
}

Result<Plan> solve(const Problem& problem) { return solveWith(problem, nullptr); }

Result<Plan> solveBy(Rule rule, const Problem& problem) { return solveWith(problem, &rule); }

}  // namespace pelemay::planner
