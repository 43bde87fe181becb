// exp against the C library's in double, over floats of every size.
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>

#include "pelemay/math.h"

namespace {

float from_bits(uint32_t bits) {
  float x;
  std::memcpy(&x, &bits, sizeof x);
  return x;
}

/// Distance in units of the last place of a float near `exact`.
double ulps(float got, double exact) {
  const int exponent = std::max(std::ilogb(exact), -126);
  return std::fabs(double(got) - exact) / std::ldexp(1.0, exponent - 23);
}

TEST(Exp, IsWithinOneUlp) {
  constexpr uint32_t step = 97;  // every 97th float of both signs: 22 million
  double worst = 0, worst_subnormal = 0;
  for (uint32_t sign : {0u, 0x80000000u})
    for (uint32_t bits = 0; bits < 0x42d00000u; bits += step) {  // |x| < 104
      const float x = from_bits(sign | bits);
      const double exact = std::exp(double(x));
      if (exact > double(std::numeric_limits<float>::max())) continue;
      const float got = pelemay::rt::exp(x);
      double& w = exact < double(std::numeric_limits<float>::min()) ? worst_subnormal : worst;
      w = std::max(w, ulps(got, exact));
    }
  RecordProperty("ulp", std::to_string(worst));
  RecordProperty("ulp_subnormal", std::to_string(worst_subnormal));
  std::printf("exp: %.3f ulp, subnormal results %.3f ulp\n", worst, worst_subnormal);
  EXPECT_LT(worst, 1.0);
  EXPECT_LT(worst_subnormal, 1.0);
}

TEST(Exp, HasIeeeLimits) {
  using pelemay::rt::exp;
  const float inf = std::numeric_limits<float>::infinity();
  EXPECT_EQ(exp(0.0f), 1.0f);
  EXPECT_EQ(exp(-0.0f), 1.0f);
  EXPECT_EQ(exp(inf), inf);
  EXPECT_EQ(exp(-inf), 0.0f);
  EXPECT_TRUE(std::isnan(exp(std::numeric_limits<float>::quiet_NaN())));
  EXPECT_EQ(exp(from_bits(0x42b17218)), inf);  // the first that overflows
  EXPECT_LT(exp(from_bits(0x42b17217)), inf);  // the last that does not
  EXPECT_EQ(exp(1e38f), inf);
  EXPECT_EQ(exp(-1e38f), 0.0f);
  EXPECT_EQ(exp(-103.9f), std::numeric_limits<float>::denorm_min());
  EXPECT_EQ(exp(-104.0f), 0.0f);
}

TEST(Exp, NeverFallsWhereXRises) {
  float last = 0.0f;
  for (float x = -104.0f; x < 88.7f; x += 0.0001f) {
    const float y = pelemay::rt::exp(x);
    ASSERT_GE(y, last) << x;
    last = y;
  }
}

}  // namespace
