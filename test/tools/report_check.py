#!/usr/bin/env python3
"""report_check.py FILE: do the numbers of a report agree with each other?"""
import json
import sys
from math import prod

BYTES = {"f32": 4, "f64": 8, "i1": 1, "i8": 1, "u8": 1, "i16": 2, "u16": 2, "i32": 4, "u32": 4, "i64": 8, "u64": 8}

with open(sys.argv[1], encoding="utf-8") as file:
    report = json.load(file)
tensors = {tensor["name"]: tensor for tensor in report["tensors"]}
planned = [tensor for tensor in report["tensors"] if tensor["memory"] is not None]
parts = [report[name + "_bytes"] for name in ("arena", "state", "scratch", "stack", "io")]
checks = {
    "ram_bytes": report["ram_bytes"] == (None if None in parts else sum(parts)),
    "macs": report["macs"] == sum(step["macs"] for step in report["steps"]),
    "arena_bytes": report["arena_bytes"] == max(t["offset"] + t["bytes"] for t in planned),
    "io_bytes": report["io_bytes"] == sum(t["bytes"] for t in report["tensors"] if t["memory"] is None),
    "gap": report["optimality"]["gap"] == report["arena_bytes"] - report["optimality"]["lower_bound"],
    "proven": report["optimality"]["proven"] == (report["optimality"]["gap"] == 0),
    "lower_bound": report["optimality"]["lower_bound"] <= report["arena_bytes"],
    "names": len(tensors) == len(report["tensors"]),
    "reads and writes": all(name in tensors for step in report["steps"] for name in step["reads"] + step["writes"]),
    "witness": all(name in tensors for name in report["optimality"]["witness"]),
    "bytes": all(t["bytes"] <= prod(t["shape"]) * BYTES[t["type"]] for t in report["tensors"]),
}
wrong = [name for name, holds in checks.items() if not holds]
print("wrong: " + ", ".join(wrong) if wrong else f"{len(checks)} checks hold")
sys.exit(1 if wrong else 0)
