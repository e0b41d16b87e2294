#!/usr/bin/env python3
# Part of the Hocket project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs a command; succeeds if it ends with the exit code given: exit-code.py CODE COMMAND…"""

import subprocess
import sys

expected, command = int(sys.argv[1]), sys.argv[2:]
found = subprocess.run(command, check=False).returncode
if found != expected:
    print(f"expected exit code {expected}, found {found}: {' '.join(command)}", file=sys.stderr)
    sys.exit(1)
