// min(max(x, lo), hi), in this order: where lo > hi, it is hi. NaN stays NaN.
#ifndef PELEMAY_MATH_BOUNDED_H
#define PELEMAY_MATH_BOUNDED_H

namespace pelemay::rt {

template <class T>
constexpr T bounded(T x, T lo, T hi) {
  const T least = x < lo ? lo : x;
  return hi < least ? hi : least;
}

}  // namespace pelemay::rt

#endif  // PELEMAY_MATH_BOUNDED_H
