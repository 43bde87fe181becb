#!/usr/bin/env python3
"""one_name.py ROOT: a pass has one name in four places, and each of them knows it.

  compiler/passes/graph/FuseElementwise.cpp   the pass
  --graph-fuse-elementwise                    its flag: a record of compiler/passes/Passes.td
  test/passes/graph/fuse-elementwise*.mlir    its tests, one at least
  docs/passes.md#graph-fuse-elementwise       its page

Prints what lacks its partner; exit code 1 if anything does.
"""
import re
import sys
from pathlib import Path

HELPERS = re.compile(r"GEN_PASS_DEF_")  # a file without it helps a pass and has no flag


def kebab(name):
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()


def main():
    root = Path(sys.argv[1])
    passes = root / "compiler/passes"
    files = {f"{path.parent.name}-{kebab(path.stem)}": path.relative_to(root)
             for path in sorted(passes.glob("*/*.cpp")) if HELPERS.search(path.read_text())}
    flags = re.findall(r'^def \w+ : Pass<"([a-z-]+)"', (passes / "Passes.td").read_text(), re.M)
    anchors = re.findall(r"^## ([a-z-]+)$", (root / "docs/passes.md").read_text(), re.M)
    tests = [(path.parent.name, path.stem, path.relative_to(root))
             for path in sorted((root / "test/passes").glob("*/*.mlir"))]
    wrong = []
    for name in sorted(set(files) | set(flags) | set(anchors)):
        dialect, object_ = name.split("-", 1)
        camel = "".join(word.capitalize() for word in object_.split("-"))
        if name not in files:
            wrong.append(f"{name}: no compiler/passes/{dialect}/{camel}.cpp")
        if name not in flags:
            wrong.append(f"{name}: no record in compiler/passes/Passes.td")
        if name not in anchors:
            wrong.append(f"{name}: no chapter in docs/passes.md (run ./tools/docs)")
        if not any(folder == dialect and (stem + "-").startswith(object_ + "-")
                   for folder, stem, _ in tests):
            wrong.append(f"{name}: no test/passes/{dialect}/{object_}.mlir")
    for folder, stem, path in tests:
        if not any(f"{folder}-{stem}-".startswith(name + "-") for name in flags):
            wrong.append(f"{path}: tests no pass of this name")
    print("\n".join(wrong) if wrong else f"{len(flags)} passes, each with one name in four places")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
