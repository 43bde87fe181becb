#!/usr/bin/env python3
"""count_check.py REPORT..: do the counts of a run agree with each other, and with what is computed?"""
import json
import sys

for name in sys.argv[1:]:
    with open(name, encoding="utf-8") as file:
        report = json.load(file)
    total, run = report["instructions"], report["run"]
    steps = [step["instructions"] for step in report["steps"] if step["op"] != "probe.log"]
    functions = {function["name"]: function["instructions"] for function in report["functions"]}
    checks = {
        "functions": sum(functions.values()) == total and "?" not in functions,
        "NAME_run": functions.get(report["model"]["name"] + "_run", 0) > 0,
        "steps": 0.99 * total <= sum(steps) <= total and min(steps) > 0,
        # A multiply-accumulate takes two loads, a multiplication and an addition, or more.
        "work": all(step["macs"] <= step["instructions"] for step in report["steps"]),
        "reads": run["bytes_read"] >= 8 * report["macs"] / 2,
        "writes": run["bytes_written"] >= sum(t["bytes"] for t in report["tensors"] if t["life"] != "input"),
        # A hook's stack is the firmware's: the bound leaves it out, and says so.
        "stack": 0 < run["stack_used"] and (report["stack_outside"] or run["stack_used"] <= report["stack_bytes"]),
    }
    wrong = [check for check, holds in checks.items() if not holds]
    print(f"{name}: {total} instructions, {sum(steps)} of them in steps, {run['bytes_read']} B read, "
          f"{run['bytes_written']} B written, {run['stack_used']} B of stack")
    if wrong:
        sys.exit("wrong: " + ", ".join(wrong))
