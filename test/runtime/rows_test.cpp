// One kernel, every way to drive it: whole maps, rings, hand-overs, backwards in place. Equal
// bytes.
#include <gtest/gtest.h>

#include <cstring>

#include "pelemay/kernels.h"
#include "random.h"

using namespace pelemay::rt;
using namespace pelemay::test;

namespace {

using Stem = Window<In<16, 12, 2>, Out<16, 12, 8>, Kernel<3, 3>, Stride<1, 1>, Pad<1, 1>>;
using Dw = Window<In<16, 12, 8>, Out<8, 6, 8>, Kernel<3, 3>, Stride<2, 2>, Pad<0, 0>,
                  Dilation<1, 1>, Groups<8>>;
using Pw = Window<In<8, 6, 8>, Out<8, 6, 5>, Kernel<1, 1>>;

TEST(Rings, OfThreeRowsEqualWholeMaps) {
  Random random(40);
  const auto image = random.values<float>(16 * 12 * 2);
  const auto stem_w = random.values<float>(8 * 9 * 2), stem_b = random.values<float>(8);
  const auto dw_w = random.values<float>(9 * 8), dw_b = random.values<float>(8);
  const auto pw_w = random.values<float>(5 * 8), pw_b = random.values<float>(5);
  const auto stem = conv<Stem>(stem_w.data(), stem_b.data(), Map<Relu>{});
  const auto dw = depthwise<Dw>(dw_w.data(), dw_b.data(), Map<Relu>{});
  const auto pw = conv<Pw>(pw_w.data(), pw_b.data());

  std::vector<float> stem_map(16 * 12 * 8), dw_map(8 * 6 * 8), want(8 * 6 * 5);
  layer(stem, image.data(), stem_map.data());
  layer(dw, stem_map.data(), dw_map.data());
  layer(pw, dw_map.data(), want.data());

  std::vector<float> memory(3 * 96 + 48), got(want.size());
  const Ring<float> stem_rows{memory.data(), 96, 3};
  float* const dw_row = memory.data() + 3 * 96;
  Rows first(stem, Whole<const float>{image.data(), 24}, stem_rows);
  Rows second(dw, stem_rows, Whole<float>{dw_row, 0});
  Rows third(pw, Whole<const float>{dw_row, 0}, Whole<float>{got.data(), 30});
  first.next(1);
  for (int i = 0; i < 8; ++i) {  // the last turn asks for one row more than there is
    first.next(2);
    second.next(1);
    third.next(1);
  }
  EXPECT_EQ(got, want);
}

// A ring of two rows is too small for a 3x3: the test above can fail.
TEST(Rings, OfTwoRowsAreTooSmall) {
  Random random(41);
  const auto image = random.values<float>(16 * 12 * 2);
  const auto stem_w = random.values<float>(8 * 9 * 2), stem_b = random.values<float>(8);
  const auto dw_w = random.values<float>(9 * 8), dw_b = random.values<float>(8);
  const auto stem = conv<Stem>(stem_w.data(), stem_b.data());
  const auto dw = depthwise<Dw>(dw_w.data(), dw_b.data());
  std::vector<float> stem_map(16 * 12 * 8), want(8 * 6 * 8), memory(2 * 96), got(want.size());
  layer(stem, image.data(), stem_map.data());
  layer(dw, stem_map.data(), want.data());
  const Ring<float> stem_rows{memory.data(), 96, 2};
  Rows first(stem, Whole<const float>{image.data(), 24}, stem_rows);
  Rows second(dw, stem_rows, Whole<float>{got.data(), 48});
  first.next(1);
  for (int i = 0; i < 8; ++i) {
    first.next(2);
    second.next(1);
  }
  EXPECT_NE(got, want);
}

using Same = Window<In<9, 7, 4>, Out<9, 7, 4>, Kernel<3, 3>, Stride<1, 1>, Pad<1, 1>>;
constexpr int kRow = 7 * 4;

/// A map and its result in one buffer, the result `distance` rows above; rows from last to first.
template <class T, class Kernel>
std::vector<T> in_place(const Kernel& kernel, const std::vector<T>& x, int distance) {
  std::vector<T> memory(size_t((9 + distance) * kRow));
  std::copy(x.begin(), x.end(), memory.begin());
  T* const out = memory.data() + distance * kRow;
  layer_down(kernel, static_cast<const T*>(memory.data()), out);
  return std::vector<T>(out, out + 9 * kRow);
}

TEST(Downward, InPlaceTwoRowsAboveEqualsApart) {
  Random random(42);
  const auto x = random.values<float>(9 * kRow);
  const auto w = random.values<float>(4 * 9 * 4), bias = random.values<float>(4);
  const auto kernel = conv<Same>(w.data(), bias.data(), Map<Relu>{});
  std::vector<float> want(x.size());
  layer(kernel, x.data(), want.data());
  EXPECT_EQ(in_place(kernel, x, 2), want);
  EXPECT_NE(in_place(kernel, x, 1), want);  // row y would overwrite row y + 1 while it is read
}

TEST(Downward, InPlaceOfIntegersEqualsApart) {
  Random random(43);
  const auto x = random.values<int8_t>(9 * kRow), w = random.values<int8_t>(4 * 9 * 4);
  const auto bias = random.values<int32_t>(4);
  const auto kernel =
      conv<Same>(w.data(), bias.data(), requantize(one(1 << 30), one(38), 3, one(-128), one(127)));
  std::vector<int8_t> want(x.size());
  layer(kernel, x.data(), want.data());
  EXPECT_EQ(in_place(kernel, x, 2), want);
}

TEST(Downward, DriverGivesTheLastRowsFirst) {
  const float x[] = {1, 2, 3};
  float y[] = {0, 0, 0};
  Rows rows =
      downward(copy<Elements<Out<3, 1, 1>>>(), Whole<const float>{x, 1}, Whole<float>{y, 1});
  rows.next(2);
  EXPECT_EQ(y[0], 0.0f);
  EXPECT_EQ(y[1], 2.0f);
  rows.next(5);  // no more than there are
  EXPECT_EQ(y[0], 1.0f);
}

// The operands of a sum may come from a map, a ring and a hand-over at once.
TEST(Rows, TakesOperandsFromSeveralKindsOfSources) {
  Random random(44);
  const auto a = random.values<float>(6 * 8), b = random.values<float>(6 * 8);
  using Shape = Elements<Out<6, 4, 2>>;
  std::vector<float> want(a.size()), ring(2 * 8), got(a.size());
  layer(map<Shape, Sub>(), a.data(), b.data(), want.data());
  const Ring<float> rows_b{ring.data(), 8, 2};
  Rows fill(copy<Shape>(), Whole<const float>{b.data(), 8}, rows_b);
  Rows sum(map<Shape, Sub>(), Whole<const float>{a.data(), 8}, rows_b, Whole<float>{got.data(), 8});
  for (int i = 0; i < 6; ++i) {
    fill.next(1);
    sum.next(1);
  }
  EXPECT_EQ(got, want);
}

TEST(Status, MemoryIsTypedAndAligned) {
  alignas(16) unsigned char memory[32] = {};
  at<float>(memory, 16)[1] = 2.5f;
  EXPECT_EQ(at<float>(static_cast<const void*>(memory), 20)[0], 2.5f);
  EXPECT_TRUE(is_aligned(memory, 16));
  EXPECT_FALSE(is_aligned(memory + 4, 8));
}

}  // namespace
