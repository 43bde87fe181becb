// linear and matmul of random sizes against sums in double and int64.
#include <gtest/gtest.h>

#include <algorithm>

#include "pelemay/kernels.h"
#include "random.h"
#include "reference.h"

using namespace pelemay::rt;
using namespace pelemay::test;

namespace {

template <class X, class W>
void expect_linear(uint32_t seed) {
  using Acc = std::conditional_t<std::is_floating_point_v<X>, float, int32_t>;
  Random random(seed);
  for (int round = 0; round < 200; ++round) {
    const int m = random.in(1, 4), k = random.in(1, 40), n = random.in(1, 13);
    const int from = k + std::max(0, random.in(-3, 5)), to = n + std::max(0, random.in(-3, 5));
    const auto x = random.values<X>(m * from);
    const auto w = random.values<W>(n * k);
    const auto bias = random.values<Acc>(n);
    std::vector<Acc> y(size_t(m * to), Acc(99));
    layer(linear(w.data(), bias.data(), None{}, ProductShape{1, m, k, 1, m, n, 0, from, to}),
          x.data(), y.data());
    for (int i = 0; i < m; ++i)
      for (int j = 0; j < n; ++j) {
        Sum<X> want;
        want.add(bias[size_t(j)]);
        for (int q = 0; q < k; ++q)
          want.add(Wide<X>(x[size_t(i * from + q)]) * Wide<X>(w[size_t(j * k + q)]));
        ASSERT_NEAR(double(y[size_t(i * to + j)]), double(want.value), want.bound());
      }
    for (int i = 0; i < m; ++i)
      for (int j = n; j < to; ++j) ASSERT_EQ(y[size_t(i * to + j)], Acc(99)) << "between rows";
  }
}

template <class X>
void expect_matmul(uint32_t seed) {
  using Acc = std::conditional_t<std::is_floating_point_v<X>, float, int32_t>;
  Random random(seed);
  for (int round = 0; round < 200; ++round) {
    const int batch = random.in(1, 3), m = random.in(1, 4), k = random.in(1, 30);
    const int n = random.in(1, 13), stride = random.in(0, 1) * k * n;
    const int from = k + std::max(0, random.in(-3, 5)), to = n + std::max(0, random.in(-3, 5));
    const auto a = random.values<X>(batch * m * from);
    const auto b = random.values<X>(batch * k * n);
    std::vector<Acc> y(size_t(batch * m * to), Acc(99));
    layer(matmul(b.data(), None{}, ProductShape{batch, m, k, batch, m, n, stride, from, to}),
          a.data(), y.data());
    for (int p = 0; p < batch; ++p)
      for (int i = 0; i < m; ++i) {
        const int at = (p * m + i) * to;
        for (int j = n; j < to; ++j) ASSERT_EQ(y[size_t(at + j)], Acc(99)) << "between rows";
        for (int j = 0; j < n; ++j) {
          Sum<X> want;
          for (int q = 0; q < k; ++q)
            want.add(Wide<X>(a[size_t((p * m + i) * from + q)]) *
                     Wide<X>(b[size_t(p * stride + q * n + j)]));
          ASSERT_NEAR(double(y[size_t(at + j)]), double(want.value), want.bound());
        }
      }
  }
}

TEST(Linear, OfFloatsSumsEveryTerm) { expect_linear<float, float>(20); }
TEST(Linear, OfInt8IsExact) { expect_linear<int8_t, int8_t>(21); }
TEST(Linear, OfUint8IsExact) { expect_linear<uint8_t, int8_t>(22); }
TEST(Matmul, OfFloatsTakesBatchesAndSharedOperands) { expect_matmul<float>(23); }
TEST(Matmul, OfInt8IsExact) { expect_matmul<int8_t>(24); }

TEST(Products, OfConstantsEqualTheirPlainTwins) {
  Random random(25);
  const auto x = random.values<float>(3 * 17), w = random.values<float>(17 * 6);
  const auto bias = random.values<float>(6);
  std::vector<float> a(18), b(18);
  layer(linear<Product<3, 17, 6>>(w.data(), bias.data(), Map<Relu>{}), x.data(), a.data());
  layer(linear(w.data(), bias.data(), Map<Relu>{}, ProductShape{1, 3, 17, 1, 3, 6}), x.data(),
        b.data());
  EXPECT_EQ(a, b);
  layer(matmul<Product<3, 17, 6>>(w.data()), x.data(), a.data());
  layer(matmul(w.data(), None{}, ProductShape{1, 3, 17, 1, 3, 6}), x.data(), b.data());
  EXPECT_EQ(a, b);
}

}  // namespace
