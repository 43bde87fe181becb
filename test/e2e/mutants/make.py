#!/usr/bin/env python3
"""Writes mutants.tar.xz: models of seeds.py, whole and spoilt by mutate_*.py, and what ONNX Runtime says.

In it: NAME/model.onnx, NAME/input_0.pb, .. and, where ONNX Runtime (optimizations off) takes the model,
NAME/output_0.pb, ..; manifest.json says of each NAME the seed, the kind of mutation and what it did.
Always the same by random.Random(14); other numbers, and more, are for a search, not for the archive.
Needs numpy, onnx, onnxruntime. Each model has a process of its own: some might end it.
"""
import argparse
import io
import json
import lzma
import multiprocessing
import random
import resource
import tarfile
import zlib
from pathlib import Path

import numpy as np
import onnxruntime
from onnx import numpy_helper

import mutate_nodes  # noqa: F401,I001  in the order of the mutations
import mutate_tensors  # noqa: F401
import mutate_graph  # noqa: F401
from mutations import MUTATIONS, spoil_bytes
from seeds import SEEDS

NUMPY = {"tensor(float)": np.float32, "tensor(double)": np.float64, "tensor(float16)": np.float16,
         "tensor(int8)": np.int8, "tensor(uint8)": np.uint8, "tensor(int32)": np.int32,
         "tensor(int64)": np.int64, "tensor(bool)": np.bool_}


def serialized(m):
    return m.SerializeToString(deterministic=True)


def mutants(start, structural, in_bytes):
    """(name, data, manifest entry), the whole seeds first; no model twice."""
    r, seen = random.Random(start), set()
    for seed, make in SEEDS.items():
        data = serialized(make())
        seen.add(data)
        yield seed, data, dict(seed=seed, kind="none", what="as it should be")
    kinds, count, tries = list(MUTATIONS), 0, 0
    while count < structural:
        kind, seed = kinds[count % len(kinds)], r.choice(list(SEEDS))
        tries += 1
        if tries > 50:                          # all that it can do has been seen
            kinds.remove(kind)
            tries = 0
            continue
        m = SEEDS[seed]()
        what = MUTATIONS[kind](r, m)
        data = serialized(m)
        if what and data not in seen and len(data) < 4096:
            seen.add(data)
            yield f"s{count:03}", data, dict(seed=seed, kind=kind, what=what)
            count, tries = count + 1, 0
    count = 0
    while count < in_bytes:
        seed = r.choice(list(SEEDS))
        data, what = spoil_bytes(r, serialized(SEEDS[seed]()))
        if data not in seen:
            seen.add(data)
            yield f"b{count:03}", data, dict(seed=seed, kind="bytes", what=what)
            count += 1


def infer(data, send):
    """Sends inputs and outputs, or why there are none."""
    resource.setrlimit(resource.RLIMIT_AS, (8 << 30,) * 2)
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    options.intra_op_num_threads, options.log_severity_level = 1, 4
    try:
        session = onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
        inputs = {}
        for i in session.get_inputs():
            draw = np.random.RandomState(zlib.crc32(i.name.encode()))
            shape = [d if isinstance(d, int) else 1 for d in i.shape]
            assert all(d >= 0 for d in shape) and np.prod(shape, dtype=float) < 1e5, shape
            inputs[i.name] = np.asarray(np.round(draw.normal(0, 1, shape) * 64) / 64).astype(NUMPY[i.type])
        outputs = session.run(None, inputs)
        send.send((list(inputs.values()), [np.asarray(o) for o in outputs]))
    except Exception as e:  # whatever it is, the model is rejected
        send.send(str(e)[:300])


def reference(data):
    """What infer sends, or that it never did."""
    receive, send = multiprocessing.Pipe(False)
    process = multiprocessing.Process(target=infer, args=(data, send))
    process.start()
    send.close()
    try:
        answer = receive.recv() if receive.poll(30) else "no answer in 30 s"
    except EOFError:
        answer = "ended"
    process.kill()
    process.join()
    return answer


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path(__file__).resolve().parent / "mutants.tar.xz")
    parser.add_argument("--reasons", action="store_true", help="print why ONNX Runtime rejects each")
    parser.add_argument("--random", type=int, default=14, help="start of the random numbers")
    parser.add_argument("--structural", type=int, default=240, help="how many models spoilt by mutate_*.py")
    parser.add_argument("--bytes", type=int, default=60, help="how many spoilt in the file's bytes")
    args = parser.parse_args()
    manifest, files = {}, {}
    for name, data, entry in mutants(args.random, args.structural, args.bytes):
        answer = reference(data)
        entry["onnxruntime"] = "rejected" if isinstance(answer, str) else "computed"
        manifest[name] = entry
        files[f"{name}/model.onnx"] = data
        if isinstance(answer, str):
            if args.reasons:
                print(f"{name} {entry['seed']} {entry['what']}: {answer}")
            continue
        for kind, arrays in zip(("input", "output"), answer):
            for k, array in enumerate(arrays):
                files[f"{name}/{kind}_{k}.pb"] = serialized(numpy_helper.from_array(array))
    files["manifest.json"] = json.dumps(manifest, indent=0).encode()
    plain = io.BytesIO()
    with tarfile.open(fileobj=plain, mode="w") as tar:
        for path in sorted(files, key=lambda p: (p.rsplit("/")[-1], manifest.get(p.split("/")[0], {}).get("seed", ""))):
            info = tarfile.TarInfo(path)
            info.size = len(files[path])
            tar.addfile(info, io.BytesIO(files[path]))
    args.out.write_bytes(lzma.compress(plain.getvalue(), preset=9 | lzma.PRESET_EXTREME))
    computed = sum(e["onnxruntime"] == "computed" for e in manifest.values())
    print(f"{len(manifest)} models, of which ONNX Runtime computes {computed}; {args.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
