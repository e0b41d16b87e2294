#!/usr/bin/env python3
# Part of the Hocket project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Checks that the code in the documentation is the code of the examples.

A code block after the line `<!-- excerpt: path -->` has to be a run of lines of that file."""

import argparse
import pathlib
import re
import sys

EXCERPT = re.compile(r"^<!-- excerpt: (\S+) -->\n+```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def check(document, root):
    """Returns the messages about one document, and how many excerpts it has."""
    text = document.read_text(encoding="utf-8")
    messages, count = [], 0
    for match in EXCERPT.finditer(text):
        count += 1
        path, code = match.groups()
        line = text.count("\n", 0, match.start()) + 1
        place = f"{document.relative_to(root)}:{line}"
        source = root / path
        if not source.is_file():
            messages.append(f"{place}: there is no file '{path}'")
            continue
        content = source.read_text(encoding="utf-8")
        if "\n" + code not in "\n" + content:
            messages.append(f"{place}: the excerpt is not in '{path}' as it stands")
    marks = text.count("<!-- excerpt:")
    if marks != count:
        messages.append(f"{document.relative_to(root)}: {marks - count} excerpt marks have no code block")
    return messages, count


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("root", type=pathlib.Path, help="the project's folder")
    root = parser.parse_args().root.resolve()
    messages, total = [], 0
    for document in sorted((root / "docs").rglob("*.md")) + [root / "README.md"]:
        found, count = check(document, root)
        messages += found
        total += count
    for message in messages:
        print(message, file=sys.stderr)
    if total == 0:
        print("no excerpts found", file=sys.stderr)
    print(f"{total} excerpts, {len(messages)} wrong")
    return 1 if messages or total == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
