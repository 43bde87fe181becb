// From an exact int32 accumulator to a stored integer, with one rounding.
//
//   y = clamp(zero + floor((acc * M + 2^(n-1)) / 2^n), lo, hi)        1 <= n <= 62
//
// in 64 bits with arithmetic shift. These integers are the meaning of a quantized step, the same on
// every target. M, n, lo, hi are `one(value)` for all channels or `each(pointer)` by channel.
// Where the exact quotient can lie half-way between two integers, `tie` is the denominator q of the
// exact rational: acc mod q = q / 2 is such a tie and goes to even (before zero is added).
// q = 0: no tie in this channel. A channel that is constant is M = 0, n = 1, lo = hi = its value.
#ifndef PELEMAY_REQUANTIZE_H
#define PELEMAY_REQUANTIZE_H

#include <stdint.h>

#include "pelemay/attributes.h"

namespace pelemay::rt {

template <class T>
struct One {
  T value;
  constexpr T operator[](int) const { return value; }
};

template <class T>
struct Each {
  const T* values;
  constexpr T operator[](int c) const { return values[c]; }
};

template <class T>
constexpr One<T> one(T value) {
  return {value};
}

template <class T>
constexpr Each<T> each(const T* values) {
  return {values};
}

struct NoTie {};

template <class M, class N, class L, class H, class Q = NoTie>
struct Requantize {
  M multiplier;
  N shift;
  int32_t zero;
  L lo;
  H hi;
  Q tie;

  PELEMAY_INLINE constexpr int32_t operator()(int32_t acc, int, int, int c) const {
    const int64_t product = static_cast<int64_t>(acc) * multiplier[c];
    const int n = static_cast<int>(shift[c]);
    const int64_t rounded = (product + (INT64_C(1) << (n - 1))) >> n;
    return clamp(to_even(rounded, product, n, acc, tie, c), c);
  }

 private:
  constexpr int32_t clamp(int64_t rounded, int c) const {
    const int64_t y = zero + rounded;
    const int64_t low = lo[c], high = hi[c];
    return static_cast<int32_t>(y < low ? low : y > high ? high : y);
  }

  static constexpr int64_t to_even(int64_t rounded, int64_t, int, int32_t, NoTie, int) {
    return rounded;
  }

  template <class T>
  static constexpr int64_t to_even(int64_t rounded, int64_t product, int n, int32_t acc,
                                   const T& ties, int c) {
    const auto q = ties[c];
    if (q == 0) return rounded;
    auto rest = acc % q;
    if (rest < 0) rest += q;
    if (rest != q - rest) return rounded;
    const int64_t k = product >> n;
    return k + (k & 1);
  }
};

template <class M, class N, class L, class H>
constexpr Requantize<M, N, L, H> requantize(M multiplier, N shift, int32_t zero, L lo, H hi) {
  return {multiplier, shift, zero, lo, hi, {}};
}

template <class M, class N, class L, class H, class Q>
constexpr Requantize<M, N, L, H, Q> requantize(M multiplier, N shift, int32_t zero, L lo, H hi,
                                               Q tie) {
  return {multiplier, shift, zero, lo, hi, tie};
}

}  // namespace pelemay::rt

#endif  // PELEMAY_REQUANTIZE_H
