#!/usr/bin/env python3
"""requantize_check.py FILE: each line of requantize_check.cpp is what the formula gives in Python's integers.

docs/design/03-integers.md has the formula: floor(x * M / 2^n + 1/2), and where a tie is declared and the exact
quotient lies half-way, to even; then zero is added and bounds are met. Nothing here is 32 or 64 bits wide.
"""
import sys
from fractions import Fraction
from math import floor


def rounded(scaled, n, exact):
    """`exact`: the true quotient where a tie may be declared, or None."""
    if exact is not None and exact - floor(exact) == Fraction(1, 2):
        return floor(exact) + floor(exact) % 2
    return (2 * scaled + 2**n) // 2**(n + 1)


def requantize(m, n, zero, lo, hi, q, acc):
    # acc * p / q is half-way if and only if acc mod q is q / 2: p is odd, for q is even and p / q is in lowest terms.
    exact = None
    if q:
        p = round(Fraction(m * q, 2**n))
        assert abs(Fraction(p, q) - Fraction(m, 2**n)) <= Fraction(1, 2**(n + 1)), (m, n, q)
        exact = Fraction(acc * p, q)
    return max(lo, min(hi, zero + rounded(acc * m, n, exact)))


def add(za, ma, zb, mb, n, zero, pa, pb, q, a, b):
    da, db = a - za, b - zb
    exact = Fraction(da * pa + db * pb, q) if q else None
    return max(-128, min(127, zero + rounded(da * ma + db * mb, n, exact)))


counts = {"r": 0, "a": 0, "ties": 0}
for number, text in enumerate(open(sys.argv[1], encoding="ascii"), 1):
    kind, *words = text.split()
    *values, got = map(int, words)
    want = {"r": requantize, "a": add}[kind](*values)
    counts[kind] += 1
    if want != got:
        sys.exit(f"line {number}: {text.strip()}: needs {want}")
    if kind == "r" and values[5] and (2 * values[6]) % (2 * values[5]) == values[5]:
        counts["ties"] += 1
assert counts["r"] > 2000 and counts["a"] > 2000 and counts["ties"] > 500, counts
print(f"{counts['r']} requantized, {counts['a']} sums, {counts['ties']} ties to even: as Python's integers say")
