// A program for 32-bit Arm Linux without a C library: start, text on stdout, exit status.
#include "../board.h"

extern "C" {

int main();

static long call(long number, long a, const void* b, long c) {
  register long r7 asm("r7") = number;
  register long r0 asm("r0") = a;
  register const void* r1 asm("r1") = b;
  register long r2 asm("r2") = c;
  asm volatile("svc 0" : "+r"(r0) : "r"(r7), "r"(r1), "r"(r2) : "memory");
  return r0;
}

void board_put_char(char c) { call(4, 1, &c, 1); }  // write

void board_write(const char* text) {
  long length = 0;
  while (text[length] != 0) ++length;
  for (long done = 0; done < length;) {
    const long now = call(4, 1, text + done, length - done);
    if (now <= 0) return;  // nowhere to report it
    done += now;
  }
}

[[noreturn]] __attribute__((used)) void board_begin() {
  const long status = main();
  for (;;) call(248, status, nullptr, 0);  // exit_group
}

// The kernel leaves the stack aligned to 8 bytes.
__attribute__((naked)) void _start() { asm volatile("mov fp, #0\n\tmov lr, #0\n\tb board_begin"); }

}  // extern "C"
