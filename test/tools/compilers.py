#!/usr/bin/env python3
"""compilers.py FOLDER..: generated code is free of warnings with every compiler that is installed.

Each FOLDER is what `pelemay compile` wrote. The compilers get nothing but their own <stdint.h> and <stddef.h>: Debian's
riscv64-unknown-elf-gcc has no other header. A FOLDER named good_* goes to clang and, in turn, to one of the others:
there are many.
"""
import concurrent.futures
import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools/lib"))
import targets  # noqa: E402

FLAGS = ("-std=c++17 -O2 -ffreestanding -fno-exceptions -fno-rtti -ffp-contract=off -fno-strict-aliasing -Wall -Wextra "
         "-Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wdouble-promotion -Werror").split()
# All that clang knows, but for what is meant: C++17, arrays by pointer, structures as targets align them.
EVERYTHING = ("-Weverything -Wno-c++98-compat -Wno-c++98-compat-pedantic -Wno-c++98-compat-local-type-template-args "
              "-Wno-pre-c++14-compat -Wno-pre-c++17-compat -Wno-pre-c++17-compat-pedantic "
              "-Wno-unsafe-buffer-usage -Wno-padded").split()
TARGETS = ["host", "cortex-m4", "cortex-m0plus", "rv32imc", "rv64gc", "linux-aarch64", "linux-armv7"]
COMPILERS = {"clang": ["clang++-19"] + EVERYTHING}
for each in map(targets.load, TARGETS):
    COMPILERS[each["name"]] = each["compiler"]["commands"][:1] + each.get("cpu", [])
CLANG_M4 = ["clang++-19", "--target=thumbv7em-none-eabihf", "-mcpu=cortex-m4"]


def compile_one(job):
    """What the compiler says of the source, or nothing."""
    command, source, made = job
    launcher = ["ccache"] if shutil.which("ccache") else []
    # Relative names, so that ccache knows a source again in another folder.
    done = subprocess.run(launcher + command + FLAGS + ["-I.", "-c", source.name, "-o", str(made)], cwd=source.parent,
                          capture_output=True, text=True, check=False)
    made.unlink(missing_ok=True)
    return f"{' '.join(command[:3])} {source}:\n{done.stderr}" if done.returncode or done.stderr else ""


def main():
    here = {name: command for name, command in COMPILERS.items() if shutil.which(command[0])}
    for name in COMPILERS.keys() - here.keys():
        print(f"skipped: {COMPILERS[name][0]} is not installed")
    if "clang" in here:
        here["clang cortex-m4"] = CLANG_M4
    others = [command for name, command in here.items() if name != "clang"]
    jobs = []
    for number, folder in enumerate(map(Path, sys.argv[1:])):
        commands = list(here.values())
        if folder.name.startswith("good_"):
            commands = [here[name] for name in here if name == "clang"] + [others[number % len(others)]]
        sources = sorted(folder.glob("*.cpp")) + sorted(folder.glob("*.S"))
        assert sources, f"nothing was generated in {folder}"
        jobs += [(command, source.resolve(), source.resolve().with_suffix(f".{i}.o"))
                 for source in sources for i, command in enumerate(commands)]
    with concurrent.futures.ThreadPoolExecutor(min(2, os.cpu_count() or 1)) as pool:
        said = [words for words in pool.map(compile_one, jobs) if words]
    print("\n".join(said))
    print(f"{len(jobs)} files compiled by {len(here)} compilers, {len(said)} with warnings")
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main())
