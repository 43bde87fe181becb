//===- RandomNets.h - random-wired nets by seed ---------------------------===//
//
// Cells of nodes that each read one to three earlier nodes of their cell, as in
// randomly wired image nets: a separable convolution (two ops) an edge, a sum
// where several meet, in place. What nobody reads is concatenated at the cell's
// end, each part written where it belongs. Every other cell halves the map and
// doubles the channels.
//===----------------------------------------------------------------------===//

#ifndef PELEMAY_TOOLS_BENCH_RANDOMNETS_H
#define PELEMAY_TOOLS_BENCH_RANDOMNETS_H

#include "compiler/planner/Schedule.h"

namespace pelemay::planner {

struct Wiring {
  uint32_t seed = 1;
  TaskId tasks = 1000;    // at least so many, less than a cell more
  int nodes = 8;          // in a cell
  int64_t pixels = 32;    // of the first map, along each side
  int64_t channels = 32;  // of the first map
};

Tasks randomNet(const Wiring& wiring);

}  // namespace pelemay::planner

#endif  // PELEMAY_TOOLS_BENCH_RANDOMNETS_H
