#!/usr/bin/env python3
"""compile_all.py MODELS OUT: `pelemay compile` of MODELS/NAME/model.onnx into OUT/good_NAME, for each NAME."""
import subprocess
import sys
from pathlib import Path

models = sorted(Path(sys.argv[1]).glob("*/model.onnx"))
assert models, f"no models in {sys.argv[1]}"
for model in models:
    subprocess.run(["pelemay", "compile", "--no-measure", "-o", f"{sys.argv[2]}/good_{model.parent.name}", str(model)],
                   check=True, stdout=subprocess.DEVNULL)
