// Softmax of 8-bit integers along the middle axis of [outer, n, inner], without a float; `out` may
// be `in`.
//
//   softmax_requantize<Extent<1, 10, 1>>(logits, probabilities, table, M, shift, zero, lo, hi);
//
//   e = table[max - x]                                   round(exp(-d * scale) * 2^bits), d =
//   0..255 y = clamp(zero + floor((2 e M + sum 2^shift) / (sum 2^(shift+1))), lo, hi)
//
// The compiler has proven that all of it stays within 63 bits. One division an element.
#ifndef PELEMAY_KERNELS_SOFTMAX_REQUANTIZE_H
#define PELEMAY_KERNELS_SOFTMAX_REQUANTIZE_H

#include <stdint.h>

namespace pelemay::rt {

template <class Shape, class X, class Y>
void softmax_requantize(const X* in, Y* out, const int32_t* table, int64_t multiplier, int shift,
                        int32_t zero, int32_t lo, int32_t hi, Shape s = {}) {
  for (int o = 0; o < s.outer; ++o) {
    for (int i = 0; i < s.inner; ++i) {
      const int first = o * s.n * s.inner + i;
      const int end = first + s.n * s.inner;
      int top = in[first];
      for (int k = first + s.inner; k < end; k += s.inner) top = in[k] > top ? in[k] : top;
      int64_t sum = 0;
      for (int k = first; k < end; k += s.inner) sum += table[top - in[k]];
      const uint64_t half = static_cast<uint64_t>(sum) << shift;
      for (int k = first; k < end; k += s.inner) {
        const int64_t scaled = 2 * multiplier * table[top - in[k]];
        const uint64_t steps = (static_cast<uint64_t>(scaled) + half) / (half << 1);
        const int64_t y = zero + static_cast<int64_t>(steps);
        out[k] = static_cast<Y>(y < lo ? lo : y > hi ? hi : y);
      }
    }
  }
}

}  // namespace pelemay::rt

#endif  // PELEMAY_KERNELS_SOFTMAX_REQUANTIZE_H
