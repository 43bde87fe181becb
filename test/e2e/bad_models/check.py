#!/usr/bin/env python3
"""Runs a command on every bad model: each must be refused, once, in the words of expected.json.

  check.py 'pelemay-translate --import-onnx {model} -o {out}'
  check.py 'pelemay compile {model} -o {out}' --folder

{out} does not exist before. Afterwards it must not exist or, with --folder, be an empty folder at most.
Passes when every model gives exit code 1, exactly one line with "error:", all expected words, nothing
on stdout, and stays below the limits of time and memory. Needs Python's standard library alone.
"""
import argparse
import json
import os
import resource
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
SECONDS, MEGABYTES = 10, 2048


def limit():
    if "PELEMAY_SANITIZED" not in os.environ:
        resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES << 20,) * 2)


def mistakes(command, model, words, folder, out):
    """What is wrong with how `model` was refused."""
    line = [part.format(model=model, out=out) for part in shlex.split(command)]
    try:
        run = subprocess.run(line, capture_output=True, timeout=SECONDS, preexec_fn=limit)
    except subprocess.TimeoutExpired:
        return [f"took more than {SECONDS} s"], ""
    text = run.stderr.decode(errors="replace")
    found = []
    if run.returncode != 1:
        found.append(f"exit code {run.returncode}, not 1")
    count = sum("error:" in line for line in text.splitlines())
    if count != 1:
        found.append(f"{count} errors, not 1")
    if run.stdout:
        found.append("text on stdout")
    found += [f"no word of {word!r}" for word in words if word.lower() not in text.lower()]
    if model.name not in text:
        found.append("the file is not named")
    left = list(out.iterdir()) if folder and out.is_dir() else [out] if out.exists() else []
    if left:
        found.append(f"left {', '.join(path.name for path in left)} behind")
    return found, text


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", help="with {model} and {out}")
    parser.add_argument("--folder", action="store_true", help="{out} is a folder")
    args = parser.parse_args()
    expected = json.loads((HERE / "expected.json").read_text())
    models = {path.name for path in HERE.glob("*.onnx")}
    failed = sorted(models ^ set(expected))
    for name in failed:
        print(f"{name}: a model without an expectation, or the other way round")
    for name in sorted(models & set(expected)):
        with tempfile.TemporaryDirectory() as scratch:
            found, text = mistakes(args.command, HERE / name, expected[name]["error"], args.folder,
                                   Path(scratch) / "out")
        if found:
            failed.append(name)
            print(f"{name} ({expected[name]['what']}): {'; '.join(found)}\n{text}")
    print(f"{len(expected)} bad models, {len(failed)} not refused as they should be")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
