//===- Problem.h - what has to live where, and when -----------------------===//
//
// The question the planner answers: each buffer needs `size` bytes during the
// events of `live`; give it a memory and an offset so that no two buffers that
// live at the same event share a byte, unless a Pair says that they may.
//
//     event      0      1      2         an event is one step of the program:
//     image   [======]                   what it reads and what it writes are
//     conv    [=============]            both live there, so an output never
//     pool           [=============]     lands on an input by accident.
//===----------------------------------------------------------------------===//

#ifndef PELEMAY_COMPILER_PLANNER_PROBLEM_H
#define PELEMAY_COMPILER_PLANNER_PROBLEM_H

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace pelemay::planner {

using Bytes = int64_t;        // a size, or an offset from the start of a memory
using Time = int64_t;         // number of an event, counted from 0
using Cost = int64_t;         // any unit; only comparisons matter
using BufferId = int32_t;     // index into Problem::buffers
using MemoryId = int32_t;     // index into Problem::memories
using RegionId = int32_t;     // index into Problem::regions
using MemoryMask = uint64_t;  // bit k: memory k is allowed

constexpr int32_t kNone = -1;  // no parent region, no buffer

// Numbers beyond these are refused, so that no sum below ever overflows 64 bits.
constexpr Bytes kMaxBytes = Bytes{1} << 46;
constexpr Bytes kMaxAlign = Bytes{1} << 30;
constexpr Time kMaxTime = Time{1} << 31;
constexpr size_t kMaxBuffers = size_t{1} << 15;
constexpr size_t kMaxMemories = 64;
constexpr Cost kMaxCost = Cost{1} << 62;  // traffic of all buffers times the dearest memory

struct Memory {
  std::string name;  // unique
  Bytes size = 0;    // 0: no limit but kMaxBytes
  Bytes align = 1;   // every offset in it is a multiple (power of two)
  Cost perByte = 1;  // of one byte read or written; the cheapest memory that has room is taken
  bool dma = false;  // for the report and the passes: the planner itself reads `where` only
};

/// Closed: both events included.
struct Interval {
  Time first = 0, last = 0;
};
using Intervals = std::vector<Interval>;  // at least one, ascending, no event twice

struct Buffer {
  std::string name;
  Bytes size = 0;  // 0: never in anyone's way
  Bytes align = 1;
  MemoryMask where = 1;
  Intervals live;
  RegionId region = kNone;
  std::optional<Bytes> fixedOffset = std::nullopt;
  Bytes touched = 0;  // bytes read and written in a run; 0: unknown, counted as `size`
};

/// Regions form a forest; a parent stands before its children. Buffers in two different
/// `alternative`s of one parent (the branches of an `if`) never conflict. The other kinds add no
/// rule: whoever states the problem keeps what a loop reads alive through the whole loop.
struct Region {
  enum class Kind { sequence, alternative, loop, stream };
  Kind kind = Kind::sequence;
  RegionId parent = kNone;  // an alternative must have one
};

enum class Direction { up, down };  // how the step that reads `a` and writes `b` walks its rows

/// mayOverlap: `a` is read and `b` written by one step; the two may share bytes while both live if
///   up:   offset(a) - offset(b) >= distance     (the writer stays behind the reader)
///   down: offset(b) - offset(a) >= distance
/// At most one such pair for two buffers; that the permission holds at *every* event where both
/// live is the promise of whoever states it.
/// sameAddress: offset(b) == offset(a) + distance, in one memory, always; these two may share
/// bytes. It is not transitive: a third buffer tied to `b` still must not clobber `a`.
struct Pair {
  enum class Kind { mayOverlap, sameAddress };
  BufferId a = kNone, b = kNone;
  Kind kind = Kind::mayOverlap;
  Direction direction = Direction::up;  // sameAddress ignores it
  Bytes distance = 0;                   // minDistance or delta; may be negative
};

struct Problem {
  std::vector<Memory> memories;
  std::vector<Region> regions;
  std::vector<Buffer> buffers;
  std::vector<Pair> pairs;

  const Memory& memory(MemoryId id) const { return memories[static_cast<size_t>(id)]; }
  const Region& region(RegionId id) const { return regions[static_cast<size_t>(id)]; }
  const Buffer& buffer(BufferId id) const { return buffers[static_cast<size_t>(id)]; }
  BufferId bufferCount() const { return static_cast<BufferId>(buffers.size()); }
  MemoryId memoryCount() const { return static_cast<MemoryId>(memories.size()); }
};

}  // namespace pelemay::planner

#endif  // PELEMAY_COMPILER_PLANNER_PROBLEM_H
