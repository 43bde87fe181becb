// Matrix product with a right operand as it lies: [K][N], from a constant or computed by the model.
//
//   layer(matmul<Product<M, K, N>>(right, epilogue), left, out);
//
// A pixel is a row of the left operand; a row of pixels is one of `batch` products, and
// `right_stride` leads from its right operand to the next. For one output k ascends from 0.
#ifndef PELEMAY_KERNELS_MATMUL_H
#define PELEMAY_KERNELS_MATMUL_H

#include <stddef.h>

#include "pelemay/attributes.h"
#include "pelemay/epilogue.h"
#include "pelemay/kernels/accumulator.h"
#include "pelemay/kernels/store.h"

namespace pelemay::rt {

template <class Shape, class W, class Epilogue>
struct MatmulKernel {
  using Acc = detail::Accumulator<W>;

  const W* right;
  Epilogue epilogue;
  Shape shape;

  template <class X, class Y>
  void row(const X* const* rows, Y* out, int y, int x0, int x1) const {
    const W* const w = right + static_cast<ptrdiff_t>(y) * shape.right_stride;
    for (int x = x0; x < x1; ++x) {
      const X* const in = rows[0] + x * shape.in_pitch;
      int c = 0;
      for (; c + 4 <= shape.out_channels; c += 4) channels<4>(in, w, out, y, x, c);
      for (; c < shape.out_channels; ++c) channels<1>(in, w, out, y, x, c);
    }
  }

 private:
  template <int count, class X, class Y>
  PELEMAY_INLINE void channels(const X* in, const W* w, Y* out, int y, int x, int c) const {
    detail::Lanes<Acc, count> sums = {};
    w += c;
    for (int k = 0; k < shape.in_channels; ++k, w += shape.out_channels) {
      const Acc v = static_cast<Acc>(in[k]);
      PELEMAY_UNROLL4
      for (int j = 0; j < count; ++j) sums[j] += v * static_cast<Acc>(w[j]);
    }
    detail::store(sums, epilogue, out + x * shape.out_pitch + c, y, x, c);
  }
};

template <class Shape, class W, class Epilogue = None>
constexpr MatmulKernel<Shape, W, Epilogue> matmul(const W* right, Epilogue epilogue = {},
                                                  Shape shape = {}) {
  return {right, epilogue, shape};
}

}  // namespace pelemay::rt

#endif  // PELEMAY_KERNELS_MATMUL_H
