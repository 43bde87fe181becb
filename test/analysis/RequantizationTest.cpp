// The integers of quantized steps against values worked out with exact fractions elsewhere.
#include "compiler/analysis/Requantization.h"

#include <gtest/gtest.h>

#include <cmath>

namespace pelemay {
namespace {

Rational scale(float value) { return *Rational::of(value); }
Rational ratio(float x, float w, float y) { return *scale(x).times(scale(w))->over(scale(y)); }

constexpr Stored kInt8{0, {-128, 127}};
constexpr Interval kWide{-100000, 100000};

Multipliers of(const std::vector<Channel>& channels, const Stored& y = kInt8) {
  auto result = multipliersOf(channels, y);
  EXPECT_TRUE(std::holds_alternative<Multipliers>(result));
  return std::get<Multipliers>(result);
}

TEST(Rational, KeepsFloatsExactly) {
  EXPECT_EQ(scale(0.75f).numerator(), Wide(3));
  EXPECT_EQ(scale(0.75f).denominator(), Wide(4));
  EXPECT_EQ(scale(0.1f).numerator(), Wide(13421773));
  EXPECT_EQ(scale(0.1f).denominator(), Wide(134217728));
  EXPECT_EQ(scale(std::ldexp(1.0f, -149)).place(1, 149)->floor, 1);
  EXPECT_FALSE(Rational::of(-1.0f));
  EXPECT_FALSE(Rational::of(INFINITY));
  EXPECT_FALSE(Rational::of(NAN));
}

TEST(Rational, RoundsOnceTiesToEven) {
  Rational half = scale(0.5f);
  EXPECT_EQ(half.place(1, 0)->nearestEven(), 0);
  EXPECT_EQ(half.place(3, 0)->nearestEven(), 2);
  EXPECT_EQ(half.place(5, 0)->nearestEven(), 2);
  Rational third = *Rational(1).over(Rational(3));
  EXPECT_EQ(third.place(1, 32)->nearestEven(), 1431655765);
  EXPECT_EQ(third.place(1, 32)->ceiling(), 1431655766);
  EXPECT_EQ(third.place(3, 4)->floor, 16);
  EXPECT_TRUE(third.place(3, 4)->exact);
  EXPECT_EQ(third.place(1, -200)->floor, 0);
  EXPECT_FALSE(third.place(1, -200)->exact);
  EXPECT_FALSE(third.place(1, 64));
}

TEST(Rational, FindsTheShift) {
  EXPECT_EQ(Rational(1).shiftBelow(31), 30);
  EXPECT_EQ(scale(0.75f).shiftBelow(31), 31);
  EXPECT_EQ(scale(std::nextafter(2.0f, 0.0f)).shiftBelow(31), 30);
  EXPECT_EQ(Rational(3).over(Rational(7))->shiftBelow(31), 32);
}

TEST(Rational, RefusesWhatDoesNotFit) {
  Rational wide = *scale(0.1f).times(*scale(0.3f).times(scale(0.7f)));  // 71 bits
  EXPECT_FALSE(wide.times(wide));
  EXPECT_FALSE(wide.over(Rational()));
  EXPECT_TRUE(wide.times(Rational())->isZero());
}

// Fraction(np.float32(0.0313)) * Fraction(np.float32(0.004)) / Fraction(np.float32(0.0271)) and
// 0.011.
TEST(Multipliers, ShareTheShiftOfTheLargest) {
  Multipliers m =
      of({{ratio(0.0313f, 0.004f, 0.0271f), kWide}, {ratio(0.0313f, 0.011f, 0.0271f), kWide}});
  EXPECT_EQ(m.shift, (std::vector<int32_t>{37, 37}));
  EXPECT_EQ(m.multiplier, (std::vector<int32_t>{634957857, 1746134014}));
  EXPECT_EQ(m.tie, (std::vector<int64_t>{0, 0}));
}

TEST(Multipliers, StayBelowTwoToTheThirtyOne) {
  // (1 - 2^-40) * 2^31 rounds to 2^31.
  Rational nearly = *Rational((uint64_t(1) << 40) - 1).over(Rational(uint64_t(1) << 40));
  Multipliers m = of({{nearly, {-300, 300}}});
  EXPECT_EQ(m.shift[0], 30);
  EXPECT_EQ(m.multiplier[0], 1 << 30);
}

TEST(Multipliers, OwnShiftWhereTheSharedOneIsCoarse) {
  // 0.9 decides n = 31; |acc| of the second reaches 10^8: 64 * 10^8 > 2^32.
  Multipliers m =
      of({{scale(0.9f), {-1000, 1000}}, {scale(std::ldexp(1.1f, -21)), {0, 100000000}}});
  EXPECT_EQ(m.shift, (std::vector<int32_t>{31, 51}));
  EXPECT_EQ(m.multiplier[1], 1181116032);
}

TEST(Multipliers, NoOwnShiftUpToOneSixtyFourth) {
  int64_t limit = int64_t(1) << 26;  // 64 * 2^26 = 2^(31 + 1): not above
  EXPECT_EQ(of({{scale(0.9f), {-1000, 1000}}, {scale(1e-6f), {-limit, limit}}}).shift[1], 31);
  EXPECT_NE(of({{scale(0.9f), {-1000, 1000}}, {scale(1e-6f), {-limit - 1, limit}}}).shift[1], 31);
}

TEST(Multipliers, ChannelsThatNeverVaryAreExact) {
  Multipliers m =
      of({{scale(0.01f), {3730, 3730}}, {scale(0.01f), {-90000, -50000}}, {scale(0.01f), kWide}},
         {-101, {-101, 127}});
  EXPECT_EQ(m.multiplier[0], 0);
  EXPECT_EQ(m.shift[0], 1);
  EXPECT_EQ(m.lo[0], -64);  // -101 + round(37.3)
  EXPECT_EQ(m.hi[0], -64);
  EXPECT_EQ(m.lo[1], -101);
  EXPECT_EQ(m.hi[1], -101);
  EXPECT_EQ(m.lo[2], -101);
  EXPECT_EQ(m.hi[2], 127);
}

TEST(Multipliers, ConstantsRoundHalfToEvenBeforeTheZeroPoint) {
  EXPECT_EQ(exactly(scale(0.5f), 5, {-101, {-128, 127}}), -99);  // 2.5 -> 2
  EXPECT_EQ(exactly(scale(0.5f), -5, {-101, {-128, 127}}), -103);
  EXPECT_EQ(exactly(scale(0.5f), 7, {-101, {-128, 127}}), -97);  // 3.5 -> 4
}

// The formula would be 1 off for this channel of a public person detector: it is folded exactly.
TEST(Multipliers, AChannelTheFormulaWouldMiss) {
  Rational tiny = ratio(0.0235294122248888f, 2.3570292e-10f, 0.0235294122248888f);
  Multipliers m = of({{tiny, {2147269011, 2147269011}}}, {-128, {-128, 127}});
  EXPECT_EQ(m.lo[0], -127);
  EXPECT_EQ(m.hi[0], -127);
}

TEST(Multipliers, TiesOnlyWhereTheIntervalHoldsOne) {
  Rational quarter = *scale(0.03125f).over(Rational(4))->over(scale(0.03125f));
  EXPECT_EQ(of({{quarter, {-100, 100}}}).tie[0], 4);
  Rational r = scale(0.375f);  // ties where acc mod 8 is 4
  EXPECT_EQ(of({{r, {-3, 3}}}).tie[0], 0);
  EXPECT_EQ(of({{r, {-4, 3}}}).tie[0], 8);
  EXPECT_EQ(of({{r, {-3, 4}}}).tie[0], 8);
  EXPECT_EQ(of({{r, {5, 11}}}).tie[0], 0);
  EXPECT_EQ(of({{r, {5, 12}}}).tie[0], 8);
  EXPECT_EQ(of({{*Rational(1).over(Rational(49)), kWide}}).tie[0], 0);  // odd denominator
}

TEST(Multipliers, Refusals) {
  auto text = [](auto result) { return std::get<Refusal>(result); };
  EXPECT_EQ(text(multipliersOf({{Rational(1), {0, int64_t(1) << 31}}}, kInt8)),
            "an accumulator can reach 2147483648, which does not fit into 32 bits");
  EXPECT_EQ(text(multipliersOf({{Rational(uint64_t(1) << 31), {0, 5}}}, kInt8)),
            "the output's scale is more than 2^30 times finer than the accumulator's");
}

std::vector<int64_t> all8bit(int64_t zero) {
  std::vector<int64_t> values;
  for (int64_t v = -128; v < 128; ++v) values.push_back(v - zero);
  return values;
}

TEST(Sum, TakesTheLargestShift) {
  Rational a = *scale(0.0197f).over(scale(0.03125f)), b = *scale(0.0271f).over(scale(0.03125f));
  auto sum = std::get<SumMultipliers>(multipliersOf({a, all8bit(3)}, {b, all8bit(-101)}));
  EXPECT_EQ(sum.shift, 22);
  EXPECT_EQ(sum.ma, 2644089);
  EXPECT_EQ(sum.mb, 3637300);
  EXPECT_FALSE(sum.tie);
}

TEST(Sum, TiesAreTermsOfOneDenominator) {
  auto sum = std::get<SumMultipliers>(
      multipliersOf({scale(0.25f), all8bit(0)}, {scale(0.5f), all8bit(0)}));
  EXPECT_TRUE(sum.tie);
  EXPECT_EQ(sum.q, 4);
  EXPECT_EQ(sum.pa, 1);
  EXPECT_EQ(sum.pb, 2);
  // 4 a / 8 + 2 b / 8 never is an odd quarter when both operands are even constants.
  auto none =
      std::get<SumMultipliers>(multipliersOf({scale(0.25f), {0, 4, 8}}, {scale(0.25f), {-4, 0}}));
  EXPECT_FALSE(none.tie);
}

TEST(Sum, RefusesScalesThatDifferTooMuch) {
  auto result = multipliersOf({Rational(1 << 14), all8bit(0)}, {scale(0.5f), all8bit(0)});
  EXPECT_EQ(std::get<Refusal>(result),
            "the scales of the sum differ too much: no shift in 10..29 fits 32 bits");
}

}  // namespace
}  // namespace pelemay
