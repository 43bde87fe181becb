// The order of packed weights. Stands once: the compiler packs with it, kernels read by it.
//
//   dense              [out][row][col][in]     as the model has them
//   row_col_channel    [row][col][channel]     depthwise: neighbouring channels lie together
#ifndef PELEMAY_PACK_H
#define PELEMAY_PACK_H

#include <stddef.h>

namespace pelemay::rt {

/// [channel][row][col] -> [row][col][channel], elements of `size` bytes.
inline void pack_row_col_channel(const char* from, char* to, ptrdiff_t channels, ptrdiff_t taps,
                                 ptrdiff_t size) {
  for (ptrdiff_t c = 0; c < channels; ++c)
    for (ptrdiff_t k = 0; k < taps; ++k)
      for (ptrdiff_t b = 0; b < size; ++b)
        to[(k * channels + c) * size + b] = from[(c * taps + k) * size + b];
}

}  // namespace pelemay::rt

#endif  // PELEMAY_PACK_H
