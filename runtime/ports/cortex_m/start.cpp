// Start of a Cortex-M program under QEMU: vectors, FPU, data and bss, main, exit status.
//
// The status leaves by semihosting's SYS_EXIT_EXTENDED; any fault ends the program with status 139.
#include <stdint.h>

extern "C" {

extern uint32_t board_data_load[], board_data[], board_data_end[], board_bss[], board_bss_end[],
    board_stack_top[];
int main();

uint32_t board_semihost(uint32_t operation, const void* argument) {
  register uint32_t r0 asm("r0") = operation;
  register const void* r1 asm("r1") = argument;
  asm volatile("bkpt 0xab" : "+r"(r0) : "r"(r1) : "memory");
  return r0;
}

[[noreturn]] static void leave(uint32_t status) {
  const uint32_t reason[] = {0x20026, status};  // ADP_Stopped_ApplicationExit
  for (;;) board_semihost(0x20, reason);
}

void board_fault() { leave(139); }

void board_reset() {
#if defined(__ARM_FP)
  *reinterpret_cast<volatile uint32_t*>(0xe000ed88) |= 0xfu << 20;  // CPACR: CP10 and CP11
  asm volatile("dsb\n\tisb" ::: "memory");
#endif
  const uint32_t* from = board_data_load;
  for (uint32_t* to = board_data; to < board_data_end;) *to++ = *from++;
  for (uint32_t* to = board_bss; to < board_bss_end;) *to++ = 0;
  leave(static_cast<uint32_t>(main()));
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
