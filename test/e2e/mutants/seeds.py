"""Small models that are right, one function each: what make.py spoils. Each compiles unspoilt."""
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from tiny import model, node, random, value  # noqa: E402

SEEDS = {}


def seed(make):
    SEEDS[make.__name__] = make
    return make


def weights(name, **shapes):
    """Multiples of 1/64: they compress."""
    r = random(name)
    return {k: np.float32(np.round(r.normal(0, 0.5, s) * 64) / 64) for k, s in shapes.items()}


@seed
def conv_bn_relu():
    w = weights("conv_bn_relu", w=(3, 2, 3, 3), b=(3,), scale=(3,), shift=(3,), mean=(3,))
    return model([node("Conv", "x w b", "c", "conv", pads=[1, 1, 1, 1], strides=[2, 1], group=1),
                  node("BatchNormalization", "c scale shift mean var", "n", "bn", epsilon=1e-3),
                  node("Relu", "n", "y", "relu")],
                 [value("x", [1, 2, 6, 5])], [value("y", [1, 3, 3, 5])],
                 dict(w, var=np.float32([1, 0.5, 2])))


@seed
def residual():
    return model([node("Conv", "x w1 b1", "a", "one", pads=[1, 1, 1, 1]), node("Relu", "a", "r", "r"),
                  node("Conv", "r w2", "c", "two", auto_pad="SAME_UPPER"),
                  node("Add", "c x", "s", "add"), node("Relu", "s", "y", "out")],
                 [value("x", [1, 2, 4, 4])], [value("y", [1, 2, 4, 4])],
                 weights("residual", w1=(2, 2, 3, 3), b1=(2,), w2=(2, 2, 1, 1)))


@seed
def concat_split():
    return model([node("Split", "x sizes", "p q", "split", axis=1), node("Relu", "p", "a", "a"),
                  node("Sigmoid", "q", "b", "b"), node("Concat", "b a p", "j", "join", axis=1),
                  node("Mul", "j k", "y", "mul")],
                 [value("x", [1, 4, 3, 3])], [value("y", [1, 5, 3, 3])],
                 dict(weights("concat_split", k=(5, 1, 1)), sizes=np.int64([1, 3])))


@seed
def pad_pool():
    return model([node("Pad", "x pads zero", "p", "pad", mode="constant"),
                  node("MaxPool", "p", "m", "max", kernel_shape=[3, 2], strides=[1, 2]),
                  node("AveragePool", "m", "y", "mean", kernel_shape=[2, 2], pads=[0, 1, 0, 1])],
                 [value("x", [1, 2, 4, 5])], [value("y", [1, 2, 3, 4])],
                 dict(pads=np.int64([0, 0, 1, 0, 0, 0, 1, 1]), zero=np.float32(0.25)))


@seed
def gemm_softmax():
    return model([node("Flatten", "x", "f", "flat", axis=1),
                  node("Gemm", "f w1 b1", "g", "fc1", transB=1, alpha=0.5), node("Relu", "g", "r", "r"),
                  node("MatMul", "r w2", "m", "fc2"), node("Add", "m b2", "a", "fc2"),
                  node("Softmax", "a", "y", "soft", axis=-1)],
                 [value("x", [2, 2, 3])], [value("y", [2, 4])],
                 weights("gemm_softmax", w1=(5, 6), b1=(5,), w2=(5, 4), b2=(4,)))


@seed
def reduce_squeeze():
    return model([node("ReduceMean", "x", "m", "mean", axes=[2, 3], keepdims=1),
                  node("Sub", "x m", "d", "sub"), node("ReduceMax", "d", "r", "max", axes=[3]),
                  node("Squeeze", "r axes", "s", "squeeze"), node("Clip", ["s", "", "high"], "y", "clip")],
                 [value("x", [1, 3, 4, 4])], [value("y", [3, 4])],
                 dict(axes=np.int64([0, 3]), high=np.float32(1)))


@seed
def slice_transpose():
    return model([node("Slice", "x from to axes by", "s", "slice"),
                  node("Transpose", "s", "t", "turn", perm=[0, 3, 1, 2]),
                  node("Reshape", "t shape", "r", "reshape"), node("Exp", "r", "y", "exp")],
                 [value("x", [1, 3, 6, 4])], [value("y", [1, 6, 4])],
                 {"from": np.int64([1, 5]), "to": np.int64([3, -7]), "axes": np.int64([1, 2]),
                  "by": np.int64([1, -2]), "shape": np.int64([0, 6, -1])})


@seed
def conv_1d():
    return model([node("Conv", "x w b", "c", "conv", dilations=[2], pads=[1, 2], group=2),
                  node("LeakyRelu", "c", "l", "leaky", alpha=0.1),
                  node("MaxPool", "l", "y", "pool", kernel_shape=[2], strides=[2])],
                 [value("x", [1, 2, 9])], [value("y", [1, 4, 4])],
                 weights("conv_1d", w=(4, 1, 3), b=(4,)))


@seed
def conv_qdq():
    """Scales are powers of two, so that ONNX Runtime's floats are exact."""
    i8 = dict(xs=np.float32(1 / 16), xz=np.int8(3), ws=np.float32([1 / 64, 1 / 128]), wz=np.int8([0, 0]),
              ys=np.float32(1 / 8), yz=np.int8(-5),
              w=np.int8(random("qdq").randint(-100, 100, (2, 2, 3, 3))))
    return model([node("QuantizeLinear", "x xs xz", "q", "q"), node("DequantizeLinear", "q xs xz", "d", "d"),
                  node("DequantizeLinear", "w ws wz", "wd", "w", axis=0), node("Conv", "d wd", "c", "conv"),
                  node("Relu", "c", "r", "r"), node("QuantizeLinear", "r ys yz", "o", "o"),
                  node("DequantizeLinear", "o ys yz", "y", "y")],
                 [value("x", [1, 2, 5, 5])], [value("y", [1, 2, 3, 3])], i8)
