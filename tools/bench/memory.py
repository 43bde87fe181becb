#!/usr/bin/env python3
"""tools/bench/memory.py MODEL..: what compiling each model to C++ takes, in seconds and in memory.

Runs `pelemay compile MODEL --no-measure`, from PATH or from $PELEMAY, and prints wall and CPU seconds (best of
three), the largest resident memory as wait4 tells it, and that as a share of the model's file. The compiler's
own libraries are resident, too: the first line is a model of one Relu.
"""
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PELEMAY = os.environ.get("PELEMAY", "pelemay")
EMPTY = """func.func @empty(%x: tensor<1xf32> {graph.name = "x"}) -> (tensor<1xf32> {graph.name = "y"}) {
  %y = graph.relu %x : (tensor<1xf32>) -> tensor<1xf32>
  return %y : tensor<1xf32>
}
"""


def compile_once(model, folder):
    """Wall seconds, CPU seconds, bytes."""
    begin = time.monotonic()
    process = subprocess.Popen([PELEMAY, "compile", str(model), "--no-measure", "-o", str(folder)],
                               stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"memory.py: error: {PELEMAY} compile {model} ended with exit code {process.returncode}")
    return time.monotonic() - begin, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024


def main():
    if len(sys.argv) < 2:
        sys.exit(f"usage: {Path(sys.argv[0]).name} MODEL..")
    print(f"{'seconds':>8} {'CPU':>6} {'peak MB':>8} {'file MB':>8} {'peak/file':>9}  model")
    with tempfile.TemporaryDirectory() as scratch:
        empty = Path(scratch) / "empty.mlir"
        empty.write_text(EMPTY)
        for model in [empty, *map(Path, sys.argv[1:])]:
            runs = [compile_once(model, Path(scratch) / "made") for _ in range(3)]
            wall, cpu, peak = (min(column) for column in zip(*runs))
            size = model.stat().st_size
            ratio = "" if model == empty else f"{peak / size:.2f}"
            name = "(one Relu)" if model == empty else "/".join(model.parts[-2:])
            print(f"{wall:8.2f} {cpu:6.2f} {peak / 1e6:8.1f} {size / 1e6:8.1f} {ratio:>9}  {name}")


if __name__ == "__main__":
    main()
