// Folds the middle axis of [outer, n, inner] with a binary functor: sum, max, min, product.
//
//   reduce<Extent<outer, n, inner>, Add>(in, out);      out [outer, inner]
//
// Elements are converted to the result's type first (int8 sums in int32), then folded from the
// first to the last; n >= 1. The epilogue sees (value, outer index, 0, inner index).
#ifndef PELEMAY_KERNELS_REDUCE_H
#define PELEMAY_KERNELS_REDUCE_H

#include "pelemay/epilogue.h"

namespace pelemay::rt {

template <class Shape, class Op, class X, class Y, class Epilogue = None>
void reduce(const X* in, Y* out, Epilogue epilogue = {}, Shape s = {}) {
  const Op op{};
  for (int o = 0; o < s.outer; ++o, in += s.n * s.inner, out += s.inner) {
    for (int i = 0; i < s.inner; ++i) {
      Y y = static_cast<Y>(in[i]);
      for (int k = 1; k < s.n; ++k) y = op(y, static_cast<Y>(in[k * s.inner + i]));
      out[i] = static_cast<Y>(epilogue(y, o, 0, i));
    }
  }
}

}  // namespace pelemay::rt

#endif  // PELEMAY_KERNELS_REDUCE_H
