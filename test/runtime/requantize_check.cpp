// Requantizing steps on a board, printed with what went into them; requantize_check.py computes
// each line again in Python's integers.
//
//   r M n zero lo hi q acc y          one(..) of requantize.h; q = 0: no tie
//   a za Ma zb Mb n zero pa pb q a b y    add_requantize.h; q = 0: no tie
#include "pelemay/kernels.h"
#include "ports/board.h"

using namespace pelemay::rt;

namespace {

uint64_t state = 1;
uint32_t next() {
  state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
  return static_cast<uint32_t>(state >> 32);
}

/// Low and high included.
int32_t in(int32_t low, int32_t high) {
  return low + static_cast<int32_t>(next() % static_cast<uint32_t>(high - low + 1));
}

void print(int64_t value) {
  char digits[24];
  char* p = digits + 23;
  *p = 0;
  uint64_t rest = value < 0 ? 0 - static_cast<uint64_t>(value) : static_cast<uint64_t>(value);
  do {
    *--p = static_cast<char>('0' + rest % 10);
    rest /= 10;
  } while (rest != 0);
  if (value < 0) *--p = '-';
  *--p = ' ';
  board_write(p);
}

template <class... Values>
void line(const char* kind, Values... values) {
  board_write(kind);
  (print(values), ...);
  board_write("\n");
}

int32_t accumulator(int round) {
  const int32_t any = static_cast<int32_t>(next());
  if (round % 8 == 0) return round % 16 ? INT32_MAX : -INT32_MAX;
  return any >> (round % 32);
}

// Every shift, with and without the bounds in reach.
void requantized() {
  for (int n = 1; n <= 62; ++n)
    for (int round = 0; round < 16; ++round) {
      const int32_t m = round % 5 ? static_cast<int32_t>(next() >> 1) : INT32_MAX;
      const int32_t zero = in(-128, 255), lo = in(-128, 0), hi = in(1, 255),
                    acc = accumulator(round);
      line("r", m, n, zero, lo, hi, 0, acc,
           requantize(one(m), one(n), zero, one(lo), one(hi))(acc, 0, 0, 0));
    }
}

// p / q as the compiler would write it; accumulators around and on its ties.
void ties() {
  for (int32_t q = 2; q <= 40; q += 2)
    for (int32_t p = 1; p < q; p += 2) {
      if (p > 1 && q % p == 0) continue;
      int n = 0;
      while ((static_cast<int64_t>(p) << n) < (static_cast<int64_t>(q) << 30)) ++n;
      const int64_t m = ((static_cast<int64_t>(p) << n) + q / 2) / q;
      const auto step =
          requantize(one(static_cast<int32_t>(m)), one(n), 5, one(-1000), one(1000), one(q));
      for (int32_t k = -3; k < 3; ++k)
        for (int32_t near = -1; near <= 1; ++near) {
          const int32_t acc = k * q + q / 2 + near;
          line("r", m, n, 5, -1000, 1000, q, acc, step(acc, 0, 0, 0));
        }
    }
}

// A sum of two tensors; `q`: of the ratios pa / q and pb / q, 0 where no tie is declared.
void sums() {
  for (int round = 0; round < 100; ++round) {
    const int32_t q = 2 * in(1, 8), pa = in(1, 16), pb = in(1, 16);
    int n = 29;
    int64_t ma = 0, mb = 0;
    for (;; --n) {
      ma = ((static_cast<int64_t>(pa) << n) + q / 2) / q;
      mb = ((static_cast<int64_t>(pb) << n) + q / 2) / q;
      if (255 * (ma + mb) + (INT64_C(1) << (n - 1)) < (INT64_C(1) << 31)) break;
    }
    const int32_t za = in(-128, 127), zb = in(-128, 127), zero = in(-128, 127);
    const Scaled left{za, static_cast<int32_t>(ma)}, right{zb, static_cast<int32_t>(mb)};
    const AddRequantize<NoTie> plain{left, right, n, zero, -128, 127, {}};
    const AddRequantize<SumTie> even{left, right, n, zero, -128, 127, {pa, pb, q}};
    for (int i = 0; i < 12; ++i) {
      const int8_t a = static_cast<int8_t>(in(-128, 127)), b = static_cast<int8_t>(in(-128, 127));
      line("a", za, ma, zb, mb, n, zero, pa, pb, 0, a, b, plain(a, b));
      line("a", za, ma, zb, mb, n, zero, pa, pb, q, a, b, even(a, b));
    }
  }
}

}  // namespace

extern "C" int main() {
  requantized();
  ties();
  sums();
  return 0;
}
