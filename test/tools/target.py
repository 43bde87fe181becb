#!/usr/bin/env python3
"""target.py NAME CHANGE..: a target of ours with all that it extends, changed, as JSON on stdout.

A change is PATH=JSON (run.command='["true", "{image}"]') or PATH= to leave the field out.
"""
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools/lib"))
import targets  # noqa: E402

target = targets.document(targets.FOLDER / f"{sys.argv[1]}.json")
for change in sys.argv[2:]:
    path, value = change.split("=", 1)
    *folders, last = path.split(".")
    place = target
    for name in folders:
        place = place[int(name) if isinstance(place, list) else name]
    if value:
        place[last] = json.loads(value)
    else:
        del place[last]
print(json.dumps(target, indent=2))
