#!/usr/bin/env python3
"""Compiles every model of mutants.tar.xz, or of another such ARCHIVE: refused, or equal to what ONNX Runtime computes.

Refused is exit code 1, "error:" on stderr, and an empty output folder, within limits of time and memory.
What compiles is run; |got - ref| <= 1e-5 + 1e-4 * max|ref|, NaN and infinities at the same places. What
ONNX Runtime rejects may compile only if tolerated.json has a reason, and must compute what the whole seed
does. The whole seeds must be equal. -v prints the verdict of each.

  check.py [-v] [ARCHIVE]

Needs Python's standard library alone; make.py wrote the archive.
"""
import collections
import concurrent.futures
import json
import math
import resource
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from tensors import load  # noqa: E402

SECONDS, MEGABYTES = 30, 2048


def limit():
    resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES << 20,) * 2)


def call(*command, **options):
    return subprocess.run(command, capture_output=True, text=True, errors="replace", **options)


def miss(got, want):
    """What is wrong with a tensor, or nothing."""
    if got[:2] != want[:2]:
        return f"got {got[:2]}, wanted {want[:2]}"
    finite = [abs(v) for v in want[2] if math.isfinite(v)]
    allowed = 1e-5 + 1e-4 * max(finite, default=0) if got[1] == "f" else 0
    for at, (a, b) in enumerate(zip(got[2], want[2])):
        if not (a == b or (a != a and b != b) or abs(a - b) <= allowed):
            return f"element {at} is {a}, not {b}"
    return ""


def run(model, folder, scratch):
    """What is wrong with the results on the data of folder, or nothing."""
    inputs = [word for path in sorted(folder.glob("input_*.pb")) for word in ("--input-file", str(path))]
    done = call("pelemay", "run", str(model), "--output-dir", str(scratch), *inputs)
    if done.returncode:
        return f"compiles, but does not run: {done.stdout}{done.stderr}"
    for want in sorted(folder.glob("output_*.pb")):
        if wrong := miss(load(scratch / want.name), load(want)):
            return f"{want.name}: {wrong}"
    return ""


def judge(folder, entry, tolerated):
    """(verdict, what is wrong)."""
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch) / "out"
        try:
            done = call("pelemay", "compile", str(folder / "model.onnx"), "--no-measure", "-o", str(out),
                        timeout=SECONDS, preexec_fn=limit)
        except subprocess.TimeoutExpired:
            return "wrong", f"took more than {SECONDS} s"
        if done.returncode not in (0, 1):
            return "wrong", f"exit code {done.returncode}: {done.stderr[:1000]}"
        if done.returncode == 1:
            if "error:" not in done.stderr:
                return "wrong", f"refused without an error: {done.stderr}"
            if out.exists() and any(out.iterdir()):
                return "wrong", "refused, but left files behind"
            if entry["kind"] == "none":
                return "wrong", f"refused: {done.stderr}"
            return f"refused, {entry['onnxruntime']} by ONNX Runtime", ""
        if entry["onnxruntime"] == "rejected":
            if not tolerated:
                return "wrong", "compiles, but ONNX Runtime rejects it"
            wrong = run(folder / "model.onnx", folder.parent / entry["seed"], Path(scratch) / "results")
            return ("wrong", wrong) if wrong else ("equal to the seed, tolerated", "")
        wrong = run(folder / "model.onnx", folder, Path(scratch) / "results")
        return ("wrong", wrong) if wrong else ("equal", "")


def main():
    others = [word for word in sys.argv[1:] if word != "-v"]
    path = others[0] if others else HERE / "mutants.tar.xz"
    tolerated = {} if others else json.loads((HERE / "tolerated.json").read_text())
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        with tarfile.open(path) as archive:
            archive.extractall(folder)
        manifest = json.loads((folder / "manifest.json").read_text())
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            found = list(pool.map(lambda n: judge(folder / n, manifest[n], n in tolerated), manifest))
    for (name, entry), (verdict, wrong) in zip(manifest.items(), found):
        if verdict == "wrong":
            print(f"{name} ({entry['seed']}: {entry['what']}): {wrong}")
        elif "-v" in sys.argv:
            print(f"{name} ({entry['seed']}: {entry['what']}): {verdict}")
    stale = [n for n, (v, _) in zip(manifest, found) if n in tolerated and v != "equal to the seed, tolerated"]
    stale += sorted(set(tolerated) - set(manifest))
    for name in stale:
        print(f"{name}: tolerated.json has a reason that is not needed")
    for verdict, count in sorted(collections.Counter(v for v, _ in found).items()):
        print(f"{count} {verdict}")
    wrong = sum(v == "wrong" for v, _ in found)
    kinds = [e["kind"] for e in manifest.values()]
    structural = sum(k not in ("none", "bytes") for k in kinds)
    print(f"{structural} structural and {kinds.count('bytes')} other mutants, {wrong} wrong")
    return 1 if wrong or stale or structural < 100 or len(kinds) < 200 else 0


if __name__ == "__main__":
    sys.exit(main())
