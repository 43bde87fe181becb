#!/usr/bin/env python3
"""refused.py CODE COMMAND..: runs a command that must fail: with this exit code, one error on stderr and
nothing on stdout. Prints its stderr."""
import subprocess
import sys

code, command = int(sys.argv[1]), sys.argv[2:]
run = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
print(run.stderr, end="")
errors = sum("error:" in line for line in run.stderr.splitlines() if not line.startswith("  "))
if run.returncode != code or errors != 1 or run.stdout:
    print(f"refused.py: exit code {run.returncode}, not {code}" if run.returncode != code else
          f"refused.py: {errors} errors, {len(run.stdout)} characters on stdout")
    sys.exit(1)
