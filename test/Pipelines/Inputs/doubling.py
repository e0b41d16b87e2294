# Part of the Hocket project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Writes a program whose functions call each other twice: inlined, it has 2^depth calls."""

import sys

depth = int(sys.argv[1])
print("hocket.tool @now() -> i64")
for level in range(depth):
    visibility = "private " if level else ""
    print(f"func.func {visibility}@f{level}() {{")
    print(f"  func.call @f{level + 1}() : () -> ()\n" * 2 + "  return\n}")
print(f"func.func private @f{depth}() {{\n  %0 = hocket.call @now() : () -> i64\n  return\n}}")
