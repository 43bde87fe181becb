"""What the lists of bad models share: `case` and `bad` note one, the others build the usual graphs."""
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from tiny import F32, I64, model, node, random, value  # noqa: E402

BAD = {}


def case(name, what, error, data, valid=False):
    BAD[name + ".onnx"] = data, dict(what=what, error=error, valid=valid)


def bad(*error, valid=False):
    """The same, for a function that makes the data; its docstring is `what`."""
    def add(make):
        case(make.__name__, make.__doc__, list(error), make(), valid)
        return make
    return add


def weights(**shapes):
    return {k: random(k).normal(0, 0.5, s).astype(np.float32) for k, s in shapes.items()}


def conv(weight=(2, 3, 3, 3), x=(1, 3, 6, 6), y=(1, 2, 4, 4), kind=F32, **attributes):
    return model([node("Conv", "image weight bias", "y", "conv", **attributes)],
                 [value("image", x, kind)], [value("y", y, kind)],
                 weights(weight=weight, bias=weight[:1]))


def relu(kind="Relu", inputs="image", outputs="answer", name="relu", opset=17, **attributes):
    return model([node(kind, inputs, outputs, name, **attributes)], [value("image", [2, 3])],
                 [value(outputs, [2, 3])], opset=opset)


def add_weight(tensor):
    return model([node("Add", "image weight", "y", "add")], [value("image", [2, 3])],
                 [value("y", [2, 3])], [tensor])
