// board.h for a Cortex-M under QEMU: semihosting, SysTick, painted stack.
#include "../board.h"

extern "C" {

extern uint32_t board_stack[];
uint32_t board_semihost(uint32_t operation, const void* argument);

void board_put_char(char c) { board_semihost(0x03, &c); }           // SYS_WRITEC
void board_write(const char* text) { board_semihost(0x04, text); }  // SYS_WRITE0

// SysTick counts down from 2^24 - 1 at 25 MHz; under -icount shift=0 an instruction takes 1 ns.
static volatile uint32_t turns;
static constexpr uint32_t kReload = 0xffffff;

void board_tick() { turns = turns + 1; }

uint64_t board_ticks() {
  volatile uint32_t* const systick = reinterpret_cast<volatile uint32_t*>(0xe000e010);
  if (systick[0] == 0) {
    systick[1] = kReload;
    systick[2] = 0;
    systick[0] = 7;  // enabled, with interrupt, from the core's clock
    while (systick[2] == 0) {
    }
    turns = 0;
  }
  uint32_t seen, now;
  do {
    seen = turns;
    now = systick[2];
  } while (seen != turns);
  return (static_cast<uint64_t>(seen) * (kReload + 1) + (kReload - now)) * 40;
}

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
