// board.h on Linux, with a C library or without: the stack is painted 256 KiB deep.
#include <stddef.h>

#include "../board.h"

extern "C" {

#if defined(__SANITIZE_ADDRESS__)
void board_stack_paint(void) {}
uint32_t board_stack_used(void) { return 0; }
#else
static constexpr size_t kDepth = 256 * 1024;
static constexpr unsigned char kPaint = 0xa5;
static unsigned char* painted;

// The memory lies below the frame, so nothing but the calls to come owns it.
__attribute__((noinline)) void board_stack_paint(void) {
  painted = static_cast<unsigned char*>(__builtin_frame_address(0)) - 256;  // spare this frame
  for (size_t i = 1; i <= kDepth; ++i)
    const_cast<volatile unsigned char*>(painted)[-static_cast<ptrdiff_t>(i)] = kPaint;
}

__attribute__((noinline)) uint32_t board_stack_used(void) {
  if (painted == nullptr) return 0;
  const volatile unsigned char* p = painted - kDepth;
  while (p < painted && *p == kPaint) ++p;
  return static_cast<uint32_t>(painted - p + 256);
}
#endif

}  // extern "C"
