#!/usr/bin/env python3
"""verify.py TARGET..: the float models of the shared data equal their stored outputs on each target.

Folders: $PELEMAY_DATA/onnx/models (default: shared/data beside the repository) and, when it is set, $PELEMAY_BIG
with the nets that gen_models.py writes. Prints a line a model and target; exit 1 after a miss. Only a board may be
too small for a model: then the line says by how much.
"""
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "tools" / "lib"))
import float_models  # noqa: E402

TOO_SMALL = ("has too little flash", "has too little ram", "no room for")


def verify(folder, target):
    """Whether all is as it should be, and what to say."""
    done = subprocess.run(["pelemay", "verify", str(folder / "model.onnx"), str(folder), "--target", target,
                           "--timeout", "900"], capture_output=True, text=True)
    if done.returncode == 0:
        return True, "; ".join(line for line in done.stdout.splitlines() if "largest error" in line)
    error = done.stderr.splitlines()[0] if done.stderr else done.stdout
    small = target.startswith("cortex") and any(text in error for text in TOO_SMALL)
    return small, ("does not fit: " if small else "MISS: ") + error.split("error: ")[-1]


def main():
    misses = 0
    for target in sys.argv[1:]:
        for folder in float_models.folders():
            good, text = verify(folder, target)
            misses += not good
            print(f"{target} {folder.name}: {text}", flush=True)
    print(f"{misses} misses")
    sys.exit(misses != 0)


if __name__ == "__main__":
    main()
