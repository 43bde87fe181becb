"""Words in which good_models/make.py and bad_models/make.py write tiny ONNX models."""
import zlib
from pathlib import Path

import numpy as np
from onnx import TensorProto, helper, numpy_helper

F32, I64 = TensorProto.FLOAT, TensorProto.INT64


def random(name):
    """A stream of its own for each model: adding one does not change the others."""
    return np.random.RandomState(zlib.crc32(name.encode()))


def value(name, shape, kind=F32):
    return helper.make_tensor_value_info(name, kind, shape)


def node(kind, inputs, outputs, name=None, **attributes):
    """Strings of names, separated by spaces, or lists. Named like PyTorch's: conv -> /conv/Conv."""
    inputs, outputs = (x.split() if isinstance(x, str) else x for x in (inputs, outputs))
    return helper.make_node(kind, inputs, outputs, f"/{name}/{kind}" if name else "", **attributes)


def model(nodes, inputs, outputs, constants=(), opset=17, ir=8, name="tiny", microsoft=0):
    """constants: name -> array, or TensorProtos. microsoft: the version of com.microsoft's operators."""
    if isinstance(constants, dict):
        constants = [numpy_helper.from_array(np.asarray(v), k) for k, v in constants.items()]
    graph = helper.make_graph(nodes, name, inputs, outputs, constants)
    opsets = [helper.make_opsetid("", opset)] + [helper.make_opsetid("com.microsoft", microsoft)] * bool(microsoft)
    return helper.make_model(graph, opset_imports=opsets, ir_version=ir,
                             producer_name="pelemay test/e2e")


def write(path, data):
    """data: a message, bytes or text."""
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    if isinstance(data, str):
        data = data.encode()
    if not isinstance(data, bytes):
        data = data.SerializeToString(deterministic=True)
    Path(path).write_bytes(data)
