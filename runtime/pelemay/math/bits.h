// A float as its bits, and back.
#ifndef PELEMAY_MATH_BITS_H
#define PELEMAY_MATH_BITS_H

#include <stdint.h>

namespace pelemay::rt::detail {

inline uint32_t bits_of(float value) {
  uint32_t bits;
  __builtin_memcpy(&bits, &value, sizeof bits);
  return bits;
}

inline float float_of(uint32_t bits) {
  float value;
  __builtin_memcpy(&value, &bits, sizeof value);
  return value;
}

/// 2^n for a normal result, -126 <= n <= 127.
inline float power_of_two(int n) { return float_of(static_cast<uint32_t>(n + 127) << 23); }

}  // namespace pelemay::rt::detail

#endif  // PELEMAY_MATH_BITS_H
