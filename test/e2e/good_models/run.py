#!/usr/bin/env python3
"""Runs every model of a folder on its data set, two at a time; exit 1 names those that miss.

Inputs lie in the arena; for the first models of the alphabet they are tried as the caller's, too.
"""
import concurrent.futures
import pathlib
import subprocess
import sys


def run(folder):
    """"" if the model gives its stored outputs in both forms of the run function, else what was said."""
    for where in ("arena", "caller") if folder.name < "b" else ("arena",):
        done = subprocess.run(["pelemay", "verify", str(folder / "model.onnx"), str(folder / "test_data_set_0"),
                               "--input", where], capture_output=True, text=True)
        if done.returncode:
            return f"--input {where}: {done.stdout}{done.stderr}"
    return ""


def main():
    folders = sorted(p.parent for p in pathlib.Path(sys.argv[1]).glob("*/model.onnx"))
    if len(folders) < 40:
        sys.exit(f"only {len(folders)} models: the folder is not complete")
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        misses = [(folder.name, said) for folder, said in zip(folders, pool.map(run, folders)) if said]
    for name, said in misses:
        print(f"{name}: {said}")
    print(f"{len(folders) - len(misses)} of {len(folders)} models give their stored outputs")
    sys.exit(1 if misses else 0)


if __name__ == "__main__":
    main()
