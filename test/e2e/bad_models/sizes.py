"""Bad models: shapes that are computed, and operators of others alone."""
import numpy as np
from cases import I64, case, model, node, relu, value


def gather(data, index, inputs=()):
    return model([node("Gather", [data, "index"], "s", "n"), node("Reshape", "image s", "y", "view")],
                 [value("image", [2, 3]), *inputs], [value("y", [6])],
                 dict(list=np.int64([6]), index=np.int64([index])))

case("gather_runtime", "Gather from an input", ["/n/Gather", "compile time", "Slice"],
     gather("sizes", 0, [value("sizes", [1], I64)]), valid=True)

case("gather_index", "Gather of the second element of one", ["/n/Gather", "-1..0", "got 1"], gather("list", 1))


def trees():
    m = relu("TreeEnsembleClassifier")
    m.graph.node[0].domain = m.opset_import[0].domain = "ai.onnx.ml"
    return m

case("other_domain", "a forest of scikit-learn: no operator set of ONNX at all",
     ["TreeEnsembleClassifier", "ai.onnx.ml", "no opset_import of ONNX"], trees(), valid=True)


def ceil(columns, inner):
    """A last window would begin in the padding: there are three columns, onnx's shape inference says four."""
    m = model([node("MaxPool", "image", "p", "n", kernel_shape=[3, 2], strides=[3, 3], pads=[1, 1, 1, 1],
                    ceil_mode=1), node("Relu", "p", "y", "last")],
              [value("image", [1, 1, 10, 7])], [value("y", [1, 1, 4, columns])])
    m.graph.value_info.append(value("p", [1, 1, 4, inner]))
    return m

case("pool_ceil_inner", "ceil_mode, and the size onnx's shape inference gives where a window begins in the padding",
     ["/n/MaxPool", "declares", "begin in the padding", "delete value_info"], ceil(4, 4), valid=True)

case("pool_ceil_output", "the same size of an output", ["output y", "declares", "output's shape"], ceil(4, 3), valid=True)

case("add_int64_input", "Add of int64 that is no size known at compile time", ["/n/Add", "int64"],
     model([node("Add", "image one", "y", "n")], [value("image", [2], I64)], [value("y", [2], I64)],
           dict(one=np.int64([1, 1]))), valid=True)
