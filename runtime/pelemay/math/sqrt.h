// The square root, correctly rounded on every target.
//
// The FPU's instruction where there is one: __builtin_sqrtf where it becomes that alone
// (-fno-math-errno), by its name elsewhere, for __builtin_sqrtf would call libm's sqrtf for
// negative numbers. Without an FPU one bit of the root a step, in integers. sqrt -0 = -0, negative
// gives NaN, NaN stays NaN.
#ifndef PELEMAY_MATH_SQRT_H
#define PELEMAY_MATH_SQRT_H

#include "pelemay/math/bits.h"

namespace pelemay::rt {

namespace detail {

inline float sqrt_by_integers(float x) {
  if (!(x > 0.0f)) return x == 0.0f || x != x ? x : __builtin_nanf("");
  if (x == __builtin_inff()) return x;
  const uint32_t bits = bits_of(x);
  int exponent = static_cast<int>(bits >> 23) - 150;  // x = mantissa * 2^exponent
  uint32_t mantissa = bits & 0x7fffffu;
  if (exponent == -150) {
    for (++exponent; mantissa < 0x800000u; mantissa <<= 1) --exponent;
  } else {
    mantissa |= 0x800000u;
  }
  // 48 bits whose root has 24, times an even power of two.
  const int shift = exponent % 2 == 0 ? 24 : 23;
  uint64_t square = static_cast<uint64_t>(mantissa) << (shift + 16);
  uint32_t root = 0, rest = 0;
  for (int bit = 0; bit < 24; ++bit, square <<= 2) {
    rest = rest << 2 | static_cast<uint32_t>(square >> 62);
    const uint32_t trial = root << 2 | 1;
    root <<= 1;
    if (rest >= trial) {
      rest -= trial;
      root |= 1;
    }
  }
  if (rest > root) ++root;  // beyond the middle; a root is never at it
  const int half = (exponent - shift) / 2;
  return float_of((static_cast<uint32_t>(half + 149) << 23) + root);
}

}  // namespace detail

#if (defined(__SSE__) || defined(__aarch64__) || (defined(__ARM_FP) && (__ARM_FP & 4)) || \
     (defined(__riscv_flen) && __riscv_flen >= 32)) &&                                    \
    defined(__NO_MATH_ERRNO__)
inline float sqrt(float x) { return __builtin_sqrtf(x); }
#elif defined(__SSE__)
inline float sqrt(float x) {
  typedef float Vector __attribute__((vector_size(16)));
  return __builtin_ia32_sqrtss(Vector{x, 0.0f, 0.0f, 0.0f})[0];
}
#elif defined(__aarch64__)
inline float sqrt(float x) {
  __asm__("fsqrt %s0, %s1" : "=w"(x) : "w"(x));
  return x;
}
#elif defined(__ARM_FP) && (__ARM_FP & 4)
inline float sqrt(float x) {
  __asm__("vsqrt.f32 %0, %1" : "=t"(x) : "t"(x));
  return x;
}
#elif defined(__riscv_flen) && __riscv_flen >= 32
inline float sqrt(float x) {
  __asm__("fsqrt.s %0, %1" : "=f"(x) : "f"(x));
  return x;
}
#else
inline float sqrt(float x) { return detail::sqrt_by_integers(x); }
#endif

}  // namespace pelemay::rt

#endif  // PELEMAY_MATH_SQRT_H
