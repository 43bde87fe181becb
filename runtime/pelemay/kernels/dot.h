// Sums of products for one or four output channels at once: four share each load of the input.
//
// Order of summation, for every kernel built on this: from the first input element to the last,
// each product added to what is there. So a float result does not depend on how rows are driven.
#ifndef PELEMAY_KERNELS_DOT_H
#define PELEMAY_KERNELS_DOT_H

#include "pelemay/attributes.h"
#include "pelemay/kernels/accumulator.h"

namespace pelemay::rt::detail {

/// sums[j] += x[0..n) . w[j * step + 0..n)
template <int count, class Acc, class X, class W>
PELEMAY_INLINE void dot(Lanes<Acc, count>& sums, const X* x, const W* w, int step, int n) {
  static_assert(count == 1 || count == 4, "");
  if constexpr (count == 1) {
    Acc a = sums[0];
    for (int i = 0; i < n; ++i) a += static_cast<Acc>(x[i]) * static_cast<Acc>(w[i]);
    sums[0] = a;
  } else {
    const W* const w1 = w + step;
    const W* const w2 = w1 + step;
    const W* const w3 = w2 + step;
    Acc a = sums[0], b = sums[1], c = sums[2], d = sums[3];
    for (int i = 0; i < n; ++i) {
      const Acc v = static_cast<Acc>(x[i]);
      a += v * static_cast<Acc>(w[i]);
      b += v * static_cast<Acc>(w1[i]);
      c += v * static_cast<Acc>(w2[i]);
      d += v * static_cast<Acc>(w3[i]);
    }
    sums[0] = a, sums[1] = b, sums[2] = c, sums[3] = d;
  }
}

/// The same where x is padding and holds `fill` throughout.
template <int count, class Acc, class W>
PELEMAY_INLINE void dot_fill(Lanes<Acc, count>& sums, Acc fill, const W* w, int step, int n) {
  for (int j = 0; j < count; ++j) {
    Acc a = sums[j];
    for (int i = 0; i < n; ++i) a += fill * static_cast<Acc>(w[j * step + i]);
    sums[j] = a;
  }
}

/// A bias may be absent: null.
template <int count, class Acc, class B>
PELEMAY_INLINE void start(Lanes<Acc, count>& sums, const B* bias, int first) {
  PELEMAY_UNROLL4
  for (int j = 0; j < count; ++j) sums[j] = bias ? static_cast<Acc>(bias[first + j]) : Acc{0};
}

}  // namespace pelemay::rt::detail

#endif  // PELEMAY_KERNELS_DOT_H
