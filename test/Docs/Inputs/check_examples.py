# Part of the Hocket project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Parses and verifies every ```mlir example in the .td files and the documents.

A fence marked ```mlir-fragment is not a whole program and is left out.
check_examples.py ROOT HOCKET_OPT"""

import os
import pathlib
import re
import subprocess
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor

FENCE = re.compile(r"^([ \t]*)```mlir[ \t]*\n(.*?)^[ \t]*```[ \t]*$", re.MULTILINE | re.DOTALL)


def documents(root):
    yield from sorted((root / "include").rglob("*.td"))
    yield from sorted((root / "docs").rglob("*.md"))
    yield from sorted(root.glob("*.md"))


def examples(root):
    for path in documents(root):
        text = path.read_text(encoding="utf-8")
        for match in FENCE.finditer(text):
            line = text.count("\n", 0, match.start(2)) + 1
            yield f"{path.relative_to(root)}:{line}", textwrap.dedent(match.group(2))


def check(tool, example):
    place, code = example
    result = subprocess.run([tool], input=code, capture_output=True, text=True, check=False)
    if result.returncode == 0:
        return None
    return f"{place}: the example does not parse\n{textwrap.indent(result.stderr, '  ')}"


def main():
    root, tool = pathlib.Path(sys.argv[1]), sys.argv[2]
    found = list(examples(root))
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        failures = [message for message in pool.map(lambda e: check(tool, e), found) if message]
    print("".join(failures), end="")
    print(f"{len(found)} examples")
    sys.exit(1 if failures or not found else 0)


main()
