#!/usr/bin/env python3
"""npy.py: NPY files with nothing but the standard library, right and wrong.

  npy.py from TENSOR.pb FILE.npy [VERSION]   a float tensor of ONNX as numpy would write it
  npy.py fortran TENSOR.pb FILE.npy          the same, elements with the first index fastest
  npy.py values FILE.npy                     prints type, shape and values
  npy.py wrong COMMAND..                     runs COMMAND on each wrong file ({} in it): each must be
                                             refused with its own words
"""
import itertools
import math
import pathlib
import struct
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "e2e"))
import tensors  # noqa: E402

GOOD = "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1, 8, 8), }"
DATA = bytes(4 * 64)


def npy(header, data=DATA, version=1, magic=b"\x93NUMPY"):
    text = header.encode("latin1" if version < 3 else "utf8")
    size = struct.pack("<H" if version == 1 else "<I", len(text) + 1)
    return magic + bytes([version, 0]) + size + text + b"\n" + data


WRONG = [
    (b"", "does not begin as one"),
    (npy(GOOD, magic=b"\x93NUMPX"), "does not begin as one"),
    (npy(GOOD, version=4), "needs version 1.0, 2.0 or 3.0 of NPY, but got 4.0"),
    (npy(GOOD)[:9], "needs a whole header"),
    (npy(GOOD)[:40], "needs a whole header"),
    (b"\x93NUMPY\x02\x00\xff\xff\xff\xff{", "needs a whole header"),
    (npy("[1]"), "needs a dictionary"),
    (npy(GOOD[:-1]), "needs entries 'key': value"),
    (npy(GOOD + " 7"), "has something behind the }"),
    (npy("{}"), "needs 'descr', 'fortran_order' and 'shape'"),
    (npy("{'descr': '<f4', 'shape': (1, 1, 8, 8)}"), "needs 'descr', 'fortran_order' and 'shape'"),
    (npy(GOOD.replace("descr", "type")), "has 'type' in its header"),
    (npy(GOOD.replace("}", "'descr': '<f4'}")), "has 'descr' in its header"),
    (npy(GOOD.replace(", 'shape'", " 'shape'")), "needs a comma or }"),
    (npy(GOOD.replace("False", "0")), "needs True or False"),
    (npy(GOOD.replace("False", "True"), DATA[:-1]), "needs 256 bytes behind its header, but got 255"),
    (npy(GOOD.replace("<f4", ">f4")), "but got '>f4'"),
    (npy(GOOD.replace("<f4", "|O")), "but got '|O'"),
    (npy(GOOD.replace("<f4", "<U8")), "but got '<U8'"),
    (npy(GOOD.replace("<f4", "<c8")), "but got '<c8'"),
    (npy(GOOD.replace("<f4", "|f4")), "but got '|f4'"),
    (npy(GOOD.replace("'<f4'", "''")), "needs a type like"),
    (npy(GOOD.replace("'<f4'", "[('x', '<f4')]")), "records of several fields"),
    (npy(GOOD.replace("(1, 1, 8, 8)", "64")), "needs a tuple of sizes"),
    (npy(GOOD.replace("(1, 1, 8, 8)", "(64)")), "needs a tuple of sizes"),
    (npy(GOOD.replace("(1, 1, 8, 8)", "(1, -1, 8)")), "needs a tuple of sizes"),
    (npy(GOOD.replace("(1, 1, 8, 8)", "(1 1 8 8)")), "needs a tuple of sizes"),
    (npy(GOOD.replace("(1, 1, 8, 8)", "(1, 1, 8, 8")), "needs a tuple of sizes"),
    (npy(GOOD.replace("(1, 1, 8, 8)", "(99999999999999999999,)")), "needs a tuple of sizes"),
    (npy(GOOD.replace("(1, 1, 8, 8)", "(4294967296, 4294967296)")), "beyond 2^63 bytes"),
    (npy(GOOD, DATA[:-1]), "needs 256 bytes behind its header, but got 255"),
    (npy(GOOD, DATA + b"\0"), "needs 256 bytes behind its header, but got 257"),
    (npy(GOOD.replace("<f4", "<f8"), DATA * 2), "but got f64[1][1][8][8]"),
    (npy(GOOD.replace("(1, 1, 8, 8)", "(64,)")), "but got f32[64]"),
]


def wrong(command):
    with tempfile.TemporaryDirectory() as folder:
        file = str(pathlib.Path(folder) / "wrong.npy")
        for data, words in WRONG:
            pathlib.Path(file).write_bytes(data)
            done = subprocess.run([file if word == "{}" else word for word in command], capture_output=True,
                                  text=True, check=False)
            if done.returncode != 1 or words not in done.stderr or done.stdout:
                sys.exit(f"{data[:80]!r}: exit code {done.returncode}, no '{words}' in\n{done.stderr}")
    print(f"{len(WRONG)} wrong files are refused")


def values(path):
    data = pathlib.Path(path).read_bytes()
    assert data[:8] == b"\x93NUMPY\x01\x00", data[:8]
    size = struct.unpack("<H", data[8:10])[0]
    assert (10 + size) % 64 == 0 and data[9 + size:10 + size] == b"\n", "the data is not aligned"
    header = eval(data[10:10 + size], {})  # our own file
    code = {"f4": "f", "i1": "b", "u1": "B", "i4": "i", "i8": "q"}[header["descr"][1:]]
    found = struct.unpack(f"<{len(data[10 + size:]) // struct.calcsize(code)}{code}", data[10 + size:])
    print(header["descr"], header["fortran_order"], header["shape"], *(f"{value:.6g}" for value in found))


def fortran(dims, found):
    """Elements in C's order (the last index fastest) as Fortran has them."""
    strides = [math.prod(dims[axis + 1:]) for axis in range(len(dims))]
    backwards = itertools.product(*(range(size) for size in reversed(dims)))
    return [found[sum(i * stride for i, stride in zip(reversed(index), strides))] for index in backwards]


def main():
    verb, *words = sys.argv[1:]
    if verb in ("from", "fortran"):
        dims, code, found = tensors.load(words[0])
        if verb == "fortran":
            found = fortran(dims, found)
        header = f"{{'descr': '<{code}4', 'fortran_order': {verb == 'fortran'}, 'shape': {tuple(dims)}, }}"
        data = struct.pack(f"<{len(found)}{code}", *found)
        pathlib.Path(words[1]).write_bytes(npy(header, data, int(words[2]) if words[2:] else 1))
    elif verb == "values":
        values(words[0])
    else:
        wrong(words)


if __name__ == "__main__":
    main()
