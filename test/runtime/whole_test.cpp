// Whole kernels: reduce, softmax, transpose.
#include <gtest/gtest.h>

#include <cmath>

#include "pelemay/kernels.h"
#include "random.h"
#include "reference.h"

using namespace pelemay::rt;
using namespace pelemay::test;

namespace {

ExtentShape random_extent(Random& random) {
  return {random.in(1, 4), random.in(1, 20), random.in(1, 5)};
}

TEST(Reduce, FoldsTheMiddleAxis) {
  Random random(60);
  for (int round = 0; round < 300; ++round) {
    const ExtentShape s = random_extent(random);
    const auto x = random.values<float>(s.outer * s.n * s.inner);
    const auto q = random.values<int8_t>(s.outer * s.n * s.inner);
    std::vector<float> sum(size_t(s.outer * s.inner)), top(sum.size()), least(sum.size());
    std::vector<int32_t> total(sum.size());
    reduce<ExtentShape, Add>(x.data(), sum.data(), None{}, s);
    reduce<ExtentShape, Max>(x.data(), top.data(), Map<Neg>{}, s);
    reduce<ExtentShape, Min>(x.data(), least.data(), None{}, s);
    reduce<ExtentShape, Add>(q.data(), total.data(), None{}, s);
    for (int o = 0, at = 0; o < s.outer; ++o)
      for (int i = 0; i < s.inner; ++i, ++at) {
        Sum<float> want;
        int64_t want_total = 0;
        float max = -INFINITY, min = INFINITY;
        for (int k = 0; k < s.n; ++k) {
          const size_t j = size_t((o * s.n + k) * s.inner + i);
          want.add(x[j]);
          want_total += q[j];
          max = std::fmax(max, x[j]), min = std::fmin(min, x[j]);
        }
        ASSERT_NEAR(sum[size_t(at)], want.value, want.bound());
        ASSERT_EQ(top[size_t(at)], -max);
        ASSERT_EQ(least[size_t(at)], min);
        ASSERT_EQ(total[size_t(at)], want_total);
      }
  }
}

TEST(Reduce, MeanIsTheSumDividedByTheNumber) {
  Random random(62);
  for (int round = 0; round < 300; ++round) {
    const ExtentShape s = random_extent(random);
    const auto x = random.values<float>(s.outer * s.n * s.inner);
    std::vector<float> sum(size_t(s.outer * s.inner)), mean(sum.size()), root(sum.size());
    reduce<ExtentShape, Add>(x.data(), sum.data(), None{}, s);
    reduce_mean(x.data(), mean.data(), None{}, s);
    reduce_mean(x.data(), root.data(), then(Map<Abs>{}, Map<Sqrt>{}), s);
    for (size_t i = 0; i < sum.size(); ++i) {
      ASSERT_EQ(mean[i], sum[i] / float(s.n));
      ASSERT_EQ(root[i], std::sqrt(std::fabs(mean[i])));
    }
  }
}

TEST(Reduce, IntegersWrapAround) {
  const int32_t x[] = {INT32_MAX, 3, INT32_MAX};
  const int64_t large[] = {INT64_MAX, 2};
  int32_t y;
  int64_t z;
  reduce<Extent<1, 3, 1>, Add>(x, &y);
  EXPECT_EQ(y, 1);
  reduce<Extent<1, 3, 1>, Mul>(x, &y);
  EXPECT_EQ(y, 3);
  reduce<Extent<1, 2, 1>, Add>(large, &z);
  EXPECT_EQ(z, INT64_MIN + 1);
  reduce<Extent<1, 2, 1>, Mul>(large, &z);
  EXPECT_EQ(z, -2);
  reduce<Extent<1, 3, 1>, Min>(x, &y);  // extremes do not
  EXPECT_EQ(y, 3);
}

TEST(Softmax, MatchesDoubleAndRunsInPlace) {
  Random random(61);
  for (int round = 0; round < 300; ++round) {
    const ExtentShape s = random_extent(random);
    auto x = random.values<float>(s.outer * s.n * s.inner);
    for (float& v : x) v *= 30.0f;
    std::vector<float> y(x.size()), in_place = x;
    softmax(x.data(), y.data(), s);
    softmax(in_place.data(), in_place.data(), s);
    ASSERT_EQ(y, in_place);
    for (int o = 0; o < s.outer; ++o)
      for (int i = 0; i < s.inner; ++i) {
        const auto at = [&](int k) { return size_t((o * s.n + k) * s.inner + i); };
        double top = -INFINITY, sum = 0;
        for (int k = 0; k < s.n; ++k) top = std::fmax(top, double(x[at(k)]));
        for (int k = 0; k < s.n; ++k) sum += std::exp(double(x[at(k)]) - top);
        for (int k = 0; k < s.n; ++k) {
          const double want = std::exp(double(x[at(k)]) - top) / sum;
          ASSERT_NEAR(y[at(k)], want, want * 5e-6 + 1e-38);
        }
      }
  }
}

TEST(Softmax, SurvivesLargeLogitsAndPassesNan) {
  const float large[] = {1e30f, 1e30f, -INFINITY}, bad[] = {0, NAN, 1};
  float y[3];
  softmax<Extent<1, 3, 1>>(large, y);
  EXPECT_EQ(y[0], 0.5f);
  EXPECT_EQ(y[1], 0.5f);
  EXPECT_EQ(y[2], 0.0f);
  softmax<Extent<1, 3, 1>>(bad, y);
  for (float v : y) EXPECT_TRUE(std::isnan(v));
}

TEST(Transpose, PutsEveryElementInItsPlace) {
  Random random(62);
  for (int round = 0; round < 500; ++round) {
    TransposeShape s{};
    s.rank = random.in(1, 6);
    int size = 1;
    for (int i = 0; i < s.rank; ++i) size *= s.dims[i] = random.in(1, 4), s.perm[i] = i;
    for (int i = s.rank - 1; i > 0; --i) std::swap(s.perm[i], s.perm[random.in(0, i)]);
    const auto x = random.values<int32_t>(size);
    std::vector<int32_t> y(x.size());
    transpose(x.data(), y.data(), s);
    for (int at = 0; at < size; ++at) {  // the input's index of each axis, then the output's place
      int index[6], rest = at, place = 0;
      for (int axis = s.rank - 1; axis >= 0; --axis) {
        index[axis] = rest % s.dims[axis];
        rest /= s.dims[axis];
      }
      for (int i = 0; i < s.rank; ++i) place = place * s.dims[s.perm[i]] + index[s.perm[i]];
      ASSERT_EQ(y[size_t(place)], x[size_t(at)]);
    }
  }
}

TEST(Transpose, ConstantShapeEqualsItsPlainTwin) {
  Random random(63);
  const auto x = random.values<float>(3 * 4 * 5);
  std::vector<float> a(x.size()), b(x.size());
  transpose<Transpose<Dims<1, 3, 4, 5>, Perm<0, 2, 3, 1>>>(x.data(), a.data());
  transpose(x.data(), b.data(), TransposeShape{4, {1, 3, 4, 5}, {0, 2, 3, 1}});
  EXPECT_EQ(a, b);
}

}  // namespace
