//===- Rational.h - exact ratios of scales, rounded once -------------------------------------===//
//
// A scale is a float32: a 24-bit integer times a power of two. Products and quotients of a few of
// them are kept as num / den * 2^exponent, num and den odd and in lowest terms, so that nothing is
// lost and a multiplier is the rounding of the exact value. Never negative. No LLVM in here: tested
// alone.
//===-----------------------------------------------------------------------------------------===//
#pragma once

#include <cstdint>
#include <optional>

namespace pelemay {

__extension__ typedef unsigned __int128 Wide;  // gcc and clang, 64-bit hosts

class Rational {
 public:
  Rational() = default;  // zero
  explicit Rational(uint64_t value) : Rational(value, 1, 0) {}

  /// The exact value of a finite float that is not negative; nothing for any other.
  static std::optional<Rational> of(float value);

  /// Nothing if the odd part of either side would leave 94 bits, or by zero. Three scales and a
  /// count never do.
  std::optional<Rational> times(const Rational& other) const;
  std::optional<Rational> over(const Rational& other) const;

  bool isZero() const { return num_ == 0; }

  /// value * factor * 2^shift between two integers. factor < 2^32.
  struct Place {
    int64_t floor;
    bool exact;  // it is the integer `floor`
    int half;    // below, at or above floor + 1/2: -1, 0, 1
    int64_t ceiling() const { return floor + (exact ? 0 : 1); }
    int64_t nearestEven() const { return floor + (half > 0 || (half == 0 && floor % 2 != 0)); }
  };
  /// Nothing from 2^62 on.
  std::optional<Place> place(uint64_t factor, int shift) const;

  /// The largest n with value * 2^n < 2^bits. Not for zero.
  int shiftBelow(int bits) const;

  /// The terms of the fraction in lowest terms; nothing if one does not fit into 126 bits.
  std::optional<Wide> numerator() const;
  std::optional<Wide> denominator() const;

 private:
  Rational(Wide num, Wide den, int exponent);

  Wide num_ = 0, den_ = 1;
  int exponent_ = 0;
};

Wide greatestCommonDivisor(Wide a, Wide b);

}  // namespace pelemay
