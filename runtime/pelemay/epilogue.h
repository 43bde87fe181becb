// What happens to a value between the accumulator and the store.
//
// An epilogue is `T operator()(Acc v, int y, int x, int c) const`, inlined into the kernel's store:
// relu, residual add and requantize cost no buffer and no walk over memory.
#ifndef PELEMAY_EPILOGUE_H
#define PELEMAY_EPILOGUE_H

#include <stddef.h>

namespace pelemay::rt {

struct None {
  template <class T>
  constexpr T operator()(T v, int, int, int) const {
    return v;
  }
};

/// First a, then b. `then(a, b, c)` chains any number.
template <class A, class B>
struct Then {
  A a;
  B b;
  template <class T>
  constexpr auto operator()(T v, int y, int x, int c) const {
    return b(a(v, y, x, c), y, x, c);
  }
};

template <class A>
constexpr A then(A a) {
  return a;
}

template <class A, class B, class... Rest>
constexpr auto then(A a, B b, Rest... rest) {
  return then(Then<A, B>{a, b}, rest...);
}

/// A functor of element.h on the value alone.
template <class Op>
struct Map {
  Op op;
  template <class T>
  constexpr auto operator()(T v, int, int, int) const {
    return op(v);
  }
};

/// op(value, values[channel]).
template <class Op, class V>
struct ByChannel {
  Op op;
  const V* values;
  template <class T>
  constexpr auto operator()(T v, int, int, int c) const {
    return op(v, static_cast<T>(values[c]));
  }
};

/// op(value, the element at the same place of another map): a residual. `rows` > 0: that map is a
/// ring of so many rows.
template <class Op, class V>
struct ByElement {
  Op op;
  const V* base;
  int row_stride;
  int pixel_stride;
  int rows = 0;
  template <class T>
  constexpr auto operator()(T v, int y, int x, int c) const {
    const int r = rows > 0 ? y % rows : y;
    const V* pixel = base + static_cast<ptrdiff_t>(r) * row_stride + x * pixel_stride;
    return op(v, static_cast<T>(pixel[c]));
  }
};

/// op with its operands exchanged: the constant minus the value.
template <class Op>
struct Swapped {
  Op op;
  template <class T>
  constexpr auto operator()(T a, T b) const {
    return op(b, a);
  }
};

// Aggregates deduce their arguments only since C++20.
template <class Op>
Map(Op) -> Map<Op>;
template <class Op, class V>
ByChannel(Op, const V*) -> ByChannel<Op, V>;
template <class Op, class V>
ByElement(Op, const V*, int, int, int = 0) -> ByElement<Op, V>;
template <class Op>
Swapped(Op) -> Swapped<Op>;

}  // namespace pelemay::rt

#endif  // PELEMAY_EPILOGUE_H
