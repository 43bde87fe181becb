#!/usr/bin/env python3
"""large_model.py FOLDER [--twice]: model.onnx with 2 MiB of weights and a data set, by the standard library alone.

y = x * W + b of 512 inputs and 1024 outputs. Weights and inputs are small integers, so the products are exact
in any order and the expected output is exact, too. --twice: W has two values of raw_data, the first of
which counts for nothing, as protobuf says.
"""
import array
import sys
from pathlib import Path

ROWS, COLUMNS = 512, 1024


def varint(value):
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes(out) + bytes([value])


def field(number, value):
    """A number, a string or a message."""
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    data = value.encode() if isinstance(value, str) else value
    return varint(number << 3 | 2) + varint(len(data)) + data


def floats(values):
    return array.array("f", values).tobytes()  # little endian, as all hosts of ours are


def tensor(name, dims, *raw):
    return b"".join([field(1, size) for size in dims] + [field(2, 1), field(8, name)] +
                    [field(9, data) for data in raw])


def value(name, dims):
    shape = b"".join(field(1, field(1, size)) for size in dims)
    return field(1, name) + field(2, field(1, field(1, 1) + field(2, shape)))


def main():
    folder = Path(sys.argv[1])
    w = [(i * 37 + i // COLUMNS * 11) % 17 - 8 for i in range(ROWS * COLUMNS)]
    b = [i % 7 - 3 for i in range(COLUMNS)]
    x = [i * 5 % 9 - 4 for i in range(ROWS)]
    y = [b[c] + sum(x[r] * w[r * COLUMNS + c] for r in range(ROWS)) for c in range(COLUMNS)]
    first = [floats([9.0] * len(w))] if "--twice" in sys.argv else []
    node = field(1, "x") + field(1, "w") + field(1, "b") + field(2, "y") + field(3, "gemm") + field(4, "Gemm")
    graph = (field(1, node) + field(2, "large") +
             field(5, tensor("w", [ROWS, COLUMNS], *first, floats(w))) +
             field(5, tensor("b", [COLUMNS], floats(b))) +
             field(11, value("x", [1, ROWS])) + field(12, value("y", [1, COLUMNS])))
    data = folder / "test_data_set_0"
    data.mkdir(parents=True, exist_ok=True)
    (folder / "model.onnx").write_bytes(field(1, 8) + field(7, graph) + field(8, field(2, 17)))
    (data / "input_0.pb").write_bytes(tensor("x", [1, ROWS], floats(x)))
    (data / "output_0.pb").write_bytes(tensor("y", [1, COLUMNS], floats(y)))


main()
