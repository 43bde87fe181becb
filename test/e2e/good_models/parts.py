"""Good models: concatenations and slices whose parts need no copy, and those of which some do."""
import numpy as np

from catalog import good, weights
from tiny import model, node, value


@good
def parts_fire(r):
    """A fire module of SqueezeNet between convolutions and a pool: two parts, channels side by side"""
    return model([node("Conv", "x s sb", "q", "squeeze"), node("Relu", "q", "t", "squeeze"),
                  node("Conv", "t a ab", "c", "one"), node("Relu", "c", "e", "one"),
                  node("Conv", "t b bb", "d", "three", pads=[1, 1, 1, 1]), node("Relu", "d", "f", "three"),
                  node("Concat", "e f", "g", "fire", axis=1),
                  node("MaxPool", "g", "y", "pool", kernel_shape=[3, 3], strides=[2, 2])],
                 [value("x", [1, 5, 7, 9])], [value("y", [1, 7, 3, 4])],
                 weights(r, s=(2, 5, 1, 1), sb=(2,), a=(3, 2, 1, 1), ab=(3,), b=(4, 2, 3, 3), bb=(4,)))


@good
def parts_dense(r):
    """A dense block: each layer reads all before it, through BatchNormalization, and adds three channels"""
    nodes = [node("Conv", "x w0", "c0", "stem", pads=[1, 1, 1, 1])]
    constants = dict(weights(r, w0=(4, 2, 3, 3)))
    for i in range(3):
        channels = 4 + 3 * i
        nodes += [node("BatchNormalization", f"c{i} s{i} b{i} m{i} v{i}", f"n{i}", f"norm{i}"),
                  node("Relu", f"n{i}", f"r{i}", f"norm{i}"),
                  node("Conv", f"r{i} u{i}", f"d{i}", f"layer{i}", pads=[1, 1, 1, 1]),
                  node("Concat", f"c{i} d{i}", f"c{i + 1}", f"all{i}", axis=1)]
        constants.update(weights(r, **{f"s{i}": (channels,), f"b{i}": (channels,), f"m{i}": (channels,),
                                       f"u{i}": (3, channels, 3, 3)}))
        constants[f"v{i}"] = r.uniform(0.1, 2.0, channels).astype(np.float32)
    nodes += [node("Conv", "c3 w3", "t", "transition"),
              node("AveragePool", "t", "y", "pool", kernel_shape=[2, 2], strides=[2, 2])]
    constants.update(weights(r, w3=(5, 13, 1, 1)))
    return model(nodes, [value("x", [1, 2, 6, 4])], [value("y", [1, 5, 3, 2])], constants)


@good
def parts_readers(r):
    """Parts that are also read alone: by depthwise and strided convolutions, both pools, a residual, a broadcast"""
    return model([node("Conv", "x w", "a", "left", pads=[1, 1, 1, 1]),
                  node("Conv", "x v", "b", "right", pads=[1, 1, 1, 1]),
                  node("Concat", "a b", "c", "both", axis=1),
                  node("Conv", "a d", "p", "depthwise", group=4, pads=[1, 1, 1, 1]),
                  node("Conv", "b u", "q", "strided", strides=[2, 2], dilations=[2, 2], pads=[2, 2, 2, 2]),
                  node("AveragePool", "a", "m", "mean", kernel_shape=[2, 2]),
                  node("Conv", "c t", "s", "pointwise"), node("Add", "s a", "z", "residual"),
                  node("GlobalAveragePool", "c", "g", "gate"), node("Mul", "c g", "h", "scaled")],
                 [value("x", [1, 2, 5, 6])],
                 [value("p", [1, 4, 5, 6]), value("q", [1, 2, 3, 3]), value("m", [1, 4, 4, 5]),
                  value("z", [1, 4, 5, 6]), value("h", [1, 7, 5, 6])],
                 weights(r, w=(4, 2, 3, 3), v=(3, 2, 3, 3), d=(4, 1, 3, 3), u=(2, 3, 3, 3), t=(4, 7, 1, 1)))


@good
def parts_copied(r):
    """One part twice, one returned, one the input, one a constant, one out of Softmax"""
    return model([node("Conv", "x w", "a", "conv"), node("Relu", "a", "b", "returned"),
                  node("Softmax", "a", "s", "softmax", axis=1),
                  node("Concat", "a a b x k s", "c", "all", axis=1), node("Conv", "c v", "y", "last")],
                 [value("x", [1, 2, 3, 4])], [value("y", [1, 2, 3, 4]), value("b", [1, 3, 3, 4])],
                 weights(r, w=(3, 2, 1, 1), k=(1, 2, 3, 4), v=(2, 16, 1, 1)))


@good
def parts_rows(r):
    """Rows of three convolutions, one above the other, and halves of the result"""
    return model([node("Conv", "x w", "a", "top"), node("Conv", "x v", "b", "middle", strides=[2, 1]),
                  node("Conv", "x u", "c", "bottom"), node("Concat", "a b c", "d", "rows", axis=2),
                  node("Relu", "d", "e", "relu"), node("Split", "e sizes", "p q", "halves", axis=2),
                  node("Conv", "p t", "y", "upper"), node("MaxPool", "q", "z", "lower", kernel_shape=[2, 2])],
                 [value("x", [1, 2, 4, 3])], [value("y", [1, 2, 6, 3]), value("z", [1, 3, 3, 2])],
                 dict(weights(r, w=(3, 2, 1, 1), v=(3, 2, 1, 1), u=(3, 2, 1, 1), t=(2, 3, 1, 1)),
                      sizes=np.int64([6, 4])))


@good
def parts_shuffle(r):
    """ShuffleNet's unit: half of the channels passes by, the other is convolved; then they are shuffled"""
    return model([node("Conv", "x w", "a", "stem"), node("Split", "a", "l h", "split", axis=1),
                  node("Conv", "h v", "b", "pointwise"), node("Relu", "b", "c", "pointwise"),
                  node("Conv", "c d", "e", "depthwise", group=3, pads=[1, 1, 1, 1]),
                  node("Concat", "l e", "f", "concat", axis=1), node("Reshape", "f apart", "g", "apart"),
                  node("Transpose", "g", "s", "shuffle", perm=[0, 2, 1, 3, 4]),
                  node("Reshape", "s back", "y", "back")],
                 [value("x", [1, 2, 4, 5])], [value("y", [1, 6, 4, 5])],
                 dict(weights(r, w=(6, 2, 1, 1), v=(3, 3, 1, 1), d=(3, 1, 3, 3)),
                      apart=np.int64([1, 2, 3, 4, 5]), back=np.int64([1, 6, 4, 5])), opset=11, ir=6)


@good
def parts_heads(r):
    """A detector's heads: maps of two sizes, reshaped to rows of four numbers, one list of boxes as output"""
    heads, nodes = [], [node("Conv", "x w", "a", "coarse"), node("MaxPool", "a", "b", "fine", kernel_shape=[2, 2],
                                                                 strides=[2, 2])]
    for name in "ab":
        nodes += [node("Conv", f"{name} v{name}", f"h{name}", f"head_{name}"),
                  node("Transpose", f"h{name}", f"t{name}", f"head_{name}", perm=[0, 2, 3, 1]),
                  node("Reshape", f"t{name} boxes", f"r{name}", f"head_{name}")]
        heads.append(f"r{name}")
    nodes.append(node("Concat", heads, ["y"], "boxes", axis=1))
    return model(nodes, [value("x", [1, 2, 4, 6])], [value("y", [1, 60, 4])],
                 dict(weights(r, w=(3, 2, 1, 1), va=(8, 3, 1, 1), vb=(8, 3, 1, 1)), boxes=np.int64([1, -1, 4])))


@good
def parts_products(r):
    """Gemm of several rows: two results side by side, of which a slice is multiplied further"""
    return model([node("Gemm", "x w", "a", "left"), node("Gemm", "x v", "b", "right"),
                  node("Concat", "a b", "c", "both", axis=1), node("Relu", "c", "d", "relu"),
                  node("Slice", "d from to axes", "e", "some"), node("Gemm", "e u", "y", "last")],
                 [value("x", [3, 4])], [value("y", [3, 2])],
                 dict(weights(r, w=(4, 3), v=(4, 2), u=(3, 2)), **{"from": np.int64([1]), "to": np.int64([4]),
                                                                   "axes": np.int64([1])}))


def quantized(name, scale, zero):
    """QuantizeLinear and DequantizeLinear of a value, as NAME_q and NAME_f, and their constants."""
    return ([node("QuantizeLinear", f"{name} {name}_s {name}_z", f"{name}_q", f"{name}_q"),
             node("DequantizeLinear", f"{name}_q {name}_s {name}_z", f"{name}_f", f"{name}_f")],
            {f"{name}_s": np.float32(scale), f"{name}_z": np.int8(zero)})


@good
def parts_int8(r):
    """Two int8 convolutions side by side, of one scale: their concatenation moves nothing"""
    nodes, constants = [], {}

    def add(made):
        nodes.extend(made[0])
        constants.update(made[1])

    def conv(x, y, scale, outputs, inputs, side):
        constants.update({f"{y}_w": r.randint(-127, 128, (outputs, inputs, side, side)).astype(np.int8),
                          f"{y}_ws": np.float32(2**-7), f"{y}_wz": np.int8(0)})
        nodes.append(node("DequantizeLinear", f"{y}_w {y}_ws {y}_wz", f"{y}_wf", f"{y}_wf"))
        nodes.append(node("Conv", f"{x}_f {y}_wf", y, y, pads=[side // 2] * 4))
        add(quantized(y, scale, -3))

    add(quantized("x", 2**-5, 4))
    conv("x", "a", 0.0371, 3, 2, 1)
    conv("x", "b", 0.0371, 5, 2, 3)
    nodes.append(node("Concat", "a_f b_f", "c", "concat", axis=1))
    add(quantized("c", 0.0371, -3))
    conv("c", "d", 0.0913, 4, 8, 1)
    nodes.append(node("Identity", "d_f", "y", "y"))
    return model(nodes, [value("x", [1, 2, 5, 6])], [value("y", [1, 4, 5, 6])], constants, opset=19, ir=9)
