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
  /// `count` output channels of one pixel, from channel c on. Integers requantize, whose invariants
  /// would take the registers from the sums.
  template <int count, class X, class Y>
  PELEMAY_INLINE void channels(const X* const* rows, Y* out, int y, int x, detail::Span taps,
                               int c) const {
    Y* const to = out + x * shape.out_pitch + c;
    if constexpr (static_cast<Acc>(0.5) > static_cast<Acc>(0))
      detail::store(sum_inline<count>(rows, x, taps, c), epilogue, to, y, x, c);
    else
      detail::store(sum_apart<count>(rows, x, taps, c), epilogue, to, y, x, c);
  }

  template <int count, class X>
  PELEMAY_APART detail::Lanes<Acc, count> sum_apart(const X* const* rows, int x, detail::Span taps,
                                                    int c) const {
    return sum_inline<count>(rows, x, taps, c);
  }

  template <int count, class X>
  PELEMAY_INLINE detail::Lanes<Acc, count> sum_inline(const X* const* rows, int x,
                                                      detail::Span taps, int c) const {
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
      if (taps.begin < taps.end)
        planes(sums, in + (left + taps.begin * s.dilation_x), w + taps.begin * s.in_channels, step,
               taps.end - taps.begin);
      if (s.fill != 0)
        detail::dot_fill(sums, fill, w + taps.end * s.in_channels, step,
                         (s.kernel_cols - taps.end) * s.in_channels);
    }
    return sums;
  }

  /// Adds `n` taps: the channels of a pixel, each times its weight, then the next pixel.
  template <int count, class X>
  PELEMAY_INLINE void planes(detail::Lanes<Acc, count>& sums, const X* x, const W* w, int step,
                             int n) const {
    static_assert(count == 1 || count == 4, "");
    const W* const end = w + n * shape.in_channels;
    if constexpr (count == 1) {
      Acc a = sums[0];
      for (; w != end; w += shape.in_channels, x += shape.dilation_x) {
        PELEMAY_UNROLL4
        for (int i = 0; i < shape.in_channels; ++i)
          a += static_cast<Acc>(x[i * shape.plane_stride]) * static_cast<Acc>(w[i]);
      }
      sums[0] = a;
    } else {
      Acc a = sums[0], b = sums[1], c = sums[2], d = sums[3];
      for (; w != end; w += shape.in_channels, x += shape.dilation_x) {
        PELEMAY_UNROLL4
        for (int i = 0; i < shape.in_channels; ++i) {
          const Acc v = static_cast<Acc>(x[i * shape.plane_stride]);
          a += v * static_cast<Acc>(w[i]);
          b += v * static_cast<Acc>(w[i + step]);
          c += v * static_cast<Acc>(w[i + 2 * step]);
          d += v * static_cast<Acc>(w[i + 3 * step]);
        }
      }
      sums[0] = a, sums[1] = b, sums[2] = c, sums[3] = d;
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
