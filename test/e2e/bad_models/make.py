#!/usr/bin/env python3
"""Writes the bad models, one file each, and expected.json.

Each must be refused: one clear error, exit code 1, an empty output folder, no crash, no other file
read, no large allocation. expected.json says of each file

  what      what is wrong with it
  error     words that the error must contain (case does not matter): the node's or tensor's name,
            as far as there is one, and the thing that is wrong
  valid     true: ONNX allows it, Pelemay does not (yet)

Needs numpy and onnx. One `case` or one function a file: structure.py, operands.py, floats.py, moves.py,
quantized.py, sizes.py.
"""
import argparse
import json
from pathlib import Path

import structure  # noqa: F401,I001  in the order of the cases
import operands  # noqa: F401
import floats  # noqa: F401
import moves  # noqa: F401
import quantized  # noqa: F401
import sizes  # noqa: F401
from cases import BAD
from tiny import write


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
