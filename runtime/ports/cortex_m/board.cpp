// board.h for a Cortex-M under QEMU: semihosting, painted stack.
#include "../board.h"

extern "C" {

extern uint32_t board_stack[];
uint32_t board_semihost(uint32_t operation, const void* argument);

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
