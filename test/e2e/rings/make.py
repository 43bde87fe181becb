#!/usr/bin/env python3
"""Writes the programs of this folder and the bytes they must give (needs numpy and onnx).

rings.mlir      conv 3x3, depthwise 3x3 stride 2, conv 1x1: one stream over row rings
layerwise.mlir  the same three steps on whole maps
downward.mlir   a conv 3x3 whose result lies two rows above its input, rows from the last to the first
upward.mlir     the same convolution with a map of its own
rings_short.mlir, downward_close.mlir: the same with one ring, or the distance, a row shorter: to be refused
rings/, square/: input_0.pb and the exact output_0.pb, int8, computed below from the definition
"""
import pathlib

import numpy as np
from onnx import numpy_helper

HERE = pathlib.Path(__file__).parent
rng = np.random.default_rng(13)
ROWS, WIDTH, IN, MID, OUT = 13, 10, 3, 8, 4


def requantize(acc, by):
    """The one formula of docs/design/03-integers.md; channels are the last axis."""
    multiplier, shift, zero, lo, hi = by
    acc = acc.astype(np.int64)
    return np.clip(zero + ((acc * multiplier + (1 << (shift - 1))) >> shift), lo, hi).astype(np.int8)


def conv(x, w, bias, stride, pad, fill, groups=1):
    """x [H, W, C], w [O, kh, kw, C / groups]: exact sums in int64."""
    kh, kw = w.shape[1:3]
    padded = np.full((x.shape[0] + 2 * pad, x.shape[1] + 2 * pad, x.shape[2]), fill, np.int64)
    padded[pad:pad + x.shape[0], pad:pad + x.shape[1]] = x
    rows, cols = [(n - k) // stride + 1 for n, k in zip(padded.shape, (kh, kw))]
    y = np.zeros((rows, cols, w.shape[0]), np.int64)
    for o in range(w.shape[0]):
        first = o // (w.shape[0] // groups) * w.shape[3]
        for i in range(rows):
            for j in range(cols):
                window = padded[i * stride:i * stride + kh, j * stride:j * stride + kw]
                y[i, j, o] = (window[:, :, first:first + w.shape[3]] * w[o].astype(np.int64)).sum() + bias[o]
    return y


def save(folder, x, y):
    (HERE / folder).mkdir(exist_ok=True)
    for name, array in (("input_0", x), ("output_0", y)):
        tensor = numpy_helper.from_array(array[np.newaxis])
        (HERE / folder / f"{name}.pb").write_bytes(tensor.SerializeToString())


def weights(*shape):
    return rng.integers(-127, 128, shape).astype(np.int8), rng.integers(-2000, 2000, shape[0]).astype(np.int32)


def dense(array):
    return f'dense<"0x{array.tobytes().hex().upper()}">'


def constant(name, array):
    kind = {"int8": "i8", "int32": "i32"}[str(array.dtype)]
    shape = "x".join(map(str, array.shape))
    return f'  arena.constant @{name} pack "dense" {dense(array)} : tensor<{shape}x{kind}>\n'


def slot(*shape):
    return f'<tensor<{"x".join(map(str, shape))}xi8>>'


def step(name, params, x, w, y, types, by, down=False):
    multiplier, shift, zero, lo, hi = by
    flag = "down " if down else ""
    return (f'    arena.step "conv"(%{x}) weights [@{w}_weight, @{w}_bias] -> (%{y}) params {{{params}}} epilogue '
            f'[#graph.requantize<type = i8, multiplier = [{multiplier}], shift = [{shift}], zero = {zero}, '
            f'lo = [{lo}], hi = [{hi}]>] {flag}{{name = "{name}", order = array<i64: 0, -1, -2>}} : '
            f'(!arena.slot{types[0]}, !arena.slot{types[1]}) -> ()\n')


def program(name, header, arena_bytes, body):
    return (f'{header}arena.program @{name} memories [#arena.memory<name = "sram">] model {{file = "{name}.mlir"}} '
            f'attributes {{arena_bytes = array<i64: {arena_bytes}>}} {{\n{body}}}\n')


def window(stride, pad, fill, groups=1):
    return (f"stride = array<i64: {stride}, {stride}>, pad = array<i64: {pad}, {pad}, {pad}, {pad}>, "
            f"groups = {groups} : i64, fill = {fill} : i64")


image = rng.integers(-128, 128, (ROWS, WIDTH, IN)).astype(np.int8)
stem_w, stem_b = weights(MID, 3, 3, IN)
dw_w, dw_b = weights(MID, 3, 3, 1)
pw_w, pw_b = weights(OUT, 1, 1, MID)
stem_by, dw_by, pw_by = (1301234567, 40, -3, -100, 127), (1412345678, 39, 5, -128, 127), (1123456789, 39, 7, -128, 120)

stem = requantize(conv(image, stem_w, stem_b, 1, 1, -11), stem_by)
dw = requantize(conv(stem, dw_w, dw_b, 2, 1, -3, MID), dw_by)
pw = requantize(conv(dw, pw_w, pw_b, 1, 0, 0), pw_by)
assert len(np.unique(pw)) > 20
save("rings", image, pw)

names = [("stem_weight", stem_w), ("stem_bias", stem_b), ("dw_weight", dw_w), ("dw_bias", dw_b),
         ("pw_weight", pw_w), ("pw_bias", pw_b)]
constants = "".join(constant(*pair) for pair in names)
x, a, b, y = slot(1, ROWS, WIDTH, IN), slot(1, *stem.shape), slot(1, *dw.shape), slot(1, *pw.shape)


def three(ring):
    """The three steps and their slots; ring: rows that stem keeps, 0 for whole maps."""
    stem_bytes = ring * WIDTH * MID if ring else stem.size
    dw_at = 400 + stem_bytes
    dw_bytes = dw.shape[1] * MID if ring else dw.size
    kept = [f"ring <axis = 1, rows = {n}>" if ring else "" for n in (ring, 1)]
    slots = (f'  %x = arena.slot "image" input memory 0 at 0 {{io = 0 : i64, may_overwrite}} : {x}\n'
             f'  %a = arena.slot "stem" arena memory 0 at 400 {kept[0]} : {a}\n'
             f'  %b = arena.slot "dw" arena memory 0 at {dw_at} {kept[1]} : {b}\n'
             f'  %y = arena.slot "pw" output {{io = 0 : i64}} : {y}\n')
    steps = (step("stem", window(1, 1, -11), "x", "stem", "a", (x, a), stem_by)
             + step("dw", window(2, 1, -3, MID), "a", "dw", "b", (a, b), dw_by)
             + step("pw", window(1, 0, 0), "b", "pw", "y", (b, y), pw_by))
    # Row y of dw reads rows 2y-1 .. 2y+1 of stem: two new ones each time, and the last window has one.
    phases = "#arena.phase<repeat = 6, rows = [2, 1, 1]>, #arena.phase<repeat = 1, rows = [1, 1, 1]>"
    if ring:
        steps = f'  arena.stream "stem .. pw" phases [{phases}] {{\n{steps}  }}\n'
    return dw_at + dw_bytes, constants + slots + steps


note = "// Written by make.py. Do not edit.\n"
(HERE / "rings.mlir").write_text(program("rings", note, *three(3)))
(HERE / "rings_short.mlir").write_text(program("rings", note, *three(2)))
(HERE / "layerwise.mlir").write_text(program("layerwise", note, *three(0)))

square = rng.integers(-128, 128, (9, 7, MID)).astype(np.int8)
sq_w, sq_b = weights(MID, 3, 3, MID)
sq_by = (1234567890, 41, 4, -128, 127)
result = requantize(conv(square, sq_w, sq_b, 1, 1, 9), sq_by)
save("square", square, result)
m = slot(1, 9, 7, MID)


def square_program(name, at, down):
    row = 7 * MID
    body = (constant("square_weight", sq_w) + constant("square_bias", sq_b)
            + f'  %x = arena.slot "square" input memory 0 at 0 {{io = 0 : i64, may_overwrite}} : {m}\n'
            + f'  %a = arena.slot "map" arena memory 0 at {at * row} : {m}\n'
            + f'  %y = arena.slot "result" output {{io = 0 : i64}} : {m}\n'
            + step("square", window(1, 1, 9), "x", "square", "a", (m, m), sq_by, down)
            + f'  arena.step "copy"(%a) -> (%y) params {{}} {{name = "result", order = array<i64: 0>}} : '
              f'(!arena.slot{m}, !arena.slot{m}) -> ()\n')
    return program(name, note, (9 + at) * row, body)


(HERE / "downward.mlir").write_text(square_program("walked_down", 2, True))
(HERE / "downward_close.mlir").write_text(square_program("walked_down", 1, True))
(HERE / "upward.mlir").write_text(square_program("walked_up", 9, False))
