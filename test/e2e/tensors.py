"""ONNX tensors from .pb files with nothing but the standard library: what tests compare with.

Reads the fields a test vector has: dims (1), data_type (2), float_data (4), int32_data (5), int64_data (7),
name (8), raw_data (9). Anything else is an error: a test must not pass because something was overlooked.
"""
import struct

# ONNX data_type -> struct code
CODES = {1: "f", 2: "B", 3: "b", 5: "h", 6: "i", 7: "q"}


def varint(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at


def fields(data):
    """(number, wire type, value) of each field."""
    at = 0
    while at < len(data):
        key, at = varint(data, at)
        number, wire = key >> 3, key & 7
        if wire == 0:
            value, at = varint(data, at)
        elif wire == 2:
            size, at = varint(data, at)
            value, at = data[at:at + size], at + size
        elif wire == 5:
            value, at = data[at:at + 4], at + 4
        else:
            raise ValueError(f"field {number} has wire type {wire}")
        yield number, wire, value


def varints(wire, value):
    """Values of a repeated varint field, packed or not, as signed 64-bit integers."""
    found, at = ([value], 0) if wire == 0 else ([], 0)
    while wire == 2 and at < len(value):
        one, at = varint(value, at)
        found.append(one)
    return [v - (1 << 64) if v >= 1 << 63 else v for v in found]


def load(path):
    """(dims, code of struct, list of values)."""
    with open(path, "rb") as file:
        data = file.read()
    dims, kind, raw, values = [], 0, None, []
    for number, wire, value in fields(data):
        if number == 1:
            dims += varints(wire, value)
        elif number == 2:
            kind = value
        elif number == 4:
            values += struct.unpack(f"<{len(value) // 4}f", value)
        elif number in (5, 7):
            values += varints(wire, value)
        elif number == 9:
            raw = value
        elif number != 8:
            raise ValueError(f"{path}: field {number} is not known here")
    code = CODES[kind]
    if raw is not None:
        values = list(struct.unpack(f"<{len(raw) // struct.calcsize(code)}{code}", raw))
    count = 1
    for size in dims:
        count *= size
    if len(values) != count:
        raise ValueError(f"{path}: {len(values)} values for {dims}")
    return dims, code, values


def error(got, want):
    """(largest difference, what is allowed): 0 for integers, 1e-5 + 1e-4 * max|want| for floats."""
    if got[:2] != want[:2]:
        raise ValueError(f"got {got[:2]}, wanted {want[:2]}")
    largest = 0
    for a, b in zip(got[2], want[2]):
        difference = abs(a - b)
        if a != a or b != b:
            difference = 0 if a != a and b != b else float("inf")
        largest = max(largest, difference)
    allowed = 0 if got[1] != "f" else 1e-5 + 1e-4 * max((abs(v) for v in want[2]), default=0)
    return largest, allowed
