// Which columns of a window lie inside of the input. Kernels ask once a pixel, never once a tap.
#ifndef PELEMAY_KERNELS_COLUMNS_H
#define PELEMAY_KERNELS_COLUMNS_H

#include "pelemay/attributes.h"

namespace pelemay::rt::detail {

/// Half-open.
struct Span {
  int begin, end;
};

/// The taps kx of output pixel x that read a column of the input; the others are padding.
template <class Shape>
PELEMAY_INLINE Span taps(const Shape& s, int x) {
  const int left = x * s.stride_x - s.pad_left;
  int begin = left < 0 ? (s.dilation_x - 1 - left) / s.dilation_x : 0;
  if (begin > s.kernel_cols) begin = s.kernel_cols;
  const int room = s.in_width - left;
  int end = room > 0 ? (room + s.dilation_x - 1) / s.dilation_x : 0;
  if (end > s.kernel_cols) end = s.kernel_cols;
  return {begin, end < begin ? begin : end};
}

}  // namespace pelemay::rt::detail

#endif  // PELEMAY_KERNELS_COLUMNS_H
