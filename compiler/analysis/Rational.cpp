#include "compiler/analysis/Rational.h"

#include <cmath>

namespace pelemay {

/// Of an odd part: times a 32-bit factor it still fits into 126 bits.
static constexpr int kOddBits = 94;
static constexpr int kWideBits = 126;

static int bitLength(Wide value) {
  int bits = 0;
  for (; value != 0; value >>= 1) ++bits;
  return bits;
}

Wide greatestCommonDivisor(Wide a, Wide b) {
  while (b != 0) {
    Wide rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

Rational::Rational(Wide num, Wide den, int exponent) : num_(num), den_(den), exponent_(exponent) {
  if (num_ == 0) {
    den_ = 1;
    exponent_ = 0;
    return;
  }
  for (; (num_ & 1) == 0; num_ >>= 1) ++exponent_;
  for (; (den_ & 1) == 0; den_ >>= 1) --exponent_;
  Wide common = greatestCommonDivisor(num_, den_);
  num_ /= common;
  den_ /= common;
}

std::optional<Rational> Rational::of(float value) {
  if (!std::isfinite(value) || value < 0) return std::nullopt;
  int exponent;
  float fraction = std::frexp(value, &exponent);
  return Rational(static_cast<Wide>(std::ldexp(fraction, 24)), 1, exponent - 24);
}

std::optional<Rational> Rational::times(const Rational& other) const {
  if (isZero() || other.isZero()) return Rational();
  // Crosswise, so that the products are in lowest terms before they are formed.
  Wide a = greatestCommonDivisor(num_, other.den_), b = greatestCommonDivisor(other.num_, den_);
  Wide n1 = num_ / a, n2 = other.num_ / b, d1 = den_ / b, d2 = other.den_ / a;
  if (bitLength(n1) + bitLength(n2) > kOddBits || bitLength(d1) + bitLength(d2) > kOddBits)
    return std::nullopt;
  return Rational(n1 * n2, d1 * d2, exponent_ + other.exponent_);
}

std::optional<Rational> Rational::over(const Rational& other) const {
  if (other.isZero()) return std::nullopt;
  return times(Rational(other.den_, other.num_, -other.exponent_));
}

std::optional<Rational::Place> Rational::place(uint64_t factor, int shift) const {
  if (isZero() || factor == 0) return Place{0, true, -1};
  if (factor >> 32 != 0) return std::nullopt;
  Wide num = num_ * factor, den = den_;
  int exponent = exponent_ + shift;
  if (exponent >= 0) {
    if (bitLength(num) + exponent > kWideBits) return std::nullopt;
    num <<= exponent;
  } else if (bitLength(den) - exponent > bitLength(num) + 1) {
    return Place{0, false, -1};  // num < 2^bits and den * 2^-exponent >= 2^(bits + 1)
  } else {
    den <<= -exponent;
  }
  Wide floor = num / den, rest = num % den;
  if (floor >> 62 != 0) return std::nullopt;
  Wide other = den - rest;
  return Place{static_cast<int64_t>(floor), rest == 0, rest < other ? -1 : rest > other ? 1 : 0};
}

int Rational::shiftBelow(int bits) const {
  int up = bitLength(den_) - bitLength(num_);
  // num / den * 2^up lies in (1/2, 2).
  bool small = up >= 0 ? (num_ << up) < den_ : num_ < (den_ << -up);
  return bits - exponent_ + up - (small ? 0 : 1);
}

std::optional<Wide> Rational::numerator() const {
  if (exponent_ > 0 && bitLength(num_) + exponent_ > kWideBits) return std::nullopt;
  return exponent_ > 0 ? num_ << exponent_ : num_;
}

std::optional<Wide> Rational::denominator() const {
  if (exponent_ < 0 && bitLength(den_) - exponent_ > kWideBits) return std::nullopt;
  return exponent_ < 0 ? den_ << -exponent_ : den_;
}

}  // namespace pelemay
