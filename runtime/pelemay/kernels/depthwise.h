// Depthwise convolution: each channel has a filter of its own.
//
//   depthwise<Shape>(weights, bias, epilogue)     weights [ky][kx][channel], bias [channel] or null
//
// Neighbouring channels lie next to each other in input, weights and output, so four are summed at
// once. For one output the order is: bias, then ky, kx ascending. Padding is worth `shape.fill`.
#ifndef PELEMAY_KERNELS_DEPTHWISE_H
#define PELEMAY_KERNELS_DEPTHWISE_H

#include "pelemay/epilogue.h"
#include "pelemay/kernels/accumulator.h"
#include "pelemay/kernels/columns.h"
#include "pelemay/kernels/dot.h"
#include "pelemay/kernels/store.h"

namespace pelemay::rt {

template <class Shape, class W, class B, class Epilogue>
struct DepthwiseKernel {
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
    int c = 0;
    for (; c + 4 <= shape.out_channels; c += 4) channels<4>(rows, out, y, x, taps, c);
    for (; c < shape.out_channels; ++c) channels<1>(rows, out, y, x, taps, c);
  }

  template <int count, class X, class Y>
  PELEMAY_INLINE void channels(const X* const* rows, Y* out, int y, int x, detail::Span taps,
                               int c) const {
    const Shape& s = shape;
    const int left = x * s.stride_x - s.pad_left;
    detail::Lanes<Acc, count> sums;
    detail::start(sums, bias, c);
    const W* w = weights + c;
    for (int ky = 0; ky < s.kernel_rows; ++ky, w += s.kernel_cols * s.out_channels) {
      const X* const in = rows[ky];
      const detail::Span inside = in != nullptr ? taps : detail::Span{s.kernel_cols, s.kernel_cols};
      if (s.fill != 0) padding(sums, w, 0, inside.begin);
      for (int kx = inside.begin; kx < inside.end; ++kx) {
        const X* const from = in + (left + kx * s.dilation_x) * s.in_pitch + c;
        const W* const by = w + kx * s.out_channels;
        PELEMAY_UNROLL4
        for (int j = 0; j < count; ++j)
          sums[j] += static_cast<Acc>(from[j]) * static_cast<Acc>(by[j]);
      }
      if (s.fill != 0) padding(sums, w, inside.end, s.kernel_cols);
    }
    detail::store(sums, epilogue, out + x * s.out_pitch + c, y, x, c);
  }

  template <int count>
  PELEMAY_INLINE void padding(detail::Lanes<Acc, count>& sums, const W* w, int begin,
                              int end) const {
    for (int kx = begin; kx < end; ++kx) {
      PELEMAY_UNROLL4
      for (int j = 0; j < count; ++j)
        sums[j] += static_cast<Acc>(shape.fill) * static_cast<Acc>(w[kx * shape.out_channels + j]);
    }
  }
};

template <class Shape, class W, class B, class Epilogue = None>
constexpr DepthwiseKernel<Shape, W, B, Epilogue> depthwise(const W* weights, const B* bias,
                                                           Epilogue epilogue = {},
                                                           Shape shape = {}) {
  return {weights, bias, epilogue, shape};
}

}  // namespace pelemay::rt

#endif  // PELEMAY_KERNELS_DEPTHWISE_H
