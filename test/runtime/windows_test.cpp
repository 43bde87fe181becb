// Convolutions and pools of random shapes against their definition.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "pelemay/kernels.h"
#include "random.h"
#include "reference.h"

using namespace pelemay::rt;
using namespace pelemay::test;

namespace {

/// Any window whose output has at least one pixel; padding may be larger than it needs to be and
/// differs between the sides. Pixels lie side by side or apart.
WindowShape random_window(Random& random, bool depthwise) {
  for (;;) {
    WindowShape s{};
    s.groups = random.in(0, 2) ? 1 : random.in(1, 3);
    s.in_rows = random.in(1, 9), s.in_width = random.in(1, 9);
    s.in_channels = s.groups * random.in(1, 5), s.out_channels = s.groups * random.in(1, 9);
    if (depthwise) s.groups = s.out_channels = s.in_channels = random.in(1, 11);
    s.in_pitch = s.in_channels + std::max(0, random.in(-3, 5));
    s.out_pitch = s.out_channels + std::max(0, random.in(-3, 5));
    s.kernel_rows = random.in(1, 4), s.kernel_cols = random.in(1, 4);
    s.stride_y = random.in(1, 3), s.stride_x = random.in(1, 3);
    s.dilation_y = random.in(1, 3), s.dilation_x = random.in(1, 3);
    s.pad_top = random.in(0, 4), s.pad_left = random.in(0, 4);
    const int height = s.in_rows + s.pad_top + random.in(0, 4);
    const int width = s.in_width + s.pad_left + random.in(0, 4);
    s.out_rows = (height - (s.kernel_rows - 1) * s.dilation_y - 1) / s.stride_y + 1;
    s.out_width = (width - (s.kernel_cols - 1) * s.dilation_x - 1) / s.stride_x + 1;
    if (height > (s.kernel_rows - 1) * s.dilation_y && width > (s.kernel_cols - 1) * s.dilation_x)
      return s;
  }
}

int in_size(const WindowShape& s) { return s.in_rows * s.in_width * s.in_pitch; }
int out_size(const WindowShape& s) { return s.out_rows * s.out_width * s.out_pitch; }

/// What lies in results before they are computed, and must still lie between their pixels behind.
constexpr int kBefore = 99;

template <class Y>
std::vector<Y> room(const WindowShape& s) {
  return std::vector<Y>(size_t(out_size(s)), Y(kBefore));
}

/// Calls check(y, x, c, index) for every output.
template <class Y, class Check>
void each_output(const WindowShape& s, const std::vector<Y>& out, Check check) {
  for (int y = 0, pixel = 0; y < s.out_rows; ++y)
    for (int x = 0; x < s.out_width; ++x, pixel += s.out_pitch) {
      for (int c = 0; c < s.out_channels; ++c) check(y, x, c, size_t(pixel + c));
      for (int c = s.out_channels; c < s.out_pitch; ++c)
        ASSERT_EQ(out[size_t(pixel + c)], Y(kBefore)) << "a pixel is too wide";
    }
}

template <class X, class W>
void expect_conv(uint32_t seed, bool with_fill) {
  using Acc = std::conditional_t<std::is_floating_point_v<X>, float, int32_t>;
  Random random(seed);
  for (int round = 0; round < 300; ++round) {
    WindowShape s = random_window(random, false);
    if (with_fill) s.fill = random.in(-128, 127);
    const auto x = random.values<X>(in_size(s));
    const auto w =
        random.values<W>(s.out_channels * s.kernel_rows * s.kernel_cols * s.in_channels / s.groups);
    const auto bias = random.values<Acc>(s.out_channels);
    std::vector<Acc> y = room<Acc>(s);
    layer(conv(w.data(), bias.data(), None{}, s), x.data(), y.data());
    each_output(s, y, [&](int oy, int ox, int c, size_t i) {
      const auto want = conv_at(s, x, w, bias, oy, ox, c);
      ASSERT_NEAR(double(y[i]), double(want.value), want.bound()) << "round " << round;
    });
  }
}

/// [row][pixel][channel] -> [channel][row][pixel]
template <class X>
std::vector<X> in_planes(const WindowShape& s, const std::vector<X>& x) {
  std::vector<X> planes(x.size());
  const int plane = s.in_rows * s.in_width;
  for (int at = 0; at < plane; ++at)
    for (int c = 0; c < s.in_channels; ++c)
      planes[size_t(c * plane + at)] = x[size_t(at * s.in_pitch + c)];
  return planes;
}

/// An image in planes gives the very bytes that it gives in pixels.
template <class X, class W>
void expect_planar_is_conv(uint32_t seed, bool with_fill) {
  using Acc = std::conditional_t<std::is_floating_point_v<X>, float, int32_t>;
  Random random(seed);
  for (int round = 0; round < 300;) {
    WindowShape s = random_window(random, false);
    if (s.groups != 1) continue;
    if (with_fill) s.fill = random.in(-128, 127);
    const auto x = random.values<X>(in_size(s));
    const auto w = random.values<W>(s.out_channels * s.kernel_rows * s.kernel_cols * s.in_channels);
    const auto bias = random.values<Acc>(s.out_channels);
    std::vector<Acc> planar = room<Acc>(s), y = planar;
    layer(conv_planar(w.data(), bias.data(), None{}, PlanarWindowShape(s)), in_planes(s, x).data(),
          planar.data());
    layer(conv(w.data(), bias.data(), None{}, s), x.data(), y.data());
    ASSERT_EQ(planar, y) << "round " << round;
    ++round;
  }
}

template <class X, class W>
void expect_depthwise(uint32_t seed, bool with_fill) {
  using Acc = std::conditional_t<std::is_floating_point_v<X>, float, int32_t>;
  Random random(seed);
  for (int round = 0; round < 300; ++round) {
    WindowShape s = random_window(random, true);
    if (with_fill) s.fill = random.in(-128, 127);
    const int cells = s.kernel_rows * s.kernel_cols;
    const auto x = random.values<X>(in_size(s));
    const auto w = random.values<W>(cells * s.out_channels);
    std::vector<W> by_output(w.size());  // [channel][cell], as a grouped convolution stores them
    for (int c = 0; c < s.out_channels; ++c)
      for (int k = 0; k < cells; ++k)
        by_output[size_t(c * cells + k)] = w[size_t(k * s.out_channels + c)];
    const auto bias = random.values<Acc>(s.out_channels);
    std::vector<Acc> y = room<Acc>(s);
    layer(depthwise(w.data(), bias.data(), None{}, s), x.data(), y.data());
    each_output(s, y, [&](int oy, int ox, int c, size_t i) {
      const auto want = conv_at(s, x, by_output, bias, oy, ox, c);
      ASSERT_NEAR(double(y[i]), double(want.value), want.bound()) << "round " << round;
    });
  }
}

TEST(Conv, OfFloatsSumsEveryTap) { expect_conv<float, float>(1, false); }
TEST(Conv, OfFloatsCountsFillAsInput) { expect_conv<float, float>(2, true); }
TEST(Conv, OfInt8IsExact) { expect_conv<int8_t, int8_t>(3, true); }
TEST(Conv, OfUint8IsExact) { expect_conv<uint8_t, int8_t>(4, true); }
TEST(Conv, OfUint8WithoutFillIsExact) { expect_conv<uint8_t, uint8_t>(5, false); }
TEST(ConvPlanar, OfFloatsIsConv) { expect_planar_is_conv<float, float>(17, false); }
TEST(ConvPlanar, OfFloatsCountsFillAsInput) { expect_planar_is_conv<float, float>(18, true); }
TEST(ConvPlanar, OfInt8IsConv) { expect_planar_is_conv<int8_t, int8_t>(19, true); }
TEST(ConvPlanar, OfUint8IsConv) { expect_planar_is_conv<uint8_t, int8_t>(20, false); }
TEST(Depthwise, OfFloatsSumsEveryTap) { expect_depthwise<float, float>(6, false); }
TEST(Depthwise, OfInt8IsExact) { expect_depthwise<int8_t, int8_t>(7, true); }
TEST(Depthwise, OfUint8IsExact) { expect_depthwise<uint8_t, int8_t>(8, true); }

TEST(Conv, WithoutBiasStartsFromZero) {
  const WindowShape s{1, 2, 1, 1, 2, 1, 1, 1};
  const float x[] = {2, 3}, w[] = {5};
  float y[2];
  layer(conv(w, static_cast<const float*>(nullptr), None{}, s), x, y);
  EXPECT_EQ(y[0], 10.0f);
  EXPECT_EQ(y[1], 15.0f);
}

// The same bytes however a row is cut into pieces: pixel hand-over and column tiles rest on it.
TEST(Conv, OfPartsOfARowEqualsTheRow) {
  Random random(9);
  for (int round = 0; round < 100; ++round) {
    WindowShape s = random_window(random, false);
    s.in_rows = s.out_rows = s.kernel_rows = s.stride_y = s.dilation_y = 1;
    s.pad_top = 0;
    s.fill = random.in(0, 1) * 7;
    const auto x = random.values<float>(in_size(s));
    const auto w = random.values<float>(s.out_channels * s.kernel_cols * s.in_channels / s.groups);
    const auto bias = random.values<float>(s.out_channels);
    std::vector<float> whole(size_t(out_size(s))), parts(size_t(out_size(s)));
    const auto kernel = conv(w.data(), bias.data(), None{}, s);
    const float* const rows[] = {x.data()};
    kernel.row(rows, whole.data(), 0, 0, s.out_width);
    for (int x0 = 0; x0 < s.out_width;) {
      const int x1 = std::min(s.out_width, x0 + random.in(1, 3));
      kernel.row(rows, parts.data(), 0, x0, x1);
      x0 = x1;
    }
    ASSERT_EQ(whole, parts);
  }
}

template <class X>
void expect_max_pool(uint32_t seed) {
  Random random(seed);
  for (int round = 0; round < 300; ++round) {
    const WindowShape s = random_window(random, true);
    const auto x = random.values<X>(in_size(s));
    std::vector<X> y = room<X>(s);
    layer(max_pool(None{}, s), x.data(), y.data());
    each_output(s, y, [&](int oy, int ox, int c, size_t i) {
      X want = std::numeric_limits<X>::has_infinity ? -std::numeric_limits<X>::infinity()
                                                    : std::numeric_limits<X>::lowest();
      each_cell(s, oy, ox, c, [&](int, int, bool inside, int at) {
        if (inside) want = std::max(want, x[size_t(at)]);
      });
      ASSERT_EQ(y[i], want) << "round " << round;
    });
  }
}

TEST(MaxPool, OfFloatsNeverTakesPadding) { expect_max_pool<float>(10); }
TEST(MaxPool, OfInt8NeverTakesPadding) { expect_max_pool<int8_t>(11); }
TEST(MaxPool, OfUint8NeverTakesPadding) { expect_max_pool<uint8_t>(12); }

TEST(MaxPool, PassesNan) {
  const float x[] = {1, NAN, 3, 2};
  float y = 0;
  layer(max_pool(None{}, WindowShape{2, 2, 1, 1, 1, 1, 2, 2}), x, &y);
  EXPECT_TRUE(std::isnan(y));
}

template <bool count_padding>
void expect_average_pool(uint32_t seed) {
  Random random(seed);
  for (int round = 0; round < 300; ++round) {
    const WindowShape s = random_window(random, true);
    const auto x = random.values<float>(in_size(s));
    std::vector<float> y = room<float>(s);
    layer(average_pool<WindowShape, count_padding>(None{}, s), x.data(), y.data());
    each_output(s, y, [&](int oy, int ox, int c, size_t i) {
      Sum<float> sum;
      each_cell(s, oy, ox, c, [&](int, int, bool inside, int at) {
        if (inside) sum.add(x[size_t(at)]);
      });
      const int count = count_padding ? s.kernel_rows * s.kernel_cols : sum.terms;
      if (count == 0) return;  // a window of nothing but padding has no mean
      ASSERT_NEAR(y[i], sum.value / count, (sum.bound() + 1e-7) / count) << "round " << round;
    });
  }
}

TEST(AveragePool, DividesByTheCellsInside) { expect_average_pool<false>(13); }
TEST(AveragePool, CanCountPadding) { expect_average_pool<true>(14); }

TEST(SumPool, IsExactWithFillAndStart) {
  Random random(15);
  for (int round = 0; round < 300; ++round) {
    WindowShape s = random_window(random, true);
    s.fill = random.in(-128, 127);
    const int start = random.in(-100000, 100000);
    const auto x = random.values<int8_t>(in_size(s));
    std::vector<int32_t> y = room<int32_t>(s);
    layer(sum_pool(start, None{}, s), x.data(), y.data());
    each_output(s, y, [&](int oy, int ox, int c, size_t i) {
      int64_t want = start;
      each_cell(s, oy, ox, c,
                [&](int, int, bool inside, int at) { want += inside ? x[size_t(at)] : s.fill; });
      ASSERT_EQ(y[i], want) << "round " << round;
    });
  }
}

// A shape of constants and its twin of plain members run the same source: the same bytes.
template <class... Terms>
void expect_twin_is_equal() {
  using Shape = Window<Terms...>;
  const WindowShape twin{Shape::in_rows,     Shape::in_width,    Shape::in_channels,
                         Shape::out_rows,    Shape::out_width,   Shape::out_channels,
                         Shape::kernel_rows, Shape::kernel_cols, Shape::stride_y,
                         Shape::stride_x,    Shape::pad_top,     Shape::pad_left,
                         Shape::dilation_y,  Shape::dilation_x,  Shape::groups,
                         Shape::fill,        Shape::in_pitch,    Shape::out_pitch};
  Random random(16);
  const auto x = random.values<float>(in_size(twin));
  const auto w = random.values<float>(Shape::out_channels * Shape::kernel_rows *
                                      Shape::kernel_cols * Shape::in_channels);
  const auto bias = random.values<float>(Shape::out_channels);
  std::vector<float> a = room<float>(twin), b = a;
  layer(conv<Shape>(w.data(), bias.data(), Map<Relu>{}), x.data(), a.data());
  layer(conv(w.data(), bias.data(), Map<Relu>{}, twin), x.data(), b.data());
  EXPECT_EQ(a, b);
  if (Shape::groups == 1) {
    layer(conv_planar<PlanarWindow<Terms...>>(w.data(), bias.data(), Map<Relu>{}),
          in_planes(twin, x).data(), a.data());
    EXPECT_EQ(a, b);
  }
  if (Shape::in_channels != Shape::out_channels) return;
  layer(depthwise<Shape>(w.data(), bias.data()), x.data(), a.data());
  layer(depthwise(w.data(), bias.data(), None{}, twin), x.data(), b.data());
  EXPECT_EQ(a, b);
  layer(max_pool<Shape>(), x.data(), a.data());
  layer(max_pool(None{}, twin), x.data(), b.data());
  EXPECT_EQ(a, b);
  layer(average_pool<Shape>(), x.data(), a.data());
  layer(average_pool<WindowShape>(None{}, twin), x.data(), b.data());
  EXPECT_EQ(a, b);
}

TEST(Windows, OfConstantsEqualTheirPlainTwins) {
  expect_twin_is_equal<In<8, 8, 3>, Out<4, 4, 10>, Kernel<3, 3>, Stride<2, 2>, Pad<1, 1>>();
  expect_twin_is_equal<In<5, 7, 6>, Out<5, 7, 6>, Kernel<3, 3>, Stride<1, 1>, Pad<1, 1>>();
  expect_twin_is_equal<In<6, 6, 4>, Out<4, 4, 6>, Kernel<3, 3>, Stride<1, 1>, Pad<1, 1>,
                       Dilation<2, 2>, Groups<2>, Fill<3>>();
  expect_twin_is_equal<In<4, 4, 5>, Out<4, 4, 7>, Kernel<1, 1>>();
  expect_twin_is_equal<In<4, 4, 5, 8>, Out<4, 4, 7, 9>, Kernel<1, 1>>();
  expect_twin_is_equal<In<5, 7, 6, 7>, Out<5, 7, 6, 11>, Kernel<3, 3>, Stride<1, 1>, Pad<1, 1>>();
}

}  // namespace
