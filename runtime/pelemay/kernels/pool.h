// Pools: largest, mean, and the exact integer sum that a requantize turns into a mean.
//
//   max_pool<Shape>(epilogue)              padding never wins
//   average_pool<Shape>(epilogue)          float; divides by the cells inside of the input
//   average_pool<Shape, true>(epilogue)    divides by kernel_rows * kernel_cols
//   sum_pool<Shape>(start, epilogue)       int32: start + the sum, padding worth shape.fill
//
// sum_pool's start is -count * zero point. For one output the order is ky, kx ascending.
#ifndef PELEMAY_KERNELS_POOL_H
#define PELEMAY_KERNELS_POOL_H

#include "pelemay/epilogue.h"
#include "pelemay/kernels/accumulator.h"
#include "pelemay/kernels/columns.h"
#include "pelemay/kernels/element.h"
#include "pelemay/kernels/store.h"

namespace pelemay::rt {

namespace detail {

struct Largest {
  static constexpr bool fills = false;
  template <class X>
  using Acc = X;
  template <class X>
  constexpr X start() const {
    return lowest<X>();
  }
  template <class A, class X>
  constexpr A fold(A a, X x) const {
    return Max{}(a, x);
  }
  template <class A>
  constexpr A finish(A a, int, int) const {
    return a;
  }
};

template <bool count_padding>
struct Mean {
  static constexpr bool fills = false;
  template <class X>
  using Acc = Accumulator<X>;
  template <class X>
  constexpr Acc<X> start() const {
    static_assert(static_cast<X>(0.5) > static_cast<X>(0), "integers: sum_pool and requantize");
    return 0;
  }
  template <class A, class X>
  constexpr A fold(A a, X x) const {
    return a + x;
  }
  template <class A>
  constexpr A finish(A a, int inside, int all) const {
    return a / static_cast<A>(count_padding ? all : inside);
  }
};

struct Total {
  int32_t from;
  static constexpr bool fills = true;
  template <class X>
  using Acc = int32_t;
  template <class X>
  constexpr int32_t start() const {
    return from;
  }
  template <class X>
  constexpr int32_t fold(int32_t a, X x) const {
    return a + static_cast<int32_t>(x);
  }
  constexpr int32_t finish(int32_t a, int, int) const { return a; }
};

}  // namespace detail

template <class Shape, class Fold, class Epilogue>
struct PoolKernel {
  Fold fold;
  Epilogue epilogue;
  Shape shape;

  template <class X, class Y>
  void row(const X* const* rows, Y* out, int y, int x0, int x1) const {
    int present = 0;
    for (int ky = 0; ky < shape.kernel_rows; ++ky) present += rows[ky] != nullptr;
    for (int x = x0; x < x1; ++x) {
      const detail::Span taps = detail::taps(shape, x);
      int c = 0;
      for (; c + 4 <= shape.out_channels; c += 4) channels<4>(rows, out, y, x, taps, present, c);
      for (; c < shape.out_channels; ++c) channels<1>(rows, out, y, x, taps, present, c);
    }
  }

 private:
  template <int count, class X, class Y>
  PELEMAY_INLINE void channels(const X* const* rows, Y* out, int y, int x, detail::Span taps,
                               int present, int c) const {
    const Shape& s = shape;
    using Acc = typename Fold::template Acc<X>;
    const int left = x * s.stride_x - s.pad_left;
    const int inside = present * (taps.end - taps.begin);
    const int all = s.kernel_rows * s.kernel_cols;
    detail::Lanes<Acc, count> acc;
    PELEMAY_UNROLL4
    for (int j = 0; j < count; ++j) acc[j] = fold.template start<X>();
    for (int ky = 0; ky < s.kernel_rows; ++ky) {
      const X* const in = rows[ky];
      if (in == nullptr) continue;
      for (int kx = taps.begin; kx < taps.end; ++kx) {
        const X* const from = in + (left + kx * s.dilation_x) * s.in_pitch + c;
        PELEMAY_UNROLL4
        for (int j = 0; j < count; ++j) acc[j] = fold.fold(acc[j], from[j]);
      }
    }
    PELEMAY_UNROLL4
    for (int j = 0; j < count; ++j) {
      acc[j] = fold.finish(acc[j], inside, all);
      if constexpr (Fold::fills) acc[j] += static_cast<Acc>(s.fill) * (all - inside);
    }
    detail::store(acc, epilogue, out + x * s.out_pitch + c, y, x, c);
  }
};

template <class Shape, class Epilogue = None>
constexpr PoolKernel<Shape, detail::Largest, Epilogue> max_pool(Epilogue epilogue = {},
                                                                Shape shape = {}) {
  return {{}, epilogue, shape};
}

template <class Shape, bool count_padding = false, class Epilogue = None>
constexpr PoolKernel<Shape, detail::Mean<count_padding>, Epilogue> average_pool(
    Epilogue epilogue = {}, Shape shape = {}) {
  return {{}, epilogue, shape};
}

template <class Shape, class Epilogue = None>
constexpr PoolKernel<Shape, detail::Total, Epilogue> sum_pool(int32_t start, Epilogue epilogue = {},
                                                              Shape shape = {}) {
  return {{start}, epilogue, shape};
}

}  // namespace pelemay::rt

#endif  // PELEMAY_KERNELS_POOL_H
