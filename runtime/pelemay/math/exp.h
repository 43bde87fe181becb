// exp without libm: at most 1 ulp off (test/runtime/math_test.cpp, every 97th float).
//
// The textbook method: x = n ln 2 + r with |r| <= ln 2 / 2 (Cody and Waite's ln 2 in two parts, so
// that r is exact to the last bits), exp(r) = 1 + r + r^2 p(r), then scaling by 2^n. The
// coefficients of p are our own: the interpolant at 6 Chebyshev nodes of +-0.3466, computed with 60
// digits. NaN stays NaN, +-inf as in the limit, too large becomes inf; subnormal results are
// rounded once.
#ifndef PELEMAY_MATH_EXP_H
#define PELEMAY_MATH_EXP_H

#include "pelemay/math/bits.h"

namespace pelemay::rt {

inline float exp(float x) {
  if (!(x < 0x1.62e43p+6f)) return x != x ? x : __builtin_inff();  // ln 2^128
  if (x < -0x1.9fe368p+6f) return 0.0f;  // below half of the least subnormal
  const float scaled = x * 0x1.715476p+0f;
  const int n = static_cast<int>(scaled < 0.0f ? scaled - 0.5f : scaled + 0.5f);
  const float count = static_cast<float>(n);
  const float r = (x - count * 0x1.62e4p-1f) - count * 0x1.7f7d1cp-20f;
  float p = 0x1.a124eep-13f;
  p = p * r + 0x1.6d432p-10f;
  p = p * r + 0x1.1110ep-7f;
  p = p * r + 0x1.5554eap-5f;
  p = p * r + 0x1.555556p-3f;
  p = p * r + 0x1p-1f;
  const float y = 1.0f + (r + r * r * p);
  const int half = n / 2;  // both factors are normal, and only the last product can round
  return y * detail::power_of_two(half) * detail::power_of_two(n - half);
}

}  // namespace pelemay::rt

#endif  // PELEMAY_MATH_EXP_H
