// board.h on Linux with a C library: text on stdout.
#include "../board.h"

#include <unistd.h>

extern "C" {

void board_put_char(char c) {
  const ssize_t written = write(1, &c, 1);
  static_cast<void>(written);  // nowhere to report it
}

void board_write(const char* text) {
  while (*text != 0) board_put_char(*text++);
}

}  // extern "C"
