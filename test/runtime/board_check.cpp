// The same numbers on the host and on emulated boards: a few float and integer steps, printed.
//
// board.sh runs it on all and compares the lines by the byte. What the stack mark says stands
// on lines that start with '#'.
#include "pelemay/kernels.h"
#include "ports/board.h"

using namespace pelemay::rt;

namespace {

using Conv = Window<In<12, 12, 3>, Out<12, 12, 8>, Kernel<3, 3>, Stride<1, 1>, Pad<1, 1>>;
using Dw = Window<In<12, 12, 8>, Out<6, 6, 8>, Kernel<3, 3>, Stride<2, 2>, Pad<1, 1>,
                  Dilation<1, 1>, Groups<8>, Fill<-3>>;
using Left = Window<In<12, 12, 3>, Out<12, 12, 3, 8>, Kernel<3, 3>, Stride<1, 1>, Pad<1, 1>>;
using Right = Window<In<12, 12, 3>, Out<12, 12, 5, 8>, Kernel<1, 1>>;
using Middle = Window<In<12, 12, 4, 8>, Out<6, 6, 4, 8>, Kernel<2, 2>, Stride<2, 2>>;
using Mean = Window<In<6, 6, 8>, Out<1, 1, 8>, Kernel<6, 6>>;

float image[12 * 12 * 3], weights[8 * 9 * 3], bias[8], map1[12 * 12 * 8], map2[6 * 6 * 8], means[8];
int8_t image_q[12 * 12 * 3], weights_q[8 * 9 * 3], map1_q[12 * 12 * 8], map2_q[6 * 6 * 8],
    means_q[8];
int32_t bias_q[8], multipliers[8];

uint32_t state = 1;
int32_t next() {
  state = state * 1664525u + 1013904223u;
  return static_cast<int32_t>(state) >> 8;  // 24 bits
}

void print(uint64_t v, uint32_t base) {
  char digits[24];
  char* p = digits + 23;
  *p = 0;
  do {
    *--p = "0123456789abcdef"[v % base];
    v /= base;
  } while (v != 0);
  board_write(p);
}

void print_bits(const float* values, int n) {
  board_write("f32");
  for (int i = 0; i < n; ++i) {
    uint32_t bits;
    __builtin_memcpy(&bits, values + i, 4);
    board_write(" ");
    print(bits, 16);
  }
  board_write("\n");
}

void print_bytes(const int8_t* values, int n) {
  board_write("i8");
  for (int i = 0; i < n; ++i) {
    board_write(" ");
    print(static_cast<uint8_t>(values[i]), 16);
  }
  board_write("\n");
}

__attribute__((noinline)) void run_floats() {
  layer(conv<Conv>(weights, bias, Map<Relu>{}), image, map1);
  layer(depthwise<Dw>(weights, bias), map1, map2);
  layer(average_pool<Mean>(), map2, means);
  softmax<Extent<1, 8, 1>>(means, means);
}

/// A concatenation of 3 and 5 channels, of which a pool takes 4 from the second on.
__attribute__((noinline)) void run_parts() {
  const auto by_channel = requantize(each(multipliers), one(40), -3, one(-128), one(127));
  layer(conv<Left>(weights, bias, Map<Relu>{}), image, map1);
  layer(conv<Right>(weights + 81, bias), image, map1 + 3);
  layer(max_pool<Middle>(), map1 + 1, map2 + 2);
  layer(conv<Left>(weights_q, bias_q, by_channel), image_q, map1_q);
  layer(conv<Right>(weights_q + 81, bias_q, by_channel), image_q, map1_q + 3);
  layer(max_pool<Middle>(), map1_q + 1, map2_q + 2);
}

__attribute__((noinline)) void run_integers() {
  const auto by_channel = requantize(each(multipliers), one(40), -3, one(-128), one(127));
  layer(conv<Conv>(weights_q, bias_q, by_channel), image_q, map1_q);
  layer(depthwise<Dw>(weights_q, bias_q, by_channel), map1_q, map2_q);
  layer(sum_pool<Mean>(36 * 3,
                       requantize(one(1908874354), one(36), -3, one(-128), one(127), one(36))),
        map2_q, means_q);
}

void measure(const char* name, void (*run)()) {
  board_stack_paint();
  run();
  const uint32_t stack = board_stack_used();
  board_write("# ");
  board_write(name);
  board_write(": stack ");
  print(stack, 10);
  board_write("\n");
}

}  // namespace

extern "C" int main() {
  for (float& v : image) v = static_cast<float>(next()) / 8388608.0f;
  for (float& v : weights) v = static_cast<float>(next()) / 8388608.0f;
  for (float& v : bias) v = static_cast<float>(next()) / 8388608.0f;
  for (int8_t& v : image_q) v = static_cast<int8_t>(next());
  for (int8_t& v : weights_q) v = static_cast<int8_t>(next());
  for (int32_t& v : bias_q) v = next() / 256;
  for (int32_t& v : multipliers) v = (1 << 30) + next() * 32;
  measure("floats", run_floats);
  measure("integers", run_integers);
  print_bits(map2, 6 * 6 * 8);
  print_bits(means, 8);
  print_bytes(map1_q, 12 * 12 * 8);
  print_bytes(map2_q, 6 * 6 * 8);
  print_bytes(means_q, 8);
  measure("parts", run_parts);
  print_bits(map1, 12 * 12 * 8);
  print_bits(map2, 6 * 6 * 8);
  print_bytes(map1_q, 12 * 12 * 8);
  print_bytes(map2_q, 6 * 6 * 8);
  return 0;
}
