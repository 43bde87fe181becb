// Product of two 8-bit quantized tensors, with one rounding.
//
//   layer(mul_requantize<Shape>(za, zb, requantize(one(M), one(n), zero, one(lo), one(hi))), a, b,
//   out);
//
// (a - za) * (b - zb) is exact in 17 bits and goes through the formula of requantize.h.
#ifndef PELEMAY_KERNELS_MUL_REQUANTIZE_H
#define PELEMAY_KERNELS_MUL_REQUANTIZE_H

#include <stdint.h>

#include "pelemay/kernels/map.h"
#include "pelemay/requantize.h"

namespace pelemay::rt {

template <class By>
struct MulRequantize {
  int32_t a_zero, b_zero;
  By by;

  template <class A, class B>
  constexpr int32_t operator()(A a, B b) const {
    return by((a - a_zero) * (b - b_zero), 0, 0, 0);
  }
};

template <class Shape, class By>
constexpr auto mul_requantize(int32_t a_zero, int32_t b_zero, By by, Shape shape = {}) {
  return map<Shape>(MulRequantize<By>{a_zero, b_zero, by}, None{}, shape);
}

}  // namespace pelemay::rt

#endif  // PELEMAY_KERNELS_MUL_REQUANTIZE_H
