#!/usr/bin/env python3
# Part of the Hocket project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""interrupt.py FOLDER COMMAND…: runs a command in a folder and interrupts it.

A process that the command starts writes its id to the pipe `started`. Then the
command gets SIGINT, has to end with code 130, and the process has to be gone."""

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
    pipe = os.path.join(folder, "started")
    if os.path.exists(pipe):
        os.remove(pipe)
    os.mkfifo(pipe)
    run = subprocess.Popen(command, cwd=folder)
    # Opening waits until the tool's process opens the other end.
    with open(pipe, encoding="utf-8") as reader:
        pid = int(reader.readline())
    run.send_signal(signal.SIGINT)
    code = run.wait()
    if code != 130:
        sys.exit(f"expected exit code 130, found {code}")
    if is_running(pid):
        os.kill(pid, signal.SIGKILL)
        sys.exit(f"the tool's process {pid} still runs")


if __name__ == "__main__":
    main()
