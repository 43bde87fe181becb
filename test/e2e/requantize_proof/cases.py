#!/usr/bin/env python3
"""cases.py OUT.h: numbers for proof.cpp, and what exact arithmetic makes of them.

Every kernel that ends in a requantization is given sums, multipliers and ties at the edges of what
docs/design/03-integers.md allows; what it should store is computed here with Python's integers and
fractions, which know nothing of 32 or 64 bits. Where no tie is near, the formula is checked against the
rational itself, rounded once.
"""
import math
import random
import sys
from fractions import Fraction
from pathlib import Path

COUNT = 10240
LARGEST = 2**31 - 1
ROOM = 6            # kernels that multiply add 2 * 3 to a bias
random.seed(15)


def clamp(value, lo, hi):
    return min(max(value, lo), hi)


def shift_of(real):
    """The largest n with round(real * 2^n) < 2^31, as one channel has it."""
    n = 30 - math.floor(math.log2(real))
    while round(real * Fraction(2)**n) >= 2**31:
        n -= 1
    while round(real * Fraction(2)**(n + 1)) < 2**31:
        n += 1
    return n


def formula(acc, m, n, q):
    product = acc * m
    if q and 2 * (acc % q) == q:
        k = product >> n
        return k + (k & 1)
    return (product + (1 << (n - 1))) >> n


def checked(acc, real, m, n, q):
    """The formula's steps; asserts that they are the rational's, rounded once."""
    exact, got = acc * real, formula(acc, m, n, q)
    error = Fraction(abs(acc), 2**(n + 1))
    assert abs(got - exact) <= Fraction(1, 2) + error, (acc, real)
    if q and 2 * (acc % q) == q:
        assert abs(got - exact) == Fraction(1, 2) and got % 2 == 0, (acc, real)
    elif abs(exact - math.floor(exact) - Fraction(1, 2)) > error:
        assert got == round(exact), (acc, real)
    return got


def scale():
    return Fraction(random.randrange(2**23, 2**24)) / 2**random.randrange(20, 30)


def sums():
    """acc, real, M, n, tie of COUNT channels."""
    for i in range(COUNT):
        kind = i % 4
        if kind == 0:      # any accumulator at any ratio that it meets within a few thousand steps
            real = scale() / Fraction(2)**random.randrange(-8, 26)
            acc = clamp(round(random.uniform(-400, 400) / real), ROOM - LARGEST, LARGEST - ROOM)
        elif kind == 1:    # the bounds of int32, and n up to 62
            real = Fraction(random.randrange(2**30, 2**31), 2**random.randrange(50, 63))
            acc = random.choice([ROOM - LARGEST, LARGEST - ROOM, ROOM - LARGEST + i, LARGEST - ROOM - i])
        elif kind == 2:    # exact ties: p / q, an odd number of halves
            q = 2**random.randrange(1, 12)
            real = Fraction(random.randrange(1, 8 * q, 2), q)
            acc = q // 2 + q * random.randrange(-300, 300)
        else:              # ratios of 1 and more, down to n = 20
            real = scale() * 2**random.randrange(0, 9) / 2**20
            acc = random.randrange(-300, 300)
        n = shift_of(real)
        assert 1 <= n <= 62, n
        q = real.denominator if kind == 2 else 0
        yield acc, real, round(real * Fraction(2)**n), n, q


def pools():
    """Sums of four int8 elements, which are an average of scale 1/4 times a ratio: x, M, n, tie."""
    for i in range(COUNT):
        x = [random.randrange(-128, 128) for _ in range(4)]
        real = Fraction(random.choice([1, 3, 5]), random.choice([4, 8, 12, 16])) if i % 2 else scale() / 2**6
        n = shift_of(real)
        q = real.denominator if real.denominator % 2 == 0 and real.denominator < 2**20 else 0
        yield x, real, round(real * Fraction(2)**n), n, q


def additions():
    """Configurations of sums of two tensors: zeros, multipliers, shift, zero, bounds, ties, ratios."""
    exact = [(Fraction(1, 2), Fraction(1, 4)), (Fraction(3, 4), Fraction(1, 4)), (Fraction(2), Fraction(1, 2))]
    for k in range(6):
        ra, rb = exact[k // 2] if k % 2 else (scale() / 2**16, scale() / 2**17)
        for n in range(29, 9, -1):
            ma, mb = round(ra * 2**n), round(rb * 2**n)
            if 255 * (ma + mb) + 2**(n - 1) < 2**31:
                break
        q = math.lcm(ra.denominator, rb.denominator) if k % 2 else 0
        yield [(-128, 127, 3)[k % 3], (127, -128, -5)[k % 3], ma, mb, n, (-128, 127, -1)[k % 3]], ra, rb, q


def softmaxes():
    """x, its scale, the result's; the compiler's choice of table, multiplier and shift (Softmax.cpp)."""
    for n, x_scale, y_exponent in ((10, 0.1, 8), (1000, 0.25, 8), (2, 0.01, 7), (64, 1.0, 10)):
        shift = 22 - y_exponent + 1
        bits = min(30, 60 - shift - math.ceil(math.log2(n)))
        for k in range(-(-COUNT // (4 * n))):
            x = [random.randrange(-128, 128) if k % 2 else random.randrange(90, 128) for _ in range(n)]
            yield x, x_scale, y_exponent, shift, bits


def softmax(x, x_scale, y_exponent, shift, bits, table):
    """Steps of the result; asserts how far they are from softmax itself."""
    e = [table[max(x) - v] for v in x]
    exact = [math.exp(-x_scale * (max(x) - v)) for v in x]
    multiplier, total = 2**(shift + y_exponent), sum(e)
    for part, real in zip(e, exact):
        steps = (2 * part * multiplier + total * 2**shift) // (total * 2**(shift + 1))
        bound = Fraction(1, 2) + Fraction(2**y_exponent * (len(x) + 1), 2**(bits + 1)) + Fraction(1, 10**9)
        assert abs(steps - real / math.fsum(exact) * 2**y_exponent) <= bound
        yield steps


def c_array(kind, name, values):
    values = list(values)
    lines = [f"const {kind} {name}[{len(values)}] = {{"]
    suffix = "LL" if kind == "int64_t" else ""
    for at in range(0, len(values), 16):
        lines.append("    " + ", ".join(f"{v}{suffix}" for v in values[at:at + 16]) + ",")
    return "\n".join(lines + ["};", ""])


def channels(prefix, rows, tie):
    return [c_array("int32_t", prefix + "_multiplier", (m for _, _, m, _, _ in rows)),
            c_array("uint8_t", prefix + "_shift", (n for _, _, _, n, _ in rows)),
            c_array(tie, prefix + "_tie", (q for *_, q in rows))]


def main():
    text = ["// Made by cases.py.", "#include <stdint.h>", ""]
    rows = list(sums())
    assert {20, 62} <= {n for _, _, _, n, _ in rows} and sum(q > 0 for *_, q in rows) > 2000
    text += channels("sum", rows, "int32_t")
    text += [c_array("int32_t", "sum_acc", (acc for acc, *_ in rows)),
             c_array("int32_t", "sum_bias", (acc - ROOM for acc, *_ in rows))]
    steps = [checked(*row) for row in rows]
    for name, kind, zero, lo, hi in (("low", "int8_t", -128, -128, 127), ("high", "int8_t", 127, -128, 127),
                                     ("mid", "int8_t", -3, -100, 99), ("ulow", "uint8_t", 0, 0, 255),
                                     ("uhigh", "uint8_t", 255, 0, 255)):
        text.append(c_array(kind, f"want_{name}", (clamp(zero + k, lo, hi) for k in steps)))
    rows = list(pools())
    text += channels("pool", rows, "int64_t")
    text += [c_array("int8_t", "pool_x", (x[tap] for tap in range(4) for x, *_ in rows)),
             c_array("int8_t", "want_pool", (clamp(5 + checked(sum(x), *rest), -128, 127) for x, *rest in rows))]
    parameters, ties, want = [], [], []
    for numbers, ra, rb, q in additions():
        za, zb, ma, mb, n, zero = numbers
        parameters += numbers
        ties += [int(ra * q), int(rb * q), q]
        for i in range(COUNT // 2):
            a, b = i * 37 % 256 - 128, i * 101 % 251 - 125
            exact, total = (a - za) * ra + (b - zb) * rb, (a - za) * ma + (b - zb) * mb
            k = (total + 2**(n - 1)) >> n
            if q and (exact * 2).denominator == 1 and exact.denominator == 2:
                k = round(exact)
            assert abs(k - exact) <= Fraction(1, 2) + Fraction(255, 2**n), (numbers, a, b)
            want.append(clamp(zero + k, -128, 127))
    text += [c_array("int32_t", "add_parameters", parameters), c_array("int64_t", "add_ties", ties),
             c_array("int8_t", "want_add", want)]
    want = []
    for za, zb, real, zero in ((-128, 127, Fraction(1, 64), 3), (7, -9, scale() / 2**12, -128)):
        n, q = shift_of(real), real.denominator if real == Fraction(1, 64) else 0
        m = round(real * Fraction(2)**n)
        text.append(f"const int32_t mul_{len(want)}[] = {{{za}, {zb}, {m}, {n}, {zero}, {q}}};\n")
        for i in range(COUNT):
            a, b = i * 37 % 256 - 128, i * 101 % 251 - 125
            want.append(clamp(zero + checked((a - za) * (b - zb), real, m, n, q), -128, 127))
    text.append(c_array("int8_t", "want_mul", want))
    inputs, want, parameters, tables = [], [], [], []
    for x, x_scale, y_exponent, shift, bits in softmaxes():
        table = [round(math.exp(-d * x_scale) * 2**bits) for d in range(256)]
        if table not in tables:
            tables.append(table)
            parameters += [len(x), shift, 2**(shift + y_exponent), 0]
        parameters[-1] += 1
        inputs += x
        want += [clamp(-128 + k, -128, 127) for k in softmax(x, x_scale, y_exponent, shift, bits, table)]
    text += [c_array("int8_t", "softmax_x", inputs), c_array("int8_t", "want_softmax", want),
             c_array("int32_t", "softmax_table", sum(tables, [])), c_array("int64_t", "softmax_parameters", parameters)]
    Path(sys.argv[1]).write_text("\n".join(text))


if __name__ == "__main__":
    main()
