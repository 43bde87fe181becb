#!/usr/bin/env python3
"""Compares what a run logged with stored tensors: check_probes.py REPORT.json PLAIN.json TENSOR.pb..

REPORT is of a run with probes, PLAIN of the same run without: outputs must be equal, value by value.
"""
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent))
import tensors


def main():
    report, plain = (json.loads(pathlib.Path(path).read_text()) for path in sys.argv[1:3])
    probes, wanted = report["run"]["probes"], [tensors.load(path) for path in sys.argv[3:]]
    if len(probes) != len(wanted):
        sys.exit(f"{len(probes)} values were logged, {len(wanted)} wanted")
    for probe, want in zip(probes, wanted):
        got = (probe["shape"], "f", probe["values"])
        largest, allowed = tensors.error(got, want)
        print(f"{probe['op']} {probe['node']} {probe['shape']}: largest error {largest:.3g}, allowed {allowed:.3g}")
        if largest > allowed:
            sys.exit(1)
    if report["run"]["outputs"] != plain["run"]["outputs"]:
        sys.exit("the outputs differ from those of the run without probes")


if __name__ == "__main__":
    main()
