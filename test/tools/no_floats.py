#!/usr/bin/env python3
"""no_floats.py TARGET [--io=quantized] MODEL..: what is generated for each model has no use for floats.

All sources are compiled for a TARGET without an FPU; no object may need one of the compiler's helpers for float or
double arithmetic, comparison or conversion. Prints the helpers that are needed for integers.
"""
import re
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools/lib"))
import targets  # noqa: E402

FLOAT = re.compile(r"__aeabi_(c?[fd]\w+|u?[il]2[fd]|ul2[fd]|h2\w+)|__[a-z]*[hsdtx][fc][a-z]*\d?")
for name in ("__aeabi_fadd", "__aeabi_cdcmple", "__aeabi_ui2f", "__aeabi_f2iz", "__aeabi_l2d", "__mulsf3", "__floatsidf", "__gtdf2"):
    assert FLOAT.fullmatch(name), name
for name in ("__aeabi_lmul", "__aeabi_idiv", "__aeabi_uldivmod", "__aeabi_llsl", "__muldi3", "__ashrdi3", "__clzsi2"):
    assert not FLOAT.fullmatch(name), name


def helpers(target, model, folder):
    """Symbols that the objects of a model need and do not have."""
    subprocess.run(["pelemay", "compile", model, "--target", sys.argv[1], "--no-measure", "-o", folder, *FLAGS],
                   check=True, stdout=subprocess.DEVNULL)
    compiler = target["compiler"]["commands"][0]
    needed = set()
    for source in sorted([*folder.glob("*.cpp"), *folder.glob("*.S")]):
        made = source.with_suffix(".o")
        subprocess.run([compiler, *target["flags"], f"-I{folder}", "-c", source, "-o", made], check=True)
        said = subprocess.run([compiler.removesuffix("g++") + "nm", "-u", made], check=True, capture_output=True, text=True)
        needed |= {line.split()[-1] for line in said.stdout.splitlines() if line.split()[-1].startswith("__")}
    return sorted(needed)


failed = False
FLAGS = [word for word in sys.argv[2:] if word.startswith("--")]
for model in sys.argv[2 + len(FLAGS):]:
    with tempfile.TemporaryDirectory() as folder:
        needed = helpers(targets.load(sys.argv[1]), model, Path(folder))
    floats = [name for name in needed if FLOAT.fullmatch(name)]
    print(f"{'/'.join(Path(model).parts[-2:])}: " +
          (f"needs {', '.join(floats)}" if floats else f"no floats; {', '.join(needed) or 'no helper at all'}"))
    failed |= bool(floats)
sys.exit(1 if failed else 0)
