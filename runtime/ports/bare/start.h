/* Between a CPU's start-up code and main on bare metal; link.ld defines the symbols.
 *
 * A port gives board_semihost and calls board_begin once memory and FPU can be used. Messages and
 * the exit status leave by semihosting, whose numbers and blocks are the same on Arm and RISC-V:
 * words of the CPU's size. */
#ifndef PELEMAY_PORTS_BARE_START_H
#define PELEMAY_PORTS_BARE_START_H

#include <stdint.h>

extern "C" {

uintptr_t board_semihost(uintptr_t operation, const void* argument);

/* Data and bss, main, and its answer as exit status. */
[[noreturn]] void board_begin();
/* Any fault: the program ends with status 139. */
[[noreturn]] void board_fault();

extern uint32_t board_stack[], board_stack_top[];

}  // extern "C"

#endif  // PELEMAY_PORTS_BARE_START_H
