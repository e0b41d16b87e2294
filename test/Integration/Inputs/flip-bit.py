#!/usr/bin/env python3
# Part of the Hocket project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Copies a file with one bit of one byte changed: flip-bit.py FROM TO OFFSET"""

import pathlib
import sys

content = bytearray(pathlib.Path(sys.argv[1]).read_bytes())
content[int(sys.argv[3])] ^= 0x10
pathlib.Path(sys.argv[2]).write_bytes(content)
