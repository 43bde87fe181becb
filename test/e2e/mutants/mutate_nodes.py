"""Mutations of nodes: dropped, doubled, rewired, of another op, with other attributes."""
import numpy as np
from onnx import helper, numpy_helper

from mutations import NUMBERS, mutation, tensors, title

OPS = ("Relu Sigmoid Tanh Add Mul Sub Div Pow Conv ConvTranspose MaxPool AveragePool GlobalAveragePool Gemm "
       "MatMul Softmax LogSoftmax Flatten Reshape Transpose Concat Split Slice Pad Squeeze Unsqueeze "
       "ReduceMean ReduceSum Clip Identity Dropout Cast Shape Gather Expand Where Equal LSTM If "
       "QuantizeLinear DequantizeLinear BatchNormalization InstanceNormalization Erf Gelu Not Nonsense").split()


def pick_input(r, m):
    """A node and the number of one of its inputs."""
    n = r.choice(m.graph.node)
    return n, r.randrange(len(n.input))


@mutation
def drop_node(r, m):
    at = r.randrange(len(m.graph.node))
    name = title(m.graph.node[at])
    del m.graph.node[at]
    return f"{name} dropped"


@mutation
def bypass_node(r, m):
    """Drops a node; its readers read its first input."""
    at = r.randrange(len(m.graph.node) - 1)
    n = m.graph.node[at]
    name, old, new = title(n), n.output[0], n.input[0]
    del m.graph.node[at]
    for other in m.graph.node:
        for i, x in enumerate(other.input):
            if x == old:
                other.input[i] = new
    return f"{name} bypassed"


@mutation
def duplicate_node(r, m):
    at = r.randrange(len(m.graph.node))
    m.graph.node.insert(at, m.graph.node[at])
    return f"{title(m.graph.node[at])} twice"


@mutation
def duplicate_output_name(r, m):
    a, b = r.sample(range(len(m.graph.node)), 2)
    m.graph.node[a].output[0] = m.graph.node[b].output[0]
    return f"{title(m.graph.node[a])} writes {m.graph.node[b].output[0]}, too"


@mutation
def swap_inputs(r, m):
    n = r.choice(m.graph.node)
    if len(n.input) < 2:
        return False
    a, b = r.sample(range(len(n.input)), 2)
    n.input[a], n.input[b] = n.input[b], n.input[a]
    return f"inputs {a} and {b} of {title(n)} swapped"


@mutation
def rewire_input(r, m):
    n, i = pick_input(r, m)
    n.input[i] = r.choice(tensors(m.graph))
    return f"input {i} of {title(n)} is {n.input[i]}"


@mutation
def rewire_to_earlier(r, m):
    """To what an earlier node or the graph's input gives: often a right model."""
    at = r.randrange(1, len(m.graph.node))
    n = m.graph.node[at]
    n.input[0] = r.choice([m.graph.input[0].name] + [m.graph.node[k].output[0] for k in range(at)])
    return f"input 0 of {title(n)} is {n.input[0]}"


@mutation
def rewire_nowhere(r, m):
    n, i = pick_input(r, m)
    n.input[i] = r.choice(["nowhere", " ", n.input[i].upper(), n.input[i] + " "])
    return f"input {i} of {title(n)} is {n.input[i]!r}"


@mutation
def empty_input(r, m):
    n, i = pick_input(r, m)
    n.input[i] = ""
    return f"input {i} of {title(n)} is empty"


@mutation
def drop_input(r, m):
    n, i = pick_input(r, m)
    del n.input[i:]
    return f"{title(n)} has {i} inputs"


@mutation
def add_input(r, m):
    n = r.choice(m.graph.node)
    n.input.append(r.choice(tensors(m.graph) + ["", ""]))
    return f"{title(n)} has {n.input[-1]!r} as one input more"


@mutation
def add_output(r, m):
    n = r.choice(m.graph.node)
    n.output.append(r.choice(["extra", "", m.graph.input[0].name]))
    return f"{title(n)} has {n.output[-1]!r} as one output more"


@mutation
def replace_op(r, m):
    n = r.choice(m.graph.node)
    old = title(n)
    n.op_type = r.choice(OPS)
    return f"{old} is {n.op_type}"


@mutation
def replace_op_keep_no_attributes(r, m):
    n = r.choice(m.graph.node)
    old = title(n)
    n.op_type = r.choice(OPS[:8] + OPS[16:20])
    del n.attribute[:]
    return f"{old} is {n.op_type} without attributes"


def pick_attribute(r, m):
    found = [(n, k) for n in m.graph.node for k in range(len(n.attribute))]
    return r.choice(found) if found else (None, None)


@mutation
def drop_attribute(r, m):
    n, k = pick_attribute(r, m)
    if n is None:
        return False
    name = n.attribute[k].name
    del n.attribute[k]
    return f"{title(n)} without {name}"


@mutation
def alter_attribute(r, m):
    n, k = pick_attribute(r, m)
    if n is None:
        return False
    a = n.attribute[k]
    if a.ints:
        i = r.randrange(len(a.ints))
        a.ints[i] = r.choice(NUMBERS)
        return f"{title(n)}: {a.name}[{i}] = {a.ints[i]}"
    if a.s:
        a.s = r.choice([b"", b"VALID", b"SAME_LOWER", b"reflect", b"edge", b"\xff\xfe"])
        return f"{title(n)}: {a.name} = {a.s}"
    if a.type == a.FLOAT:
        a.f = r.choice([0, -1, 1e30, float("inf"), float("nan")])
        return f"{title(n)}: {a.name} = {a.f}"
    a.i = r.choice(NUMBERS)
    return f"{title(n)}: {a.name} = {a.i}"


@mutation
def lengthen_attribute(r, m):
    n, k = pick_attribute(r, m)
    if n is None or not n.attribute[k].ints:
        return False
    a = n.attribute[k]
    if r.random() < 0.5:
        del a.ints[r.randrange(len(a.ints)):]
    else:
        a.ints.append(1)
    return f"{title(n)}: {a.name} = {list(a.ints)}"


@mutation
def retype_attribute(r, m):
    n, k = pick_attribute(r, m)
    if n is None:
        return False
    a = n.attribute[k]
    new = helper.make_attribute(a.name, r.choice([1, 1.5, "one", [1.0, 2.0], ["a"], numpy_helper.from_array(
        np.float32([1]), "t")]))
    a.CopyFrom(new)
    return f"{title(n)}: {a.name} is of type {a.type}"


@mutation
def add_attribute(r, m):
    """Real ones of some op, and unknown ones."""
    n = r.choice(m.graph.node)
    name, v = r.choice([("axis", 1), ("auto_pad", "VALID"), ("pads", [1, 1, 1, 1]), ("group", 1), ("alpha", 2.0),
                        ("keepdims", 0), ("ceil_mode", 1), ("transA", 1), ("axes", [0]), ("frobnicate", 3),
                        ("strides", [1, 1]), ("storage_order", 1), ("epsilon", 0.5), ("", 1)])
    n.attribute.append(helper.make_attribute(name, v))
    return f"{title(n)} with {name!r} = {v}"
