// Sum of two 8-bit quantized tensors, with one rounding and no more than 32 bits.
//
//   y = clamp(zero + floor(((a - za) * Ma + (b - zb) * Mb + 2^(n-1)) / 2^n), lo, hi)
//
//   layer(add_requantize<Shape>({za, Ma}, {zb, Mb}, n, zero, lo, hi), a, b, out);
//   then(requantize(..), ByElement{sum_of({za, Ma}, {zb, Mb}, n, zero, lo, hi), residual, ..})
//
// n in 10..29 with 255 * (Ma + Mb) + 2^(n-1) < 2^31. Where ties are possible, SumTie{pa, pb, q}
// holds the exact ratios pa / q and pb / q, and they go to even before zero is added.
#ifndef PELEMAY_KERNELS_ADD_REQUANTIZE_H
#define PELEMAY_KERNELS_ADD_REQUANTIZE_H

#include <stdint.h>

#include "pelemay/kernels/map.h"
#include "pelemay/requantize.h"

namespace pelemay::rt {

/// An operand's zero point and multiplier.
struct Scaled {
  int32_t zero, multiplier;
};

struct SumTie {
  int64_t a, b, q;
};

template <class Tie>
struct AddRequantize {
  Scaled a, b;
  int shift;
  int32_t zero, lo, hi;
  Tie tie;

  template <class A, class B>
  constexpr int32_t operator()(A left, B right) const {
    const int32_t da = left - a.zero, db = right - b.zero;
    const int32_t sum = da * a.multiplier + db * b.multiplier;
    int32_t k = (sum + (INT32_C(1) << (shift - 1))) >> shift;
    if (is_tie(da, db, tie)) {
      k = sum >> shift;
      k += k & 1;
    }
    const int32_t y = zero + k;
    return y < lo ? lo : y > hi ? hi : y;
  }

 private:
  static constexpr bool is_tie(int32_t, int32_t, NoTie) { return false; }

  static constexpr bool is_tie(int32_t da, int32_t db, const SumTie& t) {
    int64_t rest = (da * t.a + db * t.b) % t.q;
    if (rest < 0) rest += t.q;
    return rest == t.q - rest;
  }
};

/// The sum alone, for epilogues.
template <class Tie = NoTie>
constexpr AddRequantize<Tie> sum_of(Scaled a, Scaled b, int shift, int32_t zero, int32_t lo,
                                    int32_t hi, Tie tie = {}) {
  return {a, b, shift, zero, lo, hi, tie};
}

template <class Shape, class Tie = NoTie>
constexpr auto add_requantize(Scaled a, Scaled b, int shift, int32_t zero, int32_t lo, int32_t hi,
                              Tie tie = {}, Shape shape = {}) {
  return map<Shape>(AddRequantize<Tie>{a, b, shift, zero, lo, hi, tie}, None{}, shape);
}

}  // namespace pelemay::rt

#endif  // PELEMAY_KERNELS_ADD_REQUANTIZE_H
