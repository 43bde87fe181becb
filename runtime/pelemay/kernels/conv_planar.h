// Convolution of an image whose channels are planes: channel c of a pixel lies c planes further on.
//
//   conv_planar<Shape>(weights, bias, epilogue)    weights [out][ky][kx][in]; bias [out] or null
//
// Shape is a PlanarWindow, and rows are those of plane 0. Padding is worth `shape.fill`. Weights,
// and for one output the order of summation, are conv's: bias, then ky, kx, channel ascending. So
// the result is, bit for bit, conv's of the image with its channels last.
#ifndef PELEMAY_KERNELS_CONV_PLANAR_H
#define PELEMAY_KERNELS_CONV_PLANAR_H

#include "pelemay/epilogue.h"
#include "pelemay/kernels/accumulator.h"
#include "pelemay/kernels/columns.h"
#include "pelemay/kernels/dot.h"
#include "pelemay/kernels/store.h"

namespace pelemay::rt {

template <class Shape, class W, class B, class Epilogue>
struct ConvPlanarKernel {
  using Acc = detail::Accumulator<B>;

  const W* weights;
  const B* bias;
  Epilogue epilogue;
  Shape shape;

  template <class X, class Y>
  void row(const X* const* rows, Y* out, int y, int x0, int x1) const {
    for (int x = x0; x < x1; ++x) {
      const detail::Span taps = detail::taps(shape, x);
      int c = 0;
      for (; c + 4 <= shape.out_channels; c += 4) channels<4>(rows, out, y, x, taps, c);
      for (; c < shape.out_channels; ++c) channels<1>(rows, out, y, x, taps, c);
    }
  }

 private:
  /// `count` output channels of one pixel, from channel c on.
  template <int count, class X, class Y>
  PELEMAY_INLINE void channels(const X* const* rows, Y* out, int y, int x, detail::Span taps,
                               int c) const {
    const Shape& s = shape;
    const int line = s.kernel_cols * s.in_channels;  // weights of one kernel row
    const int step = s.kernel_rows * line;           // weights of one output channel
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
      if (s.fill != 0) detail::dot_fill(sums, fill, w, step, taps.begin * s.in_channels);
      for (int kx = taps.begin; kx < taps.end; ++kx)
        planes(sums, in + (left + kx * s.dilation_x), w + kx * s.in_channels, step);
      if (s.fill != 0)
        detail::dot_fill(sums, fill, w + taps.end * s.in_channels, step,
                         (s.kernel_cols - taps.end) * s.in_channels);
    }
    detail::store(sums, epilogue, out + x * s.out_channels + c, y, x, c);
  }

  /// Adds one tap: the pixel's channels, each times its weight.
  template <int count, class X>
  PELEMAY_INLINE void planes(detail::Lanes<Acc, count>& sums, const X* x, const W* w,
                             int step) const {
    PELEMAY_UNROLL4
    for (int i = 0; i < shape.in_channels; ++i) {
      const Acc v = static_cast<Acc>(x[i * shape.plane_stride]);
      PELEMAY_UNROLL4
      for (int j = 0; j < count; ++j) sums[j] += v * static_cast<Acc>(w[j * step + i]);
    }
  }
};

template <class Shape, class W, class B, class Epilogue = None>
constexpr ConvPlanarKernel<Shape, W, B, Epilogue> conv_planar(const W* weights, const B* bias,
                                                              Epilogue epilogue = {},
                                                              Shape shape = {}) {
  return {weights, bias, epilogue, shape};
}

}  // namespace pelemay::rt

#endif  // PELEMAY_KERNELS_CONV_PLANAR_H
