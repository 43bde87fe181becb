//===- Hash.h - 128 bits for sets that are searched -----------------------===//
//
// The sum of its elements' codes stands for a set: it can be changed by one
// element at a time. With 128 bits two of a million sets meet with a chance of
// one in 10^26, which a search may call never.
//===----------------------------------------------------------------------===//

#ifndef PELEMAY_COMPILER_PLANNER_HASH_H
#define PELEMAY_COMPILER_PLANNER_HASH_H

#include <cstddef>
#include <cstdint>

namespace pelemay::planner {

/// Every bit of the result depends on every bit of `x`.
constexpr uint64_t mix(uint64_t x) {
  x += 0x9e3779b97f4a7c15;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
  x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
  return x ^ (x >> 31);
}

struct Hash {
  uint64_t low = 0, high = 0;

  /// `fact`: what is known of the element; equal elements with different facts are different.
  void add(uint64_t element, uint64_t fact = 0) {
    low += mix(element ^ mix(fact));
    high += mix(~fact ^ mix(element));
  }
  bool operator==(const Hash& other) const { return low == other.low && high == other.high; }
};

struct HashOfHash {
  size_t operator()(const Hash& hash) const { return static_cast<size_t>(hash.low); }
};

}  // namespace pelemay::planner

#endif  // PELEMAY_COMPILER_PLANNER_HASH_H
