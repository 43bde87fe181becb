"""Imports every model.onnx below a folder and runs graph-import-verify on the text."""
import subprocess
import sys
from pathlib import Path

folder, translate, opt = sys.argv[1:]
models = sorted(Path(folder).glob("*/model.onnx"))
failed = 0
for model in models:
    text = subprocess.run([translate, "--import-onnx", model], capture_output=True)
    check = subprocess.run([opt, "--graph-import-verify", "-o", "/dev/null"], input=text.stdout,
                           capture_output=True)
    if text.returncode or check.returncode or text.stderr or check.stderr:
        failed += 1
        print(model, text.stderr.decode(), check.stderr.decode())
print(f"{len(models)} models, {failed} failed")
sys.exit(1 if failed or not models else 0)
