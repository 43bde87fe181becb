// Convolution of any kernel size, stride, dilation, padding and groups.
//
//   conv<Shape>(weights, bias, epilogue)    weights [out][ky][kx][in / groups]; bias [out] or null
//
// float sums in float, integers of 8 and 16 bits in int32. For one output the order is: bias, then
// ky, kx, channel ascending. Padding is worth `shape.fill` and costs nothing where that is 0.
#ifndef PELEMAY_KERNELS_CONV_H
#define PELEMAY_KERNELS_CONV_H

#include "pelemay/epilogue.h"
#include "pelemay/kernels/accumulator.h"
#include "pelemay/kernels/columns.h"
#include "pelemay/kernels/dot.h"
#include "pelemay/kernels/store.h"

namespace pelemay::rt {

template <class Shape, class W, class B, class Epilogue>
struct ConvKernel {
  using Acc = detail::Accumulator<B>;

  const W* weights;
  const B* bias;
  Epilogue epilogue;
  Shape shape;

  template <class X, class Y>
  void row(const X* const* rows, Y* out, int y, int x0, int x1) const {
    for (int x = x0; x < x1; ++x) pixel(rows, out, y, x, detail::taps(shape, x));
  }

 private:
  template <class X, class Y>
  PELEMAY_INLINE void pixel(const X* const* rows, Y* out, int y, int x, detail::Span taps) const {
    const int per_group = shape.out_channels / shape.groups;
    int c = 0;
    for (int group = 0; group < shape.groups; ++group) {
      const int end = c + per_group;
      for (; c + 4 <= end; c += 4) channels<4>(rows, out, y, x, taps, group, c);
      for (; c < end; ++c) channels<1>(rows, out, y, x, taps, group, c);
    }
  }

  /// `count` output channels of one pixel, from channel c on.
  template <int count, class X, class Y>
  PELEMAY_INLINE void channels(const X* const* rows, Y* out, int y, int x, detail::Span taps,
                               int group, int c) const {
    const Shape& s = shape;
    const int depth = s.in_channels / s.groups;
    const int line = s.kernel_cols * depth;  // weights of one kernel row
    const int step = s.kernel_rows * line;   // weights of one output channel
    const int left = x * s.stride_x - s.pad_left;
    const Acc fill = static_cast<Acc>(s.fill);

    detail::Lanes<Acc, count> sums;
    detail::start(sums, bias, c);
    const W* w = weights + c * step;
    for (int ky = 0; ky < s.kernel_rows; ++ky, w += line) {
      const X* const in = rows[ky];
      if (in == nullptr) {
        if (s.fill != 0) detail::dot_fill(sums, fill, w, step, line);
        continue;
      }
      if (s.fill != 0) detail::dot_fill(sums, fill, w, step, taps.begin * depth);
      // The taps lie next to each other.
      if (s.groups == 1 && s.dilation_x == 1 && s.in_pitch == s.in_channels) {
        if (taps.begin < taps.end)
          detail::dot(sums, in + (left + taps.begin) * depth, w + taps.begin * depth, step,
                      (taps.end - taps.begin) * depth);
      } else {
        for (int kx = taps.begin; kx < taps.end; ++kx)
          detail::dot(sums, in + (left + kx * s.dilation_x) * s.in_pitch + group * depth,
                      w + kx * depth, step, depth);
      }
      if (s.fill != 0)
        detail::dot_fill(sums, fill, w + taps.end * depth, step,
                         (s.kernel_cols - taps.end) * depth);
    }
    detail::store(sums, epilogue, out + x * s.out_pitch + c, y, x, c);
  }
};

template <class Shape, class W, class B, class Epilogue = None>
constexpr ConvKernel<Shape, W, B, Epilogue> conv(const W* weights, const B* bias,
                                                 Epilogue epilogue = {}, Shape shape = {}) {
  return {weights, bias, epilogue, shape};
}

}  // namespace pelemay::rt

#endif  // PELEMAY_KERNELS_CONV_H
