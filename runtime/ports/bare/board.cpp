// board.h on bare metal under QEMU, and what all CPUs do between reset and main.
#include "../board.h"

#include "start.h"

extern "C" {

extern uint32_t board_data_load[], board_data[], board_data_end[], board_bss[], board_bss_end[];
int main();

[[noreturn]] static void leave(uintptr_t status) {
  const uintptr_t reason[] = {0x20026, status};  // ADP_Stopped_ApplicationExit
  for (;;) board_semihost(0x20, reason);         // SYS_EXIT_EXTENDED
}

// RISC-V takes the low bits of its address for flags.
__attribute__((aligned(4))) void board_fault() { leave(139); }

void board_begin() {
  const uint32_t* from = board_data_load;
  for (uint32_t* to = board_data; to < board_data_end;) *to++ = *from++;
  for (uint32_t* to = board_bss; to < board_bss_end;) *to++ = 0;
  leave(static_cast<uintptr_t>(main()));
}

void board_put_char(char c) { board_semihost(0x03, &c); }           // SYS_WRITEC
void board_write(const char* text) { board_semihost(0x04, text); }  // SYS_WRITE0

static constexpr uint32_t kPaint = 0xa5c35a3c;
static uint32_t* painted;

__attribute__((noinline)) void board_stack_paint() {
  painted = static_cast<uint32_t*>(__builtin_frame_address(0)) - 16;  // spare this frame
  for (volatile uint32_t* p = board_stack; p < painted; ++p) *p = kPaint;
}

uint32_t board_stack_used() {
  const volatile uint32_t* p = board_stack;
  while (p < painted && *p == kPaint) ++p;
  return painted == nullptr ? 0 : static_cast<uint32_t>(painted - p + 16) * 4;
}

}  // extern "C"
