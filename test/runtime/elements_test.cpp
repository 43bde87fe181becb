// Element-wise kernels, epilogues and quantization.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "pelemay/kernels.h"
#include "random.h"

using namespace pelemay::rt;
using namespace pelemay::test;

namespace {

// Broadcasting is numpy's: any of the three axes of an operand may have size 1. Pixels of operands
// and result lie side by side or apart.
TEST(Map, BroadcastsAnyAxisOfEachOperand) {
  Random random(50);
  for (int round = 0; round < 400; ++round) {
    const int size[3] = {random.in(1, 4), random.in(1, 5), random.in(1, 6)};
    ElementsShape s{size[0], size[1], size[2], {}, {}, {}};
    s.out_pitch = size[2] + std::max(0, random.in(-3, 5));
    int dims[3][3], pitch[3];
    std::vector<float> x[3];
    for (int operand = 0; operand < 3; ++operand) {
      for (int axis = 0; axis < 3; ++axis) dims[operand][axis] = random.in(0, 2) ? size[axis] : 1;
      const int* d = dims[operand];
      const int p = pitch[operand] = d[2] + std::max(0, random.in(-3, 5));
      s.channel_stride[operand] = d[2] == 1 ? 0 : 1;
      s.pixel_stride[operand] = d[1] == 1 ? 0 : p;
      s.row_stride[operand] = d[0] == 1 ? 0 : d[1] * p;
      x[operand] = random.values<float>(d[0] * d[1] * p);
    }
    const auto at = [&](int operand, int y, int p, int c) {
      const int* d = dims[operand];
      const int pixel = (d[0] == 1 ? 0 : y) * d[1] + (d[1] == 1 ? 0 : p);
      return x[operand][size_t(pixel * pitch[operand] + (d[2] == 1 ? 0 : c))];
    };
    const auto between = [](float lo, float v, float hi) { return v < lo ? lo : v > hi ? hi : v; };
    std::vector<float> three(size_t(size[0] * size[1] * s.out_pitch), 99.0f), two(three);
    layer(map(between, None{}, s), x[0].data(), x[1].data(), x[2].data(), three.data());
    layer(map(Sub{}, Map<Relu>{}, s), x[0].data(), x[1].data(), two.data());
    size_t i = 0;
    for (int y = 0; y < size[0]; ++y)
      for (int p = 0; p < size[1]; ++p) {
        for (int c = 0; c < size[2]; ++c, ++i) {
          ASSERT_EQ(three[i], between(at(0, y, p, c), at(1, y, p, c), at(2, y, p, c)));
          ASSERT_EQ(two[i], std::fmax(at(0, y, p, c) - at(1, y, p, c), 0.0f));
        }
        for (int c = size[2]; c < s.out_pitch; ++c, ++i)
          ASSERT_EQ(three[i] + two[i], 198.0f) << "a pixel is too wide";
      }
  }
}

TEST(Map, ResultMayHaveAnotherType) {
  const float a[] = {1, 2, 3}, b[] = {2, 2, 2};
  uint8_t less[3];
  const auto is_less = [](float x, float y) { return x < y; };
  layer(map<Elements<Out<1, 1, 3>>>(is_less), a, b, less);
  EXPECT_EQ(less[0], 1);
  EXPECT_EQ(less[1], 0);
  EXPECT_EQ(less[2], 0);
}

TEST(Map, ConstantShapeEqualsItsPlainTwin) {
  Random random(51);
  const auto a = random.values<float>(24), b = random.values<float>(4);
  std::vector<float> x(24), y(24);
  layer(map<Elements<Out<2, 3, 4>, Packed<Out<2, 3, 4>>, Strides<0, 0, 1>>, Mul>(), a.data(),
        b.data(), x.data());
  layer(map(Mul{}, None{}, ElementsShape{2, 3, 4, {12, 0, 0}, {4, 0, 0}, {1, 1, 0}}), a.data(),
        b.data(), y.data());
  EXPECT_EQ(x, y);
}

TEST(Element, FunctorsFollowIeee) {
  const float inf = INFINITY;
  EXPECT_TRUE(std::isnan(Relu{}(NAN)));
  EXPECT_EQ(Relu{}(-inf), 0.0f);
  EXPECT_EQ(Relu{}(int8_t{-128}), 0);
  EXPECT_EQ(Relu{}(int8_t{5}), 5);
  EXPECT_TRUE(std::isnan(Max{}(NAN, 1.0f)));
  EXPECT_TRUE(std::isnan(Max{}(1.0f, NAN)));
  EXPECT_TRUE(std::isnan(Min{}(NAN, 1.0f)));
  EXPECT_TRUE(std::isnan(Min{}(1.0f, NAN)));
  EXPECT_EQ(Max{}(-inf, 1.0f), 1.0f);
  EXPECT_EQ(Min{}(2, 1), 1);
  EXPECT_EQ(Div{}(1.0f, 0.0f), inf);
  EXPECT_EQ(Neg{}(3.0f), -3.0f);
  EXPECT_EQ(Sub{}(3, 5), -2);
  EXPECT_EQ(Exp{}(0.0f), 1.0f);
}

TEST(Epilogue, ChainsFromLeftToRightAndKnowsItsPlace) {
  const float x[] = {1, 2, 3, 4, 5, 6, 7, 8}, scale[] = {2, 10},
              residual[] = {8, 7, 6, 5, 4, 3, 2, 1};
  float y[8];
  using Shape = Elements<Out<2, 2, 2>>;
  const auto all =
      then(ByChannel<Mul, float>{{}, scale}, ByElement<Add, float>{{}, residual, 4, 2}, Map<Neg>{});
  layer(copy<Shape>(all), x, y);
  for (int i = 0; i < 8; ++i) EXPECT_EQ(y[i], -(x[i] * scale[i % 2] + residual[i]));
  layer(copy<Shape>(ByElement<Add, float>{{}, residual, 4, 2, 1}), x, y);  // a ring of one row
  for (int i = 0; i < 8; ++i) EXPECT_EQ(y[i], x[i] + residual[i % 4]);
  layer(copy<Shape>(ByChannel<Swapped<Sub>, float>{{}, scale}), x, y);
  for (int i = 0; i < 8; ++i) EXPECT_EQ(y[i], scale[i % 2] - x[i]);
}

TEST(Quantize, RoundsHalfToEvenAndSaturates) {
  const float x[] = {0.5f,        1.5f,   2.5f,     -0.5f,     -1.5f,   -2.5f,
                     0.49999997f, 127.4f, 127.5f,   200.f,     -128.5f, -129.f,
                     1e30f,       -1e30f, INFINITY, -INFINITY, NAN,     -0.50000006f};
  const int want[] = {0,   2,    2,    0,   -2,   -2,  0,    127, 127,
                      127, -128, -128, 127, -128, 127, -128, 0,   -1};
  int8_t y[18];
  layer(quantize<Elements<Out<1, 1, 18>>>(one(1.0f), 0, -128, 127), x, y);
  for (int i = 0; i < 18; ++i) EXPECT_EQ(y[i], want[i]) << x[i];
}

TEST(Quantize, EqualsItsDefinitionForRandomScales) {
  Random random(52);
  using Shape = Elements<Out<1, 100, 3>>;
  for (int round = 0; round < 200; ++round) {
    const float scale[] = {0.001f + std::fabs(random.value<float>()), 0.25f, 0.0078431f};
    const int zero = random.in(0, 255);
    auto x = random.values<float>(300);
    for (float& v : x) v *= 200.0f;
    std::vector<uint8_t> q(300);
    std::vector<float> back(300);
    layer(quantize<Shape>(each(scale), zero, 0, 255), x.data(), q.data());
    layer(dequantize<Shape>(each(scale), zero), q.data(), back.data());
    for (size_t i = 0; i < 300; ++i) {
      const double whole = std::nearbyint(double(x[i] / scale[i % 3]));
      ASSERT_EQ(q[i], std::min(255.0, std::max(0.0, whole + zero)));
      ASSERT_EQ(back[i], float(int(q[i]) - zero) * scale[i % 3]);
    }
  }
}

}  // namespace
