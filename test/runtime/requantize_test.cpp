// Requantization against exact arithmetic: the quotient acc * M / 2^n is never rounded here, its
// whole and rest are compared in 128 bits, and ties come from the rational p / q itself.
#include <gtest/gtest.h>

#include "pelemay/kernels.h"
#include "random.h"

using namespace pelemay::rt;
using namespace pelemay::test;

namespace {

__extension__ using int128 = __int128;

int128 floor_divide(int128 a, int128 b) {
  const int128 q = a / b;
  return a % b != 0 && (a < 0) != (b < 0) ? q - 1 : q;
}

int64_t clamp(int128 v, int64_t lo, int64_t hi) { return int64_t(v < lo ? lo : v > hi ? hi : v); }

TEST(Requantize, IsTheFormulaForEveryShift) {
  Random random(30);
  for (int n = 1; n <= 62; ++n)
    for (int round = 0; round < 4000; ++round) {
      int32_t acc = static_cast<int32_t>(random.bits());
      if (round % 7 == 0) acc = round % 2 ? INT32_MAX : INT32_MIN + 1;
      if (round % 3 == 0) acc >>= random.in(0, 31);
      int32_t m = static_cast<int32_t>(random.bits() >> 33);
      if (round % 5 == 0) m = INT32_MAX;
      const int zero = random.in(-128, 255), lo = random.in(-128, 0), hi = random.in(1, 255);
      const int128 exact = int128{acc} * m;
      // floor(v + 1/2), with v = exact / 2^n
      const int128 want = floor_divide(2 * exact + (int128{1} << n), int128{1} << (n + 1));
      const auto r = requantize(one(m), one(n), zero, one(lo), one(hi));
      ASSERT_EQ(r(acc, 0, 0, 0), clamp(zero + want, lo, hi)) << acc << " " << m << " " << n;
    }
}

// p / q in lowest terms; M and n as the compiler chooses them. Every acc, ties included.
TEST(Requantize, SendsExactTiesToEven) {
  int ties = 0;
  for (int q = 1; q <= 40; ++q)
    for (int p = 1; p <= 60; ++p) {
      if (std::__gcd(p, q) != 1) continue;
      int n = 0;  // 2^30 <= p / q * 2^n < 2^31
      while ((int128{p} << n) < (int128{q} << 30)) ++n;
      const int128 scaled = int128{p} << n;
      int64_t m = int64_t(floor_divide(2 * scaled + q, 2 * q));
      if (m == INT64_C(1) << 31) --n, m = INT64_C(1) << 30;
      const auto r = requantize(one(int32_t(m)), one(n), 5, one(-100000), one(100000), one(q));
      for (int acc = -1000; acc <= 1000; ++acc) {
        const int128 down = floor_divide(int128{acc} * p, q);
        const int128 rest = 2 * (int128{acc} * p - down * q) - q;  // beyond the half, times 2
        ties += rest == 0;
        const int128 want = rest > 0 || (rest == 0 && down % 2 != 0) ? down + 1 : down;
        ASSERT_EQ(r(acc, 0, 0, 0), int64_t(5 + want)) << acc << " * " << p << " / " << q;
      }
    }
  EXPECT_GT(ties, 10000);
}

TEST(Requantize, TakesEachParameterByChannel) {
  const int32_t m[] = {1 << 30, 1 << 30, 0}, ties[] = {0, 2, 0};
  const int8_t shift[] = {31, 31, 1}, lo[] = {-128, -128, 42};
  const int16_t hi[] = {1, 127, 42};
  const auto r = requantize(each(m), each(shift), 0, each(lo), each(hi), each(ties));
  EXPECT_EQ(r(5, 0, 0, 0), 1);   // 2.5 is bounded
  EXPECT_EQ(r(1, 0, 0, 0), 1);   // 0.5, no tie declared: up
  EXPECT_EQ(r(1, 0, 0, 1), 0);   // 0.5, to even
  EXPECT_EQ(r(3, 0, 0, 1), 2);   // 1.5
  EXPECT_EQ(r(-1, 0, 0, 1), 0);  // -0.5
  EXPECT_EQ(r(-3, 0, 0, 1), -2);
  EXPECT_EQ(r(-12345, 0, 0, 2), 42);  // a constant channel
}

TEST(AddRequantize, IsTheFormulaAndSendsTiesToEven) {
  Random random(31);
  int ties = 0;
  for (int round = 0; round < 200; ++round) {
    const int q = 2 * random.in(1, 8), pa = random.in(1, 16), pb = random.in(1, 16);
    int n = 29;
    int64_t ma = 0, mb = 0;
    for (;; --n) {
      ma = int64_t(floor_divide(2 * (int128{pa} << n) + q, 2 * q));
      mb = int64_t(floor_divide(2 * (int128{pb} << n) + q, 2 * q));
      if (255 * (ma + mb) + (INT64_C(1) << (n - 1)) < (INT64_C(1) << 31)) break;
    }
    ASSERT_GE(n, 10);
    const int za = random.in(-128, 127), zb = random.in(-128, 127), zero = random.in(-128, 127);
    using Shape = Elements<Out<1, 1, 1>>;
    const Scaled sa{za, int32_t(ma)}, sb{zb, int32_t(mb)};
    const auto plain = add_requantize<Shape>(sa, sb, n, zero, -128, 127);
    const auto even = add_requantize<Shape>(sa, sb, n, zero, -128, 127, SumTie{pa, pb, q});
    for (int i = 0; i < 2000; ++i) {
      const int8_t a = random.value<int8_t>(), b = random.value<int8_t>();
      const int da = a - za, db = b - zb;
      int8_t got_plain, got_even;
      layer(plain, &a, &b, &got_plain);
      layer(even, &a, &b, &got_even);
      const int128 sum = int128{da} * ma + int128{db} * mb;
      const int128 up = floor_divide(2 * sum + (int128{1} << n), int128{1} << (n + 1));
      ASSERT_EQ(got_plain, clamp(zero + up, -128, 127));
      const int128 exact = int128{da} * pa + int128{db} * pb;
      const int128 down = floor_divide(exact, q);
      const int128 rest = 2 * (exact - down * q) - q;
      ties += rest == 0;
      const int128 want = rest > 0 || (rest == 0 && down % 2 != 0) ? down + 1 : down;
      ASSERT_EQ(got_even, clamp(zero + want, -128, 127)) << da << " " << db;
    }
  }
  EXPECT_GT(ties, 1000);
}

}  // namespace
