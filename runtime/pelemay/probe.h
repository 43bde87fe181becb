/* What a hook receives: a piece of a tensor that has just been computed, or is about to be read.
 *
 * Axes, sizes and strides are in the order of the user's model, whatever the layout in memory. A
 * whole tensor comes as one chunk; a map that is streamed comes in chunks of rows, along
 * `row_axis`. A chunk never crosses the end of a ring, so strides hold throughout it. This header
 * is C11 and C++17; the walk over a chunk at its end is C++ only. */
#ifndef PELEMAY_PROBE_H
#define PELEMAY_PROBE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { PELEMAY_MAX_RANK = 6 };

typedef enum pelemay_type {
  PELEMAY_F32 = 1,
  PELEMAY_F64 = 2,
  PELEMAY_I1 = 3, /* a byte each: 0 or 1 */
  PELEMAY_I8 = 4,
  PELEMAY_U8 = 5,
  PELEMAY_I16 = 6,
  PELEMAY_U16 = 7,
  PELEMAY_I32 = 8,
  PELEMAY_U32 = 9,
  PELEMAY_I64 = 10,
  PELEMAY_U64 = 11
} pelemay_type;

typedef struct pelemay_chunk {
  const char* op;   /* the op's name: "conv" */
  const char* name; /* the node's name in the model */
  pelemay_type type;
  int32_t rank;
  int32_t sizes[PELEMAY_MAX_RANK];     /* of the whole tensor */
  ptrdiff_t strides[PELEMAY_MAX_RANK]; /* in elements */
  const void* data;                    /* the chunk's first element */
  int32_t row_axis;                    /* the axis that chunks follow, -1: none, one chunk is all */
  int32_t first;                       /* this chunk holds indices [first, first + rows) of it */
  int32_t rows;
  int32_t last; /* 1: no chunk of this tensor follows in this run */
} pelemay_chunk;

typedef void pelemay_hook(const pelemay_chunk* chunk);

#ifdef __cplusplus
}  // extern "C"

namespace pelemay::rt {

/// Calls visit(element) for each element of the chunk in logical order: the last axis runs fastest.
template <class T, class Visit>
void walk(const pelemay_chunk& chunk, Visit visit) {
  int32_t size[PELEMAY_MAX_RANK];
  int32_t index[PELEMAY_MAX_RANK];
  const T* element = static_cast<const T*>(chunk.data);
  for (int32_t axis = 0; axis < chunk.rank; ++axis) {
    size[axis] = axis == chunk.row_axis ? chunk.rows : chunk.sizes[axis];
    index[axis] = 0;
    if (size[axis] <= 0) return;
  }
  for (;;) {
    visit(*element);
    int32_t axis = chunk.rank - 1;
    for (; axis >= 0; --axis) {
      element += chunk.strides[axis];
      if (++index[axis] < size[axis]) break;
      element -= chunk.strides[axis] * size[axis];
      index[axis] = 0;
    }
    if (axis < 0) return;
  }
}

}  // namespace pelemay::rt
#endif

#endif /* PELEMAY_PROBE_H */
