// Element types and what they are summed in.
#ifndef PELEMAY_KERNELS_ACCUMULATOR_H
#define PELEMAY_KERNELS_ACCUMULATOR_H

#include <stdint.h>

namespace pelemay::rt {

/// For sums that start at 0: `conv<Shape>(weights, no_bias<float>)`.
template <class B>
inline constexpr const B* no_bias = nullptr;

}  // namespace pelemay::rt

namespace pelemay::rt::detail {

template <class T>
struct AccumulatorOf {
  using Type = int32_t;  // every integer of up to 32 bits; the compiler has proven that it fits
};

template <>
struct AccumulatorOf<float> {
  using Type = float;
};

template <>
struct AccumulatorOf<double> {
  using Type = double;
};

template <>
struct AccumulatorOf<int64_t> {
  using Type = int64_t;
};

/// float -> float, int8_t and its kin -> int32_t.
template <class T>
using Accumulator = typename AccumulatorOf<T>::Type;

/// The value that every other is at least as large as: minus infinity, or the least integer.
template <class T>
constexpr T lowest() {
  if constexpr (static_cast<T>(0.5) > static_cast<T>(0))
    return static_cast<T>(-__builtin_inff());
  else if constexpr (static_cast<T>(-1) < static_cast<T>(0))
    return static_cast<T>(-static_cast<T>(~uint64_t{0} >> (65 - 8 * sizeof(T))) - 1);
  else
    return 0;
}

/// One value for each of the output channels that are computed at once.
template <class T, int count>
struct Lanes {
  T values[static_cast<unsigned>(count)];
  constexpr T& operator[](int i) { return values[i]; }
};

}  // namespace pelemay::rt::detail

#endif  // PELEMAY_KERNELS_ACCUMULATOR_H
