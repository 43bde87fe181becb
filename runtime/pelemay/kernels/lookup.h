// Any function of one 8-bit tensor, from a table made at compile time.
//
//   layer(lookup<Shape>(table + 128), x, out);     int8_t: table[0] is the value for -128
//   layer(lookup<Shape>(table), x, out);           uint8_t
//   then(requantize(..), Map{Lookup{table + 128}})
#ifndef PELEMAY_KERNELS_LOOKUP_H
#define PELEMAY_KERNELS_LOOKUP_H

#include "pelemay/kernels/map.h"

namespace pelemay::rt {

/// `at_zero` points at the value for 0: the least 8-bit integer is the table's first entry.
template <class T>
struct Lookup {
  const T* at_zero;
  template <class X>
  constexpr T operator()(X x) const {
    return at_zero[x];
  }
};

template <class T>
Lookup(const T*) -> Lookup<T>;

template <class Shape, class T>
constexpr auto lookup(const T* at_zero, Shape shape = {}) {
  return map<Shape>(Lookup<T>{at_zero}, None{}, shape);
}

}  // namespace pelemay::rt

#endif  // PELEMAY_KERNELS_LOOKUP_H
