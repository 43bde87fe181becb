// Slices, pads and concatenations.
#include <gtest/gtest.h>

#include "pelemay/kernels.h"
#include "random.h"

using namespace pelemay::rt;
using namespace pelemay::test;

namespace {

int elements(const MoveShape& s) {
  int all = 1;
  for (int i = 0; i < s.rank; ++i) all *= s.dims[i];
  return all;
}

/// Where element `i` of the moved ones lies.
int place(const MoveShape& s, int begin, const int* steps, int i) {
  int at = begin;
  for (int axis = s.rank; axis-- > 0; i /= s.dims[axis]) at += i % s.dims[axis] * steps[axis];
  return at;
}

TEST(Slice, TakesEveryStepthElementOfRandomShapes) {
  Random random(60);
  for (int round = 0; round < 400; ++round) {
    MoveShape s{};
    s.rank = random.in(1, 6);
    int source[6], begin[6], step[6], size = 1, moved = 1;
    for (int i = s.rank; i-- > 0;) {
      s.dims[i] = random.in(1, 3);
      step[i] = random.in(1, 3) * (random.in(0, 1) ? 1 : -1);
      const int reach = (s.dims[i] - 1) * std::abs(step[i]), slack = random.in(0, 1);
      source[i] = reach + 1 + slack;
      begin[i] = slack + (step[i] < 0 ? reach : 0);
      s.from[i] = size * step[i];
      s.from_begin += size * begin[i];
      s.to[i] = moved;
      size *= source[i];
      moved *= s.dims[i];
    }
    const auto x = random.values<float>(size);
    std::vector<float> y(size_t(moved), -1.0f);
    slice(x.data(), y.data(), s);
    for (int i = 0; i < moved; ++i)
      ASSERT_EQ(y[size_t(i)], x[size_t(place(s, s.from_begin, s.from, i))]);
  }
}

TEST(Slice, ReadsBackwardsFromTheLastElement) {
  const int x[] = {0, 1, 2, 3, 4, 5};
  int backwards[6], odd[3], corner[4];
  slice<Move<Dims<6>, Walk<5, -1>, Walk<0, 1>>>(x, backwards);
  for (int i = 0; i < 6; ++i) EXPECT_EQ(backwards[i], 5 - i);
  slice<Move<Dims<3>, Walk<5, -2>, Walk<0, 1>>>(x, odd);
  EXPECT_EQ(std::vector<int>(odd, odd + 3), (std::vector<int>{5, 3, 1}));
  slice<Move<Dims<2, 2>, Walk<5, -3, -2>, Walk<0, 2, 1>>>(x, corner);  // of [[0, 1, 2], [3, 4, 5]]
  EXPECT_EQ(std::vector<int>(corner, corner + 4), (std::vector<int>{5, 3, 2, 0}));
}

TEST(Slice, ConstantShapeEqualsItsPlainTwin) {
  Random random(61);
  const auto x = random.values<int8_t>(60);  // [3, 4, 5], from the last row back, all but a column
  std::vector<int8_t> a(48), b(48);
  slice<Move<Dims<3, 4, 4>, Walk<41, -20, 5, 1>, Walk<0, 16, 4, 1>>>(x.data(), a.data());
  slice(x.data(), b.data(), MoveShape{3, 0, {3, 4, 4}, 41, {-20, 5, 1}, 0, {16, 4, 1}});
  EXPECT_EQ(a, b);
  EXPECT_EQ(a[0], x[41]);
  EXPECT_EQ(a[47], x[19]);
}

TEST(Pad, FramesWithTheValue) {
  Random random(62);
  for (int round = 0; round < 400; ++round) {
    MoveShape s{};
    s.rank = random.in(1, 6);
    s.size = 1;
    int source = 1, low[6], out[6];
    for (int i = s.rank; i-- > 0;) {
      s.dims[i] = random.in(1, 3);
      low[i] = random.in(0, 2);
      out[i] = low[i] + s.dims[i] + random.in(0, 2);
      s.from[i] = source;
      s.to[i] = s.size;
      s.to_begin += s.size * low[i];
      source *= s.dims[i];
      s.size *= out[i];
    }
    const auto x = random.values<float>(source);
    std::vector<float> y(size_t(s.size)), want(y.size(), -2.5f);
    for (int i = 0; i < elements(s); ++i)
      want[size_t(place(s, s.to_begin, s.to, i))] = x[size_t(i)];
    pad(x.data(), y.data(), -2.5f, s);
    ASSERT_EQ(y, want);
  }
}

TEST(Pad, ConstantShapeEqualsItsPlainTwin) {
  const int8_t x[] = {1, 2, 3, 4};
  std::vector<int8_t> a(20), b(20);
  pad<Move<Dims<2, 2>, Walk<0, 2, 1>, Walk<6, 5, 1>, 20>>(x, a.data(), int8_t{-128});
  pad(x, b.data(), int8_t{-128}, MoveShape{2, 20, {2, 2}, 0, {2, 1}, 6, {5, 1}});
  EXPECT_EQ(a, b);
  for (int i = 0; i < 20; ++i) {
    const int row = i / 5 - 1, column = i % 5 - 1;
    const bool inside = row >= 0 && row < 2 && column >= 0 && column < 2;
    EXPECT_EQ(a[size_t(i)], inside ? x[row * 2 + column] : -128) << i;
  }
}

TEST(Concat, PutsOneToThreePartsBehindEachOther) {
  const int a[] = {1, 2, 3, 4}, b[] = {10, 20}, c[] = {100, 200, 300, 400, 500, 600};
  std::vector<int> one(4), two(6), three(12), plain(12);
  concat<Chunks<1, 4>>(a, one.data());
  EXPECT_EQ(one, (std::vector<int>{1, 2, 3, 4}));
  concat<Chunks<2, 2, 1>>(a, b, two.data());
  EXPECT_EQ(two, (std::vector<int>{1, 2, 10, 3, 4, 20}));
  concat<Chunks<2, 2, 1, 3>>(a, b, c, three.data());
  EXPECT_EQ(three, (std::vector<int>{1, 2, 10, 100, 200, 300, 3, 4, 20, 400, 500, 600}));
  concat_as(ChunksShape{2, 3, {2, 1, 3}}, a, b, c, plain.data());
  EXPECT_EQ(plain, three);
}

TEST(Concat, OuterAxisIsOneChunkAPart) {
  Random random(63);
  const auto a = random.values<float>(6), b = random.values<float>(10);
  std::vector<float> y(16), want(a), plain(16);
  want.insert(want.end(), b.begin(), b.end());
  concat<Chunks<1, 6, 10>>(a.data(), b.data(), y.data());
  concat_as(ChunksShape{1, 2, {6, 10}}, a.data(), b.data(), plain.data());
  EXPECT_EQ(y, want);
  EXPECT_EQ(plain, want);
}

TEST(Concat, APartMayBeThereTwice) {
  const uint8_t a[] = {7, 8};
  uint8_t y[4];
  concat<Chunks<2, 1, 1>>(a, a, y);
  EXPECT_EQ(std::vector<uint8_t>(y, y + 4), (std::vector<uint8_t>{7, 7, 8, 8}));
}

}  // namespace
