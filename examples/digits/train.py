#!/usr/bin/env python3
"""Trains the digits CNN and writes every generated file of this folder.

Never run by tools/demo or tools/test: the results are committed. Needs numpy, onnx, onnxruntime and
jax from PyPI. Of scikit-learn only its data file is read, never its code, so that Debian's
python3-sklearn, which is built for numpy 1, serves beside numpy 2.

  train.py            trains and writes the files beside this script
  train.py --out DIR  writes them to DIR

The last 360 of the 1797 shuffled images are held out: they decide nothing here, neither the number
of epochs nor any other setting, and are only read to print the accuracy.
"""
import argparse
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from data import SEED, run_all, split, to_input, write_references

EPOCHS, BATCH, RATE, DECAY, DROP = 120, 64, 3e-3, 1e-3, 0.3


def initial(random):
    """PyTorch's layout and names; He initialisation."""
    shapes = {"conv1": (8, 1, 3, 3), "conv2": (16, 8, 3, 3), "fc": (10, 64)}
    weights = {}
    for name, shape in shapes.items():
        spread = np.sqrt(2 / np.prod(shape[1:]))
        weights[name + ".weight"] = random.normal(0, spread, shape).astype(np.float32)
        weights[name + ".bias"] = np.zeros(shape[0], np.float32)
    return weights


def logits(weights, x, keep=None):
    """keep: dropout mask of the flattened features, or None."""
    for name in ("conv1", "conv2"):
        x = jax.lax.conv(x, weights[name + ".weight"], (1, 1), "SAME")
        x = jax.nn.relu(x + weights[name + ".bias"][:, None, None])
        x = jax.lax.reduce_window(x, -jnp.inf, jax.lax.max, (1, 1, 2, 2), (1, 1, 2, 2), "VALID")
    x = x.reshape(len(x), -1)
    if keep is not None:
        x = x * keep
    return x @ weights["fc.weight"].T + weights["fc.bias"]


def loss(weights, x, labels, keep):
    smooth = 0.95 * jax.nn.one_hot(labels, 10) + 0.005
    return -jnp.mean(jnp.sum(smooth * jax.nn.log_softmax(logits(weights, x, keep)), -1))


@jax.jit
def adam(state, x, labels, keep, rate):
    weights, first, second, step = state
    gradient = jax.grad(loss)(weights, x, labels, keep)
    step = step + 1
    first = {k: 0.9 * first[k] + 0.1 * g for k, g in gradient.items()}
    second = {k: 0.999 * second[k] + 0.001 * g * g for k, g in gradient.items()}

    def moved(k):
        mean, square = first[k] / (1 - 0.9**step), second[k] / (1 - 0.999**step)
        return weights[k] - rate * (mean / (jnp.sqrt(square) + 1e-8) + DECAY * weights[k])

    return {k: moved(k) for k in weights}, first, second, step


def shifted(x, random):
    """Each image moved by -1, 0 or 1 pixel both ways: people do not write on a grid."""
    padded = np.pad(x, [(0, 0), (0, 0), (1, 1), (1, 1)])
    moves = random.choice([0, 1, 2], (len(x), 2), p=[0.15, 0.7, 0.15])
    return np.stack([p[:, dy:dy + 8, dx:dx + 8] for p, (dy, dx) in zip(padded, moves)])


def train(images, labels):
    random = np.random.RandomState(SEED)
    weights = initial(random)
    zeros = {k: np.zeros_like(v) for k, v in weights.items()}
    state, x = (weights, zeros, zeros, 0), to_input(images)
    for epoch in range(EPOCHS):
        rate = RATE * 0.5 * (1 + np.cos(np.pi * epoch / EPOCHS))
        order = random.permutation(len(x))
        for at in range(0, len(x) - BATCH + 1, BATCH):
            pick = order[at:at + BATCH]
            keep = (random.rand(BATCH, 64) >= DROP).astype(np.float32) / np.float32(1 - DROP)
            state = adam(state, shifted(x[pick], random), labels[pick], keep, rate)
    return {k: np.asarray(v, np.float32) for k, v in state[0].items()}


def build(weights):
    """The model as PyTorch's exporter would name it."""
    def node(path, kind, inputs, output=None, **attributes):
        output = output or f"/{path}/{kind}_output_0"
        return helper.make_node(kind, inputs, [output], f"/{path}/{kind}", **attributes), output

    nodes, x = [], "image"
    for i in ("1", "2"):
        conv = [x, f"conv{i}.weight", f"conv{i}.bias"]
        n, x = node("conv" + i, "Conv", conv, dilations=[1, 1], group=1, kernel_shape=[3, 3],
                    pads=[1, 1, 1, 1], strides=[1, 1])
        nodes.append(n)
        n, x = node("relu" + i, "Relu", [x])
        nodes.append(n)
        n, x = node("pool" + i, "MaxPool", [x], ceil_mode=0, kernel_shape=[2, 2], strides=[2, 2])
        nodes.append(n)
    n, x = node("flatten", "Flatten", [x], axis=1)
    nodes.append(n)
    n, x = node("fc", "Gemm", [x, "fc.weight", "fc.bias"], alpha=1.0, beta=1.0, transB=1)
    nodes.append(n)
    nodes.append(node("softmax", "Softmax", [x], "probabilities", axis=1)[0])
    graph = helper.make_graph(
        nodes, "digits",
        [helper.make_tensor_value_info("image", TensorProto.FLOAT, [1, 1, 8, 8])],
        [helper.make_tensor_value_info("probabilities", TensorProto.FLOAT, [1, 10])],
        [numpy_helper.from_array(v, k) for k, v in weights.items()])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8,
                              producer_name="pelemay examples/digits/train.py")
    onnx.checker.check_model(model, full_check=True)
    return model


def table(values, width):
    """Comma-separated lines of at most `width` characters."""
    lines, line = [], ""
    for v in values:
        if len(line) + len(f"{v},") > width:
            lines.append(line)
            line = ""
        line += f"{v},"
    return lines + [line]


def header(images, labels):
    n = len(labels)
    rows = "\n".join("  {" + "\n   ".join(table(image, 94)).rstrip(",") + "}," for image in images)
    return f"""\
/// held_out.h - {n} handwritten digits that training never saw; written by train.py.
/// UCI "Optical Recognition of Handwritten Digits" as bundled with scikit-learn; see README.md.
/// A pixel is 0 (paper) .. 16 (ink), row by row; the network reads pixel / 16.
#ifndef DIGITS_HELD_OUT_H
#define DIGITS_HELD_OUT_H

#include <stdint.h>

#define HELD_OUT_COUNT {n}

// clang-format off
static const uint8_t held_out_labels[{n}] = {{
{chr(10).join("  " + line for line in table(labels, 96))}
}};

static const uint8_t held_out_images[{n}][64] = {{
{rows}
}};
// clang-format on

#endif  // DIGITS_HELD_OUT_H
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path(__file__).resolve().parent)
    out = parser.parse_args().out
    seen, (images, labels) = split()
    model = build(train(*seen))
    got = run_all(model, to_input(images))
    mine = run_all(model, to_input(seen[0])).argmax(1)
    (out / "reference").mkdir(parents=True, exist_ok=True)
    (out / "digits.onnx").write_bytes(model.SerializeToString(deterministic=True))
    (out / "held_out.h").write_text(header(images, labels))
    lines = [f"{label} {p.argmax()}\n" for label, p in zip(labels, got)]
    (out / "reference/labels.txt").write_text("# label, ONNX Runtime's answer\n" + "".join(lines))
    write_references(out / "reference", to_input(images), got)
    top = np.sort(got, 1)
    print(f"training accuracy {100 * np.mean(mine == seen[1]):.2f} %, "
          f"held-out accuracy {100 * np.mean(got.argmax(1) == labels):.2f} % "
          f"({np.sum(got.argmax(1) == labels)} of {len(labels)}), "
          f"smallest lead of an answer {np.min(top[:, -1] - top[:, -2]):.4f}")


if __name__ == "__main__":
    main()
