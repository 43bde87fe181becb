// Start of a Cortex-M program: vectors, FPU. Semihosting is a breakpoint.
#include "../bare/start.h"

extern "C" {

uintptr_t board_semihost(uintptr_t operation, const void* argument) {
  register uintptr_t r0 asm("r0") = operation;
  register const void* r1 asm("r1") = argument;
  asm volatile("bkpt 0xab" : "+r"(r0) : "r"(r1) : "memory");
  return r0;
}

void board_reset() {
#if defined(__ARM_FP)                                               // Helium has it, too
  *reinterpret_cast<volatile uint32_t*>(0xe000ed88) |= 0xfu << 20;  // CPACR: CP10 and CP11
  asm volatile("dsb\n\tisb" ::: "memory");
#endif
  board_begin();
}

using Handler = void (*)();
struct Vectors {
  uint32_t* stack;
  Handler handlers[15];
};
extern const Vectors board_vectors;
__attribute__((section(".vectors"), used))
const Vectors board_vectors = {board_stack_top,
                               {board_reset, board_fault, board_fault, board_fault, board_fault,
                                board_fault, board_fault, board_fault, board_fault, board_fault,
                                board_fault, board_fault, board_fault, board_fault, board_fault}};

}  // extern "C"
