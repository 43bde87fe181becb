#!/usr/bin/env python3
"""tools/bench/models.py [FOLDER..]: what each model costs on a Cortex-M4, as a Markdown table.

A FOLDER holds model.onnx and test_data_set_0/input_K.pb. Without any: the float models of the issue under
$PELEMAY_DATA/onnx/models (default: shared/data beside the repository), and the large ones that gen_models.py
wrote into $PELEMAY_BIG, if that is set. Runs `pelemay` from PATH or from $PELEMAY: once on the emulated board,
three times for the seconds from model to C++. Where a model does not fit, the last column says by how much.
"""
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PELEMAY = os.environ.get("PELEMAY", "pelemay")
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools" / "lib"))
import float_models  # noqa: E402


def pelemay(*arguments):
    """The report, or the first line of what is wrong."""
    done = subprocess.run([PELEMAY, *map(str, arguments), "--json"], capture_output=True, text=True)
    if done.returncode == 0:
        return json.loads(done.stdout), None
    return None, done.stderr.splitlines()[0].split("error: ", 1)[-1]


def seconds(model, folder):
    """From model to C++: the median of three."""
    times = []
    for _ in range(3):
        begin = time.monotonic()
        subprocess.run([PELEMAY, "compile", str(model), "--no-measure", "-o", str(folder)],
                       check=True, stdout=subprocess.DEVNULL)
        times.append(time.monotonic() - begin)
    return statistics.median(times)


def row(folder, scratch):
    model = folder / "model.onnx"
    inputs = sorted((folder / "test_data_set_0").glob("input_*.pb"),
                    key=lambda path: int(re.sub(r"\D", "", path.stem)))
    flags = [word for path in inputs for word in ("--input-file", path)]
    report, why = pelemay("run", model, "--target", "cortex-m4", "--timeout", "900", *flags)
    fits = report is not None
    if not fits:
        report, other = pelemay("compile", model, "--no-measure", "-o", scratch / "made")
        if report is None:
            return f"| {folder.name} | refused: {other} |||||||"
    cells = [report["arena_bytes"], report["scratch_bytes"],
             report["stack_bytes"] if fits else None, report["flash_bytes"]["code"] if fits else None,
             report["flash_bytes"]["weights"], report["instructions"] if fits else why]
    text = ["-" if cell is None else f"{cell:,}" if isinstance(cell, int) else cell for cell in cells]
    return f"| {folder.name} | {' | '.join(text)} | {seconds(model, scratch / 'made'):.2f} |"


def folders():
    if len(sys.argv) > 1:
        return [Path(name) for name in sys.argv[1:]]
    return float_models.folders()


def main():
    missing = [str(folder) for folder in folders() if not (folder / "model.onnx").exists()]
    if missing:
        sys.exit(f"models.py: error: no model.onnx in {', '.join(missing)}\n"
                 "  help: name folders, or set PELEMAY_DATA (and PELEMAY_BIG for the large ones)")
    print("| model | arena | scratch | stack | code | weights | instructions, Cortex-M4 | s to C++ |\n"
          "|---|--:|--:|--:|--:|--:|--:|--:|", flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        for folder in folders():
            print(row(folder, Path(scratch)), flush=True)
    print("\nBytes; arena, stack (bound), code and weights (flash) as built for cortex-m4. Instructions are counted by\n"
          "QEMU for one run: instructions, not cycles.")


if __name__ == "__main__":
    main()
