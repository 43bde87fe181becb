#!/usr/bin/env python3
"""Writes the models of this folder: operators on quantized tensors, as ONNX Runtime's quantizer writes them.

  make.py --reference integer_reference.py    models, data sets and expected/ (the oracle's integers)

NAME/model.onnx, NAME/test_data_set_K (ONNX Runtime's outputs, optimizations off, which must be within one LSB of the
reference's), NAME/expected/set_K. On a host without VNNI, ONNX Runtime's uint8 times int8 saturates: the assertion then
fails. --reference may also come from PELEMAY_INTEGER_REFERENCE. Needs numpy, onnx and onnxruntime.
"""
import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from tiny import model, node, random, value, write  # noqa: E402

SETS = 2
MODELS = {}


def made(build):
    MODELS[build.__name__] = build
    return build


class Graph:
    """Collects nodes and constants; a tensor is its name, its scale and zero point are NAME.s and NAME.z."""

    def __init__(self, name, stored):
        self.r, self.stored, self.nodes, self.constants = random(name), stored, [], {}

    def scaled(self, name, scale, zero, kind=None):
        self.constants[name + ".s"] = np.float32(scale)
        self.constants[name + ".z"] = np.asarray(zero, kind or self.stored)
        return f"{name} {name}.s {name}.z"

    def weights(self, name, shape, channels, kind=np.int8, zero=0, least=0.002, most=0.012):
        """Weights with a scale for each channel of an axis, or one."""
        limit = np.iinfo(kind)
        low, high = max(limit.min, zero - 127), min(limit.max, zero + 127)
        self.constants[name] = self.r.randint(low, high + 1, shape).astype(kind)
        scale = np.exp(self.r.uniform(np.log(least), np.log(most), channels or 1)).astype(np.float32)
        zeros = np.full(channels, zero) if channels else zero
        return self.scaled(name, scale if channels else scale[0], zeros, kind)

    def bias(self, name, count):
        self.constants[name] = self.r.randint(-2000, 2000, count).astype(np.int32)
        return name

    def op(self, kind, inputs, output, microsoft=False, **attributes):
        n = node(kind, inputs, output, output, **attributes)
        if microsoft:
            n.domain = "com.microsoft"
        self.nodes.append(n)
        return output

    def finish(self, inputs, outputs, opset=17):
        m = model(self.nodes, inputs, outputs, self.constants, opset=opset)
        m.opset_import.append(helper.make_opsetid("com.microsoft", 1))
        return m



@made
def operators_u8():
    """uint8, weights int8 a channel and uint8 with a zero point; float input and output."""
    g = Graph("operators_u8", np.uint8)
    image, first, deep = (g.scaled(n, s, z) for n, s, z in
                          (("image_q", 0.031, 131), ("first", 0.024, 0), ("deep", 0.029, 117)))
    added, small, pooled, scores, chances = (g.scaled(n, s, z) for n, s, z in (
        ("added", 0.037, 96), ("small", 0.033, 101), ("pooled", 0.021, 93), ("scores", 0.055, 140),
        ("chances", 1 / 256, 0)))
    g.op("QuantizeLinear", "image image_q.s image_q.z", "image_q")
    g.op("QLinearConv", f"{image} {g.weights('w1', (6, 3, 3, 3), 6)} first.s first.z {g.bias('b1', 6)}", "first",
         pads=[1, 1, 0, 1], strides=[1, 2], kernel_shape=[3, 3])
    g.op("QLinearConv", f"{first} {g.weights('w2', (6, 1, 3, 3), 0, np.uint8, 127)} deep.s deep.z", "deep",
         group=6, auto_pad="SAME_UPPER")
    g.op("QLinearAdd", f"{first} {deep} added.s added.z", "added", microsoft=True)
    g.op("MaxPool", "added", "most", kernel_shape=[2, 2])
    g.op("QLinearAveragePool", "most added.s added.z small.s small.z", "small", microsoft=True, kernel_shape=[2, 2],
         strides=[2, 1])
    g.op("QLinearGlobalAveragePool", f"{small} pooled.s pooled.z", "pooled", microsoft=True)
    g.constants["flat"] = np.int64([1, 6])
    g.op("Reshape", "pooled flat", "features")
    g.op("QGemm", f"features pooled.s pooled.z {g.weights('w3', (4, 6), 4, most=0.03)} {g.bias('b3', 4)} "
                  "scores.s scores.z", "scores", microsoft=True, transB=1)
    g.op("QLinearSoftmax", f"{scores} chances.s chances.z", "chances", microsoft=True, axis=-1, opset=13)
    g.op("DequantizeLinear", "chances chances.s chances.z", "y")
    return g.finish([value("image", [1, 3, 9, 8])], [value("y", [1, 4])])


@made
def operators_s8():
    """int8 throughout, input and output too: products, a table's ops, concatenation."""
    g = Graph("operators_s8", np.int8)
    x, a, b, both = (g.scaled(n, s, z) for n, s, z in
                     (("x", 0.027, -9), ("a", 0.031, 4), ("b", 1 / 128, -128), ("both", 0.026, 12)))
    joined, soft, y = (g.scaled(n, s, z) for n, s, z in
                       (("joined", 0.033, 3), ("soft", 0.034, -61), ("y", 0.061, -7)))
    g.op("QLinearConv", f"{x} {g.weights('w1', (4, 2, 1, 3), 0)} a.s a.z {g.bias('b1', 4)}", "a", pads=[0, 1, 0, 1])
    g.op("QLinearSigmoid", f"{a} b.s b.z", "b", microsoft=True)
    g.op("QLinearMul", f"{a} {b} both.s both.z", "both", microsoft=True)
    g.op("QLinearConcat", f"joined.s joined.z {both} {x}", "joined", microsoft=True, axis=1)
    g.op("QLinearLeakyRelu", f"{joined} soft.s soft.z", "soft", microsoft=True, alpha=0.125)
    g.constants["rows"] = np.int64([6, 20])
    g.op("Reshape", "soft rows", "matrix")
    g.op("QLinearMatMul", f"matrix soft.s soft.z {g.weights('w2', (20, 5), 5)} y.s y.z", "y")
    return g.finish([value("x", [1, 2, 4, 5], TensorProto.INT8)], [value("y", [6, 5], TensorProto.INT8)])


def inputs(m, r):
    """Noise for a model's input, whichever type it has."""
    for info in m.graph.input:
        shape = [d.dim_value for d in info.type.tensor_type.shape.dim]
        if info.type.tensor_type.elem_type == TensorProto.FLOAT:
            yield r.normal(0, 2, shape).astype(np.float32)
        else:
            yield r.randint(-128, 128, shape).astype(np.int8)


def write_data(folder, m, name):
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    session = onnxruntime.InferenceSession(m.SerializeToString(), options, providers=["CPUExecutionProvider"])
    r = random(name + " data")
    for i in range(SETS):
        data = folder / f"test_data_set_{i}"
        feeds = {info.name: array for info, array in zip(m.graph.input, inputs(m, r))}
        for k, (key, array) in enumerate(feeds.items()):
            write(data / f"input_{k}.pb", numpy_helper.from_array(array, key))
        for k, (info, array) in enumerate(zip(m.graph.output, session.run(None, feeds))):
            write(data / f"output_{k}.pb", numpy_helper.from_array(array, info.name))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reference", default=os.environ.get("PELEMAY_INTEGER_REFERENCE"), required=False)
    parser.add_argument("--out", type=Path, default=HERE)
    args = parser.parse_args()
    for name, build in MODELS.items():
        folder, m = args.out / name, build()
        onnx.checker.check_model(m)
        shutil.rmtree(folder, ignore_errors=True)
        write(folder / "model.onnx", m)
        write_data(folder, m, name)
        if not args.reference:
            continue
        for i in range(SETS):
            subprocess.run([sys.executable, args.reference, folder, "--set", str(i), "--dump",
                            folder / f"expected/set_{i}"], check=True)
        print(name + ": " + subprocess.run([sys.executable, args.reference, folder], check=True, capture_output=True,
                                           text=True).stdout.strip())


if __name__ == "__main__":
    main()
