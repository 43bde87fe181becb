#!/usr/bin/env python3
"""tools/bench/targets.py: what models cost on every target, and that they give the same bytes there.

  targets.py                       measures all, writes tools/bench/targets.json; tools/docs makes a table of it
  targets.py --check [MODEL..]     measures again and compares with what is stored: all targets that are emulated
                                   here, or --targets NAME..; a difference is printed, exit code 1. Results must be
                                   the same, numbers within --percent of what is stored (default: 0)
  targets.py --same FOLDER..       only whether the models in these folders give the same bytes on every target that
                                   they fit: a line each, exit code 1 where they do not

Of each model and target one run of test_data_set_0: flash and RAM of the model (arena, inputs and outputs, stack),
from the linked image; stack that the run touched; instructions; the first 12 digits of the outputs' SHA-256, which
must be the same in every row. Quantized borders are integers (--io=quantized). Where a model does not fit, by how
much. Models of the shared data are looked for in $PELEMAY_DATA/onnx/models (default: shared/data beside the
repository). Runs `pelemay` from PATH or from $PELEMAY.
"""
import argparse
import concurrent.futures
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools/lib"))
import targets  # noqa: E402

STORED = ROOT / "tools/bench/targets.json"
PELEMAY = os.environ.get("PELEMAY", "pelemay")
SHARED = Path(os.environ.get("PELEMAY_DATA", ROOT.parent / "shared/data")) / "onnx/models"
# What a row is called, and where its model lies.
MODELS = {
    "digits": (ROOT / "examples/digits/digits.onnx", ROOT / "examples/digits/reference"),
    "digits-int8": (ROOT / "examples/digits/int8/digits.onnx", ROOT / "examples/digits/int8/reference"),
    "KWS": (SHARED / "kws_dscnn_int8/model.onnx", SHARED / "kws_dscnn_int8"),
    "VWW": (SHARED / "vww_mobilenetv1_int8/model.onnx", SHARED / "vww_mobilenetv1_int8"),
    "ResNet-8": (SHARED / "ic_resnet8_int8/model.onnx", SHARED / "ic_resnet8_int8"),
    "AD": (SHARED / "ad_autoencoder_int8/model.onnx", SHARED / "ad_autoencoder_int8"),
}


def misfit(error):
    """By how much a model does not fit, "flash: 3456 bytes are missing"; empty: that is not what is wrong."""
    if " has too little " in error:
        why = error.splitlines()[0].split(" has too little ", 1)[1]
        # The model alone would fit: a note would say what it needs.
        return why if ": needs " in error else f"{why} for the program that runs it, which holds the input"
    found = re.search(r"in memory '(\w+)' of (\d+) bytes: .*the plan found needs (\d+)", error)  # of the arena alone
    return found and f"{found[1]}: {int(found[3]) - int(found[2])} bytes are missing at least"


def measured(file, data, target):
    """A row, or {"misfit": why}: what does not fit is an answer, anything else ends the program."""
    inputs = [word for path in sorted((data / "test_data_set_0").glob("input_*.pb"))
              for word in ("--input-file", str(path))]
    with tempfile.TemporaryDirectory() as made:
        done = subprocess.run([PELEMAY, "run", str(file), "--target", target, "--io=quantized", "--timeout", "900",
                               "--json", *inputs, "--output-dir", made, "--output-format", "npy"],
                              capture_output=True, text=True, check=False)
        if done.returncode == 1 and (why := misfit(done.stderr)):
            return {"misfit": why}
        if done.returncode:
            sys.exit(f"targets.py: error: {file} on {target}: {done.stderr}")
        outputs = hashlib.sha256()
        for output in sorted(Path(made).iterdir()):
            outputs.update(output.read_bytes())
    report = json.loads(done.stdout)
    return {"flash": report["flash_bytes"]["weights"] + report["flash_bytes"]["code"], "ram": report["ram_bytes"],
            "stack": report["stack_bytes"], "touched": report["run"]["stack_used"],
            "instructions": report["instructions"], "result": outputs.hexdigest()[:12]}


def measure_all(models, names):
    """model -> target -> row, on two processors. Models: name -> (file, folder of its data sets)."""
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        jobs = {(model, name): pool.submit(measured, *models[model], name) for model in models for name in names}
        return {model: {name: jobs[model, name].result() for name in names} for model in models}


def results(rows):
    """The different results of a model where it fits."""
    return {row["result"] for row in rows.values() if "result" in row}


def compare_results(folders, names):
    """Whether each model gives the same bytes wherever it fits; prints a line a model."""
    differing = 0
    for folder in folders:
        rows = measure_all({folder.name: (folder / "model.onnx", folder)}, names)[folder.name]
        found = results(rows)
        misfits = [f"{name} ({row['misfit']})" for name, row in rows.items() if "misfit" in row]
        differing += len(found) > 1
        print(f"{folder.name}: {', '.join(sorted(found))} on {len(rows) - len(misfits)} of {len(rows)} targets" +
              ("; does not fit " + ", ".join(misfits) if misfits else ""), flush=True)
    return differing == 0


def check_results(table):
    """Every row of a model has the result of this computer."""
    for model, rows in table.items():
        if (count := len(results(rows))) != 1:
            sys.exit(f"targets.py: error: {model} gives {count} results: {json.dumps(rows, indent=1)}")


def is_near(before, now, percent):
    """Numbers within some percent of what is stored, all else the same."""
    if isinstance(before, int) and isinstance(now, int):
        return abs(now - before) * 100 <= percent * before
    return before == now


def differences(stored, table, percent):
    for model, rows in table.items():
        for name, row in rows.items():
            before = stored.get(model, {}).get(name, {})
            if before.keys() != row.keys() or not all(is_near(before[key], row[key], percent) for key in row):
                yield f"{model} on {name}:\n  stored   {before}\n  measured {row}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--same", action="store_true")
    parser.add_argument("--percent", type=float, default=0)
    parser.add_argument("--targets", nargs="+", metavar="NAME")
    parser.add_argument("models", nargs="*", metavar="MODEL", help=f"of {', '.join(MODELS)} (default: all)")
    args = parser.parse_args()
    names = args.targets or targets.emulated()
    if args.same:
        return 0 if compare_results([Path(folder) for folder in args.models], names) else 1
    if not args.check and (args.models or args.targets):
        parser.error("what is stored is measured as a whole: --check goes with models and targets")
    if unknown := [model for model in args.models if model not in MODELS]:
        parser.error(f"no model {', '.join(unknown)}")
    models = {model: MODELS[model] for model in args.models or MODELS}
    if missing := [str(file) for file, _ in models.values() if not file.exists()]:
        sys.exit(f"targets.py: error: needs {', '.join(missing)}\n  help: PELEMAY_DATA names the shared data's folder")
    table = measure_all(models, names)
    check_results(table)
    if not args.check:
        STORED.write_text(json.dumps(table, indent=1) + "\n")
        return 0
    found = list(differences(json.loads(STORED.read_text()), table, args.percent))
    print("\n".join(found) or f"{sum(map(len, table.values()))} rows: as stored")
    if found:
        print("  help: where that is right, run tools/bench/targets.py and tools/docs, and commit what they write")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
