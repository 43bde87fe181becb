"""What the integer reference says of a model (its --dump), and which nodes each tensor of it stands for.

Standard library alone: a dump is NPY files and an index; a model is read field by field.
"""
import array
import ast
import json
import struct
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from tensors import fields  # noqa: E402

CODES = {"|i1": "b", "|u1": "B", "<i2": "h", "<u2": "H", "<i4": "i", "<i8": "q", "<f4": "f"}
TYPES = {"b": "i8", "B": "u8", "i": "i32", "q": "i64", "f": "f32"}
GRAPH, NODE, OUTPUT = 7, 1, 12  # of ModelProto; of GraphProto


def npy(path):
    """(shape, type as probes spell it, values)."""
    data = Path(path).read_bytes()
    assert data[:8] == b"\x93NUMPY\x01\x00", path
    size = struct.unpack("<H", data[8:10])[0]
    header = ast.literal_eval(data[10:10 + size].decode())
    code = CODES[header["descr"]]
    body = data[10 + size:]
    values = array.array(code, body)
    if header["fortran_order"]:
        values = array.array(code, (values[at] for at in places(header["shape"])))
    return list(header["shape"]), TYPES[code], values


def places(shape):
    """For each element, the last axis fastest, its place where the first axis is."""
    found, step = [0], 1
    for size in shape:
        found = [place + i * step for place in found for i in range(size)]
        step *= size
    return found


def packed(logged):
    """A probe's integers in an array; floats are not looked at. A large net's would fill memory as Python's numbers."""
    codes = {name: code for code, name in TYPES.items()}
    if "values" in logged and logged.get("type") in codes:
        code = codes[logged["type"]]
        logged["values"] = array.array(code, [] if code == "f" else logged["values"])
    return logged


class Node:
    def __init__(self, message):
        found = list(fields(message))
        text = lambda key: [value.decode() for k, _, value in found if k == key]  # noqa: E731
        self.inputs, self.outputs = text(1), text(2)
        self.kind = text(4)[0]
        self.name = (text(3) + [""])[0] or next(filter(None, self.outputs))


class Graph:
    """Which node writes a tensor; the names of the outputs."""

    def __init__(self, model):
        data = Path(model).read_bytes()
        graph = next(value for key, _, value in fields(data) if key == GRAPH)
        self.nodes = [Node(value) for key, _, value in fields(graph) if key == NODE]
        self.outputs = [next(v for k, _, v in fields(value) if k == 1).decode() for key, _, value in fields(graph) if key == OUTPUT]
        self.writer = {name: node for node in self.nodes for name in node.outputs}

    def behind(self, tensor):
        """The nodes whose values are that tensor's integers: a quantization and all between it and what is
        dequantized for it; an operator on quantized tensors alone."""
        node = self.writer.get(tensor)
        if node is None or node.kind != "QuantizeLinear":
            return [node] if node else []
        found, left = [node], [node.inputs[0]]
        while left:
            before = self.writer.get(left.pop())
            if before is None or before in found or before.kind in ("DequantizeLinear", "Constant"):
                continue
            found.append(before)
            left += before.inputs
        return found


# Steps of the reference whose sums are tensors of ours too: products and averages.
SUMMED = {"Conv", "MatMul", "Gemm", "AveragePool", "GlobalAveragePool"}

MOVES = {"Flatten", "Identity", "MaxPool", "Pad", "Requantize", "Reshape", "Squeeze", "Transpose", "Unsqueeze"}


class Tensor:
    """A tensor of the dump: what it must be, and what it may be called where it is observed."""

    def __init__(self, entry, folder, graph):
        self.name, self.folder, self.entry = entry["tensor"], folder, entry
        nodes = graph.behind(self.name)
        self.nodes = {node.name for node in nodes}
        self.allowed = int(any(node.kind.endswith("Softmax") for node in nodes))
        self.isStep = "step" in entry  # else a move of another tensor, or an input
        # Moves between quantizations of one scale have no quantization of their own left.
        self.isMoved = set(entry.get("step", "").split("+")) <= MOVES
        self.hasSums = any(part.replace("QLinear", "").replace("QGemm", "Gemm") in SUMMED
                           for part in entry.get("step", "").split("+"))
        self.isInput = not nodes

    def integers(self):
        return npy(self.folder / self.entry["file"])

    def sums(self):
        file = self.entry.get("accumulator")
        return npy(self.folder / file) if file else None


def read(model, folder):
    """The tensors of a dump in their order; scale by tensor."""
    index = json.loads((Path(folder) / "index.json").read_text())
    graph = Graph(model)
    return [Tensor(entry, Path(folder), graph) for entry in index["tensors"]], graph
