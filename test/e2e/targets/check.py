#!/usr/bin/env python3
"""check.py FOLDER: small models give the same bytes on every target that is emulated here, and on this computer.

One with integers between float borders, one of floats. Of each run instructions are counted, and the stack that
was touched lies within the bound, helpers of CPUs without an FPU included, and not far from it. Says which targets
were left out, for their tools are not installed.
"""
import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "tools/lib"))
import targets  # noqa: E402

MODELS = {"int8": (ROOT / "test/e2e/residual_int8/model.onnx", ROOT / "test/e2e/residual_int8/test_data_set_0"),
          "float": (ROOT / "examples/digits/digits.onnx", ROOT / "examples/digits/reference/test_data_set_0")}


def run(model, data, target, made):
    """The output's bytes, and the report."""
    done = subprocess.run(["pelemay", "run", str(model), "--input-file", str(data / "input_0.pb"), "--target", target,
                           "--output-dir", str(made), "--json"], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{target}: {done.stderr}")
    return (made / "output_0.pb").read_bytes(), json.loads(done.stdout)


for name, (model, data) in MODELS.items():
    made = Path(sys.argv[1]) / name
    want, _ = run(model, data, "host", made / "host")
    for target in targets.emulated():
        got, report = run(model, data, target, made / target)
        assert got == want, f"{name} on {target}: other bytes than on this computer"
        assert report["instructions"], f"{name} on {target}: nothing was counted"
        used, bound = report["run"]["stack_used"], report["stack_bytes"]
        if report["stack_outside"] and target.startswith("linux"):  # the C library's memcpy is chosen at start
            bound = used
        assert bound / 2 < used <= bound, f"{name} on {target}: the run touched {used} B of stack, the bound is {bound} B"
        assert target.startswith("linux") or not report["stack_outside"], (name, target, report["stack_outside"])
        print(f"{name} on {target}: equal, {report['instructions']} instructions, stack {used} of {bound} B")
