#!/usr/bin/env python3
"""compute.py REPORT.json none|some: which steps compute in floats, and whether the report says why of each.

Integer steps have an integer type and no reason; float steps a reason. `none`: there is no float step.
"""
import json
import sys

steps = json.load(open(sys.argv[1]))["steps"]
floats = [step for step in steps if step["float"] is not None]
assert all((step["compute"] == "f32") == (step in floats) for step in steps), steps
assert all(step["compute"] in ("i8", "i32") for step in steps if step not in floats), steps
assert {"i8", "i32"} <= {step["compute"] for step in steps}
assert bool(floats) == (sys.argv[2] == "some"), floats
