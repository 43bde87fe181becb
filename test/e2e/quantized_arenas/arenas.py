#!/usr/bin/env python3
"""arenas.py MODELS [BIG]: how many bytes models need, with integers at the borders and the input in the arena.

MODELS holds the models of the shared data, BIG what gen_models.py writes. Prints a line a model: its arena, the most
it may be, and the RAM in all on a Cortex-M4 where that was measured. Exit code 1 if an arena is larger, its plan is
not proven optimal, a kernel needs scratch of its own, a step of a quantized model computes in floats, or if RAM is
more than 4 KiB above arena and outputs.
"""
import json
import subprocess
import sys
import tempfile
from pathlib import Path

QUANTIZED = {"kws_dscnn_int8": 16000, "kws_dscnn_qdq_pc": 16000, "vww_mobilenetv1_int8": 55296,
             "vww_mobilenetv1_qdq_pc": 55296, "ic_resnet8_int8": 32768, "ic_resnet8_qdq_pc": 32768,
             "ad_autoencoder_int8": 768, "mcunet_vww_int8": 96000, "mobilenetv2_trained_int8": 1505280}
FLOAT = {"resnet50_224": 4 * 1304576, "resnet18_224": 4 * 401408, "squeezenet11_224": 4 * 480512}
# Of MLPerf Tiny: in all they need little more than their arena.
TINY = ("kws_", "vww_", "ic_", "ad_")


def compiled(model, *flags):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["pelemay", "compile", model, "--io=quantized", "--input=arena", *flags, "-o", folder],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return json.loads((Path(folder) / "report.json").read_text())


def faults(name, most, report):
    if report["arena_bytes"] > most:
        yield f"the arena is larger than {most}"
    if not report["optimality"]["proven"]:
        yield "the plan is not proven optimal"
    if report["scratch_bytes"] > 0:
        yield "scratch"
    if name in QUANTIZED and (floats := [step["name"] for step in report["steps"] if step["compute"] == "f32"]):
        yield f"float steps {', '.join(floats)}"
    outputs = sum(tensor["bytes"] for tensor in report["tensors"] if tensor["life"] == "output")
    if report["ram_bytes"] is not None and report["ram_bytes"] > report["arena_bytes"] + outputs + 4096:
        yield "RAM beside the arena"


def main():
    wanted = {Path(sys.argv[1]) / name: most for name, most in QUANTIZED.items()}
    if len(sys.argv) > 2:
        wanted |= {Path(sys.argv[2]) / name: most for name, most in FLOAT.items()}
    bad = 0
    for folder, most in wanted.items():
        flags = ["--target=cortex-m4"] if folder.name.startswith(TINY) else ["--no-measure"]
        report = compiled(folder / "model.onnx", *flags)
        found = list(faults(folder.name, most, report))
        bad += bool(found)
        ram = f", RAM {report['ram_bytes']}" if report["stack_bytes"] is not None else ""
        print(f"{folder.name}: arena {report['arena_bytes']} of {most}{ram}: {', '.join(found) or 'ok'}", flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
