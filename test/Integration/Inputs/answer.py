#!/usr/bin/env python3
# Part of the Hocket project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""answer.py COMMAND…: runs a command on a terminal and answers its question with "y".

Prints what the terminal got, with <silence> where nothing was drawn between the question and
the answer and <noise> where something was, then what the command wrote to its standard output.
Ends with the command's exit code."""

import os
import pty
import select
import subprocess
import sys
import termios

PROMPT = b"[y/N] "


def read(terminal):
    try:
        return os.read(terminal, 4096)
    except OSError:  # what a terminal without another end says instead of "nothing more"
        return b""


def main():
    ours, theirs = pty.openpty()
    modes = termios.tcgetattr(theirs)
    modes[3] &= ~termios.ECHO
    termios.tcsetattr(theirs, termios.TCSANOW, modes)
    run = subprocess.Popen(sys.argv[1:], stdin=theirs, stderr=theirs, stdout=subprocess.PIPE,
                           env={**os.environ, "TERM": "xterm"})
    os.close(theirs)
    received = b""
    while PROMPT not in received:
        part = read(ours)
        if not part:
            break
        received += part
    # Five times as long as the display waits before it draws again.
    drawn, _, _ = select.select([ours], [], [], 0.5)
    received += b"<noise>" if drawn else b"<silence>"
    os.write(ours, b"y\n")
    result = run.stdout.read()
    while part := read(ours):
        received += part
    text = received.decode(errors="replace").replace("\x1b", "<ESC>")
    print(text.replace("\r\n", "\n").replace("\r", "\n"))
    print(result.decode(), end="")
    sys.exit(run.wait())


if __name__ == "__main__":
    main()
