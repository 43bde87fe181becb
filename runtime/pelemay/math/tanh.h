// tanh without libm: at most 2 ulp off (test/runtime/math_test.cpp).
//
// Below 0.625, x + x^3 p(x^2), where p is our own interpolant at 6 Chebyshev nodes, computed with
// 60 digits; above, 1 - 2 / (exp 2x + 1). -0 and NaN stay what they are.
#ifndef PELEMAY_MATH_TANH_H
#define PELEMAY_MATH_TANH_H

#include "pelemay/math/exp.h"

namespace pelemay::rt {

inline float tanh(float x) {
  const float size = x < 0.0f ? -x : x;
  if (size < 0x1p-12f) return x;  // x^3 / 3 is below half an ulp
  if (size < 0.625f) {
    const float u = x * x;
    float p = 0x1.2c83cp-9f;
    p = p * u - 0x1.116a16p-7f;
    p = p * u + 0x1.64a976p-6f;
    p = p * u - 0x1.ba08c4p-5f;
    p = p * u + 0x1.1110eap-3f;
    p = p * u - 0x1.555556p-2f;
    return x + x * (u * p);
  }
  if (x != x) return x;
  const float y = size < 9.1f ? 1.0f - 2.0f / (exp(2.0f * size) + 1.0f) : 1.0f;
  return x < 0.0f ? -y : y;
}

}  // namespace pelemay::rt

#endif  // PELEMAY_MATH_TANH_H
