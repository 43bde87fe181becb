#!/usr/bin/env python3
"""house_rules.py ROOT: what CONTRIBUTING.md asks of every source file and a program can see.

At most 500 lines; no tabs, no trailing blanks, a newline at the end; no open ends; no paths of one
machine; links of documents lead to files. Prints file:line and the rule; exit code 1 if one is broken. Data and generated documents are
exempt from the length. A file of the tree is what git knows, or all files where there is no git.
"""
import re
import subprocess
import sys
from pathlib import Path

LINES = 500
SOURCES = {".cpp", ".h", ".c", ".td", ".py", ".sh", ".mlir", ".test", ".md", ".cmake", ".ld", ".in"}
SCRIPTS = {"demo", "test", "docs", "format", "run", "CMakeLists.txt"}
GENERATED = {"docs/ops.md", "docs/support.md", "docs/arena.md", "docs/passes.md", "docs/cli.md",
             "examples/digits/held_out.h"}
# Written in two parts, so that this file passes its own check.
OPEN_END = re.compile(r"\b(TO" r"DO|FIX" r"ME|X" r"XX)\b")
MACHINE_PATH = re.compile(r"(?<![\w.}])/(ho" r"me|ro" r"ot|wo" r"rk|Us" r"ers)/\w")
LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)[^)\s]*\)")


def files_of(root):
    listed = subprocess.run(["git", "-C", str(root), "ls-files", "-z", "--cached", "--others",
                             "--exclude-standard"], capture_output=True, text=True, check=False)
    top = subprocess.run(["git", "-C", str(root), "rev-parse", "--show-prefix"],
                         capture_output=True, text=True, check=False)
    if listed.returncode == 0 and top.stdout.strip() == "":
        names = [Path(name) for name in listed.stdout.split("\0") if name]
    else:
        names = [path.relative_to(root) for path in root.rglob("*") if path.is_file()]
    return sorted(name for name in names if (root / name).is_file() and
                  (name.suffix in SOURCES or name.name in SCRIPTS))


def broken_rules(root, name, text):
    lines = text.split("\n")
    if lines[-1] == "":
        lines.pop()
    else:
        yield len(lines), "needs a newline at the end"
    if len(lines) > LINES and str(name) not in GENERATED:
        yield len(lines), f"needs {LINES} lines at most; a second idea wants a second file"
    for number, line in enumerate(lines, 1):
        if "\t" in line:
            yield number, "needs spaces, but got a tab"
        if line != line.rstrip() and name.suffix != ".md":
            yield number, "needs no blanks at the end of the line"
        if OPEN_END.search(line):
            yield number, "needs no open end; file an issue instead"
        if MACHINE_PATH.search(line):
            yield number, "needs no path of one machine"
        for link in LINK.findall(line) if name.suffix == ".md" else []:
            if not (root / name.parent / link).exists():
                yield number, f"needs a link to a file that exists, but got {link}"


def main():
    root = Path(sys.argv[1])
    names = files_of(root)
    count = 0
    for name in names:
        for line, rule in broken_rules(root, name, (root / name).read_text(errors="replace")):
            print(f"{name}:{line}: {rule}")
            count += 1
    print(f"{len(names)} files, {count} broken rules")
    return 1 if count or not names else 0


if __name__ == "__main__":
    sys.exit(main())
