#!/usr/bin/env python3
"""Runs a model on its stored data sets and compares: check_model.py MODEL SETS.. [-- flags of pelemay run]

A data set is a folder with input_K.pb and output_K.pb, as ONNX's backend tests have them. Prints one line a
set with the largest error; exit 1 on the first miss. Integers must be equal, floats within
1e-5 + 1e-4 * max|reference|.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

import tensors


def numbered(folder, stem):
    found = sorted(folder.glob(f"{stem}_*.pb"), key=lambda p: int(p.stem.rsplit("_", 1)[1]))
    if not found:
        sys.exit(f"{folder} has no {stem}_K.pb")
    return found


def check(model, folder, flags, out):
    command = ["pelemay", "run", str(model), "--output-dir", out, "--json", *flags]
    for path in numbered(folder, "input"):
        command += ["--input-file", str(path)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(command)}\nexit {done.returncode}\n{done.stderr}")
    report = json.loads(done.stdout)
    for k, want in enumerate(numbered(folder, "output")):
        got = tensors.load(f"{out}/output_{k}.pb")
        largest, allowed = tensors.error(got, tensors.load(want))
        verdict = "ok" if largest <= allowed else "MISS"
        print(f"{folder.name} output {k}: largest error {largest:.3g}, allowed {allowed:.3g}: {verdict}"
              f" ({report['instructions'] or 0} instructions)")
        if largest > allowed:
            sys.exit(1)


def main():
    arguments, flags = sys.argv[1:], []
    if "--" in arguments:
        at = arguments.index("--")
        arguments, flags = arguments[:at], arguments[at + 1:]
    model, *sets = arguments
    with tempfile.TemporaryDirectory() as out:
        for folder in sets:
            check(model, pathlib.Path(folder), flags, out)


if __name__ == "__main__":
    main()
