#!/usr/bin/env python3
"""Writes the three residual models: QDQ graphs that must run as integers, bit for bit.

  make.py --reference integer_reference.py    models, data sets and expected/ (the oracle's integers)
  make.py                                     models and data sets only

    image -> Q -> conv1 3x3 -> relu -> Q -+-> conv2 3x3 -> Q -> add -> relu -> Q -> average -> Q
                                          +---------------------/

Each model is built so that shortcuts show: see README.md. The claims made there are asserted here.
Needs numpy, onnx and onnxruntime. --reference may also come from PELEMAY_INTEGER_REFERENCE.
"""
import argparse
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

CHANNELS, HEIGHT, WIDTH, FEATURES, SETS = 3, 9, 7, 8, 3
STUCK_MID, STUCK_LOW, STUCK_HIGH = 2, 5, 3   # constant channels: conv1, conv1, conv2
SHARP, WIDE, EVEN = 0, 1, 4                  # only if `exact`: see `layer`


@dataclass
class Variant:
    """scales, zeros: of image, conv1, conv2, sum and pooled, in this order."""
    name: str
    type: type
    opset: int
    scales: list
    zeros: list
    float_io: bool      # False: the graph's input and output are the quantized tensors
    window: int         # side of the average pool; 0: global
    exact: bool         # power-of-two ratios at conv1 (one channel) and add; a wide channel in conv2
    seed: int


VARIANTS = [
    Variant("residual_int8", np.int8, 17, [0.0313, 0.0271, 0.0197, 2**-5, 2**-5],
            [5, -101, 3, -97, -51], True, 2, False, 1),
    Variant("residual_int8_io", np.int8, 13, [0.0119, 0.0087, 0.0093, 2**-6, 2**-5],
            [-9, -64, -17, -77, 23], False, 2, False, 2),
    Variant("residual_uint8", np.uint8, 21, [2**-5, 2**-4, 2**-5, 2**-3, 2**-4],
            [131, 17, 119, 33, 7], True, 0, True, 3),
]


def layer(random, v, which, inputs):
    """(weights int8 [O, I, 3, 3], scales float32 [O], bias int32 [O]) of conv1 or conv2."""
    s_in, s_out = (np.float32(s) for s in v.scales[which - 1:which + 1])
    weight = random.randint(-127, 128, (FEATURES, inputs, 3, 3))
    real = np.exp(random.uniform(np.log(0.004), np.log(0.02), FEATURES)) / np.sqrt(inputs / 3)
    bias = np.round(random.uniform(-30, 40, FEATURES) / real)
    if which == 1:
        weight[STUCK_MID] = 0                            # 37.3 above zero, whatever the image
        bias[STUCK_MID] = round(37.3 / real[STUCK_MID])
        bias[STUCK_LOW] = round(-9000 / real[STUCK_LOW])  # relu always cuts it
    else:
        bias[STUCK_HIGH] = round(9000 / real[STUCK_HIGH])  # always saturates
    if which == 1 and v.exact:
        weight[EVEN] = random.randint(-3, 4, weight[EVEN].shape)
        real[EVEN], bias[EVEN] = 2.0**-3, 100            # acc = 4 mod 8 is an exact tie
    if which == 2 and v.exact:
        # A steep channel makes the step's shared n small; a wide one then needs its own, because its
        # large bias would magnify the rounding of M. Its weights sum to zero around k + 1/2.
        weight[SHARP] = random.randint(-1, 2, weight[SHARP].shape)
        real[SHARP], bias[SHARP] = 0.9, -11
        flat = weight[WIDE].reshape(-1)
        flat[1::2] = -flat[0::2]
        real[WIDE] = 1.1 * 2.0**-21
        bias[WIDE] = round(50.5 / real[WIDE])
    scales = (real * s_out / s_in).astype(np.float32)
    return weight.astype(np.int8), scales, bias.astype(np.int32)


def build(v):
    random = np.random.RandomState(v.seed)
    nodes, constants = [], {}

    def constant(name, value):
        constants[name] = value
        return name

    def node(kind, inputs, output, **attributes):
        nodes.append(helper.make_node(kind, inputs, [output], "/" + output + "/" + kind,
                                      **attributes))
        return output

    def parameters(name, i):
        return [constant(name + "_scale", np.float32(v.scales[i])),
                constant(name + "_zero_point", v.type(v.zeros[i]))]

    def dequantized(name, i):
        return node("DequantizeLinear", [name + "_q", *parameters(name, i)], name + "_dq")

    def quantized(x, name, i):
        node("QuantizeLinear", [x, *parameters(name, i)], name + "_q")
        return dequantized(name, i)

    def convolution(x, which, inputs):
        name = f"conv{which}"
        weight, scales, bias = layer(random, v, which, inputs)
        w, s = constant(name + ".weight_q", weight), constant(name + ".weight_scale", scales)
        zero = []                                    # optional: conv2 goes without
        if which == 1:
            zero = [constant(name + ".weight_zero_point", np.zeros(FEATURES, np.int8))]
        node("DequantizeLinear", [w, s, *zero], name + ".weight_dq", axis=0)
        b = constant(name + ".bias_q", bias)
        s = constant(name + ".bias_scale", scales * np.float32(v.scales[which - 1]))
        node("DequantizeLinear", [b, s], name + ".bias_dq", axis=0)
        return node("Conv", [x, name + ".weight_dq", name + ".bias_dq"], name, kernel_shape=[3, 3],
                    pads=[1, 1, 1, 1])

    x = quantized("image", "image", 0) if v.float_io else dequantized("image", 0)
    x = node("Relu", [convolution(x, 1, CHANNELS)], "relu1")
    first = quantized(x, "relu1", 1)
    second = quantized(convolution(first, 2, FEATURES), "conv2", 2)
    x = node("Relu", [node("Add", [second, first], "sum")], "relu2")
    x, k = quantized(x, "relu2", 3), v.window
    pool = dict(kernel_shape=[k, k], strides=[k, k])
    x = node("AveragePool", [x], "pool", **pool) if k else node("GlobalAveragePool", [x], "pool")
    node("QuantizeLinear", [x, *parameters("pooled", 4)], "pooled_q")
    out_shape = [1, FEATURES, HEIGHT // k if k else 1, WIDTH // k if k else 1]
    names, kind = ("image_q", "pooled_q"), helper.np_dtype_to_tensor_dtype(np.dtype(v.type))
    if v.float_io:
        names, kind = ("image", "scores"), TensorProto.FLOAT
        node("DequantizeLinear", ["pooled_q", *parameters("pooled", 4)], "scores")
    graph = helper.make_graph(
        nodes, v.name,
        [helper.make_tensor_value_info(names[0], kind, [1, CHANNELS, HEIGHT, WIDTH])],
        [helper.make_tensor_value_info(names[1], kind, out_shape)],
        [numpy_helper.from_array(np.asarray(c), n) for n, c in constants.items()])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", v.opset)], ir_version=8,
                              producer_name="pelemay test/e2e/residual_int8/make.py")
    onnx.checker.check_model(model, full_check=True)
    return model


def images(v):
    """Noise; noise that leaves the type's range on both sides; a ramp with a flat corner."""
    random, shape = np.random.RandomState(100 + v.seed), (1, CHANNELS, HEIGHT, WIDTH)
    ramp = np.linspace(-120, 120, int(np.prod(shape))).reshape(shape)
    ramp[:, :, 5:, 4:] = 0
    for real in (random.normal(0, 45, shape), random.normal(0, 150, shape), ramp):
        if v.float_io:
            yield (real * v.scales[0]).astype(np.float32)
        else:
            limits = np.iinfo(v.type)
            yield np.clip(np.rint(real) + v.zeros[0], limits.min, limits.max).astype(v.type)


def save(path, value, name):
    tensor = numpy_helper.from_array(value, name)
    path.write_bytes(tensor.SerializeToString(deterministic=True))


def write_data(folder, model, v):
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    session = onnxruntime.InferenceSession(model.SerializeToString(), options,
                                           providers=["CPUExecutionProvider"])
    source, target = session.get_inputs()[0].name, session.get_outputs()[0].name
    for i, image in enumerate(images(v)):
        data = folder / f"test_data_set_{i}"
        data.mkdir(parents=True, exist_ok=True)
        save(data / "input_0.pb", image, source)
        save(data / "output_0.pb", session.run(None, {source: image})[0], target)


def expect(folder, reference):
    shutil.rmtree(folder / "expected", ignore_errors=True)
    for i in range(SETS):
        subprocess.run([sys.executable, reference, folder, "--set", str(i), "--dump",
                        folder / f"expected/set_{i}"], check=True)


def verify(folder, v):
    """Asserts README.md's claims on the integers in expected/; returns a line that says them."""
    read = {}
    for i in range(SETS):
        here = folder / f"expected/set_{i}"
        for entry in json.loads((here / "index.json").read_text())["tensors"]:
            for key in ("file", "accumulator"):
                if key in entry:
                    name = entry["tensor"] + ("" if key == "file" else " acc")
                    read.setdefault(name, []).append(np.load(here / entry[key])[0].astype(int))
            read[entry["tensor"] + " n"] = entry.get("n")
        stored = onnx.load_tensor(str(folder / f"test_data_set_{i}/output_0.pb"))
        ours = read["pooled_q"][-1]
        if v.float_io:
            ours = np.float32(v.scales[4]) * (ours - v.zeros[4]).astype(np.float32)
        assert (numpy_helper.to_array(stored)[0] == ours).all(), "ONNX Runtime disagrees"
    t = {k: np.stack(x) if isinstance(x[0], np.ndarray) else x for k, x in read.items() if x}
    limits = np.iinfo(v.type)

    def ends(name):
        found = [int((t[name] == end).sum()) for end in (limits.min, limits.max)]
        assert min(found) >= 12, (name, found)
        return found

    exact = [Fraction(float(np.float32(s))) for s in v.scales]
    count = v.window**2 or HEIGHT * WIDTH
    q = (exact[3] / exact[4] / count).denominator
    tied = t["pooled_q acc"][t["pooled_q acc"] % q * 2 == q]
    ties = {"pool": tied.size, "pool, wrong if rounded up": int((tied // q % 2 == 0).sum())}
    assert v.window == 0 or tied.size >= 12 and min(ties.values()) >= 8, ties
    for name, channel in (("relu1_q", STUCK_MID), ("relu1_q", STUCK_LOW), ("conv2_q", STUCK_HIGH)):
        assert len(np.unique(t[name][:, channel])) == 1 < len(np.unique(t[name + " acc"])), name
    if v.exact:
        ties["conv1"] = int((t["relu1_q acc"][:, EVEN] % 8 == 4).sum())
        ra, rb = exact[2] / exact[3], exact[1] / exact[3]
        q = max(ra.denominator, rb.denominator)
        total = (t["conv2_q"] - v.zeros[2]) * int(ra * q) + (t["relu1_q"] - v.zeros[1]) * int(rb * q)
        ties["add"] = int((total % q * 2 == q).sum())
        assert min(ties["conv1"], ties["add"]) >= 12, ties
        assert len(set(t["conv2_q n"])) == 2 and len(np.unique(t["conv2_q"][:, WIDE])) == 2
    assert 0 not in v.zeros and any(z % 2 for z in v.zeros)
    return (f"{v.name}: ties {ties} of {t['pooled_q'].size} pooled values; at either end of the "
            f"type: image {ends('image_q')}, conv2 {ends('conv2_q')}")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reference", default=os.environ.get("PELEMAY_INTEGER_REFERENCE"))
    parser.add_argument("--out", type=Path, default=Path(__file__).resolve().parents[1])
    args = parser.parse_args()
    for v in VARIANTS:
        folder, model = args.out / v.name, build(v)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "model.onnx").write_bytes(model.SerializeToString(deterministic=True))
        write_data(folder, model, v)
        if args.reference:
            expect(folder, args.reference)
            print(verify(folder, v))


if __name__ == "__main__":
    main()
