#!/usr/bin/env python3
"""Compiles sources into an image for a target and runs it, as compiler/targets/TARGET.json says.

  image.py TARGET IMAGE [-I FOLDER]... [--level O] SOURCE...

What the program prints goes to stdout; its exit code is ours. `pelemay run` does the same around a
main program of its own; this is for programs that bring theirs: examples and tests.
"""
import argparse
import subprocess
import sys
from pathlib import Path

import targets

ROOT = Path(__file__).resolve().parent.parent.parent
SECONDS = 300


def installed(tool):
    command = targets.installed(tool)
    return command or sys.exit(f"image.py: error: needs {' or '.join(tool['commands'])}, which is not installed\n"
                               f"  help: apt-get install {tool['package']}")


def link_symbols(target):
    """What the ports' linker scripts ask for: where each memory lies, how much stack to set aside."""
    symbols = {}
    for memory in [dict(target.get("flash", {}), name="flash")] + target["memories"]:
        if memory.get("origin"):
            symbols[f"__{memory['name']}"] = memory["origin"]
            symbols[f"__{memory['name']}_size"] = memory["size"]
    if symbols and target.get("stack"):
        symbols["__stack_size"] = target["stack"]
    return [f"-Wl,--defsym={name}={value}" for name, value in symbols.items()]


def compile_command(target, image, folders, level, sources):
    link = target["link"]
    runtime = ROOT / "runtime"
    script = ["-T", runtime / link["script"]] if link.get("script") else []
    libraries = [flag for flag in link["flags"] if flag.startswith("-l")]
    return ([installed(target["compiler"])] + target["flags"] + level + target["warnings"] + script +
            [flag for flag in link["flags"] if flag not in libraries] + link_symbols(target) +
            [f"-I{folder}" for folder in folders + [runtime, runtime / "ports"]] +
            sources + [runtime / source for source in link["sources"]] + libraries + ["-o", image])


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target")
    parser.add_argument("image", type=Path)
    parser.add_argument("sources", nargs="+", type=Path)
    parser.add_argument("-I", dest="folders", action="append", default=[], type=Path)
    parser.add_argument("--level", metavar="O", help="of optimization, instead of the target's own: s, 0")
    args = parser.parse_args()
    target = targets.load(args.target)
    level = [f"-O{args.level}"] if args.level else []
    command = compile_command(target, args.image, args.folders, level, args.sources)
    if subprocess.run([str(word) for word in command], check=False).returncode:
        sys.exit(f"image.py: error: {args.image.name} did not compile for {args.target}")
    run = [word.replace("{image}", str(args.image.resolve())) for word in target["run"]["command"]]
    if target["run"].get("package"):
        installed({"commands": run[:1], "package": target["run"]["package"]})
    try:
        return subprocess.run(run, check=False, stdin=subprocess.DEVNULL, timeout=SECONDS).returncode
    except subprocess.TimeoutExpired:
        sys.exit(f"image.py: error: {args.image.name} ran for more than {SECONDS} s")


if __name__ == "__main__":
    sys.exit(main())
