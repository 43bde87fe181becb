#!/usr/bin/env python3
"""explain_all.py FILE: `pelemay explain` has a group, a frontend's line, kernels and an example for every op
whose name stands in FILE."""
import pathlib
import subprocess
import sys

ops = pathlib.Path(sys.argv[1]).read_text().split()
if len(ops) < 20:
    sys.exit(f"only {len(ops)} ops: the list is not complete")
for op in ops:
    text = subprocess.run(["pelemay", "explain", op], capture_output=True, text=True, check=True).stdout
    for wanted in (f"graph.{op}: ", "\ngroup ", "\nread from ", "\nkernels ", f" = graph.{op} "):
        if wanted not in text:
            sys.exit(f"{op}: no '{wanted.strip()}' in\n{text}\nA line of test/dialects/graph/*.mlir is its example.")
