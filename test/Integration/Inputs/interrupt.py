#!/usr/bin/env python3
# Part of the Hocket project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""interrupt.py FOLDER [OPTION] COMMAND…: runs a command in a folder and interrupts it.

A process that the command starts writes its id to the pipe `started`. Then the
command gets SIGINT, or the one of --signal=NAME, and has to end with code 130;
with --exit=CODE it ends by itself, with that code. The process has to be gone."""

import os
import pathlib
import signal
import subprocess
import sys


def is_running(pid):
    """A process that has ended but whose parent has not asked yet is not running."""
    try:
        stat = pathlib.Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except FileNotFoundError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def main():
    folder, command = sys.argv[1], sys.argv[2:]
    name, expected = "SIGINT", 130
    if command[0].startswith("--signal="):
        name = "SIG" + command.pop(0).partition("=")[2]
    elif command[0].startswith("--exit="):
        name, expected = None, int(command.pop(0).partition("=")[2])
    pipe = os.path.join(folder, "started")
    if os.path.exists(pipe):
        os.remove(pipe)
    os.mkfifo(pipe)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)  # nohup ignores it, for children too
    run = subprocess.Popen(command, cwd=folder)
    # Opening waits until the tool's process opens the other end.
    with open(pipe, encoding="utf-8") as reader:
        pid = int(reader.readline())
    if name:
        run.send_signal(getattr(signal, name))
    code = run.wait()
    if code != expected:
        sys.exit(f"expected exit code {expected}, found {code}")
    if is_running(pid):
        os.kill(pid, signal.SIGKILL)
        sys.exit(f"the tool's process {pid} still runs")


if __name__ == "__main__":
    main()
