// Reads 360 handwritten digits that training never saw, with the network that pelemay compiled.
//
// Firmware for any board of runtime/ports, around the network in float or in int8: no libc, no
// heap. Prints `what: value` lines; a drawing begins with a blank. Ends with 1 when a run fails or
// less than 97 % are read right.
#include "digits.h"
#include "held_out.h"
#include "ports/board.h"

namespace {

constexpr int kSide = 8;
constexpr int kDrawn = 3;
constexpr int kFirst = 20;

// A pixel of 0..16 as the network takes it: a real number of 0..1. Quantized by 1/16, that is the
// pixel itself.
#ifdef DIGITS_IMAGE_SCALE
using number = int8_t;
static_assert(DIGITS_IMAGE_SCALE * 16.0f == 1.0f && DIGITS_IMAGE_ZERO == 0,
              "pixels would need to be quantized");
number to_number(uint8_t pixel) { return static_cast<number>(pixel); }
#else
using number = float;
number to_number(uint8_t pixel) { return static_cast<number>(pixel) / 16.0f; }
#endif

digits_t model PELEMAY_ARENA_ATTR;
number probabilities[DIGITS_PROBABILITIES_LEN];

void print(uint64_t value) {
  char text[21];
  int at = 20;
  text[at] = 0;
  do {
    text[--at] = static_cast<char>('0' + value % 10);
    value /= 10;
  } while (value != 0);
  board_write(text + at);
}

void print_line(const char* what, uint64_t value, const char* unit) {
  board_write(what);
  print(value);
  board_write(unit);
}

/// One row of a picture, two characters a pixel.
void draw_row(const uint8_t* pixels) {
  for (int x = 0; x < kSide; ++x) {
    const char ink = ".:-=+*#%@@@"[pixels[x] * 10 / 16];
    board_put_char(ink);
    board_put_char(ink);
  }
}

void draw_first() {
  for (int y = 0; y < kSide; ++y) {
    for (int i = 0; i < kDrawn; ++i) {
      board_write("  ");
      draw_row(held_out_images[i] + y * kSide);
    }
    board_write("\n");
  }
}

/// The digit the network sees in a picture, -1 where it does not run.
int read_digit(const uint8_t* pixels) {
  number* const image = digits_image(&model);
  for (unsigned i = 0; i < DIGITS_IMAGE_LEN; ++i) image[i] = to_number(pixels[i]);
  if (digits_run(&model, probabilities) != DIGITS_OK) return -1;
  int best = 0;
  for (int i = 1; i < static_cast<int>(DIGITS_PROBABILITIES_LEN); ++i)
    if (probabilities[i] > probabilities[best]) best = i;
  return best;
}

/// Of one run alone. 0: not known on this board.
uint32_t stack_of_a_run() {
  board_stack_paint();
  if (digits_run(&model, probabilities) != DIGITS_OK) return 0;
  return board_stack_used();
}

}  // namespace

int main() {
  draw_first();
  char seen[kFirst + 1] = {}, labels[kFirst + 1] = {};
  unsigned right = 0;
  for (int i = 0; i < HELD_OUT_COUNT; ++i) {
    const int digit = read_digit(held_out_images[i]);
    if (digit < 0) {
      board_write("error: digits_run failed\n");
      return 1;
    }
    if (digit == held_out_labels[i]) ++right;
    if (i >= kFirst) continue;
    seen[i] = static_cast<char>('0' + digit);
    labels[i] = static_cast<char>('0' + held_out_labels[i]);
  }
  board_write("digits drawn: ");
  for (int i = 0; i < kDrawn; ++i) {
    board_put_char(seen[i]);
    board_write(i + 1 < kDrawn ? ", " : "\n");
  }
  board_write("first 20, read: ");
  board_write(seen);
  board_write("\nfirst 20, labels: ");
  board_write(labels);
  print_line("\nright: ", right, " of ");
  print(HELD_OUT_COUNT);
  const unsigned permille = right * 1000 / HELD_OUT_COUNT;
  print_line("\naccuracy: ", permille / 10, ".");
  print_line("", permille % 10, " %\n");
  if (const uint32_t stack = stack_of_a_run()) print_line("stack: ", stack, " B\n");
  return permille < 970 ? 1 : 0;
}
