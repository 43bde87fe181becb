#!/usr/bin/env python3
"""progress.py COMMAND..: runs a command with a terminal as its stderr, whose text goes to stdout; its exit code is
ours."""
import os
import pty
import subprocess
import sys

master, slave = pty.openpty()
process = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=slave)
os.close(slave)
text = b""
while True:
    try:
        data = os.read(master, 4096)
    except OSError:  # the last one has closed it
        break
    if not data:
        break
    text += data
print(text.decode(errors="replace").replace("\r", "\n"))
sys.exit(process.wait())
