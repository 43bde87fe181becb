"""Bad models: files that are no model, graphs that are none, and ops or types that are not known."""
import numpy as np
from onnx import TensorProto, helper, numpy_helper

from cases import F32, I64, add_weight, bad, case, conv, model, node, random, relu, value, weights

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

def external(path, **more):
    t = TensorProto(name="weight", data_type=TensorProto.UINT8, dims=[8])
    t.data_location = TensorProto.EXTERNAL
    for key, text in {**dict(location=path, offset="0", length="8"), **more}.items():
        entry = t.external_data.add()
        entry.key, entry.value = key, text
    u8 = TensorProto.UINT8
    return model([node("Add", "image weight", "y", "add")], [value("image", [8], u8)],
                 [value("y", [8], u8)], [t])

case("external_data_parent", "external data in ../../etc/passwd", ["weight", "external"],
     external("../../../../../../../../etc/passwd"))

case("external_data_absolute", "external data in /etc/passwd", ["weight", "external"],
     external("/etc/passwd"))

case("external_data_key", "external data with a key that ONNX does not have", ["weight", "external", "basepath"],
     external("data", basepath="/etc"))

case("external_data_offset", "external data from a place that is no number", ["weight", "external", "offset", "-8"],
     external("data", offset="-8"))

case("external_data_length", "external data of another size than the tensor", ["weight", "external", "8 bytes", "9"],
     external("data", length="9"))

case("external_data_nowhere", "external data without a location", ["weight", "external", "location"],
     external(""))


@bad("weight", "external", "once")
def external_data_twice():
    """external data, and data in the model too"""
    m = external("data")
    m.graph.initializer[0].raw_data = bytes(8)
    return m


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
