// Element-wise ops of one to three operands, with broadcasting by strides.
//
//   layer(map<Shape, Add>(), a, b, out);        Shape = Elements<Out<..>, Strides<..>, ..>
//   layer(map<Shape>(Clip{0, 6}), x, out);      a functor that has attributes
//
// Any functor will do, and the element types may differ. A result may take the place of an operand
// that is not broadcast. A contiguous map may be handed over as one long row.
#ifndef PELEMAY_KERNELS_MAP_H
#define PELEMAY_KERNELS_MAP_H

#include "pelemay/attributes.h"
#include "pelemay/epilogue.h"

namespace pelemay::rt {

template <class Shape, class Op, class Epilogue>
struct MapKernel {
  Op op;
  Epilogue epilogue;
  Shape shape;

  template <class A, class Y>
  void row(const A* const* a, Y* out, int y, int x0, int x1) const {
    each_element(out, x0, x1,
                 [&](int x, int c) { return epilogue(op(a[0][place(0, x, c)]), y, x, c); });
  }

  template <class A, class B, class Y>
  void row(const A* const* a, const B* const* b, Y* out, int y, int x0, int x1) const {
    each_element(out, x0, x1, [&](int x, int c) {
      return epilogue(op(a[0][place(0, x, c)], b[0][place(1, x, c)]), y, x, c);
    });
  }

  template <class A, class B, class C, class Y>
  void row(const A* const* a, const B* const* b, const C* const* c, Y* out, int y, int x0,
           int x1) const {
    each_element(out, x0, x1, [&](int x, int ch) {
      return epilogue(op(a[0][place(0, x, ch)], b[0][place(1, x, ch)], c[0][place(2, x, ch)]), y, x,
                      ch);
    });
  }

 private:
  PELEMAY_INLINE constexpr int place(int operand, int x, int c) const {
    return x * shape.pixel_stride[operand] + c * shape.channel_stride[operand];
  }

  template <class Y, class Element>
  PELEMAY_INLINE void each_element(Y* out, int x0, int x1, const Element& element) const {
    for (int x = x0; x < x1; ++x) {
      Y* const pixel = out + x * shape.out_pitch;
      for (int c = 0; c < shape.out_channels; ++c) pixel[c] = static_cast<Y>(element(x, c));
    }
  }
};

template <class Shape, class Op, class Epilogue = None>
constexpr MapKernel<Shape, Op, Epilogue> map(Epilogue epilogue = {}, Shape shape = {}) {
  return {Op{}, epilogue, shape};
}

template <class Shape, class Op, class Epilogue = None>
constexpr MapKernel<Shape, Op, Epilogue> map(Op op, Epilogue epilogue = {}, Shape shape = {}) {
  return {op, epilogue, shape};
}

}  // namespace pelemay::rt

#endif  // PELEMAY_KERNELS_MAP_H
