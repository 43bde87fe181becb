// The end of every kernel that sums: the epilogue, the conversion, the store.
#ifndef PELEMAY_KERNELS_STORE_H
#define PELEMAY_KERNELS_STORE_H

#include "pelemay/attributes.h"
#include "pelemay/kernels/accumulator.h"

namespace pelemay::rt::detail {

template <int count, class Acc, class Y, class Epilogue>
PELEMAY_INLINE void store_inline(Lanes<Acc, count> sums, const Epilogue& epilogue, Y* to, int y,
                                 int x, int c) {
  PELEMAY_UNROLL4
  for (int j = 0; j < count; ++j) to[j] = static_cast<Y>(epilogue(sums[j], y, x, c + j));
}

template <int count, class Acc, class Y, class Epilogue>
PELEMAY_APART void store_apart(Lanes<Acc, count> sums, const Epilogue& epilogue, Y* to, int y,
                               int x, int c) {
  store_inline(sums, epilogue, to, y, x, c);
}

/// to[j] = epilogue(sums[j]) for `count` channels from c on. Integers requantize, whose 64-bit
/// invariants would take the registers from the sums; floats end in an instruction or two.
template <int count, class Acc, class Y, class Epilogue>
PELEMAY_INLINE void store(Lanes<Acc, count> sums, const Epilogue& epilogue, Y* to, int y, int x,
                          int c) {
  if constexpr (static_cast<Acc>(0.5) > static_cast<Acc>(0))
    store_inline(sums, epilogue, to, y, x, c);
  else
    store_apart(sums, epilogue, to, y, x, c);
}

}  // namespace pelemay::rt::detail

#endif  // PELEMAY_KERNELS_STORE_H
