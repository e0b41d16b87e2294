#!/usr/bin/env python3
# Part of the Hocket project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""read-fifo.py FIFO COMMAND…: runs a command that writes to a named pipe, and prints what it wrote there."""

import os
import subprocess
import sys


def main():
    path, command = sys.argv[1], sys.argv[2:]
    os.mkfifo(path)
    # The other end is ours until the command has ended: opening never waits.
    ours = os.open(path, os.O_RDWR)
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    code = run.wait()  # what it writes is less than a pipe holds
    os.set_blocking(ours, False)
    try:
        while part := os.read(ours, 65536):
            sys.stdout.buffer.write(part)
    except BlockingIOError:
        pass  # all of it is read
    sys.exit(code)


if __name__ == "__main__":
    main()
