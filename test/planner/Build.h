//===- Build.h - problems in few words, for tests -------------------------===//

#ifndef PELEMAY_TEST_PLANNER_BUILD_H
#define PELEMAY_TEST_PLANNER_BUILD_H

#include "compiler/planner/Plan.h"

namespace pelemay::planner {

inline Problem oneMemory(Bytes size = 0, Bytes align = 1) {
  Problem problem;
  problem.memories.push_back({"sram", size, align, 1, false});
  return problem;
}

inline BufferId add(Problem& problem, const char* name, Bytes size, Time first, Time last) {
  Buffer buffer;
  buffer.name = name;
  buffer.size = size;
  buffer.live = {{first, last}};
  problem.buffers.push_back(buffer);
  return problem.bufferCount() - 1;
}

inline RegionId add(Problem& problem, Region::Kind kind, RegionId parent = kNone) {
  problem.regions.push_back({kind, parent});
  return static_cast<RegionId>(problem.regions.size()) - 1;
}

inline Buffer& at(Problem& problem, BufferId id) { return problem.buffers[size_t(id)]; }

inline Bytes offsetOf(const Plan& plan, BufferId id) { return plan.placements[size_t(id)].offset; }

inline Pair mayOverlap(BufferId a, BufferId b, Direction direction, Bytes minDistance) {
  return {a, b, Pair::Kind::mayOverlap, direction, minDistance};
}

inline Pair sameAddress(BufferId a, BufferId b, Bytes delta) {
  return {a, b, Pair::Kind::sameAddress, Direction::up, delta};
}

}  // namespace pelemay::planner

#endif  // PELEMAY_TEST_PLANNER_BUILD_H
