//===- Validate.cpp - is this plan right? ---------------------------------===//

#include "compiler/planner/Validate.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "compiler/planner/Certificate.h"

namespace pelemay::planner {

const char* nameOf(Fault fault) {
  switch (fault) {
    case Fault::badProblem: return "badProblem";
    case Fault::missingBuffer: return "missingBuffer";
    case Fault::extraPlacement: return "extraPlacement";
    case Fault::wrongMemory: return "wrongMemory";
    case Fault::negativeOffset: return "negativeOffset";
    case Fault::outOfMemory: return "outOfMemory";
    case Fault::badAlignment: return "badAlignment";
    case Fault::movedFixed: return "movedFixed";
    case Fault::overlap: return "overlap";
    case Fault::tooClose: return "tooClose";
    case Fault::brokenPair: return "brokenPair";
    case Fault::peakMismatch: return "peakMismatch";
    case Fault::falseBound: return "falseBound";
    case Fault::falseProof: return "falseProof";
  }
  return "?";
}

namespace {
constexpr size_t kEnough = 1000;  // violations: nobody reads more

class Validator {
 public:
  Validator(const Problem& p, const Plan& q) : problem(p), plan(q) {
    for (const Pair& pair : p.pairs) {
      pairsOf.emplace(std::minmax(pair.a, pair.b), &pair);
    }
  }

  std::vector<Violation> run() {
    if (!problemMakesSense()) return std::move(found);
    if (!countsAgree()) return std::move(found);
    bool placed = true;
    for (BufferId id = 0; id < problem.bufferCount(); ++id) placed &= placementIsRight(id);
    if (!placed) return std::move(found);  // offsets out of range are not worth comparing
    for (const Pair& pair : problem.pairs) checkTie(pair);
    walkThroughEvents();
    checkPeaks();
    checkProof();
    return std::move(found);
  }

 private:
  static std::string text(int64_t value) { return std::to_string(value); }
  std::string quoted(BufferId id) const { return "'" + problem.buffer(id).name + "'"; }
  const Placement& at(BufferId id) const { return plan.placements[static_cast<size_t>(id)]; }
  Bytes endOf(BufferId id) const { return at(id).offset + problem.buffer(id).size; }
  std::string rangeOf(BufferId id) const {
    return "[" + text(at(id).offset) + ", " + text(endOf(id)) + ")";
  }

  bool fail(Fault fault, std::string message, BufferId a = kNone, BufferId b = kNone) {
    found.push_back({fault, a, b, std::move(message)});
    return false;
  }

  // ---- the problem -------------------------------------------------------------------------

  static bool inRange(int64_t value, int64_t least, int64_t most) {
    return least <= value && value <= most;
  }

  static bool isAlignment(Bytes value) {
    Bytes power = 1;
    while (power < value && power < kMaxAlign) power *= 2;
    return power == value;
  }

  bool memoryMakesSense(const Memory& memory) const {
    return inRange(memory.size, 0, kMaxBytes) && isAlignment(memory.align);
  }

  bool bufferMakesSense(const Buffer& buffer) const {
    if (!inRange(buffer.size, 0, kMaxBytes) || !isAlignment(buffer.align)) return false;
    if (!inRange(buffer.region, kNone, int64_t(problem.regions.size()) - 1)) return false;
    if (buffer.live.empty()) return false;
    for (size_t i = 0; i < buffer.live.size(); ++i) {
      const Interval& now = buffer.live[i];
      Time after = i == 0 ? -1 : buffer.live[i - 1].last;
      if (!(after < now.first && now.first <= now.last && now.last <= kMaxTime)) return false;
    }
    return true;
  }

  bool regionMakesSense(RegionId id) const {
    const Region& region = problem.region(id);
    RegionId least = region.kind == Region::Kind::alternative ? 0 : kNone;
    return inRange(region.parent, least, id - 1);
  }

  bool pairMakesSense(const Pair& pair) const {
    int64_t last = problem.bufferCount() - 1;
    return inRange(pair.a, 0, last) && inRange(pair.b, 0, last) && pair.a != pair.b &&
           inRange(pair.distance, -kMaxBytes, kMaxBytes);
  }

  bool problemMakesSense() {
    if (problem.buffers.size() > kMaxBuffers || problem.regions.size() > kMaxBuffers ||
        problem.pairs.size() > kMaxBuffers || problem.memories.size() > kMaxMemories) {
      return fail(Fault::badProblem, "the problem is too large to be checked");
    }
    for (const Memory& memory : problem.memories) {
      if (memoryMakesSense(memory)) continue;
      fail(Fault::badProblem, "memory '" + memory.name + "' has a size or alignment out of range");
    }
    for (RegionId id = 0; id < RegionId(problem.regions.size()); ++id) {
      if (regionMakesSense(id)) continue;
      fail(Fault::badProblem, "region " + text(id) + " needs a parent that stands before it");
    }
    for (BufferId id = 0; id < problem.bufferCount(); ++id) {
      if (bufferMakesSense(problem.buffer(id))) continue;
      fail(Fault::badProblem,
           "buffer " + quoted(id) + " has a size, alignment, region or lifetime out of range", id);
    }
    for (size_t i = 0; i < problem.pairs.size(); ++i) {
      if (pairMakesSense(problem.pairs[i])) continue;
      fail(Fault::badProblem,
           "pair " + std::to_string(i) + " needs two different buffers and a distance in range");
    }
    return found.empty();
  }

  // ---- each buffer alone -------------------------------------------------------------------

  bool countsAgree() {
    size_t have = plan.placements.size(), need = problem.buffers.size();
    for (size_t id = have; id < need; ++id) {
      fail(Fault::missingBuffer, "buffer '" + problem.buffers[id].name + "' has no placement",
           BufferId(id));
    }
    if (have > need) {
      fail(Fault::extraPlacement,
           "needs " + std::to_string(need) + " placements, but got " + std::to_string(have));
    }
    size_t peaks = plan.peaks.size(), memories = problem.memories.size();
    if (peaks != memories) {
      fail(peaks < memories ? Fault::missingBuffer : Fault::extraPlacement,
           "needs " + std::to_string(memories) + " peaks, one a memory, but got " +
               std::to_string(peaks));
    }
    return found.empty();
  }

  /// False if the byte range of the buffer cannot be compared with others.
  bool placementIsRight(BufferId id) {
    const Buffer& buffer = problem.buffer(id);
    auto [memoryId, offset] = at(id);
    if (!inRange(memoryId, 0, problem.memoryCount() - 1)) {
      return fail(Fault::wrongMemory,
                  "buffer " + quoted(id) + " lies in memory " + text(memoryId) +
                      ", but there are " + text(problem.memoryCount()),
                  id);
    }
    const Memory& memory = problem.memory(memoryId);
    if ((buffer.where & (MemoryMask{1} << memoryId)) == 0) {
      fail(Fault::wrongMemory,
           "buffer " + quoted(id) + " may not lie in memory '" + memory.name + "'", id);
    }
    if (offset < 0) {
      return fail(Fault::negativeOffset, "buffer " + quoted(id) + " lies at offset " + text(offset),
                  id);
    }
    Bytes room = memory.size > 0 ? memory.size : kMaxBytes;
    if (offset > room || buffer.size > room - offset) {
      fail(Fault::outOfMemory,
           "buffer " + quoted(id) + " of " + text(buffer.size) + " bytes at offset " +
               text(offset) + " does not fit into the " + text(room) + " bytes of memory '" +
               memory.name + "'",
           id);
      if (offset > kMaxBytes) return false;
    }
    for (Bytes align : {buffer.align, memory.align}) {
      if (offset % align == 0) continue;
      fail(Fault::badAlignment,
           "buffer " + quoted(id) + " needs an offset that " + text(align) + " divides, but got " +
               text(offset),
           id);
      break;
    }
    if (buffer.fixedOffset && *buffer.fixedOffset != offset) {
      fail(Fault::movedFixed,
           "buffer " + quoted(id) + " must lie at offset " + text(*buffer.fixedOffset) +
               ", but got " + text(offset),
           id);
    }
    return true;
  }

  // ---- buffers together --------------------------------------------------------------------

  void checkTie(const Pair& pair) {
    if (pair.kind != Pair::Kind::sameAddress) return;
    Bytes distance = at(pair.b).offset - at(pair.a).offset;
    if (at(pair.a).memory == at(pair.b).memory && distance == pair.distance) return;
    fail(Fault::brokenPair,
         "buffers " + quoted(pair.a) + " and " + quoted(pair.b) + " must lie " +
             text(pair.distance) + " bytes apart in one memory, but got " + text(distance) +
             (at(pair.a).memory == at(pair.b).memory ? "" : " in different memories"),
         pair.a, pair.b);
  }

  /// Two buffers share a byte at `event`: is there a reason why they may?
  void judgeSharing(BufferId a, BufferId b, Time event) {
    if (a > b) std::swap(a, b);
    if (!judged.insert({a, b}).second || neverRunTogether(problem, a, b)) return;
    bool permitted = false;
    const Pair* near = nullptr;
    auto [first, last] = pairsOf.equal_range({a, b});
    for (auto it = first; it != last; ++it) {
      const Pair& pair = *it->second;
      if (pair.kind == Pair::Kind::sameAddress) return;    // checkTie has looked at it
      Bytes lead = at(pair.a).offset - at(pair.b).offset;  // of the reader over the writer
      if (pair.direction == Direction::down) lead = -lead;
      permitted = lead >= pair.distance;
      if (!permitted) near = &pair;
    }
    if (permitted && near == nullptr) return;
    std::string who = "buffers " + quoted(a) + " " + rangeOf(a) + " and " + quoted(b) + " " +
                      rangeOf(b) + " of memory '" + problem.memory(at(a).memory).name + "'";
    if (near == nullptr) {
      fail(Fault::overlap, who + " share bytes while both live at event " + text(event), a, b);
      return;
    }
    fail(Fault::tooClose,
         who + " may share bytes from a distance of " + text(near->distance) + " on, but got " +
             text(std::abs(at(a).offset - at(b).offset)),
         a, b);
  }

  /// A set of living buffers changes for the worse only where one is born.
  void walkThroughEvents() {
    std::vector<Time> births;
    for (const Buffer& buffer : problem.buffers) {
      for (const Interval& when : buffer.live) births.push_back(when.first);
    }
    std::sort(births.begin(), births.end());
    births.erase(std::unique(births.begin(), births.end()), births.end());
    using Event = std::pair<Time, BufferId>;
    std::vector<Event> start, stop;
    for (BufferId id = 0; id < problem.bufferCount(); ++id) {
      if (problem.buffer(id).size == 0) continue;
      for (const Interval& when : problem.buffer(id).live) {
        start.push_back({when.first, id});
        stop.push_back({when.last, id});
      }
    }
    std::sort(start.begin(), start.end());
    std::sort(stop.begin(), stop.end());
    using Key = std::tuple<MemoryId, Bytes, BufferId>;  // alive, in order of address
    std::set<Key> alive;
    auto key = [&](BufferId id) { return Key{at(id).memory, at(id).offset, id}; };
    size_t started = 0, stopped = 0;
    for (Time now : births) {
      for (; stopped < stop.size() && stop[stopped].first < now; ++stopped) {
        alive.erase(key(stop[stopped].second));
      }
      for (; started < start.size() && start[started].first == now; ++started) {
        alive.insert(key(start[started].second));
      }
      lookAtBytes(alive, now);
      if (found.size() > kEnough) return;
    }
  }

  template <class Alive>
  void lookAtBytes(const Alive& alive, Time now) {
    for (auto lower = alive.begin(); lower != alive.end(); ++lower) {
      BufferId id = std::get<2>(*lower);
      for (auto upper = std::next(lower); upper != alive.end(); ++upper) {
        BufferId other = std::get<2>(*upper);
        if (at(other).memory != at(id).memory || at(other).offset >= endOf(id)) break;
        judgeSharing(id, other, now);
        if (found.size() > kEnough) return;
      }
    }
  }

  // ---- what the plan claims ----------------------------------------------------------------

  void checkPeaks() {
    std::vector<Bytes> peaks(problem.memories.size());
    for (BufferId id = 0; id < problem.bufferCount(); ++id) {
      Bytes& peak = peaks[size_t(at(id).memory)];
      peak = std::max(peak, endOf(id));
    }
    for (size_t i = 0; i < peaks.size(); ++i) {
      if (peaks[i] == plan.peaks[i]) continue;
      fail(Fault::peakMismatch, "memory '" + problem.memories[i].name + "' is used up to byte " +
                                    text(peaks[i]) + ", but the plan says " + text(plan.peaks[i]));
    }
  }

  void checkProof() {
    const Optimality& claim = plan.optimality;
    Bytes total = 0;
    for (Bytes peak : plan.peaks) {
      if (!inRange(peak, 0, kMaxBytes)) return;  // already a peakMismatch
      total += peak;
    }
    if (!inRange(claim.lowerBound, 0, total)) {
      fail(Fault::falseBound, "needs a lower bound up to the " + text(total) +
                                  " bytes that the plan uses, but got " + text(claim.lowerBound));
    } else if (!isProven(problem, claim.lowerBound, claim.witness)) {
      fail(Fault::falseBound,
           "the witness does not prove that " + text(claim.lowerBound) + " bytes are needed");
    }
    bool bySearch = claim.searched > 0;
    if (claim.searched < 0 || (bySearch && (!claim.proven || claim.lowerBound >= total))) {
      fail(Fault::falseProof,
           "a search is named as the proof where nothing, or the bound alone, is one");
    } else if (claim.proven && !bySearch && claim.lowerBound != total) {
      fail(Fault::falseProof, "said to be proven optimal, but uses " + text(total) +
                                  " bytes where the bound is " + text(claim.lowerBound));
    }
  }

  const Problem& problem;
  const Plan& plan;
  std::vector<Violation> found;
  using Couple = std::pair<BufferId, BufferId>;  // the smaller id first
  std::multimap<Couple, const Pair*> pairsOf;
  std::set<Couple> judged;
};
}  // namespace

std::vector<Violation> validate(const Problem& problem, const Plan& plan) {
  return Validator(problem, plan).run();
}

}  // namespace pelemay::planner
