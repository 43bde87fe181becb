#!/usr/bin/env python3
"""targets_check.py: each file of compiler/targets is as docs/target.schema.json says and is named as it calls itself;
each target with all that it extends is whole; and tools/lib/targets.py reads the flags and the command that `pelemay
targets NAME` prints. Something is found wrong in a file that is spoilt.
"""
import json
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools/lib"))
import schema_check  # noqa: E402
import targets  # noqa: E402

SCHEMA = json.loads((targets.FOLDER.parents[1] / "docs/target.schema.json").read_text())
PART = {key: value for key, value in SCHEMA.items() if key != "anyOf"}  # a base alone is no target


def mistakes(document, schema=SCHEMA):
    return list(schema_check.mistakes(schema, schema, document, "document"))


def check(file):
    own = json.loads(file.read_text())
    is_base = file.parent.name == "bases"
    assert not (wrong := mistakes(own, PART if is_base else SCHEMA)), (file, wrong)
    assert own["name"] == file.stem, file
    if is_base:
        return
    assert not (wrong := mistakes(targets.document(file))), (file, wrong)
    target = targets.load(file.stem)
    said = subprocess.run(["pelemay", "targets", file.stem], check=True, capture_output=True, text=True).stdout
    rows = {words[0]: " ".join(words[1:]) for words in map(str.split, said.splitlines())}
    assert rows["flags"] == " ".join(target["flags"]), (rows["flags"], target["flags"])
    assert rows["run"] == " ".join(target["run"]["command"]), (rows["run"], target["run"])


files = sorted(targets.FOLDER.rglob("*.json"))
for each in files:
    check(each)
assert mistakes({"version": 1, "name": "no-compiler"}) and mistakes({"version": 1, "name": "x", "extends": "host", "colour": 1})
print(f"{len(files)} files, {len(targets.names())} targets")
