#!/usr/bin/env python3
"""Writes NAME/model.onnx and NAME/test_data_set_0 for each good model, and the table in README.md.

A good model uses a corner of ONNX that is easy to get wrong and must compile and give the stored
outputs. They are ONNX Runtime's with optimizations off; onnx's own evaluator must agree.
Needs numpy, onnx and onnxruntime. One function a model; its docstring is its line in README.md.
"""
import argparse
import sys
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import helper, numpy_helper
from onnx.reference import ReferenceEvaluator

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import elements  # noqa: E402, F401
import leftovers  # noqa: E402, F401
import moves  # noqa: E402, F401
import parts  # noqa: E402, F401
import quantized  # noqa: E402, F401
import reductions  # noqa: E402, F401
from catalog import GOOD, good, weights  # noqa: E402
from tiny import I64, model, node, random, value, write  # noqa: E402


@good
def metadata_props(r):
    """metadata_props and doc_string on model, graph, node, tensor and value: ignored, not refused"""
    m = model([node("Conv", "x w b", "c", "conv", pads=[1, 1, 1, 1]), node("Relu", "c", "y", "relu")],
              [value("x", [1, 1, 4, 4])], [value("y", [1, 2, 4, 4])],
              weights(r, w=(2, 1, 3, 3), b=(2,)))
    g = m.graph
    g.value_info.append(value("c", [1, 2, 4, 4]))
    for message in (m, g, *g.node, *g.initializer, *g.input, *g.output, *g.value_info):
        entry = message.metadata_props.add()
        entry.key, entry.value = "pkg.torch.onnx.class_hierarchy", "['Net', 'aten.conv2d.default']"
        message.doc_string = "said by the exporter"
    return m


@good
def gemm_alpha_beta(r):
    """Gemm, transA = 0, transB = 0, alpha and beta other than 1"""
    return model([node("Gemm", "x w b", "y", "fc", alpha=0.5, beta=-2.0)],
                 [value("x", [1, 6])], [value("y", [1, 4])], weights(r, w=(6, 4), b=(4,)))


@good
def gemm_plain(r):
    """Gemm without its optional C, transB = 1, several rows"""
    return model([node("Gemm", "x w", "y", "fc", transB=1)],
                 [value("x", [3, 6])], [value("y", [3, 4])], weights(r, w=(4, 6)))


@good
def gemm_bias_column(r):
    """Gemm whose C is a column, broadcast along the other axis than a bias"""
    return model([node("Gemm", "x w b", "y", "fc")],
                 [value("x", [3, 6])], [value("y", [3, 4])], weights(r, w=(6, 4), b=(3, 1)))


@good
def matmul_add(r):
    """MatMul and Add, as a linear layer is often exported"""
    return model([node("MatMul", "x w", "m", "fc"), node("Add", "b m", "y", "fc")],
                 [value("x", [2, 5])], [value("y", [2, 3])], weights(r, w=(5, 3), b=(3,)))


def conv(r, x, y, w, bias=True, **attributes):
    shapes = dict(w=w, b=w[:1]) if bias else dict(w=w)
    return model([node("Conv", "x w b" if bias else "x w", "y", "conv", **attributes)],
                 [value("x", x)], [value("y", y)], weights(r, **shapes))


@good
def conv_same_upper(r):
    """Conv, SAME_UPPER: stride 2 on an even height needs one row of padding, at the bottom"""
    return conv(r, [1, 2, 6, 5], [1, 3, 3, 3], (3, 2, 3, 3), auto_pad="SAME_UPPER", strides=[2, 2])


@good
def conv_same_lower(r):
    """Conv, SAME_LOWER: the same, at the top"""
    return conv(r, [1, 2, 6, 5], [1, 3, 3, 3], (3, 2, 3, 3), auto_pad="SAME_LOWER", strides=[2, 2])


@good
def conv_same_upper_even_kernel(r):
    """Conv, SAME_UPPER with a 2x4 kernel: one more row and column after than before"""
    return conv(r, [1, 1, 5, 7], [1, 2, 5, 7], (2, 1, 2, 4), auto_pad="SAME_UPPER")


@good
def conv_valid(r):
    """Conv, VALID, kernel_shape given, without bias"""
    return conv(r, [1, 2, 5, 6], [1, 3, 3, 5], (3, 2, 3, 2), bias=False, auto_pad="VALID",
                kernel_shape=[3, 2])


@good
def conv_groups(r):
    """Conv in two groups"""
    return conv(r, [1, 4, 5, 5], [1, 6, 5, 5], (6, 2, 3, 3), group=2, pads=[1, 1, 1, 1])


@good
def conv_depthwise(r):
    """depthwise Conv"""
    return conv(r, [1, 3, 5, 5], [1, 3, 5, 5], (3, 1, 3, 3), group=3, pads=[1, 1, 1, 1])


@good
def conv_depthwise_multiplier(r):
    """depthwise Conv, two outputs a channel, stride 2"""
    return conv(r, [1, 3, 5, 5], [1, 6, 3, 3], (6, 1, 3, 3), group=3, pads=[1, 1, 1, 1],
                strides=[2, 2])


@good
def conv_dilation(r):
    """Conv, dilations 2 and 3, padding"""
    return conv(r, [1, 2, 7, 8], [1, 2, 5, 6], (2, 2, 3, 3), dilations=[2, 3], pads=[1, 2, 1, 2])


@good
def conv_stride_2(r):
    """Conv, strides 2 and 3: the last rows and columns are not read"""
    return conv(r, [1, 2, 8, 9], [1, 3, 3, 3], (3, 2, 3, 3), strides=[2, 3])


@good
def conv_asymmetric_pads(r):
    """Conv, four different pads (top 0, left 1, bottom 2, right 3)"""
    return conv(r, [1, 2, 5, 5], [1, 2, 5, 7], (2, 2, 3, 3), pads=[0, 1, 2, 3])


@good
def conv_pointwise(r):
    """Conv 1x1 with stride 2"""
    return conv(r, [1, 3, 5, 4], [1, 2, 3, 2], (2, 3, 1, 1), strides=[2, 2])


@good
def conv_kernel_larger(r):
    """Conv whose 5x5 kernel is larger than the 2x3 map: no position is free of padding"""
    return conv(r, [1, 1, 2, 3], [1, 2, 2, 3], (2, 1, 5, 5), pads=[2, 2, 2, 2])


@good
def conv_empty_bias(r):
    """Conv with an empty name for its optional bias"""
    return model([node("Conv", ["x", "w", ""], "y", "conv")],
                 [value("x", [1, 1, 4, 4])], [value("y", [1, 2, 2, 2])], weights(r, w=(2, 1, 3, 3)))


def pool(kind, x, y, **attributes):
    return model([node(kind, "x", "y", "pool", **attributes)], [value("x", x)], [value("y", y)])


@good
def average_pool_counted(r):
    """AveragePool, padding counted"""
    return pool("AveragePool", [1, 2, 5, 5], [1, 2, 3, 3], kernel_shape=[3, 3], strides=[2, 2],
                pads=[1, 1, 1, 1], count_include_pad=1)


@good
def average_pool_uncounted(r):
    """AveragePool, padding not counted: the divisor differs at corners, edges and inside"""
    return pool("AveragePool", [1, 2, 5, 5], [1, 2, 3, 3], kernel_shape=[3, 3], strides=[2, 2],
                pads=[1, 1, 1, 1], count_include_pad=0)


@good
def average_pool_asymmetric(r):
    """AveragePool, 2x3 window, different pads, padding not counted (the default)"""
    return pool("AveragePool", [1, 1, 4, 5], [1, 1, 4, 6], kernel_shape=[2, 3], pads=[1, 1, 0, 2])


@good
def max_pool_padded(r):
    """MaxPool of negative values with padding: padding never wins"""
    m = pool("MaxPool", [1, 2, 5, 5], [1, 2, 3, 3], kernel_shape=[3, 3], strides=[2, 2],
             pads=[1, 1, 1, 1])
    return m, [-np.abs(r.normal(size=(1, 2, 5, 5))).astype(np.float32) - 1]


@good
def max_pool_same_lower(r):
    """MaxPool, SAME_LOWER, overlapping windows"""
    return pool("MaxPool", [1, 2, 4, 5], [1, 2, 2, 3], kernel_shape=[3, 3], strides=[2, 2],
                auto_pad="SAME_LOWER")


def flatten(axis, shape):
    return model([node("Relu", "x", "r", "relu"), node("Flatten", "r", "y", "flatten", axis=axis)],
                 [value("x", [2, 3, 4, 5])], [value("y", shape)])


@good
def flatten_axis_0(r):
    """Flatten, axis 0"""
    return flatten(0, [1, 120])


@good
def flatten_axis_2(r):
    """Flatten, axis 2"""
    return flatten(2, [6, 20])


@good
def flatten_axis_last(r):
    """Flatten, axis -1"""
    return flatten(-1, [24, 5])


@good
def flatten_axis_rank(r):
    """Flatten, axis = rank: a column"""
    return flatten(4, [120, 1])


@good
def flatten_after_conv(r):
    """Conv, Flatten, Gemm: flattened in ONNX's order (channels first), whatever the storage"""
    return model([node("Conv", "x w b", "c", "conv"), node("Flatten", "c", "f", "flatten"),
                  node("Gemm", "f v", "y", "fc", transB=1)],
                 [value("x", [1, 2, 4, 5])], [value("y", [1, 3])],
                 weights(r, w=(3, 2, 2, 3), b=(3,), v=(3, 27)))


@good
def reshape_zero_minus_one(r):
    """Reshape with 0 (copied) and -1 (inferred)"""
    return model([node("Relu", "x", "r", "relu"), node("Reshape", "r s", "y", "reshape")],
                 [value("x", [2, 3, 4, 5])], [value("y", [2, 3, 20])],
                 dict(s=np.array([0, 0, -1], np.int64)))


@good
def softmax_last(r):
    """Softmax, opset 13, axis -1, rank 3; large values must not overflow"""
    m = model([node("Softmax", "x", "y", "softmax")], [value("x", [2, 3, 4])],
              [value("y", [2, 3, 4])], opset=13)
    return m, [(100 * r.normal(size=(2, 3, 4))).astype(np.float32)]


@good
def softmax_opset_8(r):
    """Softmax, opset 8, default axis 1, rank 2"""
    return model([node("Softmax", "x", "y", "softmax")], [value("x", [2, 5])], [value("y", [2, 5])],
                 opset=8, ir=3)


@good
def softmax_opset_8_joint(r):
    """Softmax, opset 8, axis 1, rank 3: over the last two axes together, unlike opset 13"""
    return model([node("Softmax", "x", "y", "softmax", axis=1)], [value("x", [2, 3, 4])],
                 [value("y", [2, 3, 4])], opset=8, ir=3)


@good
def initializers_as_inputs(r):
    """IR version 3: initializers are listed as graph inputs too"""
    return model([node("Conv", "x w b", "y", "conv")],
                 [value("w", [2, 1, 3, 3]), value("x", [1, 1, 4, 4]), value("b", [2])],
                 [value("y", [1, 2, 2, 2])], weights(r, w=(2, 1, 3, 3), b=(2,)), opset=7, ir=3)


@good
def typed_data(r):
    """initializers stored as float_data and int64_data instead of raw_data"""
    constants = [helper.make_tensor("w", 1, [4], [0.5, -1.5, 2.0, 0.1]),
                 helper.make_tensor("s", I64, [2], [3, -1])]
    return model([node("Add", "x w", "a", "add"), node("Reshape", "a s", "y", "reshape")],
                 [value("x", [2, 3, 4])], [value("y", [3, 8])], constants)


@good
def constant_nodes(r):
    """Constant: value, value_float, value_ints"""
    w = numpy_helper.from_array(r.normal(size=(3, 1)).astype(np.float32))
    return model([node("Constant", "", "w", "weight", value=w),
                  node("Constant", "", "h", "half", value_float=0.5),
                  node("Constant", "", "s", "shape", value_ints=[2, 6]),
                  node("Add", "x w", "a", "add"), node("Add", "h a", "b", "shift"),
                  node("Reshape", "b s", "y", "reshape")],
                 [value("x", [3, 4])], [value("y", [2, 6])])


@good
def add_broadcast_constant(r):
    """Add: constants smaller than the tensor, left and right, by channel and by column"""
    return model([node("Add", "x c", "a", "channel"), node("Add", "d a", "y", "column")],
                 [value("x", [1, 3, 4, 5])], [value("y", [1, 3, 4, 5])],
                 weights(r, c=(3, 1, 1), d=(5,)))


@good
def add_broadcast_input(r):
    """Add: the constant is the larger operand, the result is larger than the input"""
    return model([node("Add", "x c", "y", "add")], [value("x", [4])], [value("y", [2, 3, 4])],
                 weights(r, c=(2, 3, 4)))


@good
def add_broadcast_both(r):
    """Add of two inputs that both grow: [1, 3, 1, 5] and [4, 1]"""
    return model([node("Add", "a b", "y", "add")], [value("a", [1, 3, 1, 5]), value("b", [4, 1])],
                 [value("y", [1, 3, 4, 5])])


@good
def output_is_reshaped_input(r):
    """the output is a reshape of the input: nothing to compute, but bytes to move"""
    return model([node("Reshape", "x s", "y", "reshape")], [value("x", [2, 6])],
                 [value("y", [3, 4])], dict(s=np.array([3, 4], np.int64)))


@good
def two_outputs(r):
    """two outputs, one of which is read on the way to the other"""
    return model([node("Relu", "x", "first", "relu"), node("Add", "first c", "second", "add")],
                 [value("x", [2, 3])], [value("second", [2, 3]), value("first", [2, 3])],
                 weights(r, c=(2, 3)))


@good
def initializer_as_output(r):
    """an initializer is an output, beside a computed one"""
    return model([node("Add", "x c", "y", "add")], [value("x", [2, 3])],
                 [value("c", [2, 3]), value("y", [2, 3])], weights(r, c=(2, 3)))


@good
def input_used_twice(r):
    """the input is both operands of one node, and is read again at the end"""
    return model([node("Add", "x x", "a", "twice"), node("Relu", "a", "b", "relu"),
                  node("Add", "b x", "y", "again")],
                 [value("x", [1, 2, 3, 4])], [value("y", [1, 2, 3, 4])])


@good
def diamond(r):
    """a convolution's result read by two branches that meet: neither may overwrite it"""
    return model([node("Conv", "x w b", "c", "conv"), node("Relu", "c", "p", "left"),
                  node("Add", "c k", "q", "right"), node("Add", "q p", "y", "meet")],
                 [value("x", [1, 1, 4, 4])], [value("y", [1, 2, 3, 3])],
                 weights(r, w=(2, 1, 2, 2), b=(2,), k=(2, 1, 1)))


@good
def dead_node(r):
    """a node and an initializer that nothing reads"""
    return model([node("Relu", "x", "y", "relu"), node("Add", "x c", "unread", "dead")],
                 [value("x", [2, 3])], [value("y", [2, 3])], weights(r, c=(3,), unused=(2,)))


@good
def node_without_name(r):
    """nodes without names"""
    return model([node("Relu", "x", "r"), node("Add", "r r", "y")], [value("x", [2, 3])],
                 [value("y", [2, 3])])


@good
def odd_names(r):
    """names that are no C identifiers: spaces, slashes, a leading digit, an accent, */ and quotes"""
    names = ["a b/c:0", "1x", "größe", '*/ "quoted" \\', "-"]
    steps = [node("Add", [a, "k#1"], [b], b) for a, b in zip(names, names[1:])]
    return model(steps, [value(names[0], [2, 3])], [value(names[-1], [2, 3])],
                 {"k#1": r.normal(size=3).astype(np.float32)}, name="9 lives!\n#error")


@good
def keyword_names(r):
    """names that C, C++ or the generated code has already taken"""
    names = ["int", "class", "self", "arena", "main", "float", "size_t", "NULL", "template"]
    steps = [node("Add", [a, "const"], [b], a) for a, b in zip(names, names[1:])]
    return model(steps, [value("int", [2, 3])], [value("template", [2, 3])],
                 {"const": r.normal(size=3).astype(np.float32)}, name="namespace")


@good
def clashing_names(r):
    """different names that become one when sanitised: a.b, a_b, a/b, a b; also of the weights"""
    return model([node("Add", ["a.b", "w.0"], ["a_b"], "x.y"),
                  node("Add", ["a_b", "w_0"], ["a/b"], "x_y"),
                  node("Add", ["a/b", "w/0"], ["a b"], "x/y"), node("Relu", ["a b"], ["A.B"], "x y")],
                 [value("a.b", [2, 3])], [value("A.B", [2, 3]), value("a b", [2, 3])],
                 weights(r, **{"w.0": (3,), "w_0": (3,), "w/0": (3,)}))


def second_opinion(m, inputs):
    """onnx's evaluator, helped where it errs: shapes of SAME_LOWER pools, Softmax before opset 13, old
    BatchNormalization, negative pads."""
    if m.graph.node[0].op_type == "DynamicQuantizeLinear" and not any(x.any() for x in inputs.values()):
        return run(m, inputs)  # the evaluator says 1/255, ONNX's function 0
    if any(n.domain for n in m.graph.node):
        return [quantized.evaluate(m, inputs)]
    constants = {t.name: numpy_helper.to_array(t) for t in m.graph.initializer}
    if m.graph.node[0].op_type == "Pad" and (constants.get("p", np.int64([])) < 0).any():
        y, = inputs.values()
        for axis, low, high in zip(constants["axes"], *constants["p"].reshape(2, -1)):
            y = np.moveaxis(y, axis, 0)
            y = y[max(-low, 0):len(y) - max(-high, 0)]
            around = [(max(low, 0), max(high, 0))] + [(0, 0)] * (y.ndim - 1)
            y = np.moveaxis(np.pad(y, around), 0, axis)
        return [y]
    if m.opset_import[0].version < 13 and m.graph.node[0].op_type == "Softmax":
        x, = inputs.values()
        e = np.exp(x.reshape(len(x), -1))
        return [(e / e.sum(1, keepdims=True)).reshape(x.shape)]
    twin = onnx.ModelProto.FromString(m.SerializeToString())
    for n in twin.graph.node:
        if n.op_type == "BatchNormalization" and twin.opset_import[0].version < 9:
            kept = [a for a in n.attribute if a.name != "spatial"]
            del n.attribute[:]
            n.attribute.extend(kept)
            twin.opset_import[0].version = 15
        for a in n.attribute:
            if n.op_type == "MaxPool" and a.name == "auto_pad":
                a.CopyFrom(helper.make_attribute("pads", [1, 1, 0, 1]))
    return ReferenceEvaluator(twin).run(None, inputs)


def run(m, inputs):
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    session = onnxruntime.InferenceSession(m.SerializeToString(), options,
                                           providers=["CPUExecutionProvider"])
    return session.run(None, inputs)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path(__file__).resolve().parent)
    out = parser.parse_args().out
    lines = ["# good_models", "", "Written by `make.py`. Each must compile and give the stored "
             "outputs (ONNX Runtime, optimizations off).", "", "| model | exercises |", "|---|---|"]
    for name, make in sorted(GOOD.items()):
        r = random(name)
        made = make(r)
        m, arrays = made if isinstance(made, tuple) else (made, None)
        onnx.checker.check_model(m, full_check=True)
        known = {t.name for t in m.graph.initializer}
        inputs = [i for i in m.graph.input if i.name not in known]
        shapes = [[d.dim_value for d in i.type.tensor_type.shape.dim] for i in inputs]
        arrays = arrays or [r.normal(size=s).astype(np.float32) for s in shapes]
        feeds = {i.name: a for i, a in zip(inputs, arrays)}
        results = run(m, feeds)
        for a, b in zip(results, second_opinion(m, feeds)):
            np.testing.assert_allclose(a, b, 1e-5, 1e-6, err_msg=name)
        write(out / name / "model.onnx", m)
        for kind, values, infos in (("input", arrays, inputs), ("output", results, m.graph.output)):
            for i, (array, info) in enumerate(zip(values, infos)):
                declared = [d.dim_value for d in info.type.tensor_type.shape.dim]
                assert list(array.shape) == declared, (name, array.shape, declared)
                write(out / name / f"test_data_set_0/{kind}_{i}.pb",
                      numpy_helper.from_array(array, info.name))
        lines.append(f"| {name} | {make.__doc__} |")
    write(out / "README.md", "\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
