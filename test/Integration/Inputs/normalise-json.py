#!/usr/bin/env python3
# Part of the Hocket project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Prints a JSON file on one line with sorted keys; fails if it is not JSON."""

import json
import sys

with open(sys.argv[1], encoding="utf-8") as file:
    print(json.dumps(json.load(file), sort_keys=True, separators=(",", ":")))
