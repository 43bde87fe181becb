"""The float models of the shared data, for the benchmark and the test that run them all.

A folder holds model.onnx and test_data_set_K. $PELEMAY_DATA is the shared data (default: shared/data beside the
repository); $PELEMAY_BIG, where it is set, holds the nets that gen_models.py writes.
"""
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FLOATS = ["hello_world_f32", "ad_autoencoder_f32", "kws_dscnn_f32", "ic_resnet8_f32", "vww_mobilenetv1_f32",
          "mnist8_cnn", "mcunet_vww_f32", "mobilenetv2_035_96", "matchbox_kws", "densenet_bc_40_cifar",
          "face_slim_320"]
LARGE = ["squeezenet11_224", "mobilenetv2_100_224", "resnet18_224", "resnet50_224"]


def folders():
    data = Path(os.environ.get("PELEMAY_DATA", ROOT.parent / "shared" / "data")) / "onnx" / "models"
    found = [data / name for name in FLOATS]
    if "PELEMAY_BIG" in os.environ:
        found += [Path(os.environ["PELEMAY_BIG"]) / name for name in LARGE]
    return found
