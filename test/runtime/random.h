// Random numbers that are the same on every machine: the standard's distributions are not.
#ifndef PELEMAY_TEST_RUNTIME_RANDOM_H
#define PELEMAY_TEST_RUNTIME_RANDOM_H

#include <cstdint>
#include <random>
#include <type_traits>
#include <vector>

namespace pelemay::test {

class Random {
 public:
  explicit Random(uint32_t seed) : engine_(seed) {}

  uint64_t bits() { return uint64_t{engine_()} << 32 | engine_(); }
  /// lo..hi, both included.
  int in(int lo, int hi) {
    return lo + static_cast<int>(engine_() % static_cast<uint32_t>(hi - lo + 1));
  }

  /// Floats in [-1, 1), integers over their whole range (int32: +-1000).
  template <class T>
  T value() {
    if constexpr (std::is_floating_point_v<T>)
      return static_cast<T>(static_cast<int32_t>(engine_())) / T(2147483648.0);
    else if constexpr (sizeof(T) == 4)
      return static_cast<T>(in(-1000, 1000));
    else
      return static_cast<T>(engine_());
  }

  template <class T>
  std::vector<T> values(int n) {
    std::vector<T> v(static_cast<size_t>(n));
    for (T& x : v) x = value<T>();
    return v;
  }

 private:
  std::mt19937 engine_;
};

}  // namespace pelemay::test

#endif  // PELEMAY_TEST_RUNTIME_RANDOM_H
