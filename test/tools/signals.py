#!/usr/bin/env python3
"""signals.py PELEMAY TARGET.py MODEL FOLDER: INT, TERM and HUP end pelemay as they end any program, and nothing is left.

The compiler of a target of our own stands still where we want it, so that the signal comes at that moment:
while it runs, and when it is done and pelemay reads what it wrote.
"""
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

PELEMAY, TARGET, MODEL, FOLDER = sys.argv[1], sys.argv[2], sys.argv[3], Path(sys.argv[4])
TEMPORARY = FOLDER / "tmp"
LIMIT = 30  # seconds until a wait is a failure


def target(script):
    """A target's file whose compiler is a shell's script."""
    file = FOLDER / "target.json"
    tool = FOLDER / "compiler"
    tool.write_text("#!/bin/sh\n" + script)
    tool.chmod(0o755)
    file.write_text(subprocess.run([sys.executable, TARGET, "host", f'compiler.commands=["{tool}"]'],
                                   check=True, capture_output=True, text=True).stdout)
    return file


def start(script, *flags):
    return subprocess.Popen([PELEMAY, "compile", MODEL, "--target", target(script), "-o", FOLDER / "new/out", *flags],
                            env=dict(os.environ, TMPDIR=str(TEMPORARY)), stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, text=True)


def wait_for(what, holds):
    end = time.monotonic() + LIMIT
    while not (found := holds()):
        if time.monotonic() > end:
            sys.exit(f"signals.py: waited in vain for {what}")
        time.sleep(0.01)
    return found


def opened(pattern):
    """The pipe of this name, once somebody waits to read it."""
    for pipe in TEMPORARY.glob(pattern):
        try:
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            pass
    return None


def lives(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def ended_by(number, process, when):
    out, err = process.communicate(timeout=LIMIT)
    if process.returncode != -number or out or err:
        sys.exit(f"signals.py: {when}: status {process.returncode}, not by {number}, and said {out!r}, {err!r}")
    left = [str(path) for path in [*TEMPORARY.iterdir(), *FOLDER.glob("new")]]
    if left:
        sys.exit(f"signals.py: {when}: left {left}")
    print(f"{when}: ended by {signal.Signals(number).name}, nothing is left")


TEMPORARY.mkdir(parents=True)
pid_file = FOLDER / "pid"

for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
    signal.signal(number, signal.SIG_DFL)  # a shell ignores some for what it runs in the background
    process = start(f"touch $TMPDIR/half\necho $TMPDIR > {FOLDER}/where\n(sleep 600) &\necho $! > {pid_file}\nwait")
    pid = wait_for("the compiler", lambda: pid_file.exists() and pid_file.read_text().strip())
    process.send_signal(number)
    ended_by(number, process, "while the compiler runs")
    if lives(pid):
        sys.exit("signals.py: what the compiler started lives on")
    pid_file.unlink()
if not (FOLDER / "where").read_text().startswith(f"{TEMPORARY}/pelemay-"):
    sys.exit("signals.py: the compiler's temporary files do not lie in our folder")

# pelemay reads the call graph that GCC writes beside the object: here a pipe into which nobody writes.
process = start('g++ "$@" || exit\nfor last; do :; done\n'
                'case $last in */model_*.o) rm "${last%.o}.ci"; mkfifo "${last%.o}.ci";; esac\n')
pipe = wait_for("pelemay to read", lambda: opened("pelemay-*/model_*.ci"))
process.send_signal(signal.SIGTERM)
ended_by(signal.SIGTERM, process, "between two compilers")
os.close(pipe)

# A signal that is ignored when pelemay begins stays so, as nohup has it.
signal.signal(signal.SIGHUP, signal.SIG_IGN)
process = start(f"echo $$ > {pid_file}\nwhile ! test -e {FOLDER}/go; do sleep 0.05; done\nexec g++ \"$@\"")
wait_for("the compiler", lambda: pid_file.exists() and pid_file.read_text().strip())
process.send_signal(signal.SIGHUP)
(FOLDER / "go").touch()
process.communicate(timeout=4 * LIMIT)
if process.returncode != 0:
    sys.exit(f"signals.py: status {process.returncode} with a hang-up that is ignored")
print("a hang-up that is ignored: goes on")

# Who is killed can remove nothing, but its compiler does not live on.
pid_file.unlink()
process = start(f"echo $$ > {pid_file}\nexec sleep 600")
pid = wait_for("the compiler", lambda: pid_file.exists() and pid_file.read_text().strip())
process.kill()
process.communicate()
wait_for("the compiler to end", lambda: not lives(pid))
print("killed: its compiler ends, too")
