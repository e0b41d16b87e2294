#!/usr/bin/env python3
# Part of the Hocket project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Fails if an option of hocket-run's help is missing from that of `hocket run`."""

import pathlib
import re
import sys

# What has another place in the driver: its own help, version, the tools that need no
# plan, and the commands of journals with their options.
ELSEWHERE = {"--help", "--version", "--list-tools"} | {"--resume", "--runs", "--ambiguous", "--plan"}


def options(path):
    text = pathlib.Path(path).read_text(encoding="utf-8")
    return set(re.findall(r"^\s+(?:-\w,)?(--[a-z][a-z-]*)", text, re.MULTILINE))


def main():
    known = options(sys.argv[1]) - ELSEWHERE
    if len(known) < 10:
        sys.exit(f"expected the options of hocket-run, found {sorted(known)}")
    missing = known - options(sys.argv[2])
    if missing:
        sys.exit(f"'hocket run' lacks {', '.join(sorted(missing))}")


if __name__ == "__main__":
    main()
