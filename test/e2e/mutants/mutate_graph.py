"""Mutations of the whole: opsets, the order of nodes, names, and what nothing reads."""
import numpy as np
from onnx import TensorProto, helper, numpy_helper

from mutations import mutation, tensors, title


@mutation
def no_outputs(r, m):
    what = r.choice(["output", "input", "node", "initializer"])
    m.graph.ClearField(what)
    return f"no {what} at all"


@mutation
def opset(r, m):
    m.opset_import[0].version = r.choice([-1, 0, 1, 5, 6, 7, 8, 9, 10, 11, 12, 14, 18, 19, 20, 21, 22, 23, 99])
    m.ir_version = 10
    return f"opset {m.opset_import[0].version}"


@mutation
def opset_near(r, m):
    m.opset_import[0].version = r.choice([13, 14, 15, 16, 19, 20, 21])
    m.ir_version = 10
    return f"opset {m.opset_import[0].version}"


@mutation
def domain(r, m):
    n = r.choice(m.graph.node)
    n.domain = r.choice(["ai.onnx", "ai.onnx.ml", "com.example", "com.microsoft"])
    if r.random() < 0.5:
        m.opset_import.append(helper.make_opsetid(n.domain, 1))
    return f"{title(n)} is of domain {n.domain}"


@mutation
def reverse_nodes(r, m):
    nodes = list(m.graph.node)[::-1]
    del m.graph.node[:]
    m.graph.node.extend(nodes)
    return "nodes in reverse order"


@mutation
def swap_nodes(r, m):
    a, b = r.sample(range(len(m.graph.node)), 2)
    nodes = list(m.graph.node)
    nodes[a], nodes[b] = nodes[b], nodes[a]
    del m.graph.node[:]
    m.graph.node.extend(nodes)
    return f"nodes {a} and {b} swapped"


@mutation
def cycle(r, m):
    a, b = sorted(r.sample(range(len(m.graph.node)), 2))
    n, late = m.graph.node[a], m.graph.node[b]
    n.input[r.randrange(len(n.input))] = late.output[0]
    return f"{title(n)} reads {late.output[0]} of {title(late)}"


@mutation
def rename(r, m):
    """One tensor, everywhere, to an odd name: still the same model."""
    old = r.choice([x for x in tensors(m.graph) if x])
    new = r.choice(["int", "a b/c.d", "1x", "*/ exit(1);", "\\\"\n", "\u00e9\u4e2d", "main", "_", "x" * 300, "%s%n",
                    "../../up", "std::abort()"])
    g = m.graph
    for t in [*g.input, *g.output, *g.initializer]:
        if t.name == old:
            t.name = new
    for n in g.node:
        for names in (n.input, n.output):
            for i, x in enumerate(names):
                if x == old:
                    names[i] = new
    return f"{old} is called {new[:20]!r}"


@mutation
def rename_nodes(r, m):
    name = r.choice(["", "same", "*/", "\n", "x" * 500])
    for n in m.graph.node:
        n.name = name
    m.graph.name = name
    return f"all nodes are called {name[:10]!r}"


@mutation
def unused(r, m):
    """More that nothing reads: a node, an initializer, an input."""
    what = r.choice(["node", "unknown node", "initializer", "string initializer", "input"])
    g = m.graph
    if what == "node":
        g.node.append(helper.make_node("Relu", [r.choice(tensors(g))], ["unused"]))
    elif what == "unknown node":
        g.node.append(helper.make_node("Nonsense", [g.input[0].name], ["unused"]))
    elif what == "initializer":
        g.initializer.append(numpy_helper.from_array(np.float64([1]), "unused"))
    elif what == "string initializer":
        g.initializer.append(TensorProto(name="unused", data_type=TensorProto.STRING, dims=[1], string_data=[b"a"]))
    else:
        g.input.append(helper.make_tensor_value_info("unused", TensorProto.FLOAT, [2]))
    return f"one more {what}, unused"
