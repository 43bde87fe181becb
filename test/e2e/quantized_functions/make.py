#!/usr/bin/env python3
"""Writes model.onnx and its data: what runs as integers besides convolutions and residuals.

  make.py

    x -> Q -> conv 1x1 -> Q -> x * hard_sigmoid(x) -> Q -+-> mean -> Q -> sigmoid -> Q -+
                                                         +---------------- mul ---------+-> Q -> pad -> Q
      -> concat with the first map, of another scale -> Q -> conv 3x3 -> Q -> leaky relu -> Q = features
      -> mean over rows and columns -> Q -> softmax -> Q -> DQ = probabilities

`features` is an output (`map`), before softmax: it must be equal. ONNX Runtime (optimizations off) computes the
stored outputs.
Needs numpy, onnx and onnxruntime.
"""
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

CHANNELS, SIZE, SETS = 5, 6, 3


def build():
    random, nodes, constants = np.random.RandomState(3), [], {}

    def constant(name, value):
        constants[name] = value
        return name

    def node(kind, inputs, output, **attributes):
        nodes.append(helper.make_node(kind, inputs, [output], "/" + output, **attributes))
        return output

    def quantized(x, name, scale, zero):
        parameters = [constant(name + "_scale", np.float32(scale)), constant(name + "_zero", np.int8(zero))]
        node("QuantizeLinear", [x, *parameters], name + "_q")
        return node("DequantizeLinear", [name + "_q", *parameters], name + "_dq")

    def convolution(x, name, shape, x_scale, gain):
        scales = random.uniform(0.5, 1.0, shape[0]).astype(np.float32) * np.float32(gain)
        weight = node("DequantizeLinear", [constant(name + "_w", random.randint(-127, 128, shape).astype(np.int8)),
                                           constant(name + "_ws", scales)], name + "_w_dq", axis=0)
        bias = node("DequantizeLinear", [constant(name + "_b", random.randint(-900, 900, shape[0]).astype(np.int32)),
                                         constant(name + "_bs", scales * np.float32(x_scale))], name + "_b_dq", axis=0)
        return node("Conv", [x, weight, bias], name, kernel_shape=list(shape[2:]))

    x = quantized("x", "image", 0.031, 7)
    x = quantized(convolution(x, "expand", (CHANNELS, 3, 1, 1), 0.031, 0.009), "expanded", 0.043, -11)
    gate = node("HardSigmoid", [x], "gate", alpha=1 / 6, beta=0.5)
    swish = quantized(node("Mul", [x, gate], "swish"), "activated", 0.029, -97)
    mean = quantized(node("GlobalAveragePool", [swish], "mean"), "pooled", 0.011, -128)
    squeeze = quantized(node("Sigmoid", [mean], "squeeze"), "gates", 1 / 256, -128)
    scaled = quantized(node("Mul", [swish, squeeze], "excite"), "excited", 0.017, -77)
    pads = constant("pads", np.array([0, 0, 1, 0, 0, 0, 1, 2], np.int64))
    padded = quantized(node("Pad", [scaled, pads], "pad"), "padded", 0.017, -77)
    wide = quantized(node("Pad", [x, pads], "pad_x"), "padded_x", 0.043, -11)
    both = quantized(node("Concat", [padded, wide], "concat", axis=1), "joined", 0.043, -11)
    y = quantized(convolution(both, "reduce", (4, 2 * CHANNELS, 3, 3), 0.043, 0.004), "reduced", 0.061, 5)
    y = node("LeakyRelu", [y], "leaky", alpha=0.1)
    features = quantized(y, "features", 0.05, -60)
    axes = constant("axes", np.array([2, 3], np.int64))
    logits = quantized(node("ReduceMean", [features, axes], "logits", keepdims=0), "means", 0.02, -3)
    node("Identity", [features], "map")
    quantized(node("Softmax", [logits], "softmax", axis=1), "probabilities", 1 / 256, -128)
    graph = helper.make_graph(
        nodes, "quantized_functions", [helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, 3, SIZE, SIZE])],
        [helper.make_tensor_value_info("map", TensorProto.FLOAT, [1, 4, SIZE, SIZE]),
         helper.make_tensor_value_info("probabilities_dq", TensorProto.FLOAT, [1, 4])],
        [numpy_helper.from_array(np.asarray(c), n) for n, c in constants.items()])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=8,
                              producer_name="pelemay test/e2e/quantized_functions/make.py")
    onnx.checker.check_model(model, full_check=True)
    return model


def save(path, value, name):
    path.write_bytes(numpy_helper.from_array(value, name).SerializeToString(deterministic=True))


def main():
    here, model = Path(__file__).resolve().parent, build()
    (here / "model.onnx").write_bytes(model.SerializeToString(deterministic=True))
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    session = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
    for i in range(SETS):
        folder = here / f"test_data_set_{i}"
        folder.mkdir(exist_ok=True)
        x = np.random.RandomState(10 + i).normal(0, 1 + i, (1, 3, SIZE, SIZE)).astype(np.float32)
        save(folder / "input_0.pb", x, "x")
        for k, (output, value) in enumerate(zip(session.get_outputs(), session.run(None, {"x": x}))):
            save(folder / f"output_{k}.pb", value, output.name)
            print(i, output.name, len(np.unique(value)), value.min(), value.max())


if __name__ == "__main__":
    main()
