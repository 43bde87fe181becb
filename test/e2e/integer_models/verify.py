#!/usr/bin/env python3
"""verify.py [--shared] [--folder MODEL] TARGET..: quantized models against the integer reference, value by value.

Three looks at each data set of a model, each a program of its own:
  outputs  against the stored ones: equal, behind a softmax within 1 LSB; where ONNX Runtime's float arithmetic
           decided a tie, the differences counted in DIFFER, no more and no less
  fused    advice on what is stored in 8 bits alone: the kernels of the plain program
  all      advice on everything, 'after call(*)': sums too, and what a fusion would have removed
Tensors equal the reference's dump byte for byte, behind a softmax within 1 LSB. Each step of the reference must be
seen; a move or a view of one may have no value of its own, and is counted.

Without --shared: the models of this repository, whose dumps are stored. With it: those of $PELEMAY_DATA/onnx/models
(default: shared/data beside the repository); the dumps are made by integer_reference.py there, for which
$PELEMAY_ONNX_PYTHON is a Python with onnx and numpy. What is not there is skipped, and said.
Exit code 1 after a miss.
"""
import argparse
import collections
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import oracle

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from tensors import load  # noqa: E402

ROOT = HERE.parents[2]
STORED = ["residual_int8", "residual_int8_io", "residual_uint8", "integer_models/operators_u8",
          "integer_models/operators_s8"]
SHARED = ["ad_autoencoder_int8", "ad_autoencoder_qdq_pc", "hello_world_int8", "ic_resnet8_int8", "ic_resnet8_qdq_pc",
          "ic_resnet8_qdq_pt", "ic_resnet8_qop_u8", "kws_dscnn_int8", "kws_dscnn_qdq_pc", "kws_dscnn_qdq_pt",
          "kws_dscnn_qop_u8", "mcunet_vww_int8", "micro_kws_m_qdq", "micro_kws_m_qoperator", "micro_speech_int8",
          "mobilenetv2_trained_int8", "person_detect_int8", "sww_streaming_int8", "vww_mobilenetv1_int8",
          "vww_mobilenetv1_qdq_pc"]
# How often the outputs are how many LSB off what ONNX Runtime stored. The integer reference has the same differences:
# exact ties that a float32 average decides at random (micro_kws_m_qdq), and sums within 1.2e-5 LSB of one.
DIFFER = {"micro_kws_m_qdq": {0: 6, 1: 3, 2: 1},
          "mobilenetv2_trained_int8": {0: 231, 1: 468, 2: 409, 3: 305, 4: 250, 5: 136, 6: 98, 7: 48, 8: 31, 9: 14,
                                       10: 7, 11: 2, 12: 1},
          "vww_mobilenetv1_qdq_pc": {0: 2, 1: 2}}
LOOKS = {"outputs": None, "fused": "after call(*quantize, lookup, concat): log", "all": "after call(*): log"}


def run(model, data, target, advice, out):
    """(report, error): of a run that writes its outputs to a folder."""
    inputs = [word for path in sorted(data.glob("input_*.pb")) for word in ("--input-file", str(path))]
    probe = ["--probe", advice] if advice else []
    done = subprocess.run(["pelemay", "run", str(model), "--target", target, "--output-dir", str(out), "--json",
                           "--timeout", "900", *inputs, *probe], capture_output=True, text=True)
    if done.returncode == 0:
        return json.loads(done.stdout, object_hook=oracle.packed), ""
    said = done.stderr + done.stdout
    return None, next((line for line in said.splitlines() if "error:" in line), said.strip() or "it failed")


def lsb(got, want, scale):
    """Differences in units of the last place, counted."""
    unit = 1 if got[1] in "bB" else scale
    return collections.Counter(round(abs(a - b) / unit) for a, b in zip(got[2], want[2]))


def large(shape):
    """Without axes of size 1: a map without rows has one of ours."""
    return [size for size in shape if size != 1]


def outputScale(tensors, graph, name):
    """What a float output's last place is worth: the scale of the integers it was dequantized from."""
    known = {tensor.name: tensor.entry["scale"] for tensor in tensors}
    writer = graph.writer[name]
    return known.get(name) or known.get(writer.inputs[0])


class Model:
    def __init__(self, folder, dumps):
        self.folder, self.dumps = folder, dumps
        self.model = folder / "model.onnx"
        self.misses, self.counts = [], collections.Counter()
        self.lsb, self.argmax = collections.Counter(), True
        self.allowed = 0  # LSB of the outputs

    def miss(self, text):
        self.misses.append(text)

    def checkOutputs(self, data, out, tensors, graph):
        for path in sorted(data.glob("output_*.pb")):
            got, want = load(out / path.name), load(path)
            if got[:2] != want[:2]:
                return self.miss(f"{path}: got {got[:2]}, want {want[:2]}")
            name = graph.outputs[int(path.stem.split("_")[1])]
            self.lsb += lsb(got, want, outputScale(tensors, graph, name))
            best = [max(range(len(values)), key=values.__getitem__) for values in (got[2], want[2])]
            self.argmax &= best[0] == best[1]

    def checkProbes(self, look, probes, tensors):
        for tensor in tensors:
            if tensor.isInput:
                continue
            parts = [("integers", tensor.integers(), tensor.allowed)]
            if look == "all" and tensor.sums():
                parts.append(("sums", tensor.sums(), 0))
            for what, want, allowed in parts:
                seen = [p for p in probes if p["node"] in tensor.nodes and p["type"] == want[1]
                        and large(p["shape"]) == large(want[0])]
                if not seen:
                    self.counts["unseen"] += 1
                    if tensor.hasSums if what == "sums" else tensor.isStep and not tensor.isMoved:
                        self.miss(f"{look}: {what} of {tensor.name} (nodes {sorted(tensor.nodes)}) were not logged")
                    continue
                self.counts[look] += 1
                got = seen[-1]["values"]  # of several, the last of the chain
                worst = 0 if got.tobytes() == want[2].tobytes() else max(abs(a - b) for a, b in zip(got, want[2]))
                if worst > allowed or len(got) != len(want[2]):
                    self.miss(f"{look}: {what} of {tensor.name} differ by up to {worst}, at "
                              f"{sum(a != b for a, b in zip(got, want[2]))} of {len(got)} places")

    def look(self, name, data, target, dump):
        tensors, graph = oracle.read(self.model, dump)
        self.allowed = max(tensor.allowed for tensor in tensors)
        with tempfile.TemporaryDirectory() as out:
            report, error = run(self.model, data, target, LOOKS[name], Path(out))
            if report is None:
                return self.miss(f"{name}: {error}")
            if name == "outputs":
                self.checkOutputs(data, Path(out), tensors, graph)
            else:
                self.checkProbes(name, report["run"]["probes"], tensors)

    def verify(self, target):
        """A line that says how it went."""
        sets = sorted(self.folder.glob("test_data_set_*"))
        with tempfile.TemporaryDirectory() as scratch:
            for data in sets:
                number = data.name.rsplit("_", 1)[1]
                dump, error = self.dumps(number, Path(scratch) / number)
                if error:
                    return self.miss(error)
                for name in LOOKS:
                    self.look(name, data, target, dump)
                    if self.misses:
                        return None
        wanted = DIFFER.get(self.folder.name)
        good = self.lsb == wanted if wanted else max(self.lsb) <= self.allowed
        if not sets or not good or not self.argmax:
            self.miss(f"outputs: argmax {'equal' if self.argmax else 'NOT equal'}, LSB {dict(sorted(self.lsb.items()))}")
        return None


def stored(folder):
    """A model beside its dumps."""
    return Model(folder, lambda number, _: (folder / "expected" / f"set_{number}", ""))


def shared(folder, reference, python):
    def dump(number, to):
        done = subprocess.run([python, str(reference), str(folder), "--dump", str(to), "--set", number],
                              capture_output=True, text=True)
        return to, f"integer_reference.py: {done.stderr}" if done.returncode else ""
    return Model(folder, dump)


def models(arguments):
    """The models to verify, or why there are none."""
    if not arguments.shared:
        return [stored(folder) for folder in arguments.folder or [HERE.parent / name for name in STORED]], ""
    data = Path(os.environ.get("PELEMAY_DATA", ROOT.parent / "shared" / "data")) / "onnx"
    python = os.environ.get("PELEMAY_ONNX_PYTHON", sys.executable)
    if not (data / "models").is_dir():
        return [], f"there is no {data / 'models'} ($PELEMAY_DATA)"
    if subprocess.run([python, "-c", "import numpy, onnx"], capture_output=True).returncode:
        return [], f"{python} lacks onnx or numpy ($PELEMAY_ONNX_PYTHON)"
    folders = arguments.folder or [data / "models" / name for name in SHARED]
    return [shared(folder, data / "integer_reference.py", python) for folder in folders], ""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", action="store_true")
    parser.add_argument("--folder", action="append", type=Path, help="this model instead; may be repeated")
    parser.add_argument("targets", nargs="+")
    arguments = parser.parse_args()
    misses = 0
    for target in arguments.targets:
        found, why = models(arguments)
        if why:
            print(f"skipped: {why}")
        for model in found:
            model.verify(target)
            counts = model.counts
            print(f"{target} {model.folder.name}: " + (
                "MISS: " + "; ".join(model.misses[:3]) if model.misses else
                f"outputs {dict(sorted(model.lsb.items()))} LSB; equal to the reference: {counts['fused']} tensors "
                f"fused, {counts['all']} with all values kept; {counts['unseen']} have no value of their own"),
                flush=True)
            misses += bool(model.misses)
    print(f"{misses} misses")
    sys.exit(misses != 0)


if __name__ == "__main__":
    main()
