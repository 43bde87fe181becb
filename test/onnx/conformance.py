#!/usr/bin/env python3
"""conformance.py [-j N] [--target T] [--json FILE] [NAME..]: ONNX's own backend cases, as `pelemay` handles them.

Cases: those of $PELEMAY_DATA/onnx/onnx-1.23.2-data.tar.xz whose operators docs/support.md lists and whose tensors are
float32, int8, uint8, int32 or int64; with NAME only those whose name contains one. Each case ends as
  equal    every output of every stored set is within 1e-5 + 1e-4 * max|ref|, integers exactly
  frozen   equal once operands a real exporter writes as constants (shapes, axes; then weights) are made constants
  refused  exit code 1, an error, and nothing written
  MISS     anything else: a wrong value, code that does not compile or run, a crash, a refusal without a reason
Exit code 1 after a miss. Python's standard library alone; `pelemay` comes from the PATH.
"""
import argparse
import collections
import concurrent.futures
import json
import os
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from freeze import LEVELS, freeze

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "test" / "e2e"))
from mutants.check import call, limit, miss  # noqa: E402
from tensors import load  # noqa: E402

TYPES = {"FLOAT", "INT8", "UINT8", "INT32", "INT64"}
SECONDS = 120
# Cases whose stored inputs were rounded to four decimals after the outputs had been computed: what the outputs may
# differ by is the largest rounding of an input, as an average has it, and of the output itself.
ROUNDED = {"test_averagepool_2d_ceil_last_window_starts_on_pad": 1e-4}


def supported():
    """The ONNX operators of docs/support.md, which tools/docs writes from the records."""
    onnx = (ROOT / "docs" / "support.md").read_text().split("## ONNX")[1].split("\n## ")[0]
    return set(re.findall(r"^\| (\w+) \| \d+ \|", onnx, re.MULTILINE))


def compiles(model, out):
    """None when it does, else (verdict, message)."""
    try:
        done = call("pelemay", "compile", str(model), "--no-measure", "-o", str(out), timeout=SECONDS,
                    preexec_fn=limit)
    except subprocess.TimeoutExpired:
        return "MISS", f"compile took more than {SECONDS} s"
    if done.returncode == 0:
        return None
    clean = done.returncode == 1 and "error:" in done.stderr and not (out.exists() and any(out.iterdir()))
    return ("refused" if clean else "MISS"), done.stderr.strip() or f"exit code {done.returncode}"


def within(got, want, slack):
    """Whether two tensors of one type and shape differ by no more than a slack that is not 0."""
    return slack > 0 and got[:2] == want[:2] and all(abs(a - b) <= slack for a, b in zip(got[2], want[2]))


def runs(model, kept, folder, scratch, target):
    """What is wrong with the results on the sets of folder, or nothing. kept: which inputs are still inputs."""
    sets = sorted(folder.glob("test_data_set_*"))
    for data in sets:
        out = scratch / data.name
        inputs = [word for at in kept for word in ("--input-file", str(data / f"input_{at}.pb"))]
        try:
            done = call("pelemay", "run", str(model), "--target", target, "--output-dir", str(out), *inputs,
                        timeout=SECONDS)
        except subprocess.TimeoutExpired:
            return f"run took more than {SECONDS} s"
        if done.returncode:
            return f"compiles, but does not run: {done.stdout}{done.stderr}".strip()
        for want in sorted(data.glob("output_*.pb")):
            if not (out / want.name).exists():
                return f"{data.name}/{want.name}: not written"
            got, stored = load(out / want.name), load(want)
            if within(got, stored, ROUNDED.get(folder.name, 0)):
                continue
            if wrong := miss(got, stored):
                return f"{data.name}/{want.name}: {wrong}"
    return "" if sets else "no stored data"


def judge(folder, target):
    """(verdict, message) of a case; level by level, more of its inputs are constants."""
    first = last = None
    for level in LEVELS:
        with tempfile.TemporaryDirectory() as scratch:
            scratch = Path(scratch)
            model = scratch / "model.onnx"
            kept = freeze(folder, level, model)
            if kept is None:
                continue
            refusal = compiles(model, scratch / "out")
            if refusal and refusal[0] == "MISS":
                return "MISS", f"{level}: {refusal[1]}"
            first, last = first or refusal, refusal
            if refusal:
                continue
            wrong = runs(model, kept, folder, scratch, target)
            if wrong:
                return "MISS", f"{level}: {wrong}"
            return ("equal", "") if level == LEVELS[0] else ("frozen", f"{level}; as it is: {first[1]}")
    return last  # what is left when constants are constants says most


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("-j", type=int, default=2)
    parser.add_argument("--target", default="host")
    parser.add_argument("--json")
    parser.add_argument("names", nargs="*")
    arguments = parser.parse_args()
    if "PELEMAY_DATA" not in os.environ:
        sys.exit("conformance.py: needs PELEMAY_DATA, the folder that has onnx/onnx-1.23.2-data.tar.xz; it is not set")
    data = Path(os.environ["PELEMAY_DATA"]) / "onnx"
    scope = json.loads((data / "onnx-1.23.2-scope.json").read_text())
    listed = supported()
    cases = {name: case for name, case in scope.items()
             if set(case["ops"]) <= listed and set(case["types"]) <= TYPES and case["scope"].startswith("A1")
             and (not arguments.names or any(part in name for part in arguments.names))}
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(data / "onnx-1.23.2-data.tar.xz") as archive:
            wanted = lambda member: "/".join(member.name.split("/")[1:3]) in cases  # noqa: E731
            archive.extractall(folder, [member for member in archive if wanted(member)])
        top = Path(folder) / "onnx-1.23.2-data"
        missing = [name for name in cases if not (top / name / "model.onnx").exists()]
        cases = {name: case for name, case in cases.items() if name not in missing}
        with concurrent.futures.ThreadPoolExecutor(arguments.j) as pool:
            found = dict(zip(cases, pool.map(lambda name: judge(top / name, arguments.target), cases)))
    report(cases, found)
    print(f"{len(scope) - len(cases)} of the {len(scope)} cases not run: operators or types not listed, "
          f"{len(missing)} of them without a stored model")
    if arguments.json:
        Path(arguments.json).write_text(json.dumps(
            {name: {"verdict": found[name][0], "ops": cases[name]["ops"], "message": found[name][1]} for name in cases},
            indent=1, sort_keys=True) + "\n")
    sys.exit(not cases or any(verdict == "MISS" for verdict, _ in found.values()))


def report(cases, found):
    """Misses first, then a line for each operator, then sums. A case counts for each of its operators."""
    for name, (verdict, message) in found.items():
        if verdict == "MISS":
            print(f"MISS {name}: {message}")
    verdicts = ("equal", "frozen", "refused", "MISS")
    print("\n| op | " + " | ".join(verdicts) + " |\n|---|" + "--:|" * len(verdicts))
    for op in sorted({op for case in cases.values() for op in case["ops"]}):
        counts = collections.Counter(found[name][0] for name, case in cases.items() if op in case["ops"])
        print(f"| {op} | " + " | ".join(str(counts[verdict]) for verdict in verdicts) + " |")
    sums = collections.Counter(verdict for verdict, _ in found.values())
    print(f"\n{len(cases)} cases: " + ", ".join(f"{sums[verdict]} {verdict}" for verdict in verdicts))


if __name__ == "__main__":
    main()
