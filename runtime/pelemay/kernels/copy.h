// Copies, gathers by strides, broadcasts, converts the element type: an element-wise op that does
// nothing.
//
//   layer(copy<Shape>(epilogue), in, out);        Shape = Elements<..>
#ifndef PELEMAY_KERNELS_COPY_H
#define PELEMAY_KERNELS_COPY_H

#include "pelemay/kernels/map.h"

namespace pelemay::rt {

namespace detail {

struct Same {
  template <class T>
  constexpr T operator()(T x) const {
    return x;
  }
};

}  // namespace detail

template <class Shape, class Epilogue = None>
constexpr MapKernel<Shape, detail::Same, Epilogue> copy(Epilogue epilogue = {}, Shape shape = {}) {
  return {{}, epilogue, shape};
}

}  // namespace pelemay::rt

#endif  // PELEMAY_KERNELS_COPY_H
