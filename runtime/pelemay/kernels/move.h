// Elements from one regular place to another: slices and pads.
//
//   slice<Move<Dims<2, 4>, Walk<8, 4, 1>, Walk<0, 4, 1>>>(in, out);           rows 2 and 3
//   pad<Move<Dims<2, 4>, Walk<0, 4, 1>, Walk<7, 6, 1>, 24>>(in, out, 0.0f);   a frame of one
//
// `in` and `out` are the tensors' first elements and must not overlap.
#ifndef PELEMAY_KERNELS_MOVE_H
#define PELEMAY_KERNELS_MOVE_H

#include <stddef.h>

namespace pelemay::rt {

namespace detail {

/// The innermost axes' loops; those of the outer ones are their callers.
template <class Shape, class T>
void move(const Shape& s, const T* in, T* out) {
  int size[6] = {1, 1, 1, 1, 1, 1};  // behind axes of size 1
  ptrdiff_t from[6] = {}, to[6] = {};
  for (int i = 0; i < s.rank; ++i) {
    size[6 - s.rank + i] = s.dims[i];
    from[6 - s.rank + i] = s.from[i];
    to[6 - s.rank + i] = s.to[i];
  }
  in += s.from_begin;
  out += s.to_begin;
  for (int a = 0; a < size[0]; ++a)
    for (int b = 0; b < size[1]; ++b)
      for (int c = 0; c < size[2]; ++c)
        for (int d = 0; d < size[3]; ++d)
          for (int e = 0; e < size[4]; ++e) {
            const T* x = in + a * from[0] + b * from[1] + c * from[2] + d * from[3] + e * from[4];
            T* y = out + a * to[0] + b * to[1] + c * to[2] + d * to[3] + e * to[4];
            for (int f = 0; f < size[5]; ++f) y[f * to[5]] = x[f * from[5]];
          }
}

}  // namespace detail

template <class Shape, class T>
void slice(const T* in, T* out, Shape shape = {}) {
  detail::move(shape, in, out);
}

/// All of `out` is `value` but for the elements of `in`.
template <class Shape, class T>
void pad(const T* in, T* out, T value, Shape shape = {}) {
  for (int i = 0; i < shape.size; ++i) out[i] = value;
  detail::move(shape, in, out);
}

}  // namespace pelemay::rt

#endif  // PELEMAY_KERNELS_MOVE_H
