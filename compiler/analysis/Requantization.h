//===- Requantization.h - the integers M, n, lo, hi and tie of a quantized step --------------===//
//
// From exact ratios and proven accumulator bounds to the one formula of docs/design/03-integers.md:
//     y = clamp(zero + floor((acc * M + 2^(n-1)) / 2^n), lo, hi)
// These numbers are the meaning of a quantized model and the same on every target; the oracle is
// the integer reference the tests compare with. No LLVM in here: tested alone.
//===-----------------------------------------------------------------------------------------===//
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "compiler/analysis/Rational.h"

namespace pelemay {

/// Closed, as bounds of a type are.
struct Interval {
  int64_t lo, hi;
};

/// One channel's accumulator: what it is worth in steps of the output, and all values it can take.
struct Channel {
  Rational real;
  Interval acc;
};

/// The stored output: its zero point and its range, already narrowed by a fused clamp.
struct Stored {
  int64_t zero;
  Interval range;
};

/// One entry a channel in each list. `tie`: 0 where no tie is possible.
struct Multipliers {
  std::vector<int32_t> multiplier, shift, lo, hi;
  std::vector<int64_t> tie;
};

/// Why something stays float, as the end of a sentence.
using Refusal = std::string;

/// - n is shared: the largest with round(max real * 2^n) < 2^31; n < 1 is refused.
/// - M = round_half_even(real * 2^n). A channel with max |acc| * 2^-(n+1) > 1/64 takes n from its
/// own
///   real; n > 62 gives the constant zero point.
/// - A channel whose output is the same at both ends of its interval is that constant: M 0, n 1, lo
/// = hi.
/// - tie is the even denominator q of real if some acc of the interval has acc mod q = q/2.
std::variant<Multipliers, Refusal> multipliersOf(const std::vector<Channel>& channels,
                                                 const Stored& y);

/// A 8-bit operand of a sum: its worth in steps of the output, and the values (zero point
/// subtracted) that it can take, ascending.
struct Summand {
  Rational real;
  std::vector<int64_t> values;
};

/// y = clamp(zero + floor((da * ma + db * mb + 2^(shift-1)) / 2^shift), lo, hi) in 32 bits.
struct SumMultipliers {
  int32_t ma, mb;
  int shift;
  bool tie;  // some pair of values lies half way: where (da * pa + db * pb) mod q = q/2
  int64_t pa, pb, q;
};

/// The largest shift in 10..29 with 255 * (ma + mb) + 2^(shift-1) < 2^31.
std::variant<SumMultipliers, Refusal> multipliersOf(const Summand& a, const Summand& b);

/// zero + round_half_even(acc * real) within `y.range`.
int64_t exactly(const Rational& real, int64_t acc, const Stored& y);

}  // namespace pelemay
