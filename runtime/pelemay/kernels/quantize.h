// Between real numbers and stored integers, as ONNX's QuantizeLinear and DequantizeLinear say.
//
//   layer(quantize<Shape>(one(scale), zero, lo, hi), in, out);
//       clamp(round_half_even(x / scale) + zero)
//   layer(dequantize<Shape>(one(scale), zero), in, out);
//       (x - zero) * scale
//
// `scale` is one(value) or each(pointer), by channel; lo, hi are the bounds of the stored type.
// `Quantize` and `Dequantize` are epilogues, too. NaN becomes `zero`: it has no integer of its own.
#ifndef PELEMAY_KERNELS_QUANTIZE_H
#define PELEMAY_KERNELS_QUANTIZE_H

#include <stdint.h>

#include "pelemay/kernels/copy.h"
#include "pelemay/requantize.h"

namespace pelemay::rt {

namespace detail {

/// Nearest integer, ties to even, for |x| < 2^30; larger values are clamped there.
inline int32_t round_half_even(float x) {
  constexpr float limit = 1073741824.0f;
  if (x != x) return 0;
  if (x >= limit) return 1073741824;
  if (x <= -limit) return -1073741824;
  const int32_t k = static_cast<int32_t>(x);  // toward zero; the rest is exact
  const float rest = x - static_cast<float>(k);
  if (rest > 0.5f || (rest == 0.5f && (k & 1) != 0)) return k + 1;
  if (rest < -0.5f || (-rest == 0.5f && (k & 1) != 0)) return k - 1;
  return k;
}

}  // namespace detail

template <class Scale>
struct Quantize {
  Scale scale;
  int32_t zero, lo, hi;
  int32_t operator()(float v, int, int, int c) const {
    const int32_t y = detail::round_half_even(v / scale[c]) + zero;
    return y < lo ? lo : y > hi ? hi : y;
  }
};

template <class Scale>
struct Dequantize {
  Scale scale;
  int32_t zero;
  template <class T>
  constexpr float operator()(T v, int, int, int c) const {
    return static_cast<float>(static_cast<int32_t>(v) - zero) * scale[c];
  }
};

template <class Shape, class Scale>
constexpr auto quantize(Scale scale, int32_t zero, int32_t lo, int32_t hi, Shape shape = {}) {
  return copy<Shape>(Quantize<Scale>{scale, zero, lo, hi}, shape);
}

template <class Shape, class Scale>
constexpr auto dequantize(Scale scale, int32_t zero, Shape shape = {}) {
  return copy<Shape>(Dequantize<Scale>{scale, zero}, shape);
}

}  // namespace pelemay::rt

#endif  // PELEMAY_KERNELS_QUANTIZE_H
