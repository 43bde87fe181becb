#!/usr/bin/env python3
"""Writes the bad models, one file each, and expected.json.

Each must be refused: one clear error, exit code 1, an empty output folder, no crash, no other file
read, no large allocation. expected.json says of each file

  what      what is wrong with it
  error     words that the error must contain (case does not matter): the node's or tensor's name,
            as far as there is one, and the thing that is wrong
  valid     true: ONNX allows it, Pelemay does not (yet)

Needs numpy and onnx. One `case` or one function a file.
"""
import argparse
import json
import sys
from pathlib import Path

import numpy as np
from onnx import TensorProto, helper, numpy_helper

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from tiny import F32, I64, model, node, random, value, write  # noqa: E402

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


# Files that are no model

case("empty", "no bytes at all", ["empty"], b"")


@bad("protobuf")
def truncated():
    """a model cut off in the middle"""
    whole = conv().SerializeToString(deterministic=True)
    return whole[:len(whole) // 2]

case("truncated_by_one", "a model without its last byte", ["protobuf"],
     conv().SerializeToString(deterministic=True)[:-1])

case("random_bytes", "512 random bytes", ["protobuf"], random("bytes").bytes(512))

case("text", "a text file", ["protobuf"], "This is not a model.\n")

case("git_lfs_pointer",
     "a Git LFS pointer instead of the model, as after a clone without git-lfs", ["protobuf"],
     f"version https://git-lfs.github.com/spec/v1\noid sha256:{'0' * 64}\nsize 26454\n")


@bad("protobuf")
def deep_nesting():
    """sixty If nodes inside of each other: deeper than protobuf reads"""
    def field(number, payload):
        size = bytes([len(payload) & 127 | 128, len(payload) >> 7])
        return bytes([number << 3 | 2]) + size + payload

    graph = b""
    for _ in range(60):                         # AttributeProto.g, NodeProto.attribute and op_type
        graph = field(1, field(5, field(6, graph)) + field(4, b"If"))
    return b"\x08\x08" + field(7, graph) + field(8, b"\x10\x11")


# Models without what a model must have


@bad("graph")
def no_graph():
    """a model without a graph"""
    m = relu()
    m.ClearField("graph")
    return m


@bad("output")
def no_outputs():
    """a graph without outputs"""
    m = relu()
    del m.graph.output[:]
    return m


@bad("opset")
def no_opset():
    """no opset_import"""
    m = relu()
    del m.opset_import[:]
    return m

case("opset_99", "an opset that does not exist yet", ["opset", "99"], relu(opset=99))


# Ops, attributes and fields that are unknown


@bad("/a/b", "Frobnicate")
def unknown_op():
    """an op that does not exist"""
    m = relu("Frobnicate")
    m.graph.node[0].name = "/a/b"
    return m


@bad("/a/b", "com.example")
def unknown_domain():
    """Relu, but of somebody's own domain: it need not be ONNX's"""
    m = relu(domain="com.example")
    m.graph.node[0].name = "/a/b"
    m.opset_import.append(helper.make_opsetid("com.example", 1))
    return m


@bad("Frobnicate", "answer")
def unknown_op_no_name():
    """an op that does not exist, in a node without a name: its output tells which"""
    m = relu("Frobnicate")
    m.graph.node[0].name = ""
    return m


@bad("/relu/Relu", "999", valid=True)
def unknown_field():
    """a protobuf field of NodeProto that this version does not know, number 999"""
    m = relu()
    m.graph.node[0].MergeFromString(b"\xba\x3e\x03new")
    return m


@bad("/f/Twice", "Twice", valid=True)
def function_overload():
    """a call of a model-local function by overload: two functions share its name"""
    m = relu("Twice", name="f", domain="local")
    m.graph.node[0].overload = "b"
    opset = [helper.make_opsetid("", 17)]
    for overload, kind in (("a", "Relu"), ("b", "Abs")):
        body = [node(kind, "x", "r", "in")]
        f = helper.make_function("local", "Twice", ["x"], ["r"], body, opset)
        f.overload = overload
        m.functions.append(f)
    m.opset_import.append(helper.make_opsetid("local", 1))
    m.ir_version = 10
    return m


@bad("/if/If", "If", valid=True)
def subgraph_if():
    """If, with graphs as attributes"""
    then, other = (helper.make_graph([node(k, "image", "r", k)], k, [], [value("r", [2, 3])])
                   for k in ("Relu", "Abs"))
    return model([node("If", "flag", "y", "if", then_branch=then, else_branch=other)],
                 [value("flag", [], TensorProto.BOOL), value("image", [2, 3])],
                 [value("y", [2, 3])])


@bad("weight", "sparse", valid=True)
def sparse_initializer():
    """a sparse initializer"""
    m = add_weight(numpy_helper.from_array(np.float32([1.5]), "weight"))
    sparse = m.graph.sparse_initializer.add()
    sparse.values.CopyFrom(m.graph.initializer[0])
    sparse.indices.CopyFrom(numpy_helper.from_array(np.int64([1]), "at"))
    sparse.dims.append(3)
    del m.graph.initializer[:]
    return m

case("conv_unknown_attribute",
     "an attribute that Conv does not have", ["/conv/Conv", "frobnication"],
     conv(frobnication=3))

case("conv_strides_float", "strides as floats", ["/conv/Conv", "strides"], conv(strides=[1.0, 1.0]))


@bad("/conv/Conv", "strides")
def conv_attribute_twice():
    """strides given twice"""
    m = conv(strides=[1, 1])
    m.graph.node[0].attribute.append(helper.make_attribute("strides", [2, 2]))
    return m

case("conv_auto_pad_value", "an auto_pad that does not exist", ["/conv/Conv", "auto_pad"],
     conv(auto_pad="SAME_MIDDLE"))

# Numbers that make no sense

case("conv_stride_zero", "a stride of 0", ["/conv/Conv", "stride"], conv(strides=[1, 0]))

case("conv_strides_three", "three strides for two axes", ["/conv/Conv", "stride"],
     conv(strides=[1, 1, 1]))

case("conv_dilation_negative", "a negative dilation", ["/conv/Conv", "dilation"],
     conv(dilations=[-1, 1]))

case("conv_pads_negative",
     "hugely negative pads: the map's size would be negative", ["/conv/Conv", "pad"],
     conv(pads=[-(2**40), 0, 0, 0]))

case("conv_pads_overflow", "pads whose sum overflows 64 bits", ["/conv/Conv", "pad"],
     conv(pads=[2**62, 0, 2**62, 2**62]))

case("conv_pads_huge", "pads that make a result of 2^62 elements", ["/conv/Conv", "pad"],
     conv(pads=[2**30, 2**30, 2**30, 2**30], y=(1, 2, 2**31 + 4, 2**31 + 4)))

case("conv_channels", "weights for four channels, input with three", ["/conv/Conv", "channel"],
     conv(weight=(2, 4, 3, 3)))

case("conv_group", "three channels in two groups", ["/conv/Conv", "group"],
     conv(weight=(2, 1, 3, 3), group=2))

case("conv_group_zero", "no groups", ["/conv/Conv", "group"], conv(group=0))

case("conv_kernel_shape", "kernel_shape 5x5, weights 3x3", ["/conv/Conv", "kernel"],
     conv(kernel_shape=[5, 5], y=(1, 2, 2, 2)))

case("conv_kernel_too_large", "a kernel larger than the padded map", ["/conv/Conv", "kernel"],
     conv(x=(1, 3, 2, 2)))

case("conv_weight_rank", "weights of rank 2", ["/conv/Conv", "rank"], conv(weight=(2, 3)))


@bad("/conv/Conv", "bias")
def conv_bias_size():
    """a bias of three for two output channels"""
    m = conv()
    m.graph.initializer[1].CopyFrom(numpy_helper.from_array(np.zeros(3, np.float32), "bias"))
    return m


@bad("/conv/Conv")
def conv_one_input():
    """Conv without weights"""
    m = conv()
    del m.graph.node[0].input[1:]
    return m

case("pool_without_kernel",
     "MaxPool without kernel_shape, which it must have", ["/pool/MaxPool", "kernel"],
     model([node("MaxPool", "image", "y", "pool")], [value("image", [1, 1, 4, 4])],
           [value("y", [1, 1, 3, 3])]))

case("gemm_mismatch", "Gemm of [2, 3] and [4, 5]", ["/fc/Gemm"],
     model([node("Gemm", "image weight", "y", "fc")], [value("image", [2, 3])],
           [value("y", [2, 5])], weights(weight=(4, 5))))

case("add_broadcast", "Add of [2, 3] and [2]", ["/add/Add", "broadcast"],
     add_weight(numpy_helper.from_array(np.zeros(2, np.float32), "weight")))

case("reshape_count", "Reshape of 6 elements to 12", ["/reshape/Reshape", "12"],
     model([node("Reshape", "image s", "y", "reshape")], [value("image", [2, 3])],
           [value("y", [3, 4])], dict(s=np.int64([3, 4]))))

case("flatten_axis", "Flatten with axis 7 of rank 2", ["/flatten/Flatten", "axis"],
     relu("Flatten", name="flatten", axis=7))

case("softmax_axis", "Softmax with axis -3 of rank 2", ["/softmax/Softmax", "axis"],
     relu("Softmax", name="softmax", axis=-3))


@bad("answer")
def declared_output_shape():
    """the output is declared [2, 4] and is [2, 3]"""
    m = relu()
    m.graph.output[0].CopyFrom(value("answer", [2, 4]))
    return m

case("quantize_scale_zero", "QuantizeLinear with a scale of 0", ["/q/QuantizeLinear", "scale"],
     model([node("QuantizeLinear", "image s z", "y", "q")], [value("image", [2, 3])],
           [value("y", [2, 3], TensorProto.INT8)], dict(s=np.float32(0), z=np.int8(3))),
     valid=True)

# Names

case("undefined_input", "a node reads a tensor that nobody writes", ["/relu/Relu", "nowhere"],
     relu(inputs="nowhere"))


@bad("nowhere")
def undefined_output():
    """a graph output that nobody writes"""
    m = relu()
    m.graph.output.append(value("nowhere", [2, 3]))
    return m

case("duplicate_tensor", "two nodes write one tensor", ["/b/Relu", "shared"],
     model([node("Relu", "image", "shared", "a"), node("Relu", "image", "shared", "b"),
            node("Add", "shared shared", "y", "add")],
           [value("image", [2, 3])], [value("y", [2, 3])]))


@bad("weight")
def duplicate_initializer():
    """two initializers of one name, written twice with different values"""
    m = add_weight(numpy_helper.from_array(np.float32([1, 2, 3]), "weight"))
    m.graph.initializer.append(numpy_helper.from_array(np.float32([4, 5, 6]), "weight"))
    return m

case("cycle", "two nodes read each other's results", ["/a/Add", "b_out"],
     model([node("Add", "image b_out", "a_out", "a"), node("Relu", "a_out", "b_out", "b")],
           [value("image", [2, 3])], [value("b_out", [2, 3])]))

case("unsorted",
     "nodes in an order that ONNX forbids: one reads what a later one writes", ["/a/Relu", "b_out"],
     model([node("Relu", "b_out", "y", "a"), node("Relu", "image", "b_out", "b")],
           [value("image", [2, 3])], [value("y", [2, 3])]))


# Tensors


@bad("weight", "bytes")
def raw_data_short():
    """raw_data with fewer bytes than dims say"""
    t = numpy_helper.from_array(np.float32([1, 2, 3]), "weight")
    t.raw_data = t.raw_data[:-1]
    return add_weight(t)


@bad("weight", "bytes")
def raw_data_long():
    """raw_data with more bytes than dims say"""
    t = numpy_helper.from_array(np.float32([1, 2, 3]), "weight")
    t.raw_data += b"\0\0\0\0"
    return add_weight(t)


@bad("weight")
def float_data_short():
    """float_data with fewer values than dims say"""
    t = TensorProto(name="weight", data_type=F32, dims=[2, 3])
    t.float_data.extend([1, 2, 3])
    return add_weight(t)

case("initializer_overflow",
     "2^32 x 2^32 x 2^16 elements: in 64 bits that product is 0, as many as there are", ["weight"],
     add_weight(TensorProto(name="weight", data_type=F32, dims=[2**32, 2**32, 2**16])))

case("initializer_negative_dim", "an initializer with a negative dimension", ["weight"],
     add_weight(TensorProto(name="weight", data_type=F32, dims=[-1, 3])))

case("input_overflow", "an input of 2^40 x 2^40 elements", ["image"],
     model([node("Relu", "image", "y", "relu")], [value("image", [2**40, 2**40])],
           [value("y", [2**40, 2**40])]))

case("input_zero_size", "an input with a dimension of 0", ["image"],
     model([node("Relu", "image", "y", "relu")], [value("image", [1, 0, 4])],
           [value("y", [1, 0, 4])]), valid=True)

def external(path):
    t = TensorProto(name="weight", data_type=TensorProto.UINT8, dims=[8])
    t.data_location = TensorProto.EXTERNAL
    for key, text in (("location", path), ("offset", "0"), ("length", "8")):
        entry = t.external_data.add()
        entry.key, entry.value = key, text
    u8 = TensorProto.UINT8
    return model([node("Add", "image weight", "y", "add")], [value("image", [8], u8)],
                 [value("y", [8], u8)], [t])

case("external_data_parent", "external data in ../../etc/passwd", ["weight", "external"],
     external("../../../../../../../../etc/passwd"))

case("external_data_absolute", "external data in /etc/passwd", ["weight", "external"],
     external("/etc/passwd"))

# Types

case("type_string", "an input of strings", ["image", "string"],
     model([node("Reshape", "image s", "y", "reshape")],
           [value("image", [2, 3], TensorProto.STRING)],
           [value("y", [3, 2], TensorProto.STRING)], dict(s=np.int64([3, 2]))), valid=True)


@bad("/conv/Conv", valid=True)
def type_double_conv():
    """Conv of doubles"""
    m = conv(kind=TensorProto.DOUBLE)
    for t in m.graph.initializer:
        t.CopyFrom(numpy_helper.from_array(numpy_helper.to_array(t).astype(np.float64), t.name))
    return m


@bad("weight", "float8", valid=True)
def type_float8_initializer():
    """an initializer of float8"""
    f8 = TensorProto.FLOAT8E4M3FN
    t = TensorProto(name="weight", data_type=f8, dims=[3], raw_data=b"\x38" * 3)
    return model([node("Cast", "weight", "w", "cast", to=F32), node("Add", "image w", "y", "add")],
                 [value("image", [2, 3])], [value("y", [2, 3])], [t], opset=19, ir=9)

case("type_mismatch", "Add of float and int64", ["/add/Add", "type"],
     add_weight(numpy_helper.from_array(np.int64([1, 2, 3]), "weight")))

case("type_unknown", "an initializer whose type number, 77, does not exist", ["weight", "77"],
     add_weight(TensorProto(name="weight", data_type=77, dims=[3], raw_data=b"\0" * 12)))

# Allowed by ONNX, unknown until run time or not computed here

case("dynamic_batch", "a symbolic dimension without a value", ["image", "batch"],
     model([node("Relu", "image", "y", "relu")], [value("image", ["batch", 3])],
           [value("y", ["batch", 3])]), valid=True)

case("input_without_shape", "an input without a shape", ["image", "shape"],
     model([node("Relu", "image", "y", "relu")], [value("image", None)],
           [value("y", None)]))

case("reshape_runtime", "Reshape to a shape that is an input", ["/reshape/Reshape"],
     model([node("Reshape", "image s", "y", "reshape")],
           [value("image", [2, 3]), value("s", [2], I64)], [value("y", [None, None])]), valid=True)

case("max_pool_indices",
     "MaxPool whose second output, the indices, is used", ["/pool/MaxPool", "indices"],
     model([node("MaxPool", "image", "y indices", "pool", kernel_shape=[2, 2])],
           [value("image", [1, 1, 4, 4])],
           [value("y", [1, 1, 3, 3]), value("indices", [1, 1, 3, 3], I64)]), valid=True)

# One for each other way the importer refuses


def edited(make, change):
    """make()'s model after change(model)."""
    m = make()
    change(m)
    return m


def one_op(kind, inputs="image", x=(2, 3), y=(2, 3), constants=(), kinds=(F32, F32), opset=17,
           name="n", **attributes):
    return model([node(kind, inputs, "y", name, **attributes)], [value("image", x, kinds[0])],
                 [value("y", y, kinds[1])], dict(constants), opset=opset)


def set_field(**fields):
    return lambda m: [setattr(m, key, item) for key, item in fields.items()]

case("ir_version_99", "an ir_version that does not exist yet", ["ir_version", "99"],
     edited(relu, set_field(ir_version=99)))

case("opset_twice", "two opset_imports of ONNX", ["opset_import"],
     edited(relu, lambda m: m.opset_import.append(helper.make_opsetid("", 18))))

case("training_info", "a model for training", ["training_info"],
     edited(relu, lambda m: m.training_info.add()), valid=True)

case("quantization_annotation", "quantization told by an annotation", ["quantization_annotation"],
     edited(relu, lambda m: m.graph.quantization_annotation.add(tensor_name="image")), valid=True)

case("function_replaces_op", "a function of the model that takes the place of ONNX's Relu",
     ["Relu", "function"],
     edited(relu, lambda m: m.functions.append(helper.make_function(
         "", "Relu", ["x"], ["r"], [node("Abs", "x", "r")], [helper.make_opsetid("", 17)]))),
     valid=True)


@bad("UTF-8")
def name_not_utf8():
    """a name that is not UTF-8"""
    data = relu(name="@@").SerializeToString(deterministic=True)
    return data.replace(b"/@@/Relu", b"/\xff\xfe/Relu")

case("input_twice", "two inputs of one name", ["image", "name"],
     edited(relu, lambda m: m.graph.input.append(value("image", [2, 3]))))

case("input_no_name", "an input without a name", ["input", "name"],
     edited(relu, lambda m: m.graph.input.append(value("", [2, 3]))))

case("initializer_no_name", "an initializer without a name", ["initializer", "name"],
     add_weight(numpy_helper.from_array(np.float32([1, 2, 3]))))

case("initializer_other_shape", "an initializer that is an input of another shape",
     ["weight", "[4]"],
     edited(lambda: add_weight(numpy_helper.from_array(np.float32([1, 2, 3]), "weight")),
            lambda m: m.graph.input.append(value("weight", [4]))))

case("input_sequence", "an input that is a sequence", ["image", "sequence"],
     edited(relu, lambda m: m.graph.input[0].type.CopyFrom(
         helper.make_sequence_type_proto(helper.make_tensor_type_proto(F32, [2, 3])))), valid=True)

case("output_twice", "two outputs of one name", ["answer", "name"],
     edited(relu, lambda m: m.graph.output.append(value("answer", [2, 3]))))

case("output_no_element", "an output without elements", ["e", "element"],
     edited(relu, lambda m: (m.graph.initializer.append(
         numpy_helper.from_array(np.zeros((0, 3), np.float32), "e")),
         m.graph.output.append(value("e", [0, 3])))), valid=True)

case("declared_inner_shape", "a value_info that contradicts what is computed",
     ["/a/Relu", "h", "[2, 4]"],
     edited(lambda: model([node("Relu", "image", "h", "a"), node("Relu", "h", "y", "b")],
                          [value("image", [2, 3])], [value("y", [2, 3])]),
            lambda m: m.graph.value_info.append(value("h", [2, 4]))))

case("declared_type", "the output is declared int32 and is float32", ["answer", "int32"],
     edited(relu, lambda m: m.graph.output[0].CopyFrom(value("answer", [2, 3], TensorProto.INT32))))

case("declared_no_type", "an output whose type lacks its elements'", ["answer", "element type"],
     edited(relu, lambda m: m.graph.output[0].type.tensor_type.ClearField("elem_type")))

case("declared_size_minimum", "an output of -2^63 columns", ["answer", "[2, -1]"],
     edited(relu, lambda m: m.graph.output[0].CopyFrom(value("answer", [2, -(2**63)]))))


# Tensors


def tensor(**fields):
    return add_weight(TensorProto(**{"name": "weight", "data_type": F32, "dims": [3], **fields}))

case("data_twice", "raw_data and float_data", ["weight", "raw_data"],
     tensor(raw_data=b"\0" * 12, float_data=[1, 2, 3]))

case("data_of_other_type", "floats as int64_data", ["weight", "values"], tensor(int64_data=[1, 2, 3]))

case("data_out_of_range", "an int8 of 300", ["weight", "int8"],
     tensor(data_type=TensorProto.INT8, int32_data=[1, 300, 3]))

case("tensor_segment", "a segment of a tensor", ["weight", "segment"],
     tensor(segment=TensorProto.Segment(begin=0, end=3), float_data=[1, 2, 3]))


# Nodes

case("op_too_old", "Add of opset 6, which broadcasts by attribute", ["/n/Add", "opset 7"],
     one_op("Add", "image image", opset=6), valid=True)

case("inputs_too_many", "Relu of two tensors", ["/n/Relu", "inputs"], one_op("Relu", "image image"))

case("input_empty", "Add without its first operand", ["/n/Add", "input A"],
     one_op("Add", ["", "image"]))

case("outputs_two", "Relu with two results", ["/n/Relu", "output"],
     model([node("Relu", "image", "y z", "n")], [value("image", [2, 3])], [value("y", [2, 3])]))

case("element_wise_int32", "Add of int32, which is not computed here", ["/n/Add", "int32"],
     one_op("Add", "image image", kinds=(TensorProto.INT32,) * 2), valid=True)


@bad("/conv/Conv", "group")
def attribute_two_values():
    """an attribute that holds an integer and a float"""
    m = conv(group=1)
    m.graph.node[0].attribute[0].f = 2
    return m


@bad("/conv/Conv", "group")
def attribute_reference():
    """an attribute that refers to one of a function, outside of functions"""
    m = conv(group=1)
    m.graph.node[0].attribute[0].ref_attr_name = "g"
    return m

case("conv_pads_and_auto_pad", "pads and auto_pad at once", ["/conv/Conv", "auto_pad"],
     conv(pads=[1, 1, 1, 1], auto_pad="SAME_UPPER"))

case("conv_pads_two", "two pads for two axes", ["/conv/Conv", "pads"], conv(pads=[1, 1]))

case("conv_1d", "a convolution along one axis", ["/conv/Conv", "rank"],
     conv(weight=(2, 3, 3), x=(1, 3, 6), y=(1, 2, 4)), valid=True)

case("conv_map_too_wide", "a map of 2^31 columns", ["/conv/Conv", "2^30"],
     conv(x=(1, 3, 6, 2**31), y=(1, 2, 4, 2**31 - 2)), valid=True)


def pool(kind="MaxPool", x=(1, 1, 4, 4), y=(1, 1, 3, 3), kinds=(F32, F32), opset=17, **attributes):
    return one_op(kind, x=x, y=y, kinds=kinds, opset=opset, **attributes)

case("pool_pads_too_wide", "padding as wide as the window", ["/n/MaxPool", "pads"],
     pool(kernel_shape=[2, 2], pads=[2, 0, 0, 0]))

case("pool_int32", "MaxPool of int32", ["/n/MaxPool", "int32"],
     pool(kinds=(TensorProto.INT32,) * 2, kernel_shape=[2, 2]))

case("pool_ceil_counted", "a window that sticks out of padding that is counted",
     ["/n/AveragePool", "ceil_mode"],
     pool("AveragePool", y=(1, 1, 2, 2), kernel_shape=[3, 3], strides=[2, 2], ceil_mode=1,
          count_include_pad=1), valid=True)

case("gemm_bias_shape", "Gemm whose C does not broadcast", ["/n/Gemm", "broadcast"],
     one_op("Gemm", "image w c", y=(2, 4), constants=weights(w=(3, 4), c=(3,))))

case("gemm_no_element", "Gemm with weights without elements", ["/n/Gemm", "row"],
     one_op("Gemm", "image w", y=(2, 0), constants=dict(w=np.zeros((3, 0), np.float32))), valid=True)

case("matmul_vector", "MatMul of a matrix and a vector", ["/n/MatMul", "matrices"],
     one_op("MatMul", "image w", y=(2,), constants=weights(w=(3,))), valid=True)

case("matmul_stack", "MatMul with a stack of matrices on the right", ["/n/MatMul", "stack"],
     one_op("MatMul", "image w", y=(5, 2, 4), constants=weights(w=(5, 3, 4))), valid=True)

case("matmul_mismatch", "MatMul of [2, 3] and [4, 5]", ["/n/MatMul", "inner"],
     one_op("MatMul", "image w", y=(2, 5), constants=weights(w=(4, 5))))

case("reshape_shape_int32", "Reshape to a shape of int32", ["/n/Reshape", "int64"],
     one_op("Reshape", "image s", y=(3, 2), constants=dict(s=np.int32([3, 2]))))

case("reshape_two_open", "Reshape with two open sizes", ["/n/Reshape", "-1"],
     one_op("Reshape", "image s", y=(3, 2), constants=dict(s=np.int64([-1, -1]))))

case("no_element", "an operand without elements", ["/n/Add", "element"],
     one_op("Add", "image w", x=(2, 1), y=(2, 0), constants=dict(w=np.zeros((1, 0), np.float32))),
     valid=True)

case("result_too_large", "two columns of 2^22, broadcast to 2^44 elements", ["/n/Add", "2^40"],
     model([node("Add", "image other", "y", "n")], [value("image", [2**22, 1]),
                                                    value("other", [1, 2**22])],
           [value("y", [2**22, 2**22])]), valid=True)


# Constants and quantization


def constant(**attributes):
    m = one_op("Add", "image c", constants={})
    m.graph.node.insert(0, node("Constant", "", "c", "c", **attributes))
    return m

case("constant_none", "Constant without a value", ["/c/Constant", "value"], constant())

case("constant_two", "Constant with two values", ["/c/Constant", "value"],
     constant(value_float=1.0, value_int=1))

case("constant_string", "Constant of a string", ["/c/Constant", "value_string"],
     constant(value_string="x"), valid=True)

case("constant_short", "Constant whose tensor lacks a value", ["/c/Constant", "bytes"],
     constant(value=TensorProto(data_type=F32, dims=[3], raw_data=b"\0" * 8)))


def quantize(kind="QuantizeLinear", inputs="image s z", s=np.float32(0.5), z=np.int8(3), **more):
    types = (F32, TensorProto.INT8) if kind[0] == "Q" else (TensorProto.INT8, F32)
    return one_op(kind, inputs, constants=dict(s=s, z=z), **{"kinds": types, **more})

case("quantize_runtime_scale", "a scale that is computed", ["/n/QuantizeLinear", "scale"],
     edited(quantize, lambda m: (m.graph.initializer.pop(0),
                                 m.graph.input.append(value("s", [])))), valid=True)

case("quantize_zero_shape", "a zero point of another shape than the scale",
     ["/n/QuantizeLinear", "zero point"], quantize(z=np.int8([1, 2, 3])))

case("quantize_scale_count", "three scales for an axis of two", ["/n/QuantizeLinear", "scale"],
     quantize(s=np.float32([1, 2, 3]), z=np.int8([1, 2, 3]), axis=0))

case("quantize_axis_opset_12", "a scale a channel, before opset 13 had it",
     ["/n/QuantizeLinear", "opset 13"],
     quantize(s=np.float32([1, 2]), z=np.int8([1, 2]), opset=12))

case("quantize_int16", "QuantizeLinear to int16", ["/n/QuantizeLinear", "int16"],
     quantize(z=np.int16(3), kinds=(F32, TensorProto.INT16), opset=21), valid=True)

case("quantize_blocks", "a scale for each block of two", ["/n/QuantizeLinear", "block_size"],
     quantize(s=np.float32([[1], [2]]), z=np.int8([[0], [0]]), x=(2, 2), y=(2, 2), axis=1,
              block_size=2, opset=21), valid=True)

case("dequantize_int64", "DequantizeLinear of int64", ["/n/DequantizeLinear", "int64"],
     quantize("DequantizeLinear", "image s", kinds=(I64, F32)))

case("dequantize_int32_zero", "a zero point for int32", ["/n/DequantizeLinear", "zero point"],
     quantize("DequantizeLinear", z=np.int32(3), kinds=(TensorProto.INT32, F32)))


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path(__file__).resolve().parent)
    out = parser.parse_args().out
    for name, (data, _) in BAD.items():
        write(out / name, data)
        assert (out / name).stat().st_size < 4096, name
    expected = {name: expectation for name, (_, expectation) in BAD.items()}
    write(out / "expected.json", json.dumps(expected, indent=1) + "\n")


if __name__ == "__main__":
    main()
