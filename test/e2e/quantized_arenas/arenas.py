#!/usr/bin/env python3
"""arenas.py MODELS: how many bytes quantized models need, with integers at the borders and the input in the arena.

Prints a line a model: its arena, the most it may be, and how many of its steps compute in floats. Exit code 1 if an
arena is larger, or a step is float.
"""
import json
import subprocess
import sys
import tempfile
from pathlib import Path

MOST = {"kws_dscnn_int8": 16000, "kws_dscnn_qdq_pc": 16000, "vww_mobilenetv1_int8": 55296,
        "vww_mobilenetv1_qdq_pc": 55296, "ic_resnet8_int8": 32768, "ic_resnet8_qdq_pc": 32768,
        "mcunet_vww_int8": 96000, "mobilenetv2_trained_int8": 1505280}

failed = False
for name, most in MOST.items():
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["pelemay", "compile", Path(sys.argv[1]) / name / "model.onnx", "--io=quantized",
                        "--input=arena", "--no-measure", "-o", folder], check=True, stdout=subprocess.DEVNULL)
        report = json.loads((Path(folder) / "report.json").read_text())
    floats = [step["name"] for step in report["steps"] if step["compute"] == "f32"]
    fits = report["arena_bytes"] <= most and not floats
    print(f"{name}: {report['arena_bytes']} of {most} bytes, {len(floats)} float steps: {'ok' if fits else 'TOO MUCH'}")
    failed |= not fits
sys.exit(1 if failed else 0)
