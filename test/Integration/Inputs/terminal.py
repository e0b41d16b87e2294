#!/usr/bin/env python3
# Part of the Hocket project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""terminal.py [--answer=TEXT] COMMAND…: runs a command whose standard error, and
with an answer its input, is a terminal.

Prints what the terminal got, with <ESC> for the escape character, and ends with
the command's exit code."""

import os
import pty
import subprocess
import sys


def main():
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm"}
    command, answer = sys.argv[1:], None
    if command[0].startswith("--answer="):
        answer = command.pop(0).partition("=")[2]
    run = subprocess.Popen(command, stdin=None if answer is None else theirs, stderr=theirs,
                           stdout=subprocess.DEVNULL, env=environment)
    if answer is not None:
        os.write(ours, answer.encode() + b"\n")
    os.close(theirs)
    received = b""
    while True:
        try:
            part = os.read(ours, 4096)
        except OSError:  # what a terminal without another end says instead of "nothing more"
            break
        if not part:
            break
        received += part
    text = received.decode(errors="replace")
    print(text.replace("\x1b", "<ESC>").replace("\r\n", "\n").replace("\r", "\n"))
    sys.exit(run.wait())


if __name__ == "__main__":
    main()
