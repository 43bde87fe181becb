#!/usr/bin/env python3
"""generated_check.py FOLDER TARGET: generated code as firmware builds it.

All sources without a warning, by the target's compiler and flags, at three levels; the header alone as C11
and as C++17; of the objects: no undefined symbol but the memory functions, the compiler's helpers and the
model's own; no static constructor; no data that is not constant, but for a self-test's outputs.
"""
import re
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools/lib"))
import targets  # noqa: E402

ALLOWED = re.compile(r"memcpy|memmove|memset|memcmp|__aeabi_\w+|__\w+[dst][if][0-9]*|_GLOBAL_OFFSET_TABLE_")
WARNINGS = "-Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wdouble-promotion -Werror".split()

folder, name = Path(sys.argv[1]), sys.argv[2]
target = targets.load(name)
compiler = target["compiler"]["commands"][0]
prefix = compiler.removesuffix("g++")
model = next(folder.glob("*_weights.h")).name.removesuffix("_weights.h")
made = folder / "objects"
made.mkdir(exist_ok=True)


def output(*command):
    return subprocess.run([str(word) for word in command], check=True, capture_output=True, text=True).stdout


def check_header():
    for language, standard, driver in [("c", "c11", prefix + "gcc"), ("c++", "c++17", compiler)]:
        hosted = [WARNINGS] * (prefix != "riscv64-unknown-elf-")  # for which Debian has no C library
        for words in hosted + [WARNINGS + ["-ffreestanding"]]:
            output(driver, "-x", language, f"-std={standard}", "-pedantic-errors", *words, f"-I{folder}",
                   "-fsyntax-only", folder / f"{model}.h")
        print(f"{model}.h as {standard}: ok")


def check_object(source, level):
    file = made / f"{source.stem}{level}.o"
    flags = [flag for flag in target["flags"] if not flag.startswith("-O")]
    # Firmware is not moved when it is loaded: constants that hold pointers stay constant.
    output(compiler, *flags, level, "-fno-pic", *WARNINGS, f"-I{folder}", "-c", source, "-o", file)
    symbols = [line.split() for line in output(prefix + "nm", file).splitlines()]
    foreign = [words[-1] for words in symbols if words[-2] == "U" and not words[-1].startswith(model + "_")
               and not ALLOWED.fullmatch(words[-1])]
    sections = [line.split()[1:3] for line in output(prefix + "objdump", "-h", file).splitlines()
                if re.match(r" +\d+ ", line)]
    writable = [section for section, size in sections if int(size, 16) > 0 and
                re.match(r"\.(data|bss|tdata|tbss)", section) and
                not (source.stem == f"{model}_self_test" and re.match(r"\.bss.*got_\d+E?$", section))]
    starters = [section for section, _ in sections if re.match(r"\.(init_array|ctors)", section)]
    assert not foreign, f"{source.name} {level} needs {foreign}"
    assert not writable, f"{source.name} {level} has variables in {writable}"
    assert not starters, f"{source.name} {level} has static constructors"


check_header()
assert target["warnings"] == WARNINGS, "the target's warnings are not those of the contract"
for optimize in ("-O0", "-Os", "-O2"):
    for each in sorted(folder.glob("*.cpp")):
        check_object(each, optimize)
    print(f"{compiler} {optimize}: ok")
