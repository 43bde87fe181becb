// Tensors one behind the other along an axis.
//
//   concat<Chunks<64, 16, 16>>(a, b, out);   of each of 64 pixels 16 channels of a, then 16 of b
//
// The result must not overlap a part.
#ifndef PELEMAY_KERNELS_CONCAT_H
#define PELEMAY_KERNELS_CONCAT_H

#include <stddef.h>

namespace pelemay::rt {

namespace detail {

template <class T>
constexpr T* last(T* place) {
  return place;
}

template <class T, class... Rest>
constexpr auto last(T*, Rest... rest) {
  return last(rest...);
}

/// Of all `outer` chunks of part `i`; `stride` elements lie between two chunks of the result.
template <class Shape, class T>
void chunks(const Shape& s, int i, const T* in, T* out, int stride) {
  for (int o = 0; o < s.outer; ++o)
    for (int k = 0; k < s.sizes[i]; ++k) out[o * stride + k] = *in++;
}

}  // namespace detail

/// The parts in order, then the result.
template <class Shape, class... Places>
void concat_as(const Shape& s, Places... places) {
  auto* out = detail::last(places...);
  int stride = 0, i = 0;
  for (int k = 0; k < s.count; ++k) stride += s.sizes[k];
  const auto part = [&](auto* in) {
    if (i == s.count) return;  // the result itself
    detail::chunks(s, i, in, out, stride);
    out += s.sizes[i++];
  };
  (part(places), ...);
}

template <class Shape, class... Places>
void concat(Places... places) {
  concat_as(Shape{}, places...);
}

}  // namespace pelemay::rt

#endif  // PELEMAY_KERNELS_CONCAT_H
