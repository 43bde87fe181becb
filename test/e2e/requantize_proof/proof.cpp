// Each kernel that requantizes, on sums and multipliers at the edges of what is allowed, beside
// what cases.py computed with integers that have no width. Prints a line a kernel, and fails if one
// value differs. Runs on every target that can run a program (tools/lib/image.py).
#include "cases.h"
#include "pelemay/kernels.h"
#include "ports/board.h"

using namespace pelemay::rt;

namespace {

constexpr int kCount = 10240;

int8_t out[kCount];
uint8_t out_unsigned[kCount];
int8_t twos[kCount], threes[kCount];
int failures = 0;

void print(uint32_t v) {
  char digits[12];
  char* p = digits + 11;
  *p = 0;
  do {
    *--p = static_cast<char>('0' + v % 10);
    v /= 10;
  } while (v != 0);
  board_write(p);
}

template <class T>
void compare(const char* name, const T* got, const T* want, int count) {
  int differ = 0;
  for (int i = 0; i < count; ++i) differ += got[i] != want[i];
  failures += differ;
  board_write(name);
  board_write(": ");
  print(static_cast<uint32_t>(count));
  board_write(" values, ");
  print(static_cast<uint32_t>(differ));
  board_write(" differ\n");
}

constexpr auto by(int zero, int lo, int hi) {
  return requantize(each(sum_multiplier), each(sum_shift), zero, one(lo), one(hi), each(sum_tie));
}

/// The kernels that sum: 2 * 3 and a bias of 6 less than the sum, one channel each.
using Point = Window<In<1, 1, 1>, Out<1, 1, kCount>, Kernel<1, 1>>;
using Channels = Window<In<1, 1, kCount>, Out<1, 1, kCount>, Kernel<1, 1>, Stride<1, 1>, Pad<0, 0>,
                        Dilation<1, 1>, Groups<kCount>>;
using Flat = Elements<Out<1, 1, kCount>>;

void run_sums() {
  layer(conv<Point>(twos, sum_bias, by(-128, -128, 127)), threes, out);
  compare("conv", out, want_low, kCount);
  layer(depthwise<Channels>(twos, sum_bias, by(127, -128, 127)), threes, out);
  compare("depthwise", out, want_high, kCount);
  layer(linear<Product<1, 1, kCount>>(twos, sum_bias, by(-3, -100, 99)), threes, out);
  compare("linear", out, want_mid, kCount);
  layer(copy<Flat>(by(0, 0, 255)), sum_acc, out_unsigned);
  compare("copy", out_unsigned, want_ulow, kCount);
  layer(copy<Flat>(by(255, 0, 255)), sum_acc, out_unsigned);
  compare("copy, zero point 255", out_unsigned, want_uhigh, kCount);
}

void run_pool() {
  using Pool = Window<In<2, 2, kCount>, Out<1, 1, kCount>, Kernel<2, 2>>;
  const auto mean =
      requantize(each(pool_multiplier), each(pool_shift), 5, one(-128), one(127), each(pool_tie));
  layer(sum_pool<Pool>(0, mean), pool_x, out);
  compare("sum_pool", out, want_pool, kCount);
}

int8_t left(int i) { return static_cast<int8_t>(i * 37 % 256 - 128); }
int8_t right(int i) { return static_cast<int8_t>(i * 101 % 251 - 125); }

void run_sums_of_two() {
  using Half = Elements<Out<1, 1, kCount / 2>>;
  constexpr int count = kCount / 2;
  for (int i = 0; i < count; ++i) {
    twos[i] = left(i);
    threes[i] = right(i);
  }
  for (int k = 0; k < 6; ++k) {
    const int32_t* p = add_parameters + 6 * k;
    const int64_t* t = add_ties + 3 * k;
    const Scaled a{p[0], p[2]}, b{p[1], p[3]};
    if (t[2] == 0)
      layer(add_requantize<Half>(a, b, p[4], p[5], -128, 127), twos, threes, out);
    else
      layer(add_requantize<Half>(a, b, p[4], p[5], -128, 127, SumTie{t[0], t[1], t[2]}), twos,
            threes, out);
    compare("add_requantize", out, want_add + k * count, count);
    // The same behind a requantization that changes nothing, as a residual in an epilogue.
    const auto same = requantize(one(1 << 30), one(30), 0, one(-128), one(127));
    if (t[2] == 0)
      layer(
          copy<Half>(then(same, ByElement{sum_of(a, b, p[4], p[5], -128, 127), threes, 0, count})),
          twos, out);
    else
      layer(copy<Half>(
                then(same, ByElement{sum_of(a, b, p[4], p[5], -128, 127, SumTie{t[0], t[1], t[2]}),
                                     threes, 0, count})),
            twos, out);
    compare("residual", out, want_add + k * count, count);
  }
}

void run_product(const int32_t* p, const int8_t* want) {
  const auto product = requantize(one(p[2]), one(p[3]), p[4], one(-128), one(127), one(p[5]));
  layer(mul_requantize<Flat>(p[0], p[1], product), twos, threes, out);
  compare("mul_requantize", out, want, kCount);
}

void run_softmax() {
  const int8_t *x = softmax_x, *want = want_softmax;
  const int32_t* table = softmax_table;
  for (const int64_t* p = softmax_parameters; p != softmax_parameters + 16; p += 4, table += 256) {
    const int n = static_cast<int>(p[0]), rows = static_cast<int>(p[3]);
    softmax_requantize(x, out, table, p[2], static_cast<int>(p[1]), -128, -128, 127,
                       ExtentShape{rows, n, 1});
    compare("softmax_requantize", out, want, rows * n);
    x += rows * n;
    want += rows * n;
  }
}

}  // namespace

int main() {
  for (int i = 0; i < kCount; ++i) {
    twos[i] = 2;
    threes[i] = 3;
  }
  run_sums();
  run_pool();
  run_sums_of_two();
  for (int i = 0; i < kCount; ++i) {
    twos[i] = left(i);
    threes[i] = right(i);
  }
  run_product(mul_0, want_mul);
  run_product(mul_10240, want_mul + kCount);
  run_softmax();
  board_write(failures == 0 ? "all equal\n" : "FAILED\n");
  return failures == 0 ? 0 : 1;
}
