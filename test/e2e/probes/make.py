#!/usr/bin/env python3
"""Writes what each convolution of the digits model gives for data set 0, by ONNX Runtime without optimizations.

make.py DIGITS_FOLDER (needs onnx and onnxruntime): conv_K.pb, in the model's axis order.
"""
import pathlib
import sys

import onnx
import onnxruntime
from onnx import numpy_helper

here, digits = pathlib.Path(__file__).parent, pathlib.Path(sys.argv[1])
model = onnx.load(digits / "digits.onnx")
names = [node.output[0] for node in model.graph.node if node.op_type == "Conv"]
model.graph.output.extend(onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None) for name in names)
options = onnxruntime.SessionOptions()
options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
session = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
image = numpy_helper.to_array(onnx.load_tensor(digits / "reference/test_data_set_0/input_0.pb"))
for k, value in enumerate(session.run(names, {"image": image})):
    (here / f"conv_{k}.pb").write_bytes(numpy_helper.from_array(value).SerializeToString())
