#!/usr/bin/env python3
"""close.py RUN.json REFERENCE.pb: |got - ref| <= 1e-5 + 1e-4 * max|ref| for each value of the first output."""
import json
import struct
import sys


def raw_data(pb):
    """Field 9 of a TensorProto, which our reference files have last: tag 0x4a, length, bytes."""
    at = 0
    while at < len(pb):
        tag, at = varint(pb, at)
        if tag & 7 == 0:
            _, at = varint(pb, at)
            continue
        length, at = varint(pb, at)
        if tag >> 3 == 9:
            return pb[at:at + length]
        at += length
    return b""


def varint(pb, at):
    value = shift = 0
    while True:
        value |= (pb[at] & 127) << shift
        shift += 7
        at += 1
        if pb[at - 1] < 128:
            return value, at


with open(sys.argv[1], encoding="utf-8") as file:
    got = json.load(file)["run"]["outputs"][0]["values"]
with open(sys.argv[2], "rb") as file:
    raw = raw_data(file.read())
ref = struct.unpack(f"<{len(raw) // 4}f", raw)
bound = 1e-5 + 1e-4 * max(map(abs, ref))
worst = max(abs(g - r) for g, r in zip(got, ref, strict=True))
print(f"{len(ref)} values, largest difference {worst:.2g}, allowed {bound:.2g}")
sys.exit(0 if worst <= bound else 1)
