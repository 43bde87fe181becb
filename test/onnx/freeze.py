"""Inputs of a test case made constants of its model, as exporters write them.

ONNX's backend cases feed everything at run time: axes, shapes, even weights. Here a model's file is rewritten field by
field, with nothing but the standard library: the input's entry goes, the stored tensor becomes an initializer.
"""
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "e2e"))
from tensors import fields, load  # noqa: E402

LEVELS = ("as it is", "small integers are constants", "all but the first input are constants")
GRAPH, INITIALIZER, INPUT = 7, 5, 11  # of ModelProto; of GraphProto


def number(value):
    value &= (1 << 64) - 1  # a negative varint has ten bytes
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes(out + bytes([value]))


def field(key, wire, value):
    """One field as bytes again."""
    body = number(value) if wire == 0 else value if wire == 5 else number(len(value)) + value
    return number(key << 3 | wire) + body


def text(message, key):
    return next((value for k, _, value in fields(message) if k == key), b"")


def renamed(tensor, name):
    """A TensorProto (name: 8) with another name."""
    return b"".join(field(*f) for f in fields(tensor) if f[0] != 8) + field(8, 2, name)


def chosen(level, data, count):
    """Which of the inputs become constants."""
    if level == LEVELS[2]:
        return set(range(1, count))
    tensors = [load(data / f"input_{at}.pb") for at in range(count)]
    small = {at for at, (dims, code, _) in enumerate(tensors) if at and code in "iq" and len(dims) <= 1}
    return small if level == LEVELS[1] else set()


def freeze(folder, level, to):
    """Writes the model of folder to a file; which inputs remain, or None where the level changes nothing."""
    model = (folder / "model.onnx").read_bytes()
    graph = list(fields(text(model, GRAPH)))
    given = {text(value, 8) for key, _, value in graph if key == INITIALIZER}
    names = [text(value, 1) for key, _, value in graph if key == INPUT and text(value, 1) not in given]
    sets = sorted(folder.glob("test_data_set_*"))
    constant = set() if level == LEVELS[0] else chosen(level, sets[0], len(names))
    same = all((data / f"input_{at}.pb").read_bytes() == (sets[0] / f"input_{at}.pb").read_bytes()
               for at in constant for data in sets)
    if level != LEVELS[0] and (not constant or not same):
        return None
    gone = {names[at] for at in constant}
    new = [f for f in graph if not (f[0] == INPUT and text(f[2], 1) in gone)]
    new += [(INITIALIZER, 2, renamed((sets[0] / f"input_{at}.pb").read_bytes(), names[at])) for at in sorted(constant)]
    body = b"".join(field(*f) for f in new)
    to.write_bytes(b"".join(field(k, w, body if k == GRAPH else v) for k, w, v in fields(model)))
    return [at for at in range(len(names)) if at not in constant]
