#!/usr/bin/env python3
"""everywhere.py [TARGET..]: proof.cpp on every target that is emulated here, a line each.

A board whose flash or RAM is too small for the data is named; another target has its core. Exit code 1 where a value
differs, or a program does not run.
"""
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
TOOLS = HERE.parents[2] / "tools/lib"
sys.path.insert(0, str(TOOLS))
import targets  # noqa: E402


def prove(target, folder):
    """Whether all is as it should be, and what to say."""
    done = subprocess.run([sys.executable, TOOLS / "image.py", target, folder / "proof.elf", "-I", folder,
                           HERE / "proof.cpp"], capture_output=True, text=True, check=False)
    lines = [line for line in done.stdout.splitlines() if " values, " in line]
    if done.returncode == 0 and lines:
        values = sum(int(line.split(": ")[1].split()[0]) for line in lines)
        return True, f"{values} values of {len(lines)} runs of kernels, 0 differ"
    if "overflowed by" in done.stderr:
        return True, "too small for the data"
    return False, "; ".join(line for line in lines if ", 0 differ" not in line) or done.stderr.strip()


def main():
    bad = 0
    with tempfile.TemporaryDirectory() as made:
        subprocess.run([sys.executable, HERE / "cases.py", Path(made) / "cases.h"], check=True)
        for target in sys.argv[1:] or targets.emulated():
            good, text = prove(target, Path(made))
            bad += not good
            print(f"{target}: {text}", flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
