/* A hook written in C: the header is C11, and both languages see the same chunk. */
#include "pelemay/probe.h"

int32_t rows_seen_by_c(const pelemay_chunk* chunk);
int32_t rows_seen_by_c(const pelemay_chunk* chunk) {
  return chunk->type == PELEMAY_F32 ? chunk->rows + 100 * chunk->last : -1;
}
