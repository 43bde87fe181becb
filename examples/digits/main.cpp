// Firmware around the generated code: reads 360 handwritten digits it has never seen, and says what
// it saw. The same file runs on a desktop and on a bare Cortex-M4; board.h is all it asks of either.
//
// Three digits are drawn, then come lines `what: value`. ./tools/demo builds and runs it.
#include <stdint.h>

#include "board.h"
#include "digits.h"
#include "held_out.h"

namespace {

digits_t model;

void write_number(uint64_t n) {
  char text[21];
  char* p = text + sizeof text;
  *--p = 0;
  do {
    *--p = static_cast<char>('0' + n % 10);
    n /= 10;
  } while (n != 0);
  board_write(p);
}

void write_line(const char* what, uint64_t value, const char* unit = "") {
  board_write(what);
  board_write(" ");
  write_number(value);
  board_write(unit);
  board_write("\n");
}

void draw(const uint8_t* pixels) {
  const char* const ink = " .:-=+*#%@";
  for (int y = 0; y < 8; ++y) {
    board_write("    ");
    for (int x = 0; x < 8; ++x) {
      const char c = ink[pixels[8 * y + x] * 9 / 16];
      board_put_char(c);
      board_put_char(c);
    }
    board_write("\n");
  }
}

/// The most probable digit, or -1: the status of a run that failed.
int recognise(const uint8_t* pixels, float* probabilities) {
  float* const image = digits_image(&model);
  for (unsigned i = 0; i < DIGITS_IMAGE_LEN; ++i) image[i] = static_cast<float>(pixels[i]) / 16.0F;
  if (digits_run(&model, probabilities) != DIGITS_OK) return -1;
  int best = 0;
  for (int k = 1; k < 10; ++k)
    if (probabilities[k] > probabilities[best]) best = k;
  return best;
}

}  // namespace

int main() {
  float probabilities[DIGITS_PROBABILITIES_LEN];
  board_stack_paint();
  const uint64_t start = board_ticks();
  if (recognise(held_out_images[0], probabilities) < 0) return 1;
  const uint64_t instructions = board_ticks() - start;
  const uint32_t stack = board_stack_used();

  unsigned right = 0;
  for (unsigned i = 0; i < HELD_OUT_COUNT; ++i) {
    const int digit = recognise(held_out_images[i], probabilities);
    if (digit < 0) return 1;
    if (digit == held_out_labels[i]) ++right;
    if (i >= 3) continue;
    draw(held_out_images[i]);
    board_write("digit ");
    write_number(i);
    board_write(": recognised ");
    write_number(static_cast<uint64_t>(digit));
    write_line(", label", held_out_labels[i]);
  }
  write_line("right:", right, " of 360");
  write_line("arena:", DIGITS_ARENA_BYTES, " bytes");
  if (stack != 0) write_line("stack of a run:", stack, " bytes");
  if (instructions != 0) write_line("instructions of a run:", instructions);
  return right * 100 < HELD_OUT_COUNT * 97 ? 1 : 0;  // at least 97 of 100
}
