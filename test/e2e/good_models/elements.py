"""Good models: element-wise ops alone, broadcast, of old versions, and behind convolutions."""
import numpy as np
from onnx import TensorProto

from catalog import good, weights
from tiny import model, node, value

SHAPE = [1, 3, 4, 5]


def f32(*values):
    return np.asarray(values[0] if len(values) == 1 else values, np.float32)


@good
def element_functions(r):
    """Abs, Sqrt, Log, Sigmoid, Tanh, each an output"""
    return model([node("Abs", "x", "a", "abs"), node("Sqrt", "a", "s", "sqrt"),
                  node("Log", "a", "l", "log"), node("Sigmoid", "x", "g", "sigmoid"),
                  node("Tanh", "x", "t", "tanh")],
                 [value("x", [2, 3, 7])], [value(y, [2, 3, 7]) for y in "aslgt"])


@good
def element_parameters(r):
    """HardSigmoid and LeakyRelu with parameters and without"""
    return model([node("HardSigmoid", "x", "a", "a"),
                  node("HardSigmoid", "x", "b", "b", alpha=0.5, beta=0.25),
                  node("LeakyRelu", "x", "c", "c"), node("LeakyRelu", "x", "d", "d", alpha=-0.3)],
                 [value("x", SHAPE)], [value(y, SHAPE) for y in "abcd"])


@good
def clip_opset_6(r):
    """Clip as it was: bounds are attributes, either may be absent"""
    return model([node("Clip", "x", "a", "a", min=-0.5, max=0.75), node("Clip", "x", "b", "b", min=0.1),
                  node("Clip", "x", "c", "c")],
                 [value("x", SHAPE)], [value(y, SHAPE) for y in "abc"], opset=7)


@good
def clip_constants(r):
    """Clip with constant bounds: both, the upper one alone, none, the wrong way round"""
    return model([node("Clip", "x lo hi", "a", "a"), node("Clip", ["x", "", "hi"], ["b"], "b"),
                  node("Clip", "x", "c", "c"), node("Clip", "x hi lo", "d", "d")],
                 [value("x", SHAPE)], [value(y, SHAPE) for y in "abcd"],
                 dict(lo=f32(-0.5), hi=f32(0.75)))


@good
def clip_runtime(r):
    """Clip with a lower bound that is an input"""
    return model([node("Clip", "x lo hi", "y", "clip")], [value("x", SHAPE), value("lo", [])],
                 [value("y", SHAPE)], dict(hi=f32(0.75))), [
        r.normal(size=SHAPE).astype(np.float32), f32(-0.25)]


@good
def clip_integers(r):
    """Clip and Max of int32"""
    kind = TensorProto.INT32
    return model([node("Clip", "x lo hi", "c", "clip"), node("Max", "c x lo", "y", "max")],
                 [value("x", [2, 5], kind)], [value("y", [2, 5], kind)],
                 dict(lo=np.int32(-3), hi=np.int32(2**30))), [
        np.int32([[-(2**31), -4, -3, 0, 2**31 - 1], [1, 2, 3, 4, 2**30]])]


@good
def prelu(r):
    """PRelu: a slope for each channel, one for all, a whole tensor, and one known at run time only"""
    return model([node("PRelu", "x channels", "a", "a"), node("PRelu", "x one", "b", "b"),
                  node("PRelu", "x all", "c", "c"), node("PRelu", "x s", "d", "d")],
                 [value("x", SHAPE), value("s", [5])], [value(y, SHAPE) for y in "abcd"],
                 weights(r, channels=(3, 1, 1), one=(1,), all=(1, 3, 4, 5)))


@good
def variadic(r):
    """Sum, Mean, Max and Min of three operands that broadcast; Sum and Min of one"""
    return model([node("Sum", "x y w", "a", "a"), node("Mean", "a x w", "b", "b"),
                  node("Max", "y w x", "c", "c"), node("Min", "x w y", "d", "d"),
                  node("Sum", "a", "e", "e"), node("Min", "w", "f", "f")],
                 [value("x", [2, 1, 4]), value("y", [3, 1])],
                 [value(y, [2, 3, 4]) for y in "abcde"] + [value("f", [4])], weights(r, w=(4,)))


def conv(r, after, constants=(), opset=17):
    """A convolution, then `after`, from its result c to y."""
    return model([node("Conv", "x w b", "c", "conv", pads=[1, 1, 1, 1])] + after,
                 [value("x", [1, 2, 6, 5])], [value("y", [1, 4, 6, 5])],
                 dict(weights(r, w=(4, 2, 3, 3), b=(4,)), **dict(constants)), opset=opset)


@good
def conv_clip(r):
    """Conv and Clip from 0 to 6"""
    m = conv(r, [node("Clip", "c lo hi", "y", "relu6")], dict(lo=f32(0), hi=f32(6)))
    return m, [4 * r.normal(size=[1, 2, 6, 5]).astype(np.float32)]


@good
def conv_sigmoid(r):
    """Conv and Sigmoid, then Tanh"""
    return conv(r, [node("Sigmoid", "c", "s", "gate"), node("Tanh", "s", "y", "tanh")])


@good
def conv_swish(r):
    """Conv, and its result times its Sigmoid"""
    return conv(r, [node("Sigmoid", "c", "s", "gate"), node("Mul", "c s", "y", "swish")])


@good
def conv_parameters(r):
    """Conv, LeakyRelu, HardSigmoid, in one epilogue"""
    return conv(r, [node("LeakyRelu", "c", "l", "leaky", alpha=0.1),
                    node("HardSigmoid", "l", "y", "hard", alpha=0.3, beta=0.4)])


@good
def conv_prelu(r):
    """Conv and PRelu with a slope for each channel"""
    return conv(r, [node("PRelu", "c slope", "y", "prelu")], weights(r, slope=(4, 1, 1)))


def statistics(r, channels):
    return dict(weights(r, scale=(channels,), shift=(channels,), mean=(channels,)),
                var=r.uniform(0.1, 2.0, channels).astype(np.float32))


BATCH = "scale shift mean var"


@good
def conv_batch_normalization(r):
    """Conv, BatchNormalization, Relu"""
    return conv(r, [node("BatchNormalization", f"c {BATCH}", "n", "bn", epsilon=1e-3),
                    node("Relu", "n", "y", "relu")], statistics(r, 4))


@good
def batch_normalization_opset_7(r):
    """BatchNormalization as it was, with spatial and momentum; no convolution in front"""
    return model([node("BatchNormalization", f"x {BATCH}", "y", "bn", spatial=1, momentum=0.5)],
                 [value("x", SHAPE)], [value("y", SHAPE)], statistics(r, 3), opset=7)


@good
def batch_normalization_ranks(r):
    """BatchNormalization of N, C and of N, C, L"""
    return model([node("BatchNormalization", f"x {BATCH}", "a", "bn2"),
                  node("BatchNormalization", f"y {BATCH}", "b", "bn3")],
                 [value("x", [2, 3]), value("y", [2, 3, 5])],
                 [value("a", [2, 3]), value("b", [2, 3, 5])], statistics(r, 3))
