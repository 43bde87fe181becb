"""What train.py and quantize.py share: the images, and ONNX Runtime as the reference.

The last 360 of the 1797 shuffled images are held out: they decide nothing in either script, and are
only read to print accuracies and to store reference outputs.
"""
import importlib.util
from pathlib import Path

import numpy as np
import onnxruntime
from onnx import numpy_helper

SEED, HELD_OUT, REFERENCES = 13, 360, 10


def split():
    """(train, held out), each (images uint8[n, 64] of 0..16, labels uint8[n])."""
    sklearn = Path(importlib.util.find_spec("sklearn").origin).parent
    digits = np.loadtxt(sklearn / "datasets/data/digits.csv.gz", delimiter=",").astype(np.uint8)
    digits = digits[np.random.RandomState(SEED).permutation(len(digits))]
    images, labels = digits[:, :64], digits[:, 64]
    cut = len(digits) - HELD_OUT
    return (images[:cut], labels[:cut]), (images[cut:], labels[cut:])


def to_input(images):
    """What the network reads: float32[n, 1, 8, 8] in 0..1, exact since 16 is a power of two."""
    return images.reshape(-1, 1, 8, 8).astype(np.float32) / np.float32(16)


def run_all(model, x):
    """ONNX Runtime's probabilities, one image at a time, optimizations off."""
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(model.SerializeToString(), options,
                                           providers=["CPUExecutionProvider"])
    return np.concatenate([session.run(None, {"image": one[None]})[0] for one in x])


def write_references(folder, inputs, outputs):
    """The first REFERENCES images as test data of ONNX's layout: input_0.pb and output_0.pb a set."""
    for i in range(REFERENCES):
        data_set = folder / f"test_data_set_{i}"
        data_set.mkdir(parents=True, exist_ok=True)
        for file, name, value in (("input_0", "image", inputs[i:i + 1]),
                                  ("output_0", "probabilities", outputs[i:i + 1])):
            tensor = numpy_helper.from_array(value, name)
            (data_set / (file + ".pb")).write_bytes(tensor.SerializeToString(deterministic=True))
