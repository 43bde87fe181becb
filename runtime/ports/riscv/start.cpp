// Start of a RISC-V program in machine mode, 32 or 64 bits: stack, traps, FPU. Semihosting is a
// sequence of three uncompressed instructions in one cache line, of which QEMU knows the middle
// one.
//
// Control registers are an extension that -march must not name: Debian's compiler would take other
// libraries then.
#include "../bare/start.h"

extern "C" {

// Not inlined: the sequence must not be laid out twice with other code between.
__attribute__((noinline)) uintptr_t board_semihost(uintptr_t operation, const void* argument) {
  register uintptr_t a0 asm("a0") = operation;
  register const void* a1 asm("a1") = argument;
  asm volatile(
      ".option push\n\t.option norvc\n\t.balign 16\n\t"
      "slli x0, x0, 0x1f\n\tebreak\n\tsrai x0, x0, 7\n\t.option pop"
      : "+r"(a0)
      : "r"(a1)
      : "memory");
  return a0;
}

__attribute__((naked, used, section(".vectors"))) void board_reset() {
  asm volatile(
      ".option push\n\t.option arch, +zicsr\n\t.option norelax\n\t"
      "la sp, board_stack_top\n\t"
      "la t0, board_fault\n\tcsrw mtvec, t0\n\t"
#if defined(__riscv_flen)
      "li t0, 0x2000\n\tcsrs mstatus, t0\n\t"  // FS: initial
#endif
      "j board_begin\n\t.option pop");
}

}  // extern "C"
