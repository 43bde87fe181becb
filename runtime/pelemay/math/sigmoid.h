// 1 / (1 + exp -x): at most 3 ulp off (test/runtime/math_test.cpp).
//
// exp of a negative number never overflows, and for negative x exp x / (1 + exp x) keeps the digits
// that 1 / (1 + exp -x) would lose near zero. NaN stays NaN.
#ifndef PELEMAY_MATH_SIGMOID_H
#define PELEMAY_MATH_SIGMOID_H

#include "pelemay/math/exp.h"

namespace pelemay::rt {

inline float sigmoid(float x) {
  const float e = exp(x < 0.0f ? x : -x);
  return (x < 0.0f ? e : 1.0f) / (1.0f + e);
}

}  // namespace pelemay::rt

#endif  // PELEMAY_MATH_SIGMOID_H
