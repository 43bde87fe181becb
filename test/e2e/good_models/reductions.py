"""Good models: reductions with axes as attribute and as input, of floats and of integers."""
import numpy as np
from onnx import TensorProto

from catalog import good, weights
from tiny import model, node, value

ALL = "Max Min Prod Sum Mean L1 L2 SumSquare LogSum LogSumExp".split()


def reductions(axes, shape, opset=13, kinds=ALL, **attributes):
    """One output for each kind of the positive x [2, 3, 4, 5]; axes as an attribute, or an input since
    opset 18 (of Sum since 13)."""
    nodes = [node("Exp", "x", "p", "exp")]
    for kind in kinds:
        by_input = opset >= (13 if kind == "Sum" else 18)
        more = dict(attributes)
        if axes is not None and not by_input:
            more["axes"] = axes
        nodes.append(node(f"Reduce{kind}", "p axes" if by_input and axes is not None else "p",
                          f"y{kind}", kind, **more))
    constants = {} if axes is None else dict(axes=np.int64(axes))
    used = any("axes" in n.input for n in nodes)
    return model(nodes, [value("x", [2, 3, 4, 5])], [value(f"y{kind}", shape) for kind in kinds],
                 constants if used else {}, opset=opset)


@good
def reduce_attribute(r):
    """every reduction, opset 11: axes as an attribute, counted from the end, in any order"""
    return reductions([-1, 2], [2, 3, 1, 1], opset=11)


@good
def reduce_input(r):
    """every reduction, opset 18: axes as an input, not kept"""
    return reductions([1, 2], [2, 5], opset=18, keepdims=0)


@good
def reduce_gap(r):
    """every reduction over axes that are no neighbours"""
    return reductions([0, 2, 3], [1, 3, 1, 1], opset=18)


@good
def reduce_gap_dropped(r):
    """every reduction over axes that are no neighbours, not kept"""
    return reductions([0, 2], [3, 5], opset=18, keepdims=0)


@good
def reduce_all(r):
    """every reduction, no axes given: all of them; the result is a scalar"""
    return reductions(None, [], opset=18, keepdims=0)


@good
def reduce_none(r):
    """every reduction over an empty list of axes with noop_with_empty_axes: what is composed stays"""
    return reductions([], [2, 3, 4, 5], opset=18, noop_with_empty_axes=1)


@good
def reduce_sum_opset_13(r):
    """ReduceSum took its axes as an input before the others did"""
    return reductions([1], [2, 1, 4, 5], opset=13, kinds=["Sum", "Mean"])


@good
def reduce_integers(r):
    """ReduceMax, ReduceMin of int8; ReduceProd, ReduceSum of int32"""
    small, large = TensorProto.INT8, TensorProto.INT32
    return model([node("ReduceMax", "s", "a", "max", axes=[1], keepdims=0),
                  node("ReduceMin", "s", "b", "min", axes=[0]),
                  node("ReduceProd", "l", "c", "prod", axes=[1]),
                  node("ReduceSum", "l axis", "d", "sum", keepdims=0)],
                 [value("s", [2, 3], small), value("l", [2, 3], large)],
                 [value("a", [2], small), value("b", [1, 3], small), value("c", [2, 1], large),
                  value("d", [3], large)], dict(axis=np.int64([0]))), [
        np.int8([[-128, 3, 127], [0, -1, 5]]), np.int32([[-70, 81, 92], [7, -6, 50000]])]


@good
def squeeze_and_excite(r):
    """Conv, ReduceMean over rows and columns, Conv, HardSigmoid, and their product: a gate"""
    return model([node("Conv", "x w b", "c", "conv", pads=[1, 1, 1, 1]),
                  node("ReduceMean", "c", "m", "mean", axes=[2, 3], keepdims=1),
                  node("Conv", "m v", "e", "excite"), node("HardSigmoid", "e", "h", "hard"),
                  node("Mul", "c h", "y", "gate")],
                 [value("x", [1, 2, 6, 5])], [value("y", [1, 4, 6, 5])],
                 weights(r, w=(4, 2, 3, 3), b=(4,), v=(4, 4, 1, 1)))


@good
def reduce_mean_classifier(r):
    """Conv, ReduceMean over rows and columns, not kept, and Gemm"""
    return model([node("Conv", "x w b", "c", "conv"),
                  node("ReduceMean", "c", "m", "mean", axes=[2, 3], keepdims=0),
                  node("Gemm", "m v", "y", "fc")],
                 [value("x", [1, 2, 6, 5])], [value("y", [1, 3])],
                 weights(r, w=(4, 2, 3, 3), b=(4,), v=(4, 3)))
