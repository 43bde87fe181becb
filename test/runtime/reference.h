// What window kernels should compute, written from the definition: every output by itself, one loop
// an index, padding by coordinates, sums in double or int64. Shares nothing with the kernels.
#ifndef PELEMAY_TEST_RUNTIME_REFERENCE_H
#define PELEMAY_TEST_RUNTIME_REFERENCE_H

#include <cmath>
#include <type_traits>
#include <vector>

#include "pelemay/shape.h"

namespace pelemay::test {

template <class T>
using Wide = std::conditional_t<std::is_floating_point_v<T>, double, int64_t>;

/// A sum, the sum of its terms' magnitudes and their number: what a bound on rounding needs.
template <class T>
struct Sum {
  Wide<T> value = 0, magnitude = 0;
  int terms = 0;
  void add(Wide<T> v) {
    value += v;
    magnitude += v < 0 ? -v : v;
    ++terms;
  }
  double bound() const {
    return std::is_floating_point_v<T> ? terms * std::ldexp(1.0, -23) * double(magnitude) : 0.0;
  }
};

/// Calls visit(ky, kx, inside, element index) for each cell of the window of output (y, x), channel
/// c.
template <class Visit>
void each_cell(const rt::WindowShape& s, int y, int x, int c, Visit visit) {
  for (int ky = 0; ky < s.kernel_rows; ++ky)
    for (int kx = 0; kx < s.kernel_cols; ++kx) {
      const int iy = y * s.stride_y - s.pad_top + ky * s.dilation_y;
      const int ix = x * s.stride_x - s.pad_left + kx * s.dilation_x;
      const bool inside = iy >= 0 && iy < s.in_rows && ix >= 0 && ix < s.in_width;
      visit(ky, kx, inside, inside ? (iy * s.in_width + ix) * s.in_pitch + c : -1);
    }
}

template <class X, class W, class B>
Sum<X> conv_at(const rt::WindowShape& s, const std::vector<X>& x, const std::vector<W>& w,
               const std::vector<B>& bias, int oy, int ox, int o) {
  Sum<X> sum;
  sum.add(bias[size_t(o)]);
  const int depth = s.in_channels / s.groups;
  const int group = o / (s.out_channels / s.groups);
  for (int i = 0; i < depth; ++i)
    each_cell(s, oy, ox, group * depth + i, [&](int ky, int kx, bool inside, int at) {
      const Wide<X> v = inside ? Wide<X>(x[size_t(at)]) : Wide<X>(s.fill);
      const int k = ((o * s.kernel_rows + ky) * s.kernel_cols + kx) * depth + i;
      sum.add(v * Wide<X>(w[size_t(k)]));
    });
  return sum;
}

}  // namespace pelemay::test

#endif  // PELEMAY_TEST_RUNTIME_REFERENCE_H
