// Who owns the y loop: sources and sinks of rows, and the driver between them.
//
//   Rows stem(conv<Stem>(weight, bias), Whole<const float>{image, 24}, Ring<float>{ring, 128, 3});
//   stem.next(2);                                         // the next two rows
//   layer(conv<Conv1>(weight, bias), image, conv1);       // all rows of contiguous maps
//
// A row kernel computes pixels of one output row from row pointers and knows nothing of maps. So
// the same kernel serves whole maps, rings, hand-overs, and maps in place, from the first row or
// the last.
#ifndef PELEMAY_ROWS_H
#define PELEMAY_ROWS_H

#include <stddef.h>

#include "pelemay/attributes.h"

namespace pelemay::rt {

/// Row r lies at base + r * stride, in elements. Stride 0: a one-row hand-over, or one row for all.
template <class T>
struct Whole {
  using Element = T;
  T* base;
  int stride;
  constexpr T* row(int r) const { return base + static_cast<ptrdiff_t>(r) * stride; }
};

/// The last `rows` rows of a map: row r lies at base + (r mod rows) * stride.
template <class T>
struct Ring {
  using Element = T;
  T* base;
  int stride;
  int rows;
  constexpr T* row(int r) const { return base + static_cast<ptrdiff_t>(r % rows) * stride; }
};

namespace detail {

template <class...>
using Void = void;

/// The rows of an operand that a kernel of this shape reads at once. A shape with plain members may
/// ask for up to 32; codegen specialises where it is more.
template <class Shape, class = void>
struct Reach {  // element-wise and products: row y for row y
  static constexpr bool window = false;
  static constexpr int limit() { return 1; }
};

/// Is this the address of a static member, hence of a constant?
template <class Address>
inline constexpr bool is_static = false;
template <>
inline constexpr bool is_static<const int*> = true;

template <class Shape>
struct Reach<Shape, Void<decltype(Shape::kernel_rows)>> {
  static constexpr bool window = true;
  static constexpr int limit() {
    if constexpr (is_static<decltype(&Shape::kernel_rows)>)
      return Shape::kernel_rows;
    else
      return 32;
  }
};

/// Pointers to the rows that output row y reads; rows of padding are null.
template <class T, class Shape>
struct RowSet {
  const T* rows[static_cast<size_t>(Reach<Shape>::limit())];

  template <class Source>
  PELEMAY_INLINE RowSet(const Shape& s, const Source& source, int y) {
    if constexpr (Reach<Shape>::window) {
      int r = y * s.stride_y - s.pad_top;
      for (int k = 0; k < s.kernel_rows; ++k, r += s.dilation_y)
        rows[k] = r >= 0 && r < s.in_rows ? source.row(r) : nullptr;
    } else {
      rows[0] = source.row(y);
    }
  }
};

/// Sources in the order of the operands, then the sink. Opens one after the other, then calls.
template <class... Ends>
struct Operands;

template <class Sink>
struct Operands<Sink> {
  Sink sink;

  explicit constexpr Operands(const Sink& to) : sink(to) {}

  template <class Kernel, class... Sets>
  PELEMAY_INLINE void row(const Kernel& kernel, int y, const Sets&... sets) const {
    kernel.row(sets.rows..., sink.row(y), y, 0, kernel.shape.out_width);
  }
};

template <class Source, class Next, class... Rest>
struct Operands<Source, Next, Rest...> {
  Source source;
  Operands<Next, Rest...> others;

  constexpr Operands(const Source& from, const Next& next, const Rest&... rest)
      : source(from), others(next, rest...) {}

  template <class Kernel, class... Sets>
  PELEMAY_INLINE void row(const Kernel& kernel, int y, const Sets&... sets) const {
    using Shape = decltype(kernel.shape);
    const RowSet<typename Source::Element, Shape> set(kernel.shape, source, y);
    others.row(kernel, y, sets..., set);
  }
};

template <class Shape, class = void>
struct OperandStride {
  static constexpr int of(const Shape& s, int) { return s.in_width * s.in_pitch; }
};

template <class Shape>
struct OperandStride<Shape, Void<decltype(Shape::row_stride)>> {
  static constexpr int of(const Shape& s, int operand) { return s.row_stride[operand]; }
};

}  // namespace detail

/// Computes output rows one after the other: `Rows(kernel, source, [source, ..] sink)`.
template <class Kernel, class... Ends>
class Rows {
 public:
  constexpr Rows(const Kernel& kernel, const Ends&... ends)
      : kernel_(kernel), operands_(ends...), left_(kernel.shape.out_rows) {}

  /// From the last row to the first: for results that lie above their input in the same memory.
  constexpr Rows& down() {
    y_ = left_ - 1;
    step_ = -1;
    return *this;
  }

  /// The next n rows, or as many as are left.
  void next(int n) {
    for (; n > 0 && left_ > 0; --n, --left_, y_ += step_) operands_.row(kernel_, y_);
  }

 private:
  Kernel kernel_;
  detail::Operands<Ends...> operands_;
  int left_;
  int y_ = 0;
  int step_ = 1;
};

template <class Kernel, class... Ends>
Rows(const Kernel&, const Ends&...) -> Rows<Kernel, Ends...>;

/// A driver that walks from the last row to the first.
template <class Kernel, class... Ends>
constexpr Rows<Kernel, Ends...> downward(const Kernel& kernel, const Ends&... ends) {
  return Rows<Kernel, Ends...>(kernel, ends...).down();
}

namespace detail {

template <class Kernel, class... T>
constexpr Rows<Kernel, Whole<T>...> on_maps(const Kernel& kernel, T*... maps) {
  using Shape = decltype(kernel.shape);
  const int out = static_cast<int>(sizeof...(maps)) - 1;
  const int out_stride = kernel.shape.out_width * kernel.shape.out_pitch;
  int i = -1;
  const auto stride = [&] {
    return ++i == out ? out_stride : OperandStride<Shape>::of(kernel.shape, i);
  };
  return Rows<Kernel, Whole<T>...>{kernel, Whole<T>{maps, stride()}...};  // braces: left to right
}

}  // namespace detail

/// All rows, first to last, of maps whose rows follow each other: `layer(kernel, in, [in, ..]
/// out)`.
template <class Kernel, class... T>
void layer(const Kernel& kernel, T*... maps) {
  detail::on_maps(kernel, maps...).next(kernel.shape.out_rows);
}

/// The same from the last row to the first.
template <class Kernel, class... T>
void layer_down(const Kernel& kernel, T*... maps) {
  detail::on_maps(kernel, maps...).down().next(kernel.shape.out_rows);
}

}  // namespace pelemay::rt

#endif  // PELEMAY_ROWS_H
