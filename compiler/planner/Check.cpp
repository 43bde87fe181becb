//===- Check.cpp - is the question well put? ------------------------------===//

#include "compiler/planner/Check.h"

#include <algorithm>
#include <set>

namespace pelemay::planner {

using Wrong = std::optional<std::string>;

static std::string str(int64_t value) { return std::to_string(value); }

static bool isPowerOfTwo(Bytes value) { return value > 0 && (value & (value - 1)) == 0; }

static Wrong checkAlign(Bytes align) {
  if (isPowerOfTwo(align) && align <= kMaxAlign) return std::nullopt;
  return "needs an alignment that is a power of two up to " + str(kMaxAlign) + ", but got " +
         str(align);
}

static Wrong checkRange(const char* what, Bytes value, Bytes least, Bytes most) {
  if (value >= least && value <= most) return std::nullopt;
  return std::string("needs a ") + what + " from " + str(least) + " to " + str(most) +
         ", but got " + str(value);
}

static Wrong checkIntervals(const Intervals& live) {
  if (live.empty()) return "needs at least one interval of life, but got none";
  Time free = 0;
  for (const Interval& span : live) {
    if (span.first < free || span.last < span.first || span.last > kMaxTime) {
      return "needs intervals in ascending order from 0 to " + str(kMaxTime) + ", but got [" +
             str(span.first) + ", " + str(span.last) + "] where " + str(free) + " is the least";
    }
    free = span.last + 1;
  }
  return std::nullopt;
}

static Wrong checkMemory(const Memory& memory) {
  if (Wrong wrong = checkRange("size", memory.size, 0, kMaxBytes)) return wrong;
  if (Wrong wrong = checkRange("cost", memory.perByte, 0, kMaxCost)) return wrong;
  return checkAlign(memory.align);
}

static Wrong checkBuffer(const Problem& problem, const Buffer& buffer) {
  if (Wrong wrong = checkRange("size", buffer.size, 0, kMaxBytes)) return wrong;
  if (Wrong wrong = checkRange("touched", buffer.touched, 0, kMaxBytes)) return wrong;
  if (Wrong wrong = checkAlign(buffer.align)) return wrong;
  if (Wrong wrong = checkIntervals(buffer.live)) return wrong;
  MemoryMask all = problem.memories.size() == kMaxMemories
                       ? ~MemoryMask{0}
                       : (MemoryMask{1} << problem.memories.size()) - 1;
  if (buffer.where == 0) return "needs at least one memory, but its mask is empty";
  if ((buffer.where & ~all) != 0) {
    return "allows a memory beyond the " + str(problem.memoryCount()) + " there are";
  }
  if (buffer.region < kNone || buffer.region >= static_cast<RegionId>(problem.regions.size())) {
    return "names region " + str(buffer.region) + ", but there are " +
           std::to_string(problem.regions.size());
  }
  if (!buffer.fixedOffset) return std::nullopt;
  return checkRange("fixed offset", *buffer.fixedOffset, 0, kMaxBytes);
}

static Wrong checkRegion(const Problem& problem, RegionId id) {
  const Region& region = problem.region(id);
  if (region.parent < kNone || region.parent >= id) {
    return "needs a parent that stands before it, but got " + str(region.parent);
  }
  if (region.kind == Region::Kind::alternative && region.parent == kNone) {
    return std::string("is an alternative and so needs a parent, but got none");
  }
  return std::nullopt;
}

static Wrong checkPair(const Problem& problem, const Pair& pair) {
  auto known = [&](BufferId id) { return id >= 0 && id < problem.bufferCount(); };
  if (!known(pair.a) || !known(pair.b) || pair.a == pair.b) {
    return "needs two different buffers below " + str(problem.bufferCount()) + ", but got " +
           str(pair.a) + " and " + str(pair.b);
  }
  return checkRange("distance", pair.distance, -kMaxBytes, kMaxBytes);
}

/// Costs are compared as sums of traffic * perByte, which must fit.
static Wrong checkCost(const Problem& problem) {
  Bytes traffic = 0;
  for (const Buffer& buffer : problem.buffers) traffic += std::max(buffer.size, buffer.touched);
  for (const Memory& memory : problem.memories) {
    if (memory.perByte > 0 && traffic > kMaxCost / memory.perByte) {
      return "memory '" + memory.name + "' costs " + str(memory.perByte) +
             " a byte, too much for " + str(traffic) + " bytes of traffic to be added up";
    }
  }
  return std::nullopt;
}

static Error bad(std::string what, BufferId buffer = kNone) {
  return {Error::Kind::badProblem, std::move(what), buffer, 0, 0, {}};
}

std::optional<Error> check(const Problem& problem) {
  if (problem.memories.empty() || problem.memories.size() > kMaxMemories) {
    return bad("needs 1 to " + std::to_string(kMaxMemories) + " memories, but got " +
               std::to_string(problem.memories.size()));
  }
  if (problem.buffers.size() > kMaxBuffers || problem.regions.size() > kMaxBuffers ||
      problem.pairs.size() > kMaxBuffers) {
    return bad("needs at most " + std::to_string(kMaxBuffers) + " buffers, regions and pairs each");
  }
  std::set<std::string> names;
  for (const Memory& memory : problem.memories) {
    if (memory.name.empty() || !names.insert(memory.name).second) {
      return bad("needs a name of its own for each memory, but got '" + memory.name + "'");
    }
    if (Wrong wrong = checkMemory(memory)) return bad("memory '" + memory.name + "' " + *wrong);
  }
  for (RegionId id = 0; id < static_cast<RegionId>(problem.regions.size()); ++id) {
    if (Wrong wrong = checkRegion(problem, id)) return bad("region " + str(id) + " " + *wrong);
  }
  for (BufferId id = 0; id < problem.bufferCount(); ++id) {
    const Buffer& buffer = problem.buffer(id);
    if (Wrong wrong = checkBuffer(problem, buffer)) {
      return bad("buffer '" + buffer.name + "' " + *wrong, id);
    }
  }
  std::set<std::pair<BufferId, BufferId>> overlaps;
  for (size_t i = 0; i < problem.pairs.size(); ++i) {
    const Pair& pair = problem.pairs[i];
    if (Wrong wrong = checkPair(problem, pair))
      return bad("pair " + std::to_string(i) + " " + *wrong);
    if (pair.kind != Pair::Kind::mayOverlap) continue;
    if (!overlaps.insert(std::minmax(pair.a, pair.b)).second) {
      return bad("pair " + std::to_string(i) + " is a second permission to overlap for '" +
                     problem.buffer(pair.a).name + "' and '" + problem.buffer(pair.b).name +
                     "', but the step between them walks one way only",
                 pair.a);
    }
  }
  if (Wrong wrong = checkCost(problem)) return bad(*wrong);
  return std::nullopt;
}

}  // namespace pelemay::planner
