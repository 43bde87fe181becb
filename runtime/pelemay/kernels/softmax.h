// Softmax along the middle axis of [outer, n, inner]; `out` may be `in`.
//
//   softmax<Extent<1, 10, 1>>(logits, probabilities);
//
// exp(x - max) / sum, summed from the first element to the last. NaN anywhere gives NaN throughout.
#ifndef PELEMAY_KERNELS_SOFTMAX_H
#define PELEMAY_KERNELS_SOFTMAX_H

#include "pelemay/kernels/element.h"

namespace pelemay::rt {

template <class Shape>
void softmax(const float* in, float* out, Shape s = {}) {
  for (int o = 0; o < s.outer; ++o) {
    for (int i = 0; i < s.inner; ++i) {
      const int first = o * s.n * s.inner + i;
      const int end = first + s.n * s.inner;
      float top = in[first];
      for (int k = first + s.inner; k < end; k += s.inner) top = Max{}(top, in[k]);
      float sum = 0.0f;
      for (int k = first; k < end; k += s.inner) {
        const float e = exp(in[k] - top);
        out[k] = e;
        sum += e;
      }
      for (int k = first; k < end; k += s.inner) out[k] = out[k] / sum;
    }
  }
}

}  // namespace pelemay::rt

#endif  // PELEMAY_KERNELS_SOFTMAX_H
