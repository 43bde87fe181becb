#!/usr/bin/env python3
"""Targets as their files say, for scripts: what each extends is merged in, as compiler/targets/Extend.cpp does.

  targets.py                 the names of all targets
  targets.py --emulated      of those that run in an emulator which is installed, with their compiler; the others
                             are named on stderr

`flags` of a target that is loaded are `cpu` and `flags`; {machine} in `run.command` is filled.
"""
import json
import shutil
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "compiler/targets"


def names():
    return sorted(path.stem for path in FOLDER.glob("*.json"))


def merged(below, patch):
    """A JSON merge patch (RFC 7396)."""
    if not isinstance(patch, dict):
        return patch
    result = dict(below) if isinstance(below, dict) else {}
    for key, value in patch.items():
        if value is None:
            result.pop(key, None)
        else:
            result[key] = merged(result.get(key), value)
    return result


def document(file):
    """What stands in a target's file and in all that it extends."""
    own = json.loads(Path(file).read_text())
    below = own.pop("extends", None)
    if below is None:
        return own
    found = [Path(file).parent / below] if below.endswith(".json") else \
            [path for path in (FOLDER / f"{below}.json", FOLDER / "bases" / f"{below}.json") if path.exists()]
    if not found:
        sys.exit(f"targets.py: error: {file} extends {below}, which is not known")
    return merged(document(found[0]), own)


def load(name):
    """A target by its name, or by the name of a file that ends in .json."""
    file = Path(name) if name.endswith(".json") else FOLDER / f"{name}.json"
    if not file.exists():
        sys.exit(f"targets.py: error: there is no target {name}\n  help: known are {', '.join(names())}")
    target = document(file)
    target["flags"] = target.get("cpu", []) + target["flags"]
    command = target["run"]["command"]
    if "{machine}" in command:
        at = command.index("{machine}")
        target["run"]["command"] = command[:at] + target["run"]["machine"] + command[at + 1:]
    return target


def installed(tool):
    """The tool's first command that is installed, or None."""
    return next(filter(shutil.which, tool["commands"]), None)


def runs_here(target):
    """Whether this computer has what compiles for a target and runs its programs."""
    emulator = target["run"]["command"][0]
    return all(installed(target[tool]) for tool in ("compiler", "size")) and \
        (emulator == "{image}" or shutil.which(emulator) is not None)


def emulated():
    """Names of the targets that can be emulated here; the others are named on stderr."""
    found = []
    for name in names():
        target = load(name)
        if target["run"]["command"][0] == "{image}":
            continue
        if runs_here(target):
            found.append(name)
        else:
            print(f"skipped: {name}, for its tools are not installed", file=sys.stderr)
    return found


if __name__ == "__main__":
    print("\n".join(emulated() if sys.argv[1:] == ["--emulated"] else names()))
