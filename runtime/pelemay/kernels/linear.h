// Fully connected: rows of x times the transposed weights.
//
//   linear<Product<M, K, N>>(weights, bias, epilogue)      weights [N][K], bias [N] or null
//
// The M rows of x are the pixels of one row. For one output the order is: bias, then k ascending.
#ifndef PELEMAY_KERNELS_LINEAR_H
#define PELEMAY_KERNELS_LINEAR_H

#include "pelemay/epilogue.h"
#include "pelemay/kernels/accumulator.h"
#include "pelemay/kernels/dot.h"
#include "pelemay/kernels/store.h"

namespace pelemay::rt {

template <class Shape, class W, class B, class Epilogue>
struct LinearKernel {
  using Acc = detail::Accumulator<B>;

  const W* weights;
  const B* bias;
  Epilogue epilogue;
  Shape shape;

  template <class X, class Y>
  void row(const X* const* rows, Y* out, int y, int x0, int x1) const {
    for (int x = x0; x < x1; ++x) {
      const X* const in = rows[0] + x * shape.in_pitch;
      int c = 0;
      for (; c + 4 <= shape.out_channels; c += 4) channels<4>(in, out, y, x, c);
      for (; c < shape.out_channels; ++c) channels<1>(in, out, y, x, c);
    }
  }

 private:
  template <int count, class X, class Y>
  PELEMAY_INLINE void channels(const X* in, Y* out, int y, int x, int c) const {
    const int depth = shape.in_channels;
    detail::Lanes<Acc, count> sums;
    detail::start(sums, bias, c);
    detail::dot(sums, in, weights + c * depth, depth, depth);
    detail::store(sums, epilogue, out + x * shape.out_pitch + c, y, x, c);
  }
};

template <class Shape, class W, class B, class Epilogue = None>
constexpr LinearKernel<Shape, W, B, Epilogue> linear(const W* weights, const B* bias,
                                                     Epilogue epilogue = {}, Shape shape = {}) {
  return {weights, bias, epilogue, shape};
}

}  // namespace pelemay::rt

#endif  // PELEMAY_KERNELS_LINEAR_H
