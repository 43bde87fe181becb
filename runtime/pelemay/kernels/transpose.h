// Axis i of the result is axis perm[i] of the input. Rank 1 to 6; out must not overlap in.
//
//   transpose<Transpose<Dims<1, 3, 8, 8>, Perm<0, 2, 3, 1>>>(in, out);
#ifndef PELEMAY_KERNELS_TRANSPOSE_H
#define PELEMAY_KERNELS_TRANSPOSE_H

#include <stddef.h>

namespace pelemay::rt {

template <class Shape, class T>
void transpose(const T* in, T* out, Shape s = {}) {
  ptrdiff_t steps[6];  // of the input's axes, in elements
  ptrdiff_t step = 1;
  for (int axis = s.rank - 1; axis >= 0; --axis) {
    steps[axis] = step;
    step *= s.dims[axis];
  }
  int size[6] = {1, 1, 1, 1, 1, 1};  // of the result's axes, behind axes of size 1
  ptrdiff_t by[6] = {};              // what a step along them is in the input
  for (int i = 0; i < s.rank; ++i) {
    size[6 - s.rank + i] = s.dims[s.perm[i]];
    by[6 - s.rank + i] = steps[s.perm[i]];
  }
  for (int a = 0; a < size[0]; ++a)
    for (int b = 0; b < size[1]; ++b)
      for (int c = 0; c < size[2]; ++c)
        for (int d = 0; d < size[3]; ++d)
          for (int e = 0; e < size[4]; ++e) {
            const T* from = in + a * by[0] + b * by[1] + c * by[2] + d * by[3] + e * by[4];
            for (int f = 0; f < size[5]; ++f, from += by[5]) *out++ = *from;
          }
}

}  // namespace pelemay::rt

#endif  // PELEMAY_KERNELS_TRANSPOSE_H
