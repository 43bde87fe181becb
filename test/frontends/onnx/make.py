#!/usr/bin/env python3
"""Writes the models of this folder, each for one test. Needs numpy and onnx."""
import hashlib
import sys
from pathlib import Path

import numpy as np
from onnx import TensorProto

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "e2e"))
from tiny import model, node, random, value, write  # noqa: E402


def save(name, *args, **more):
    write(HERE / f"{name}.onnx", model(*args, **more))


save("max_pool_ceil",
     [node("MaxPool", "image", "y", "pool", kernel_shape=[3, 3], strides=[2, 2], ceil_mode=1)],
     [value("image", [1, 1, 6, 6])], [value("y", [1, 1, 3, 3])])
save("gemm_runtime", [node("Gemm", "a b c", "y", "fc", transA=1, transB=1, alpha=2.0, beta=0.5)],
     [value("a", [3, 2]), value("b", [4, 3]), value("c", [4])], [value("y", [2, 4])])
save("matmul_stack_left", [node("MatMul", "a w", "y", "fc")], [value("a", [5, 2, 3])],
     [value("y", [5, 2, 4])], dict(w=random("stack").normal(0, 1, (3, 4)).astype(np.float32)))
save("blob", [node("Add", "image w", "y", "add")], [value("image", [1, 16385])],
     [value("y", [1, 16385])], dict(w=np.zeros((1, 16385), np.float32)))
save("open_dimension", [node("Relu", "image", "y", "relu")], [value("image", [None, 3])],
     [value("y", [None, 3])])
save("prelu_opset_6", [node("PRelu", "image slope", "y", "prelu")], [value("image", [1, 3, 4, 4])],
     [value("y", [1, 3, 4, 4])], dict(slope=np.float32([0.5, 0.25, 2])), opset=6)
save("batch_normalization_values",
     [node("BatchNormalization", "image scale shift mean var", "y", "bn", epsilon=1.0)],
     [value("image", [1, 2, 3])], [value("y", [1, 2, 3])],
     dict(scale=np.float32([2, 3]), shift=np.float32([1, 2]), mean=np.float32([5, 1]),
          var=np.float32([3, 3])))

# The bytes of w begin 8 bytes into the file; its checksum is what ONNX's "checksum" asks for.
data = bytes(8) + np.float32([1.5, -2.25, 3.5, 4.75, -5.125, 6]).tobytes()
write(HERE / "external" / "weights" / "all.data", data)
for name, more in (("model", {}), ("to_end", {"length": None}),
                   ("checked", {"checksum": hashlib.sha1(data).hexdigest()})):
    m = model([node("Add", "image w", "y", "add")], [value("image", [2, 3])], [value("y", [2, 3])],
              [TensorProto(name="w", data_type=TensorProto.FLOAT, dims=[2, 3], data_location=TensorProto.EXTERNAL)])
    for key, text in {"location": "weights/all.data", "offset": "8", "length": "24", **more}.items():
        if text is not None:
            m.graph.initializer[0].external_data.add(key=key, value=text)
    write(HERE / "external" / f"{name}.onnx", m)

evil = model([node("Frobnicate", "image", "y")], [value("image", [2])], [value("y", [2])])
evil.graph.node[0].name = "evil\x1b[2J\nname"
write(HERE / "control_characters.onnx", evil)
