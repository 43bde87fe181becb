#!/usr/bin/env python3
"""Writes the int8 twin of digits.onnx, and its reference outputs, into int8/.

Never run by tools/demo or tools/test: the results are committed. Needs numpy, onnx and onnxruntime
from PyPI, and scikit-learn's data file.

  quantize.py            writes int8/ beside this script
  quantize.py --out DIR  writes it to DIR

Post-training, by ONNX Runtime's quantizer: activations int8 with a scale and zero point each, from
the smallest and largest value on the training images; weights int8 with a scale a channel. The
image keeps what it is, a number of 0 to 16: its scale is 1/16 and its zero point 0, so firmware
hands over the pixels themselves.
"""
import argparse
import logging
from pathlib import Path

import numpy as np
import onnx
from onnxruntime.quantization import (CalibrationDataReader, CalibrationMethod, QuantFormat, QuantType,
                                      quantize_static)

from data import run_all, split, to_input, write_references

HERE = Path(__file__).resolve().parent
IMAGE = {"scale": np.array(1 / 16, np.float32), "zero_point": np.array(0, np.int8), "quant_type": QuantType.QInt8}


class Images(CalibrationDataReader):
    def __init__(self, images):
        self.images = iter(images)

    def get_next(self):
        image = next(self.images, None)
        return None if image is None else {"image": image[None]}


def quantize(source, target, images):
    quantize_static(source, target, Images(images), quant_format=QuantFormat.QDQ, per_channel=True,
                    activation_type=QuantType.QInt8, weight_type=QuantType.QInt8,
                    calibrate_method=CalibrationMethod.MinMax,
                    extra_options={"ActivationSymmetric": False, "WeightSymmetric": True,
                                   "TensorQuantOverrides": {"image": [IMAGE]}})
    model = onnx.load(target)
    model.graph.name = "digits"
    model.producer_name = "pelemay examples/digits/quantize.py"
    onnx.checker.check_model(model, full_check=True)
    Path(target).write_bytes(model.SerializeToString(deterministic=True))
    return model


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=HERE / "int8")
    out = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    (seen, _), (images, labels) = split()
    model = quantize(HERE / "digits.onnx", out / "digits.onnx", to_input(seen))
    got = run_all(model, to_input(images))
    write_references(out / "reference", to_input(images), got)
    right = np.sum(got.argmax(1) == labels)
    print(f"held-out accuracy {100 * right / len(labels):.2f} % ({right} of {len(labels)})")


if __name__ == "__main__":
    main()
