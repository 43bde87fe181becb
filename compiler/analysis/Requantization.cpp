#include "compiler/analysis/Requantization.h"

#include <algorithm>

namespace pelemay {

static constexpr int kLargestShift = 62;

/// The largest n with round(real * 2^n) < 2^31: falls as `real` grows, so the least over all
/// channels is the shift of the largest.
static int shiftOf(const Rational& real) {
  if (real.isZero()) return kLargestShift + 1;
  int n = real.shiftBelow(31);
  auto place = real.place(1, n);
  return n - (place && place->nearestEven() == int64_t(1) << 31);
}

int64_t exactly(const Rational& real, int64_t acc, const Stored& y) {
  auto place = real.place(acc < 0 ? -acc : acc, 0);
  // Out of 62 bits is out of every type's range.
  int64_t steps = place ? place->nearestEven() : int64_t(1) << 62;
  return std::clamp(y.zero + (acc < 0 ? -steps : steps), y.range.lo, y.range.hi);
}

/// q if some acc lies half way between two integers, else 0.
static int64_t tieDenominator(const Channel& c) {
  auto q = c.real.denominator();
  if (!q || *q % 2 != 0 || *q > Wide(1) << 33) return 0;  // |acc| <= 2^31 never reaches q/2
  int64_t period = static_cast<int64_t>(*q), half = period / 2;
  // The least acc >= lo with acc mod q = q/2.
  int64_t above = (c.acc.lo - half) % period;
  int64_t first = c.acc.lo + (above > 0 ? period - above : -above);
  return first <= c.acc.hi ? period : 0;
}

std::variant<Multipliers, Refusal> multipliersOf(const std::vector<Channel>& channels,
                                                 const Stored& y) {
  int shared = kLargestShift + 1;
  for (const Channel& c : channels) {
    if (c.acc.lo < INT32_MIN || c.acc.hi > INT32_MAX)
      return Refusal("an accumulator can reach " +
                     std::to_string(c.acc.lo < INT32_MIN ? c.acc.lo : c.acc.hi) +
                     ", which does not fit into 32 bits");
    shared = std::min(shared, shiftOf(c.real));
  }
  if (shared < 1)
    return Refusal("the output's scale is more than 2^30 times finer than the accumulator's");

  Multipliers all;
  auto append = [&](int64_t m, int n, int64_t lo, int64_t hi, int64_t tie) {
    all.multiplier.push_back(static_cast<int32_t>(m));
    all.shift.push_back(n);
    all.lo.push_back(static_cast<int32_t>(lo));
    all.hi.push_back(static_cast<int32_t>(hi));
    all.tie.push_back(tie);
  };
  for (const Channel& c : channels) {
    int64_t low = exactly(c.real, c.acc.lo, y), high = exactly(c.real, c.acc.hi, y);
    int64_t bound = std::max(std::abs(c.acc.lo), std::abs(c.acc.hi));
    // bound * 2^-(n+1) > 1/64, without leaving 64 bits: bound <= 2^31.
    bool coarse = shared + 1 < 38 && 64 * bound > int64_t(1) << (shared + 1);
    int n = coarse ? shiftOf(c.real) : shared;
    auto m = c.real.place(1, n);
    if (low == high) {
      append(0, 1, low, high, 0);
    } else if (n > kLargestShift || !m) {
      append(0, 1, y.range.lo, y.range.hi, 0);
    } else {
      append(m->nearestEven(), n, y.range.lo, y.range.hi, tieDenominator(c));
    }
  }
  return all;
}

/// Sets pa, pb, q and tie: whether some pair of values lies half way. False if the numbers are too
/// large.
static bool findTies(const Summand& a, const Summand& b, SumMultipliers& sum) {
  auto qa = a.real.denominator(), qb = b.real.denominator();
  auto na = a.real.numerator(), nb = b.real.numerator();
  if (!qa || !qb || !na || !nb) return false;
  Wide common = greatestCommonDivisor(*qa, *qb);
  if (*qa / common > (Wide(1) << 110) / *qb) return false;
  Wide q = *qa / common * *qb;
  sum.tie = false;
  if (q % 2 != 0) return true;
  // Terms modulo q: q < 2^110 and a value below 2^9 stay within 128 bits.
  auto term = [&](Wide n, Wide d) -> std::optional<Wide> {
    Wide reduced = n % d;
    return reduced * (q / d);  // (n / d) * q mod q, as n mod d < d
  };
  Wide pa = *term(*na, *qa), pb = *term(*nb, *qb);
  auto residue = [&](Wide p, int64_t v) {
    Wide r = p * static_cast<Wide>(v < 0 ? -v : v) % q;
    return v < 0 && r != 0 ? q - r : r;
  };
  std::vector<Wide> have;
  for (int64_t v : a.values) have.push_back(residue(pa, v));
  std::sort(have.begin(), have.end());
  for (int64_t v : b.values) {
    Wide want = (q / 2 + q - residue(pb, v)) % q;
    if (!std::binary_search(have.begin(), have.end(), want)) continue;
    if (q >= Wide(1) << 53) return false;  // the kernel's 64-bit sums would overflow
    sum.tie = true;
    sum.pa = static_cast<int64_t>(pa);
    sum.pb = static_cast<int64_t>(pb);
    sum.q = static_cast<int64_t>(q);
    return true;
  }
  return true;
}

std::variant<SumMultipliers, Refusal> multipliersOf(const Summand& a, const Summand& b) {
  for (const Summand* s : {&a, &b})
    for (int64_t v : s->values)
      if (std::abs(v) > 255) return Refusal("an operand of the sum has more than 8 bits");
  for (int n = 29; n >= 10; --n) {
    auto ma = a.real.place(1, n), mb = b.real.place(1, n);
    if (!ma || !mb) continue;
    int64_t m = ma->nearestEven(), k = mb->nearestEven();
    if (m > INT32_MAX || k > INT32_MAX ||
        255 * (m + k) + (int64_t(1) << (n - 1)) >= int64_t(1) << 31)
      continue;
    SumMultipliers sum{static_cast<int32_t>(m), static_cast<int32_t>(k), n, false, 0, 0, 1};
    if (!findTies(a, b, sum)) return Refusal("the sum's ties cannot be decided in 64 bits");
    return sum;
  }
  return Refusal("the scales of the sum differ too much: no shift in 10..29 fits 32 bits");
}

}  // namespace pelemay
