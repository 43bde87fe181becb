#!/usr/bin/env python3
"""Runs an importer over bad graphs: each is refused with one error that holds the expected words.

  refused.py FOLDER     a folder with expected.json, as test/e2e/bad_nx
  refused.py            graphs made here: the smallest change of one node that shows a refusal
"""
import json
import subprocess
import sys
import tempfile
from pathlib import Path

HEAD = {"format": "pelemay-nx-graph", "version": 1, "producer": {"nx": "0.13.1"}, "name": "f"}


def value(number, type="f32", shape=()):
    return {"id": number, "type": type, "shape": list(shape)}


def graph(node, *inputs, out=None):
    """One node that reads the inputs, and what it gives."""
    node = {"in": list(range(len(inputs))), "out": [out or value(9)], **node}
    ins = [value(i, *each) for i, each in enumerate(inputs)]
    return {**HEAD, "inputs": ins, "nodes": [node], "outputs": [node["out"][0]]}


def axes(left, right, batch=()):
    return {"contract_left": left, "contract_right": right, "batch_left": list(batch), "batch_right": list(batch)}


def constant_then(number, type, op, other):
    """op(other, a scalar constant of another type)."""
    made = graph({"op": op, "in": [0, 5]}, (other, (2,)), out=value(9, other, (2,)))
    made["nodes"].insert(0, {"op": "constant", "in": [], "out": [value(5, type)], "attrs": {"value": number}})
    return made


PAIR = ("f32", (2, 3)), ("f32", (3, 4))
MADE = {
    "batch axes": (graph({"op": "dot", "attrs": axes([2], [1], [0])}, ("f32", (2, 3, 4)), ("f32", (2, 4, 5)),
                         out=value(9, "f32", (2, 3, 5))), ["dot_9", "nodes[0].attrs.batch_left", "batch axes"]),
    "contract twice": (graph({"op": "dot", "attrs": axes([1, 1], [0, 0])}, *PAIR, out=value(9, "f32", (2, 4))),
                       ["contract_left", "each axis once"]),
    "contract count": (graph({"op": "dot", "attrs": axes([1], [])}, *PAIR, out=value(9, "f32", (2, 3, 4))),
                       ["equal sizes", "[3] and []"]),
    "dot of s8": (graph({"op": "dot", "attrs": axes([0], [0])}, ("s8", (2,)), ("s8", (2,)), out=value(9, "s8")),
                  ["dot", "f32", "s8"]),
    "two types": (graph({"op": "add"}, ("f32", (2,)), ("s32", (2,)), out=value(9, "f32", (2,))),
                  ["nodes[0] (add)", "s32 [2] as operand 1"]),
    "constant not exact in f32": (constant_then(16777217, "s32", "add", "f32"), ["add", "exact", "s32 []"]),
    "constant out of range": (constant_then(256, "s32", "max", "u8"), ["max", "exact", "u8"]),
    "constant with a fraction": (constant_then(0.5, "f32", "max", "s8"), ["max", "exact", "f32 []"]),
    "constant too large": (constant_then(300, "u8", "max", "u8"), ["constant_5", "from 0 to 255", "300"]),
    "constant no number": (constant_then("zero", "f32", "max", "f32"), ["constant_5", "zero"]),
    "wide integers overflow": (graph({"op": "add"}, ("s32", ()), ("s32", ()), out=value(9, "s32")), ["add", "s32"]),
    "exp of an integer": (graph({"op": "exp"}, ("s8", ()), out=value(9, "s8")), ["exp", "f32", "s8"]),
    "axes with a gap": (graph({"op": "sum", "attrs": {"axes": [0, 2], "keep_axes": False}}, ("f32", (2, 3, 4)),
                              out=value(9, "f32", (3,))), ["sum", "neighbouring", "[0, 2]"]),
    "sum of u8": (graph({"op": "sum", "attrs": {"axes": None, "keep_axes": False}}, ("u8", (2,)),
                        out=value(9, "s32")), ["sum", "f32"]),
    "reshape of another count": (graph({"op": "reshape"}, ("f32", (2, 3)), out=value(9, "f32", (5,))),
                                 ["reshape", "[5]"]),
    "reshape to another type": (graph({"op": "reshape"}, ("f32", (2,)), out=value(9, "s32", (2, 1))),
                                ["reshape", "f32", "s32"]),
    "regions": (graph({"op": "while", "regions": {}}, ("f32", ())), ["while", "regions"]),
    "type of later": (graph({"op": "exp"}, ("bf16", ()), out=value(9, "bf16")), ["inputs[0]", "bf16"]),
    "two results": (graph({"op": "elem", "out": [value(8), value(9)]}), ["nodes[0].out", "one result"]),
    "no sidecar": (graph({"op": "tensor", "attrs": {"data": "c0"}}, out=value(9, "f32", (2,))),
                   ["tensor_9", "safetensors"]),
    "a huge constant": (graph({"op": "constant", "attrs": {"value": 0}}, out=value(9, "f32", (2**39,))),
                        ["constant_9", "2 GiB"]),
    "a long text": (graph({"op": "x" * 100000}), ["nodes[0].op", "64 bytes"]),
    "a huge id": (graph({"op": "exp"}, ("f32", ()), out=value(2**63)), ["id", "9223372036854775808"]),
}
TEXTS = {
    "a key twice": (json.dumps(graph({"op": "exp"}, ("f32", ()))).replace('"version"', '"name": "g", "version"'),
                    ["name", "twice"]),
    "a number too large": ('{"version": 1e999}', ["64 bits"]),
    "deep objects": ('{"a":' * 100000 + "1" + "}" * 100000, ["deep"]),
    "a control character": ('{"for\x01mat": 1}', ["JSON"]),
}


def sidecar(header, data, length=None):
    text = json.dumps(header).encode()
    return (len(text) if length is None else length).to_bytes(8, "little") + text + data


def entry(dtype="F32", shape=(2,), offsets=(0, 8)):
    return {"c0": {"dtype": dtype, "shape": list(shape), "data_offsets": list(offsets)}}


SIDECARS = {
    "short": (b"1234567", ["8 bytes"]),
    "length beyond the file": (sidecar(entry(), bytes(8), 2**63), ["header", "length"]),
    "no JSON": (sidecar({}, bytes(8), 1), ["header", "JSON"]),
    "another name": (sidecar({"c1": entry()["c0"]}, bytes(8)), ["c0"]),
    "another dtype": (sidecar(entry("I32"), bytes(8)), ["f32 [2]", "I32"]),
    "another shape": (sidecar(entry(shape=(3,)), bytes(12)), ["f32 [2]", "[3]"]),
    "offsets beyond the data": (sidecar(entry(offsets=(8, 16)), bytes(8)), ["data_offsets[1]", "16"]),
    "offsets swapped": (sidecar(entry(offsets=(8, 0)), bytes(8)), ["data_offsets", "8 bytes apart"]),
    "too few bytes": (sidecar(entry(offsets=(0, 4)), bytes(8)), ["data_offsets", "8 bytes apart"]),
}


def check(name, path, words):
    done = subprocess.run(["pelemay-translate", "--import-nx", str(path)], capture_output=True, text=True)
    wrong = [f"'{word}' is missing" for word in words if word.lower() not in done.stderr.lower()]
    if done.returncode != 1 or done.stdout:
        wrong.append(f"exit code {done.returncode}, output {done.stdout[:200]!r}")
    if done.stderr.count("error:") != 1 or len(done.stderr) > 1000:
        wrong.append("not one short error")
    if wrong:
        print(f"{name}: {'; '.join(wrong)}\n  {done.stderr[:1500]}")
    return not wrong


def main():
    with tempfile.TemporaryDirectory() as folder:
        results = []
        if len(sys.argv) > 1:
            bad = Path(sys.argv[1])
            for name, case in json.loads((bad / "expected.json").read_text()).items():
                results.append(check(name, bad / name, case["error"]))
        else:
            path = Path(folder) / "graph.json"
            texts = {name: (json.dumps(made), words) for name, (made, words) in MADE.items()}
            for name, (text, words) in {**texts, **TEXTS}.items():
                path.write_text(text)
                results.append(check(name, path, words))
            path.write_text(json.dumps(MADE["no sidecar"][0]))
            for name, (data, words) in SIDECARS.items():
                path.with_suffix(".safetensors").write_bytes(data)
                results.append(check(name, path, words))
        print(f"{sum(results)} of {len(results)} refused as expected")
        return not all(results) or not results


if __name__ == "__main__":
    sys.exit(main())
