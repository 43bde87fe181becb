#!/usr/bin/env python3
"""Writes the malformed Nx graphs, one file each, and expected.json.

Each is ../nx_mlp/graph.json with one thing wrong, and must be refused like ../bad_models: one clear
error, exit code 1, an empty output folder, no crash. expected.json: `what` is wrong, and the words
that the error must contain (case does not matter) in `error`. A node is named by its op and the id
of its first result, as `dot` 5. Needs nothing but Python.
"""
import argparse
import copy
import json
from pathlib import Path

GRAPH = json.loads((Path(__file__).resolve().parents[1] / "nx_mlp/graph.json").read_text())
BAD = {}


def case(name, what, error, change):
    """change: edits a copy of the graph, or returns text."""
    graph = copy.deepcopy(GRAPH)
    made = change(graph)
    text = made if isinstance(made, str) else json.dumps(graph, separators=(",", ":"))
    BAD[name + ".json"] = text, dict(what=what, error=error)


def put(*path):
    """Assigns the last of path: put("nodes", 0, "op", "frobnicate")."""
    def change(graph):
        place = graph
        for key in path[:-2]:
            place = place[key]
        place[path[-2]] = path[-1]
    return change


WHOLE = json.dumps(GRAPH)
DOT, BIAS, MAX, REDUCE, DIVIDE = 0, 1, 3, 6, 10     # positions in `nodes`

case("empty", "no bytes at all", ["JSON"], lambda g: "")
case("truncated", "the file ends in the middle", ["JSON"], lambda g: WHOLE[:len(WHOLE) // 2])
case("not_an_object", "JSON, but a list", ["object"], lambda g: f"[{WHOLE}]")
case("deep", "2000 lists inside of each other", ["object"], lambda g: "[" * 2000 + "]" * 2000)
case("lone_surrogate", "half a character in the graph's name", ["JSON"],
     lambda g: WHOLE.replace('"mlp"', r'"\ud800"'))
case("wrong_format", "another program's file", ["format", "someone-elses"],
     put("format", "someone-elses"))
case("wrong_version", "version 2 of the format", ["version", "2"], put("version", 2))
case("no_nodes", "no list of nodes", ["nodes"], lambda g: g.pop("nodes") and None)
case("unknown_op", "an op that does not exist", ["frobnicate", "8"],
     put("nodes", MAX, "op", "frobnicate"))
case("unknown_attribute", "an attribute that reduce_max does not have",
     ["reduce_max", "11", "frobnication"], put("nodes", REDUCE, "attrs", "frobnication", 1))
case("missing_attribute", "dot without the axes that it contracts", ["dot", "5", "contract_left"],
     lambda g: g["nodes"][DOT]["attrs"].pop("contract_left") and None)
case("attribute_type", "axes is a text", ["reduce_max", "11", "axes"],
     put("nodes", REDUCE, "attrs", "axes", "all"))
case("axis_range", "reduce_max over axis 2 of rank 2", ["reduce_max", "11", "axes", "2"],
     put("nodes", REDUCE, "attrs", "axes", [2]))
case("unknown_key", "a key beside op, in, out, attrs", ["add", "6", "colour"],
     put("nodes", BIAS, "colour", "red"))
case("unknown_type", "an input of type f33", ["input", "f33"], put("inputs", 0, "type", "f33"))
case("missing_id", "add reads 77, which nothing writes", ["add", "6", "77"],
     put("nodes", BIAS, "in", [5, 77]))
case("use_before_definition", "add reads 15, which the last node writes", ["add", "6", "15"],
     put("nodes", BIAS, "in", [5, 15]))
case("duplicate_id", "two nodes write 5", ["add", "5"], put("nodes", BIAS, "out", 0, "id", 5))
case("input_id_again", "a node writes 2, which is an input", ["dot", "2"],
     put("nodes", DOT, "out", 0, "id", 2))
case("output_id", "the graph's output is 77, which nothing writes", ["output", "77"],
     put("outputs", 0, "id", 77))
case("no_outputs", "a graph without outputs", ["output"], put("outputs", []))
case("declared_shape", "dot is declared [1, 9] and gives [1, 8]", ["dot", "5", "9"],
     put("nodes", DOT, "out", 0, "shape", [1, 9]))
case("declared_output_shape", "the graph's output is declared [1, 5] and is [1, 4]",
     ["output", "15", "5"], put("outputs", 0, "shape", [1, 5]))
case("declared_type", "add of f32 declared s32", ["add", "6", "s32"],
     put("nodes", BIAS, "out", 0, "type", "s32"))
case("contracted_sizes", "dot contracts 16 with 8", ["dot", "5", "16"],
     put("nodes", DOT, "attrs", "contract_right", [1]))
case("too_few_operands", "divide with one operand", ["divide", "15"],
     put("nodes", DIVIDE, "in", [13]))
case("negative_size", "an input of -16 elements", ["input", "-16"], put("inputs", 0, "shape", [1, -16]))
case("size_overflow", "an input of 2^32 x 2^32 elements", ["input", "4294967296"],
     put("inputs", 0, "shape", [2**32, 2**32]))
case("fractional_size", "an input of 1.5 rows", ["input", "1.5"], put("inputs", 0, "shape", [1.5, 16]))


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path(__file__).resolve().parent)
    out = parser.parse_args().out
    for name, (text, _) in BAD.items():
        (out / name).write_text(text)
    expected = {name: expectation for name, (_, expectation) in BAD.items()}
    (out / "expected.json").write_text(json.dumps(expected, indent=1) + "\n")


if __name__ == "__main__":
    main()
