#!/usr/bin/env python3
"""spoil.py TENSOR.pb ELEMENT VALUE: one element of a tensor's raw_data is another (+1: one more, for bytes)."""
import pathlib
import struct
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "e2e"))
import tensors  # noqa: E402

path, element, value = pathlib.Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
data = path.read_bytes()
dims, code, values = tensors.load(path)
raw = struct.pack(f"<{len(values)}{code}", *values)
at = data.rindex(raw) + element * struct.calcsize(code)
new = struct.pack(code, values[element] + 1 if value == "+1" else float(value))
path.write_bytes(data[:at] + new + data[at + len(new):])
