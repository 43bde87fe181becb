// What runtime/pelemay/math computes without libm, against the C library's in double, over floats
// of every size: every 97th of both signs.
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>

#include "pelemay/kernels/element.h"
#include "pelemay/math.h"

namespace {

namespace rt = pelemay::rt;

constexpr float kInf = std::numeric_limits<float>::infinity();
constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();
constexpr float kLeast = std::numeric_limits<float>::denorm_min();

float from_bits(uint32_t bits) {
  float x;
  std::memcpy(&x, &bits, sizeof x);
  return x;
}

/// Distance in units of the last place of a float near `exact`.
double ulps(float got, double exact) {
  const int exponent = exact == 0 ? -126 : std::max(std::ilogb(exact), -126);
  return std::fabs(double(got) - exact) / std::ldexp(1.0, exponent - 23);
}

/// The largest distance over every 97th float of both signs up to `last`; results that float does
/// not hold are left to other tests.
template <class Got, class Exact>
double worst_of(const char* name, Got got, Exact exact, float last = kInf) {
  constexpr uint32_t step = 97;
  double worst = 0;
  uint32_t end;
  std::memcpy(&end, &last, sizeof end);
  for (uint32_t sign : {0u, 0x80000000u})
    for (uint32_t bits = 0; bits < end; bits += step) {
      const float x = from_bits(sign | bits);
      const double y = exact(double(x));
      if (!(std::fabs(y) <= double(std::numeric_limits<float>::max()))) continue;
      worst = std::max(worst, ulps(got(x), y));
    }
  testing::Test::RecordProperty("ulp", std::to_string(worst));
  std::printf("%s: %.3f ulp\n", name, worst);
  return worst;
}

/// Whether f rises (or stays) over `count` floats from `first` to `last`, evenly spaced.
template <class F>
void expect_rises(F f, float first, float last, int count) {
  float before = f(first);
  for (int i = 1; i <= count; ++i) {
    const float x = first + (last - first) * (float(i) / float(count)), y = f(x);
    ASSERT_GE(y, before) << x;
    before = y;
  }
}

TEST(Exp, IsWithinOneUlp) {
  EXPECT_LT(worst_of("exp", rt::exp, [](double x) { return std::exp(x); }, 104.0f), 1.0);
}

TEST(Exp, HasIeeeLimits) {
  EXPECT_EQ(rt::exp(0.0f), 1.0f);
  EXPECT_EQ(rt::exp(-0.0f), 1.0f);
  EXPECT_EQ(rt::exp(kInf), kInf);
  EXPECT_EQ(rt::exp(-kInf), 0.0f);
  EXPECT_TRUE(std::isnan(rt::exp(kNaN)));
  EXPECT_EQ(rt::exp(from_bits(0x42b17218)), kInf);  // the first that overflows
  EXPECT_LT(rt::exp(from_bits(0x42b17217)), kInf);  // the last that does not
  EXPECT_EQ(rt::exp(1e38f), kInf);
  EXPECT_EQ(rt::exp(-1e38f), 0.0f);
  EXPECT_EQ(rt::exp(-103.9f), kLeast);
  EXPECT_EQ(rt::exp(-104.0f), 0.0f);
}

TEST(Exp, NeverFallsWhereXRises) { expect_rises(rt::exp, -104.0f, 88.7f, 2000000); }

TEST(Log, IsWithinOneUlp) {
  EXPECT_LT(worst_of("log", rt::log, [](double x) { return x > 0 ? std::log(x) : -INFINITY; }),
            1.0);
}

TEST(Log, HasIeeeLimits) {
  EXPECT_EQ(rt::log(1.0f), 0.0f);
  EXPECT_FALSE(std::signbit(rt::log(1.0f)));
  EXPECT_EQ(rt::log(0.0f), -kInf);
  EXPECT_EQ(rt::log(-0.0f), -kInf);
  EXPECT_EQ(rt::log(kInf), kInf);
  EXPECT_LT(ulps(rt::log(kLeast), std::log(double(kLeast))), 1.0);
  for (float x : {-1.0f, -kLeast, -kInf, kNaN}) EXPECT_TRUE(std::isnan(rt::log(x))) << x;
}

TEST(Log, NeverFallsWhereXRises) { expect_rises(rt::log, 0.5f, 4.0f, 2000000); }

TEST(Sqrt, IsCorrectlyRounded) {
  for (uint32_t bits = 0; bits < 0x7f800000u; bits += 97) {
    const float x = from_bits(bits), exact = std::sqrt(x);
    ASSERT_EQ(rt::sqrt(x), exact) << x;
    ASSERT_EQ(rt::detail::sqrt_by_integers(x), exact) << x;
  }
}

/// Squares, their neighbours, and numbers nearest to the square of a middle between two floats.
TEST(Sqrt, RoundsWhatIsNearATie) {
  for (uint32_t root = 0x800000u; root < 0x1000000u; root += 31) {
    const float square = float(double(root) * double(root));
    const float middle = float((double(root) + 0.5) * (double(root) + 0.5));
    for (float x : {square, middle})
      for (float y : {x, std::nextafter(x, 0.0f), std::nextafter(x, kInf)})
        ASSERT_EQ(rt::detail::sqrt_by_integers(y), std::sqrt(y)) << y;
  }
}

TEST(Sqrt, HasIeeeLimits) {
  for (auto root : {rt::sqrt, rt::detail::sqrt_by_integers}) {
    EXPECT_EQ(root(0.0f), 0.0f);
    EXPECT_TRUE(std::signbit(root(-0.0f)));
    EXPECT_EQ(root(kInf), kInf);
    EXPECT_EQ(root(kLeast), std::sqrt(kLeast));
    EXPECT_EQ(root(std::numeric_limits<float>::max()), 18446742974197923840.0f);
    for (float x : {-1.0f, -kLeast, -kInf, kNaN}) EXPECT_TRUE(std::isnan(root(x))) << x;
  }
}

TEST(Tanh, IsWithinTwoUlp) {
  EXPECT_LT(worst_of("tanh", rt::tanh, [](double x) { return std::tanh(x); }), 2.0);
}

TEST(Tanh, HasIeeeLimits) {
  EXPECT_EQ(rt::tanh(kInf), 1.0f);
  EXPECT_EQ(rt::tanh(-kInf), -1.0f);
  EXPECT_EQ(rt::tanh(1e38f), 1.0f);
  EXPECT_EQ(rt::tanh(kLeast), kLeast);
  EXPECT_TRUE(std::signbit(rt::tanh(-0.0f)));
  EXPECT_TRUE(std::isnan(rt::tanh(kNaN)));
  for (float x : {0.1f, 0.7f, 3.0f}) EXPECT_EQ(rt::tanh(-x), -rt::tanh(x)) << x;
}

TEST(Sigmoid, IsWithinThreeUlp) {
  EXPECT_LT(worst_of("sigmoid", rt::sigmoid, [](double x) { return 1 / (1 + std::exp(-x)); }), 3.0);
}

TEST(Sigmoid, HasIeeeLimits) {
  EXPECT_EQ(rt::sigmoid(0.0f), 0.5f);
  EXPECT_EQ(rt::sigmoid(-0.0f), 0.5f);
  EXPECT_EQ(rt::sigmoid(kInf), 1.0f);
  EXPECT_EQ(rt::sigmoid(-kInf), 0.0f);
  EXPECT_GT(rt::sigmoid(-100.0f), 0.0f);  // a subnormal number, not 1 / infinity
  EXPECT_TRUE(std::isnan(rt::sigmoid(kNaN)));
}

TEST(Bounded, IsMinOfMax) {
  EXPECT_EQ(rt::bounded(-1.0f, 0.0f, 6.0f), 0.0f);
  EXPECT_EQ(rt::bounded(3.0f, 0.0f, 6.0f), 3.0f);
  EXPECT_EQ(rt::bounded(7.0f, 0.0f, 6.0f), 6.0f);
  EXPECT_EQ(rt::bounded(2.0f, 5.0f, 1.0f), 1.0f);  // bounds the wrong way round: the upper one
  EXPECT_EQ(rt::bounded(kInf, -kInf, kInf), kInf);
  EXPECT_TRUE(std::isnan(rt::bounded(kNaN, 0.0f, 6.0f)));
}

TEST(Functors, TakeTheirParametersInTheOrderOfTheRecord) {
  EXPECT_EQ((rt::Clip{0.0f, 6.0f})(7.0f), 6.0f);
  EXPECT_EQ((rt::HardSigmoid{0.25f, 0.5f})(1.0f), 0.75f);
  EXPECT_EQ((rt::LeakyRelu{0.25f})(-4.0f), -1.0f);
  EXPECT_EQ(rt::Prelu{}(-4.0f, 0.5f), -2.0f);
  EXPECT_FALSE(std::signbit(rt::Abs{}(-0.0f)));
  for (float y : {(rt::HardSigmoid{0.2f, 0.5f})(kNaN), (rt::LeakyRelu{0.1f})(kNaN),
                  rt::Prelu{}(kNaN, 0.5f), rt::Abs{}(kNaN)})
    EXPECT_TRUE(std::isnan(y));
}

}  // namespace
