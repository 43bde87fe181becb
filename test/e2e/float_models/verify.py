#!/usr/bin/env python3
"""verify.py TARGET..: the float models of the shared data equal their stored outputs on each target.

Folders: $PELEMAY_DATA/onnx/models (default: shared/data beside the repository) and, when it is set, $PELEMAY_BIG
with the nets that gen_models.py writes. Prints a line a model and target; exit 1 after a miss. Only a board may be
too small for a model: then the line says by how much.
"""
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
FLOATS = ["hello_world_f32", "ad_autoencoder_f32", "kws_dscnn_f32", "ic_resnet8_f32", "vww_mobilenetv1_f32",
          "mnist8_cnn", "mcunet_vww_f32", "mobilenetv2_035_96", "matchbox_kws", "densenet_bc_40_cifar",
          "face_slim_320"]
LARGE = ["squeezenet11_224", "mobilenetv2_100_224", "resnet18_224", "resnet50_224"]
TOO_SMALL = ("has too little flash", "has too little ram", "no room for")


def folders():
    data = Path(os.environ.get("PELEMAY_DATA", ROOT.parent / "shared" / "data")) / "onnx" / "models"
    found = [data / name for name in FLOATS]
    if "PELEMAY_BIG" in os.environ:
        found += [Path(os.environ["PELEMAY_BIG"]) / name for name in LARGE]
    return found


def verify(folder, target):
    """Whether all is as it should be, and what to say."""
    done = subprocess.run(["pelemay", "verify", str(folder / "model.onnx"), str(folder), "--target", target,
                           "--timeout", "900"], capture_output=True, text=True)
    if done.returncode == 0:
        return True, "; ".join(line for line in done.stdout.splitlines() if "largest error" in line)
    error = done.stderr.splitlines()[0] if done.stderr else done.stdout
    small = target.startswith("cortex") and any(text in error for text in TOO_SMALL)
    return small, ("does not fit: " if small else "MISS: ") + error.split("error: ")[-1]


def main():
    misses = 0
    for target in sys.argv[1:]:
        for folder in folders():
            good, text = verify(folder, target)
            misses += not good
            print(f"{target} {folder.name}: {text}", flush=True)
    print(f"{misses} misses")
    sys.exit(misses != 0)


if __name__ == "__main__":
    main()
