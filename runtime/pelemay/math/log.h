// The natural logarithm without libm: at most 1 ulp off (test/runtime/math_test.cpp).
//
// x = 2^n m with m in [sqrt 1/2, sqrt 2); with f = m - 1, which is exact,
// log x = n ln 2 + f - f^2 / 2 + f^3 p(f). The coefficients of p are our own: the interpolant at 9
// Chebyshev nodes, computed with 60 digits. log 0 = -inf, negative gives NaN, NaN stays NaN.
#ifndef PELEMAY_MATH_LOG_H
#define PELEMAY_MATH_LOG_H

#include "pelemay/math/bits.h"

namespace pelemay::rt {

inline float log(float x) {
  if (!(x > 0.0f)) return x == 0.0f ? -__builtin_inff() : x != x ? x : __builtin_nanf("");
  if (x == __builtin_inff()) return x;
  int n = 0;
  if (x < 0x1p-126f) {  // subnormal
    x *= 0x1p+23f;
    n = -23;
  }
  const uint32_t bits = detail::bits_of(x);
  const int shift = static_cast<int>(bits - 0x3f3504f3u) >> 23;  // the bits of sqrt 1/2
  const float count = static_cast<float>(n + shift);
  const float f = detail::float_of(bits - (static_cast<uint32_t>(shift) << 23)) - 1.0f;
  float p = 0x1.1d8ea6p-4f;
  p = p * f - 0x1.d635bcp-4f;
  p = p * f + 0x1.dea282p-4f;
  p = p * f - 0x1.fcf4c6p-4f;
  p = p * f + 0x1.23d21ap-3f;
  p = p * f - 0x1.555b4ap-3f;
  p = p * f + 0x1.999d5ap-3f;
  p = p * f - 0x1.fffffcp-3f;
  p = p * f + 0x1.555554p-2f;
  const float square = f * f;
  const float rest = (f * square * p + count * 0x1.7f7d1cp-20f) - 0.5f * square;
  return count * 0x1.62e4p-1f + (f + rest);
}

}  // namespace pelemay::rt

#endif  // PELEMAY_MATH_LOG_H
