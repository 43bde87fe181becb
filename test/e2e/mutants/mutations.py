"""Ways to spoil a model: functions that change `m` in place by the random numbers of `r`.

One that does not apply to this model returns False; otherwise what it did, in words. They are in
mutate_nodes.py, mutate_tensors.py and mutate_graph.py; spoil_bytes spoils the file.
"""
from onnx import TensorProto

MUTATIONS = {}
TYPES = [TensorProto.DataType.Value(t) for t in
         "FLOAT UINT8 INT8 INT32 INT64 STRING BOOL FLOAT16 DOUBLE BFLOAT16 UNDEFINED UINT16".split()] + [77]
NUMBERS = [0, 1, -1, 2, 3, 7, -2**31, 2**31, 2**40, 2**62, -2**63]


def mutation(change):
    MUTATIONS[change.__name__] = change
    return change


def tensors(g):
    """All names that something may read."""
    return ([v.name for v in g.input] + [t.name for t in g.initializer]
            + [o for n in g.node for o in n.output])


def title(n):
    return n.name or n.op_type


def spoil_bytes(r, data):
    """One change of the serialized file."""
    data = bytearray(data)
    at = r.randrange(len(data))
    way = r.choice(["flip", "flip", "flip", "set", "cut", "insert", "delete", "copy"])
    if way == "flip":
        data[at] ^= 1 << r.randrange(8)
    elif way == "set":
        data[at] = r.choice([0, 127, 128, 255])
    elif way == "cut":
        del data[at:]
    elif way == "insert":
        data[at:at] = bytes(r.randrange(256) for _ in range(r.choice([1, 2, 8])))
    elif way == "delete":
        del data[at:at + r.choice([1, 2, 8])]
    else:
        size = r.randrange(1, 40)
        to = r.randrange(len(data))
        data[to:to] = data[at:at + size]
    return bytes(data), f"{way} at byte {at}"
