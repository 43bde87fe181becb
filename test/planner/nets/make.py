#!/usr/bin/env python3
"""make.py: asks the compiler for its questions to the planner and writes them here, as NAME.json.

Models of this repository, and those of the shared data (see tools/lib/float_models.py). Names of layers are
numbered: what a test reads is who lives when. Runs `pelemay` from PATH or from $PELEMAY.
"""
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
sys.path.insert(0, str(ROOT / "tools/lib"))
import float_models  # noqa: E402

OURS = {"digits": "examples/digits/digits.onnx", "residual_int8": "test/e2e/residual_int8/model.onnx"}


def question(model):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([os.environ.get("PELEMAY", "pelemay"), "compile", str(model), "--no-measure", "-o", folder],
                       check=True, stdout=subprocess.DEVNULL)
        return json.loads((Path(folder) / "plan.json").read_text())["problem"]


def write(name, problem):
    for number, buffer in enumerate(problem["buffers"]):
        buffer["name"] = f"b{number}"
    lines = []
    for key, entries in problem.items():
        body = ",\n".join(f"      {json.dumps(entry)}" for entry in entries)
        lines.append(f'    "{key}": [\n{body}\n    ]' if entries else f'    "{key}": []')
    text = '{\n  "version": 1,\n  "problem": {\n' + ",\n".join(lines) + "\n  }\n}\n"
    (HERE / f"{name}.json").write_text(text)


def main():
    models = {name: ROOT / path for name, path in OURS.items()}
    models.update({folder.name: folder / "model.onnx" for folder in float_models.folders()})
    for name, model in models.items():
        write(name, question(model))
        print(name)


if __name__ == "__main__":
    main()
