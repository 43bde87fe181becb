"""Good models: views, moves, and windows along one axis."""
import numpy as np
from onnx import numpy_helper

from catalog import good, weights
from tiny import model, node, value


@good
def pad_conv(r):
    """Pad and Conv: the convolution pads for both, differently on each side"""
    return model([node("Pad", "x p v", "a", "pad"),
                  node("Conv", "a w b", "y", "conv", pads=[1, 0, 0, 1])],
                 [value("x", [1, 2, 4, 5])], [value("y", [1, 3, 6, 7])],
                 dict(weights(r, w=(3, 2, 3, 3), b=(3,)), v=np.float32(0),
                      p=np.int64([0, 0, 2, 1, 0, 0, 1, 2])))


@good
def planes(r):
    """an image of three planes, padded and read by a convolution that hands its rows to a pool"""
    return model([node("Pad", "x p v", "a", "pad"),
                  node("Conv", "a w b", "c", "stem", strides=[2, 2]), node("Relu", "c", "t", "relu"),
                  node("MaxPool", "t", "y", "pool", kernel_shape=[3, 3], strides=[2, 2],
                       pads=[1, 1, 1, 1])],
                 [value("x", [1, 3, 15, 17])], [value("y", [1, 6, 4, 5])],
                 dict(weights(r, w=(6, 3, 3, 3), b=(6,)), v=np.float32(0),
                      p=np.int64([0, 0, 1, 1, 0, 0, 1, 1])))


@good
def pad_value_conv(r):
    """Pad with another value than 0 in front of Conv, and one along channels"""
    return model([node("Pad", "x p v", "a", "pad"), node("Conv", "a w b", "y", "conv")],
                 [value("x", [1, 2, 4, 5])], [value("y", [1, 3, 4, 5])],
                 dict(weights(r, w=(3, 4, 3, 3), b=(3,)), v=np.float32(0.5),
                      p=np.int64([0, 1, 1, 1, 0, 1, 1, 1])))


@good
def pad_pools(r):
    """Pad with minus infinity and MaxPool, with 0 and AveragePool"""
    pads = dict(pads=[0, 0, 1, 1, 0, 0, 1, 1])
    window = dict(kernel_shape=[3, 3], strides=[2, 2])
    return model([node("Pad", "x", "a", "least", value=float("-inf"), **pads),
                  node("MaxPool", "a", "most", "most", **window),
                  node("Pad", "x", "b", "zero", **pads),
                  node("AveragePool", "b", "mean", "mean", **window)],
                 [value("x", [1, 2, 5, 5])],
                 [value("most", [1, 2, 3, 3]), value("mean", [1, 2, 3, 3])], opset=10, ir=5)


@good
def pad_negative(r):
    """Pad, opset 18: a negative pad cuts off, axes as an input, counted from the end"""
    return model([node("Pad", ["x", "p", "", "axes"], "y", "pad")],
                 [value("x", [2, 3, 5])], [value("y", [2, 2, 5])],
                 dict(p=np.int64([-2, -1, 2, 0]), axes=np.int64([-1, 1])), opset=18)


@good
def slice_steps(r):
    """Slice: steps of 2 and -1, ends far outside, axes counted from the end"""
    return model([node("Slice", "x starts ends axes steps", "y", "slice")],
                 [value("x", [2, 5, 6])], [value("y", [2, 5, 3])],
                 dict(starts=np.int64([1, -1]), ends=np.int64([2**63 - 1, -(2**63)]),
                      axes=np.int64([-1, 1]), steps=np.int64([2, -1])))


@good
def slice_opset_1(r):
    """Slice, opset 1: attributes, without axes"""
    return model([node("Slice", "x", "y", "slice", starts=[0, 1], ends=[1, -1])],
                 [value("x", [2, 5, 6])], [value("y", [1, 3, 6])], opset=9, ir=4)


@good
def slice_between_convs(r):
    """Slice of rows and channels between two convolutions"""
    return model([node("Conv", "x w", "c", "first"),
                  node("Slice", "c starts ends axes steps", "s", "slice"),
                  node("Conv", "s v", "y", "second")],
                 [value("x", [1, 1, 6, 6])], [value("y", [1, 2, 2, 4])],
                 dict(weights(r, w=(4, 1, 3, 3), v=(2, 2, 1, 1)), starts=np.int64([3, 1]),
                      ends=np.int64([-9, 4]), axes=np.int64([1, 2]), steps=np.int64([-3, 2])))


@good
def split_three(r):
    """Split into three different sizes, outputs in another order than they are made"""
    return model([node("Split", "x sizes", "a b c", "split", axis=1), node("Relu", "b", "r", "relu")],
                 [value("x", [2, 6, 3])],
                 [value("c", [2, 3, 3]), value("r", [2, 2, 3]), value("a", [2, 1, 3])],
                 dict(sizes=np.int64([1, 2, 3])))


@good
def split_uneven(r):
    """Split, opset 18: num_outputs that do not divide the axis, the last one is smaller"""
    return model([node("Split", "x", "a b c", "split", axis=-1, num_outputs=3)],
                 [value("x", [2, 7])],
                 [value("a", [2, 3]), value("b", [2, 3]), value("c", [2, 1])], opset=18)


@good
def split_equal(r):
    """Split, opset 11: the outputs divide the axis; their sum"""
    return model([node("Split", "x", "a b", "split", axis=1), node("Add", "a b", "y", "add")],
                 [value("x", [1, 4, 3, 3])], [value("y", [1, 2, 3, 3])], opset=11, ir=6)


@good
def concat_channels(r):
    """Concat of two convolutions and a constant along channels, as DenseNet and SqueezeNet have it"""
    return model([node("Conv", "x w b", "c", "left"), node("Conv", "x v", "d", "right"),
                  node("Concat", "c d k", "e", "concat", axis=1),
                  node("Conv", "e u", "y", "last")],
                 [value("x", [1, 2, 4, 4])], [value("y", [1, 2, 3, 3])],
                 weights(r, w=(3, 2, 2, 2), b=(3,), v=(1, 2, 2, 2), k=(1, 1, 3, 3), u=(2, 5, 1, 1)))


@good
def concat_batch(r):
    """Concat along the first axis, one operand twice, one of other size"""
    return model([node("Concat", "a b a", "y", "concat", axis=-3)],
                 [value("a", [1, 2, 3]), value("b", [2, 2, 3])], [value("y", [4, 2, 3])])


@good
def concat_of_one(r):
    """Concat of a single tensor, opset 4"""
    return model([node("Relu", "x", "r", "relu"), node("Concat", "r", "y", "concat", axis=1)],
                 [value("x", [2, 3])], [value("y", [2, 3])], opset=8, ir=3)


@good
def squeeze_unsqueeze(r):
    """Unsqueeze at both ends, Squeeze of one axis and, without axes, of all"""
    return model([node("Unsqueeze", "x ends", "a", "unsqueeze"), node("Relu", "a", "b", "relu"),
                  node("Squeeze", "b last", "one", "one"), node("Squeeze", "b", "all", "all")],
                 [value("x", [1, 3, 4])], [value("one", [1, 1, 3, 4]), value("all", [3, 4])],
                 dict(ends=np.int64([-1, 0]), last=np.int64([-1])))


@good
def squeeze_opset_11(r):
    """Squeeze and Unsqueeze, opset 11: axes as attributes"""
    return model([node("Unsqueeze", "x", "a", "unsqueeze", axes=[0, 2]), node("Relu", "a", "b", "relu"),
                  node("Squeeze", "b", "y", "squeeze", axes=[2])],
                 [value("x", [3, 4])], [value("y", [1, 3, 4])], opset=11, ir=6)


@good
def transpose_output(r):
    """Transpose to an output, with perm and without"""
    return model([node("Transpose", "x", "a", "given", perm=[1, 2, 0]),
                  node("Transpose", "x", "b", "reversed")],
                 [value("x", [2, 3, 4])], [value("a", [3, 4, 2]), value("b", [4, 3, 2])])


@good
def transpose_conv(r):
    """Transpose of an image with channels last in front of Conv, and back behind it"""
    return model([node("Transpose", "x", "a", "first", perm=[0, 3, 1, 2]),
                  node("Conv", "a w b", "c", "conv"),
                  node("Transpose", "c", "y", "last", perm=[0, 2, 3, 1])],
                 [value("x", [1, 4, 5, 2])], [value("y", [1, 2, 3, 3])],
                 weights(r, w=(3, 2, 3, 3), b=(3,)))


@good
def identity_dropout(r):
    """Identity and Dropout with its ratio as an input: nothing is left of them"""
    return model([node("Identity", "x", "i", "identity"), node("Dropout", "i ratio", "d", "drop"),
                  node("Relu", "d", "y", "relu")],
                 [value("x", [2, 3])], [value("y", [2, 3])],
                 dict(ratio=np.float32(0.25)))


@good
def dropout_opset_7(r):
    """Dropout, opset 7: ratio as an attribute; its result is the output"""
    return model([node("Relu", "x", "r", "relu"), node("Dropout", "r", "y", "drop", ratio=0.25)],
                 [value("x", [2, 3])], [value("y", [2, 3])], opset=7, ir=3)


@good
def constant_of_shape(r):
    """ConstantOfShape with and without a value: a constant operand, and a shape computed from one"""
    two = numpy_helper.from_array(np.float32([2.5]))
    return model([node("ConstantOfShape", "shape", "c", "ones", value=two),
                  node("ConstantOfShape", "shape", "z", "zeros"),
                  node("Add", "x c", "a", "add"), node("Max", "a z", "y", "max")],
                 [value("x", [2, 3])], [value("y", [2, 3])], dict(shape=np.int64([2, 3])))


@good
def global_max_pool(r):
    """GlobalMaxPool of negative values"""
    m = model([node("GlobalMaxPool", "x", "y", "pool")], [value("x", [1, 3, 4, 5])],
              [value("y", [1, 3, 1, 1])])
    return m, [-np.abs(r.normal(size=(1, 3, 4, 5))).astype(np.float32) - 1]


@good
def one_axis(r):
    """Conv, MaxPool, AveragePool, GlobalAveragePool along one axis: strides, dilations, pads, groups"""
    return model([node("Conv", "x w b", "c", "first", pads=[2, 1], strides=[2], dilations=[2]),
                  node("MaxPool", "c", "p", "most", kernel_shape=[3]),
                  node("Conv", "p v", "d", "second", group=4, auto_pad="SAME_UPPER"),
                  node("AveragePool", "d", "a", "mean", kernel_shape=[2], strides=[2]),
                  node("GlobalAveragePool", "a", "y", "all")],
                 [value("x", [1, 3, 20])], [value("y", [1, 4, 1])],
                 weights(r, w=(4, 3, 3), b=(4,), v=(4, 1, 3)))
