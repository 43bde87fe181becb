/* What programs for an emulated or a real board need: text out, the stack's high-water mark.
 *
 * One file a board implements it; main's return value is the exit status. Used by tests and
 * examples; firmware has its own. */
#ifndef PELEMAY_PORTS_BOARD_H
#define PELEMAY_PORTS_BOARD_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

void board_put_char(char c);
void board_write(const char* text);

/* Bytes of stack that calls after board_stack_paint() have used, below the frame that painted. 0:
 * not known here. Paint and ask from the same function. */
void board_stack_paint(void);
uint32_t board_stack_used(void);

#ifdef __cplusplus
}
#endif

#endif /* PELEMAY_PORTS_BOARD_H */
