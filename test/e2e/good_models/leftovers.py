"""Good models: what exporters leave behind, shapes that they compute, broadcasts by turns."""
import numpy as np
from catalog import good, weights
from onnx import numpy_helper
from tiny import I64, model, node, value


@good
def dropout_mask_unread(r):
    """Dropout, opset 7, with its mask named, but read by nobody: as PyTorch once wrote VGG"""
    return model([node("Dropout", "x", "d mask", "drop", ratio=0.5), node("Relu", "d", "y", "relu")],
                 [value("x", [2, 3])], [value("y", [2, 3])], opset=7, ir=3)


@good
def max_pool_indices_unread(r):
    """MaxPool with its indices named, but read by nobody"""
    return model([node("MaxPool", "x", "y indices", "pool", kernel_shape=[2, 2], strides=[2, 2])],
                 [value("x", [1, 2, 4, 6])], [value("y", [1, 2, 2, 3])])


@good
def dead_nodes(r):
    """what no output depends on: nodes, of an op that is not imported among them, and initializers of other types"""
    dead = [numpy_helper.from_array(np.bool_([True]), "flag"),
            numpy_helper.from_array(np.float64([[1, 2, 3]]), "wide")]
    used = numpy_helper.from_array(np.float32([1, -2, 3]), "b")
    return model([node("Erf", "x", "e", "dead"), node("Neg", "e", "n", "after"),
                  node("Add", "x b", "y", "add"), node("Not", "flag", "f", "no")],
                 [value("x", [2, 3])], [value("y", [2, 3])], [*dead, used])


def average(x, y, **attributes):
    return model([node("AveragePool", "x", "y", "pool", ceil_mode=1, count_include_pad=1,
                       strides=[2, 2], kernel_shape=[3, 3], **attributes)],
                 [value("x", x)], [value("y", y)], opset=19)


@good
def average_pool_ceil_counted(r):
    """AveragePool as PyTorch writes AvgPool2d(3, 2, ceil_mode=True): no padding, so nothing to count"""
    return average([1, 2, 6, 6], [1, 2, 3, 3])


@good
def average_pool_ceil_padded(r):
    """AveragePool whose last windows stick out of padding that is counted"""
    return average([1, 2, 6, 7], [1, 2, 4, 4], pads=[1, 0, 1, 2])


@good
def shape_constants(r):
    """a shape computed from constants: Unsqueeze, Mul, Slice, Concat, Squeeze; and one that adds"""
    return model([node("Unsqueeze", "two axes", "a", "up"), node("Mul", "a a", "four", "times"),
                  node("Slice", "list from to", "b", "some"), node("Concat", "four b", "s", "all", axis=0),
                  node("Reshape", "x s", "z", "reshape"),
                  node("Add", "s ones", "t", "plus"), node("Sub", "t ones", "u", "minus"),
                  node("Reshape", "z u", "y", "again")],
                 [value("x", [2, 12])], [value("y", [4, 3, 2])],
                 dict(two=np.int64(2), axes=np.int64([0]), list=np.int64([9, 3, 2, 9]), ones=np.int64([1, 1, 1]),
                      **{"from": np.int64([1]), "to": np.int64([3])}))


@good
def shape_gather(r):
    """x.view(x.size(0), -1) as PyTorch writes it: Shape, Gather, Unsqueeze, Concat, Reshape"""
    return model([node("Shape", "x", "s", "shape"), node("Gather", "s zero", "n", "size", axis=0),
                  node("Unsqueeze", "n axes", "m", "up"), node("Concat", "m rest", "t", "all", axis=0),
                  node("Reshape", "x t", "v", "view"), node("MatMul", "v w", "y", "fc")],
                 [value("x", [2, 3, 2])], [value("y", [2, 4])],
                 dict(zero=np.int64(0), axes=np.int64([0]), rest=np.int64([-1]),
                      **weights(r, w=(6, 4))))


@good
def shape_range(r):
    """Shape of some axes, the last ones, is an output"""
    return model([node("Shape", "x", "y", "shape", start=-2, end=9)],
                 [value("x", [2, 3, 5])], [value("y", [2], I64)])


@good
def broadcast_by_turns(r):
    """Add of inputs that broadcast along every other axis, [2, 3, 4, 7] and [3, 1, 7], then a Sub with both growing"""
    return model([node("Add", "x z", "a", "add"), node("Sub", "u v", "b", "sub"),
                  node("Mul", "a b", "y", "mul")],
                 [value("x", [2, 3, 4, 7]), value("z", [3, 1, 7]), value("u", [2, 1, 4, 1]),
                  value("v", [1, 3, 1, 7])], [value("y", [2, 3, 4, 7])])


@good
def broadcast_by_turns_constant(r):
    """Mul by a constant that broadcasts along every other axis of a stack of products, and a bias for each channel"""
    return model([node("MatMul", "x w", "p", "fc"), node("Mul", "p s", "m", "mul"), node("Add", "m b", "y", "add")],
                 [value("x", [2, 3, 4, 5])], [value("y", [2, 3, 4, 7])],
                 weights(r, w=(5, 7), s=(2, 1, 4, 7), b=(7,)))


@good
def broadcast_six_axes(r):
    """Div along six axes, each broadcast by another operand than its neighbour"""
    return model([node("Div", "x c", "y", "div")], [value("x", [2, 1, 3, 1, 2, 1])],
                 [value("y", [2, 3, 3, 2, 2, 5])],
                 dict(c=1 + r.random_sample((3, 1, 2, 1, 5)).astype(np.float32)))
