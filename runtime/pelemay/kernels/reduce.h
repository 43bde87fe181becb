// Folds the middle axis of [outer, n, inner] with a binary functor: sum, max, min, product; or
// takes the mean.
//
//   reduce<Extent<outer, n, inner>, Add>(in, out);      out [outer, inner]
//
// Elements are converted to the result's type first (int8 sums in int32), then folded from the
// first to the last; n >= 1. The epilogue sees (value, outer index, 0, inner index).
#ifndef PELEMAY_KERNELS_REDUCE_H
#define PELEMAY_KERNELS_REDUCE_H

#include "pelemay/epilogue.h"
#include "pelemay/kernels/element.h"

namespace pelemay::rt {

namespace detail {

template <class Op, class T>
constexpr T folded(Op op, T a, T b) {
  return op(a, b);
}

// Integers wrap around. C++ says so of unsigned ones alone, and converts smaller ones to int.
constexpr int32_t folded(Add, int32_t a, int32_t b) {
  return static_cast<int32_t>(static_cast<uint32_t>(a) + static_cast<uint32_t>(b));
}
constexpr int32_t folded(Mul, int32_t a, int32_t b) {
  return static_cast<int32_t>(static_cast<uint32_t>(a) * static_cast<uint32_t>(b));
}
constexpr int64_t folded(Add, int64_t a, int64_t b) {
  return static_cast<int64_t>(static_cast<uint64_t>(a) + static_cast<uint64_t>(b));
}
constexpr int64_t folded(Mul, int64_t a, int64_t b) {
  return static_cast<int64_t>(static_cast<uint64_t>(a) * static_cast<uint64_t>(b));
}

struct DividedBy {
  float count;
  constexpr float operator()(float sum, int, int, int) const { return sum / count; }
};

}  // namespace detail

template <class Shape, class Op, class X, class Y, class Epilogue = None>
void reduce(const X* in, Y* out, Epilogue epilogue = {}, Shape s = {}) {
  for (int o = 0; o < s.outer; ++o, in += s.n * s.inner, out += s.inner) {
    for (int i = 0; i < s.inner; ++i) {
      Y y = static_cast<Y>(in[i]);
      for (int k = 1; k < s.n; ++k)
        y = detail::folded(Op{}, y, static_cast<Y>(in[k * s.inner + i]));
      out[i] = static_cast<Y>(epilogue(y, o, 0, i));
    }
  }
}

/// The sum divided by n.
template <class Shape, class Epilogue = None>
void reduce_mean(const float* in, float* out, Epilogue epilogue = {}, Shape s = {}) {
  const detail::DividedBy by_count{static_cast<float>(s.n)};
  reduce<Shape, Add>(in, out, then(by_count, epilogue), s);
}

}  // namespace pelemay::rt

#endif  // PELEMAY_KERNELS_REDUCE_H
