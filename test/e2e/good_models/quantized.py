"""Good models: operators on integers and on quantized tensors.

The network of test/e2e/integer_models holds their sums against the integer reference; here stand corners, one each.
`evaluate` is the second opinion on ONNX Runtime's own operators, which onnx's evaluator does not know.
"""
import numpy as np
from onnx import TensorProto, helper, numpy_helper

from catalog import good
from tiny import F32, model, node, value

I8, U8, I32 = TensorProto.INT8, TensorProto.UINT8, TensorProto.INT32
MICROSOFT = dict(domain="com.microsoft")


def bytes_of(r, shape, kind=np.uint8):
    limits = np.iinfo(kind)
    return r.randint(limits.min, limits.max + 1, shape).astype(kind)


def scale(name, s, z=None, kind=np.uint8):
    """Constants NAME.s and, unless z is None, NAME.z."""
    zero = {} if z is None else {name + ".z": np.asarray(z, kind)}
    return {name + ".s": np.asarray(s, np.float32), **zero}


@good
def quantize_scalar_zero(r):
    """Scales that are lists of one beside zero points that are scalars, as ONNX Runtime's quantizer writes them"""
    return model([node("QuantizeLinear", "x x.s x.z", "q", "q"), node("DequantizeLinear", "q x.s x.z", "y", "d")],
                 [value("x", [2, 3])], [value("y", [2, 3])], scale("x", [0.25], 7), opset=19,
                 ir=9)


@good
def quantize_output_dtype(r):
    """QuantizeLinear and DequantizeLinear of opset 23 that say in attributes what their inputs say, and int8 where none does"""
    said = dict(output_dtype=I8, precision=F32, saturate=0)
    return model([node("QuantizeLinear", "x x.s x.z", "q", "q", **said), node("QuantizeLinear", "x x.s", "r", "r", output_dtype=I8),
                  node("DequantizeLinear", "q x.s x.z", "y", "d", output_dtype=F32)],
                 [value("x", [2, 3])], [value("y", [2, 3]), value("r", [2, 3], I8)], scale("x", 0.02, 7, np.int8), opset=23,
                 ir=11)


@good
def qlinear_conv_1d(r):
    """QLinearConv along one axis, weights uint8 with a zero point, no bias"""
    constants = dict(**scale("x", 0.03, 120), **scale("w", 0.01, 130), **scale("y", 0.05, 90), w=bytes_of(r, (4, 2, 3)))
    return model([node("QLinearConv", "x x.s x.z w w.s w.z y.s y.z", "y", "conv", pads=[1, 0], strides=[2])],
                 [value("x", [1, 2, 8], U8)], [value("y", [1, 4, 4], U8)], constants), [bytes_of(r, (1, 2, 8))]


@good
def qlinear_matmul_stack(r):
    """QLinearMatMul of a stack of matrices, a scale for each column"""
    constants = dict(**scale("a", 0.02, 3, np.int8), **scale("b", [0.01, 0.03], [0, 0], np.int8),
                     **scale("y", 0.0613, -5, np.int8), b=bytes_of(r, (6, 2), np.int8))
    return model([node("QLinearMatMul", "a a.s a.z b b.s b.z y.s y.z", "y", "fc")],
                 [value("a", [3, 2, 6], I8)], [value("y", [3, 2, 2], I8)], constants), [bytes_of(r, (3, 2, 6), np.int8)]


@good
def qgemm_float(r):
    """QGemm without a scale for its result, which is float then; a row as C, alpha other than 1"""
    constants = dict(**scale("a", 0.5, 3, np.int8), **scale("b", 0.25, 0, np.int8), b=bytes_of(r, (4, 3), np.int8),
                     c=r.randint(-99, 99, (1, 3)).astype(np.int32))
    return model([node("QGemm", "a a.s a.z b b.s b.z c", "y", "fc", alpha=0.5, **MICROSOFT)],
                 [value("a", [2, 4], I8)], [value("y", [2, 3])], constants, microsoft=1), [
                     bytes_of(r, (2, 4), np.int8)]


@good
def qgemm_alpha(r):
    """QGemm with an alpha of 0.3, which is a part of the scale, a scale for each column, and C"""
    constants = dict(**scale("a", 0.05, 99), **scale("b", [0.02, 0.03, 0.05], [0, 0, 0], np.int8), **scale("y", 0.09, 7),
                     b=bytes_of(r, (4, 3), np.int8), c=r.randint(-999, 999, 3).astype(np.int32))
    return model([node("QGemm", "a a.s a.z b b.s b.z c y.s y.z", "y", "fc", alpha=0.3, **MICROSOFT)],
                 [value("a", [2, 4], U8)], [value("y", [2, 3], U8)], constants, microsoft=1), [bytes_of(r, (2, 4))]


@good
def qlinear_add_broadcast(r):
    """QLinearAdd of a row to each row"""
    constants = dict(**scale("a", 0.021, 7), **scale("b", 0.013, 0), **scale("y", 0.029, 3), b=bytes_of(r, (1, 5)))
    return model([node("QLinearAdd", "a a.s a.z b b.s b.z y.s y.z", "y", "add", **MICROSOFT)],
                 [value("a", [3, 5], U8)], [value("y", [3, 5], U8)], constants, microsoft=1), [bytes_of(r, (3, 5))]


@good
def qlinear_add_ranks(r):
    """QLinearAdd of inputs whose ranks differ, the smaller one first: [1] and [2, 3, 5]"""
    constants = dict(**scale("a", 0.021, 7), **scale("b", 0.013, 0), **scale("y", 0.029, 3))
    return model([node("QLinearAdd", "a a.s a.z b b.s b.z y.s y.z", "y", "add", **MICROSOFT)],
                 [value("a", [1], U8), value("b", [2, 3, 5], U8)], [value("y", [2, 3, 5], U8)], constants,
                 microsoft=1), [bytes_of(r, (1,)), bytes_of(r, (2, 3, 5))]


@good
def qlinear_leaky_relu_no_zero(r):
    """QLinearLeakyRelu without zero points"""
    constants = dict(**scale("x", 0.02), **scale("y", 0.03))
    return model([node("QLinearLeakyRelu", ["x", "x.s", "", "y.s", ""], "y", "leaky", alpha=0.25, **MICROSOFT)],
                 [value("x", [3, 5], U8)], [value("y", [3, 5], U8)], constants, microsoft=1), [bytes_of(r, (3, 5))]


@good
def qlinear_softmax_joint(r):
    """QLinearSoftmax of opset 12: all axes from 1 on are one"""
    constants = dict(**scale("x", 0.05, 128), **scale("y", 1 / 256, 0))
    return model([node("QLinearSoftmax", "x x.s x.z y.s y.z", "y", "softmax", axis=1, opset=12, **MICROSOFT)],
                 [value("x", [2, 3, 4], U8)], [value("y", [2, 3, 4], U8)], constants, microsoft=1), [
                     r.randint(90, 160, (2, 3, 4)).astype(np.uint8)]


@good
def qlinear_concat_scales(r):
    """QLinearConcat of three tensors with a scale each, the second a constant"""
    constants = dict(**scale("a", 0.02, 10), **scale("b", 0.03, 99), **scale("c", 0.07, 201), **scale("y", 0.05, 77),
                     b=bytes_of(r, (2, 1)))
    return model([node("QLinearConcat", "y.s y.z a a.s a.z b b.s b.z c c.s c.z", "y", "concat", axis=-1, **MICROSOFT)],
                 [value("a", [2, 3], U8), value("c", [2, 2], U8)], [value("y", [2, 6], U8)], constants,
                 microsoft=1), [bytes_of(r, (2, 3)), bytes_of(r, (2, 2))]


@good
def conv_integer(r):
    """ConvInteger: zero points of input and weights, padding that is worth the input's"""
    constants = dict(w=bytes_of(r, (3, 2, 3, 3)) // 2 + 60, xz=np.uint8(121), wz=np.uint8(124))
    return model([node("ConvInteger", "x w xz wz", "y", "conv", pads=[1, 0, 0, 1])],
                 [value("x", [1, 2, 5, 4], U8)], [value("y", [1, 3, 4, 3], I32)], constants), [
                     bytes_of(r, (1, 2, 5, 4))]


@good
def matmul_integer_runtime(r):
    """MatMulInteger without zero points, whose weights are an input, int8"""
    return model([node("MatMulInteger", "a b", "y", "fc")], [value("a", [2, 5], U8), value("b", [5, 3], I8)],
                 [value("y", [2, 3], I32)]), [bytes_of(r, (2, 5)), bytes_of(r, (5, 3), np.int8)]


@good
def matmul_integer(r):
    """MatMulInteger: a zero point for each column of weights that are uint8"""
    constants = dict(b=bytes_of(r, (5, 3)) // 2 + 64, az=np.uint8(99), bz=np.uint8([128, 120, 140]))
    return model([node("MatMulInteger", "a b az bz", "y", "fc")], [value("a", [2, 5], U8)],
                 [value("y", [2, 3], I32)], constants), [bytes_of(r, (2, 5))]


@good
def conv_integer_wide(r):
    """ConvInteger: weights that leave int8 without their zero point, which is one for all; padding"""
    constants = dict(w=bytes_of(r, (3, 2, 3)), xz=np.uint8(200), wz=np.uint8(3))
    return model([node("ConvInteger", "x w xz wz", "y", "conv", pads=[1, 1])],
                 [value("x", [1, 2, 5], U8)], [value("y", [1, 3, 5], I32)], constants), [bytes_of(r, (1, 2, 5))]


@good
def conv_integer_wide_groups(r):
    """The same in two groups, int8, and the zero point of the input is an input, too"""
    constants = dict(w=bytes_of(r, (4, 1, 2, 2), np.int8), wz=np.int8(-100))
    return model([node("ConvInteger", "x w z wz", "y", "conv", pads=[1, 0, 0, 1], group=2)],
                 [value("x", [1, 2, 3, 3], U8), value("z", [1], U8)], [value("y", [1, 4, 3, 3], I32)],
                 constants), [bytes_of(r, (1, 2, 3, 3)), np.uint8([77])]


@good
def matmul_integer_wide(r):
    """MatMulInteger: weights from 0 to 255 whose zero point is 3, behind a stack of int8"""
    constants = dict(b=np.r_[np.uint8([[0, 255, 9]]), bytes_of(r, (4, 3))], az=np.int8(-100), bz=np.uint8(3))
    return model([node("MatMulInteger", "a b az bz", "y", "fc")], [value("a", [2, 1, 5], I8)],
                 [value("y", [2, 1, 3], I32)], constants), [bytes_of(r, (2, 1, 5), np.int8)]


@good
def matmul_integer_wide_columns(r):
    """The same with a zero point for each column"""
    constants = dict(b=bytes_of(r, (6, 3)), az=np.uint8(9), bz=np.uint8([0, 255, 128]))
    return model([node("MatMulInteger", "a b az bz", "y", "fc")], [value("a", [2, 6], U8)],
                 [value("y", [2, 3], I32)], constants), [bytes_of(r, (2, 6))]


@good
def dynamic_quantize(r):
    """DynamicQuantizeLinear: scale and zero point of what comes in"""
    return model([node("DynamicQuantizeLinear", "x", "y y_scale y_zero", "d")], [value("x", [3, 5])],
                 [value("y", [3, 5], U8), value("y_scale", []), value("y_zero", [], U8)])


@good
def dynamic_quantize_zeros(r):
    """DynamicQuantizeLinear of nothing but zeros: a scale of 1"""
    return dynamic_quantize(r), [np.zeros((3, 5), np.float32)]


@good
def dynamic_quantize_denormal(r):
    """DynamicQuantizeLinear of numbers so small that the scale is a denormal"""
    return dynamic_quantize(r), [(r.normal(size=(3, 5)) * 1e-38).astype(np.float32)]


def dynamic(r, kind, x, w, **attributes):
    """As ONNX Runtime quantizes dynamically: the sums of integers are cast, scaled and biased."""
    channels = w[-1] if kind == "MatMulInteger" else w[0]
    constants = dict(w=bytes_of(r, w, np.int8), ws=np.float32(0.01), wz=np.int8(0),
                     b=r.normal(0, 1, [channels] + [1] * (len(x) - 2) * (kind != "MatMulInteger")).astype(np.float32))
    return [node("DynamicQuantizeLinear", "x", "q s z", "quantize"),
            node(kind, "q w z wz", "sums", "sums", **attributes), node("Cast", "sums", "real", "cast", to=F32),
            node("Mul", "s ws", "unit", "unit"), node("Mul", "real unit", "scaled", "scale"),
            node("Add", "scaled b", "y", "bias")], constants


@good
def dynamic_matmul(r):
    """DynamicQuantizeLinear, MatMulInteger, Cast: a linear layer whose input is quantized while the model runs"""
    nodes, constants = dynamic(r, "MatMulInteger", (2, 6), (6, 4))
    return model(nodes, [value("x", [2, 6])], [value("y", [2, 4])], constants)


@good
def dynamic_conv(r):
    """DynamicQuantizeLinear, ConvInteger, Cast: the same for a convolution, without padding"""
    nodes, constants = dynamic(r, "ConvInteger", (1, 2, 5, 4), (3, 2, 3, 2), strides=[2, 1])
    return model(nodes, [value("x", [1, 2, 5, 4])], [value("y", [1, 3, 2, 3])], constants)


@good
def dynamic_conv_padded(r):
    """The same with padding, which is worth the zero point that the model computes: four different pads, two groups"""
    nodes, constants = dynamic(r, "ConvInteger", (1, 4, 5, 4), (6, 2, 3, 2), strides=[2, 1], pads=[1, 0, 2, 1], group=2)
    return model(nodes, [value("x", [1, 4, 5, 4])], [value("y", [1, 6, 3, 4])], constants)


@good
def conv_integer_computed(r):
    """ConvInteger of int8 along one axis, padded with a zero point that is an input: the largest there is"""
    return model([node("ConvInteger", "x w z", "y", "conv", pads=[2, 1], dilations=[2])],
                 [value("x", [1, 2, 6], I8), value("z", [], I8)], [value("y", [1, 3, 5], I32)],
                 dict(w=bytes_of(r, (3, 2, 3), np.int8))), [bytes_of(r, (1, 2, 6), np.int8), np.array(127, np.int8)]


@good
def dropout_training_false(r):
    """Dropout that is told, by a bool, not to train"""
    return model([node("Dropout", "x ratio training", "d", "dropout"), node("Relu", "d", "y", "relu")],
                 [value("x", [2, 3])], [value("y", [2, 3])],
                 dict(ratio=np.float32(0.5), training=np.bool_(False)))


def evaluate(m, feeds):
    """The float operator on dequantized inputs, quantized; the model is one node."""
    n, = m.graph.node
    known = {**{t.name: numpy_helper.to_array(t) for t in m.graph.initializer}, **feeds}
    at = [known.get(name) for name in n.input]
    attributes = {a.name: helper.get_attribute_value(a) for a in n.attribute}

    def real(i):
        return (at[i].astype(np.float64) - (0 if at[i + 2] is None else at[i + 2])) * at[i + 1]

    def stored(y, i):
        zero = np.uint8(0) if at[i + 1] is None else at[i + 1]
        limits = np.iinfo(zero.dtype)
        return np.clip(np.rint(y / at[i]) + zero, limits.min, limits.max).astype(zero.dtype)

    if n.op_type == "QGemm":
        product = (at[0].astype(int) - at[2]) @ (at[3].astype(int) - at[5]) + at[6]
        y = attributes["alpha"] * at[1] * at[4] * product
        return stored(y, 7) if len(at) > 7 else y.astype(np.float32)
    if n.op_type == "QLinearAdd":
        return stored(real(0) + real(3), 6)
    if n.op_type == "QLinearLeakyRelu":
        return stored(np.where(real(0) < 0, attributes["alpha"], 1) * real(0), 3)
    if n.op_type == "QLinearConcat":
        return stored(np.concatenate([real(i) for i in range(2, len(at), 3)], attributes["axis"]), 0)
    assert n.op_type == "QLinearSoftmax" and attributes["opset"] == 12 and attributes["axis"] == 1
    e = np.exp(real(0).reshape(len(at[0]), -1))
    return stored((e / e.sum(1, keepdims=True)).reshape(at[0].shape), 3)
